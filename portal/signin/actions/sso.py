"""School-account: recognise a member of staff, and keep the registrations of providers."""

from datetime import date

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Role, User
from portal.people.models.users import folded
from portal.signin.models import Attempt, IdentityProvider, SchoolFactor
from portal.signin.rules import (
    LONGEST_ID,
    SCHOOL_REFUSALS,
    Refusal,
    Told,
    is_from,
    shows_second_factor,
)


@transaction.atomic
def recognise(school: IdentityProvider, told: Told, *, today: date) -> User | Refusal:
    """The account of a member of staff that we know already; nobody gets an account here.

    The first time by an address that the provider has proven, afterwards only by the provider's
    own unchanging name for the person: an address may go to a successor.
    """
    if not told.who or len(told.who) > LONGEST_ID:
        return Refusal.TOKEN
    if told.email and not is_from(told.email, school.email_domains):
        return Refusal.DOMAIN
    user = _linked(school, told) or _by_address(told)
    if isinstance(user, Refusal):
        return user
    user = User.objects.select_for_update().get(pk=user.pk)
    wrong = _why_not(school, user, today)
    return wrong or _link(school, user, told)


def _linked(school: IdentityProvider, told: Told) -> User | None:
    return User.objects.filter(
        socialaccount__provider=school.slug, socialaccount__uid=told.who
    ).first()


def _by_address(told: Told) -> User | Refusal:
    if not told.email or not told.email_is_proven:
        return Refusal.UNPROVEN
    return User.objects.filter(email=folded(told.email)).first() or Refusal.UNKNOWN


def _why_not(school: IdentityProvider, user: User, today: date) -> Refusal | None:
    if not user.is_active:
        return Refusal.CLOSED
    if not Role.objects.on(today).filter(user=user, board=school.board_id).exists():
        return Refusal.NO_ROLE
    return None


def _link(school: IdentityProvider, user: User, told: Told) -> User | Refusal:
    """One person there is one account here, and the other way round; no claims are kept."""
    links = SocialAccount.objects.filter(provider=school.slug)
    if links.filter(user=user).exclude(uid=told.who).exists():
        return Refusal.OTHER_PERSON
    link, is_new = links.get_or_create(
        uid=told.who, defaults={"provider": school.slug, "user": user}
    )
    if link.user_id != user.pk:
        return Refusal.OTHER_PERSON
    if is_new:
        record("signin.school_linked", actor=user, subject=user, provider=str(school.pk))
    return user


@transaction.atomic
def second_factor(school: IdentityProvider, user: User, told: Told) -> SchoolFactor | None:
    """The provider's own second factor, when it says that it asked one; else ours must be asked."""
    if not shows_second_factor(told, school.second_factor_values):
        return None
    device: SchoolFactor
    device, _made = SchoolFactor.objects.get_or_create(
        user=user, provider=school, defaults={"name": school.slug[:64]}
    )
    device.note_use()
    record("signin.succeeded", actor=user, subject=user, school_factor=device.pk)
    return device


@transaction.atomic
def refuse(school: IdentityProvider, reason: Refusal, *, address: str, now: int) -> None:
    """Nobody came in. A flood from one address is counted, but does not fill the log."""
    if Attempt.objects.charge(SCHOOL_REFUSALS, address, now) <= SCHOOL_REFUSALS.most:
        record(
            "signin.school_refused",
            actor=None,
            subject=school,
            board_id=school.board_id,
            reason=reason.value,
        )


@transaction.atomic
def register_provider(
    school: IdentityProvider, *, by: User, name: str, slug: str, client_id: str, secret: str
) -> None:
    """Keep a registration: new, or changed. An empty secret keeps the one that is there.

    The slug is only used for a new one: the links to accounts hang on it. Who signed in with a
    provider that is no longer in use, or was pointed elsewhere, is out at the next request.
    """
    is_new = school.app_id is None
    if is_new:
        school.app = SocialApp(provider="openid_connect", provider_id=slug)
    school.app.name, school.app.client_id = name, client_id
    school.app.save()
    if secret:
        school.keep_secret(secret)
    school.app_id = school.app.pk
    school.save()
    if not is_new:
        SchoolFactor.objects.filter(provider=school).delete()
    record(
        "signin.provider_registered" if is_new else "signin.provider_changed",
        actor=by,
        subject=school,
        board_id=school.board_id,
        active=school.active,
        new_secret=bool(secret),
    )
