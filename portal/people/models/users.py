"""Account en rol: who signs in, and what a member of staff is for."""

import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models.boards import Board, Group, School
from portal.people.models.dated import Dated
from portal.people.rules import BOARD_ROLES, SCHOOL_ROLES, RoleKind, Term
from portal.prepared import Prepared

AT_SCHOOL = sorted(kind.value for kind in SCHOOL_ROLES)
AT_BOARD = sorted(kind.value for kind in BOARD_ROLES)


def folded(text: str) -> str:
    """The form in which names and addresses are kept and compared: NFKC, case-folded."""
    return unicodedata.normalize("NFKC", text.strip()).casefold()


class UserManager(BaseUserManager["User"]):
    """Makes accounts; there is no public sign-up."""

    def create_user(
        self, sign_in_name: str, password: str | None = None, *, email: str = "", **fields: Any
    ) -> "User":
        """A saved account. Without a password nobody can sign in with it."""
        user = self.model(sign_in_name=folded(sign_in_name), email=folded(email) or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account with this sign-in name, however it is cased."""
        return self.get(sign_in_name=folded(username or ""))


class User(AbstractBaseUser):
    """An account. One person has one, whatever the number of boards and roles."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sign_in_name = models.CharField(_("inlognaam"), max_length=64, unique=True)
    email = models.EmailField(_("e-mailadres"), null=True, blank=True, unique=True)
    display_name = models.CharField(_("naam"), max_length=120, blank=True)
    email_proven_at = models.DateTimeField(null=True, blank=True)  # somebody reads there
    provisional_until = models.DateTimeField(null=True, blank=True)  # register only until then
    session_epoch = models.PositiveIntegerField(default=0)  # one higher: every session ends
    reset_by_mail_at = models.DateTimeField(null=True, blank=True)  # the mailbox alone spoke
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=True) | ~Q(email=""), name="people_user_email_not_empty"
            ),
            models.CheckConstraint(
                condition=~Q(sign_in_name__contains="@"),
                name="people_user_sign_in_name_is_no_address",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.sign_in_name

    def clean(self) -> None:
        """Names and addresses that differ only in case are the same."""
        super().clean()
        self.sign_in_name = folded(self.sign_in_name)
        self.email = folded(self.email or "") or None

    def get_session_auth_hash(self) -> str:
        """What a session must hold: it changes with the password, and when all sessions end."""
        return self._session_mark()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under older keys of the installation."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_mark(secret)

    def _session_mark(self, secret: str | bytes | None = None) -> str:
        value = f"{self.password}:{self.session_epoch}"
        return salted_hmac(
            "portal.people.session", value, secret=secret, algorithm="sha256"
        ).hexdigest()

    def is_provisional(self, now: datetime) -> bool:
        """Opened with a letter alone, so short ago that an ex-partner may have opened it."""
        return self.provisional_until is not None and now < self.provisional_until

    def roles_on(self, day: date, board_id: UUID | None) -> list[str]:
        """The codes of the roles on a day, those at one board when it is named; for the log."""
        rows = [row for row in ROLE_TERMS(self.pk) if board_id in (None, row[1])]
        return sorted({kind for kind, _board, *term in rows if Term(*term).holds(day)})

    def has_perm(self, _perm: str, _obj: object = None) -> bool:
        """Django's own permissions are not used: a Role says what somebody may do."""
        return False

    def has_module_perms(self, _app_label: str) -> bool:
        """See `has_perm`."""
        return False


class Role(Dated):
    """What a member of staff is for, where, and from when until when."""

    KINDS = choices_of(
        {
            RoleKind.TEACHER: _("leraar"),
            RoleKind.HANDLER: _("behandelaar"),
            RoleKind.DIRECTOR: _("directeur"),
            RoleKind.OFFICER: _("privacy officer"),
            RoleKind.FG: _("functionaris gegevensbescherming"),
            RoleKind.ADMINISTRATOR: _("beheerder"),
            RoleKind.OPERATOR: _("technisch beheerder"),
        }
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(_("rol"), max_length=16, choices=KINDS)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, blank=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True)
    granted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="granted_roles"
    )

    class Meta(Dated.Meta):
        ordering = ["since"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=AT_SCHOOL, board__isnull=False, school__isnull=False)
                | Q(kind__in=AT_BOARD, board__isnull=False, school__isnull=True)
                | Q(kind=RoleKind.OPERATOR.value, board__isnull=True, school__isnull=True),
                name="people_role_reach_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")),
                name="people_role_not_from_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"


# Behind every look of staff; see portal/prepared.py.
ROLE_TERMS = Prepared(
    lambda user: (
        Role.objects.filter(user=user).order_by().values_list("kind", "board_id", "since", "until")
    )
)


class RoleProposal(models.Model):
    """A role that needs a second person before it holds: officer, FG, director (product.md)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("rol"), max_length=16, choices=Role.KINDS)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    role = models.OneToOneField(Role, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)  # by who proposed it, before anybody decided

    class Meta:
        ordering = ["proposed_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True) | ~Q(proposed_by=F("user")),
                name="people_roleproposal_not_oneself",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (~Q(decided_by=F("user")) & ~Q(decided_by=F("proposed_by"))),
                name="people_roleproposal_second_person",
            ),
            models.CheckConstraint(
                condition=Q(role__isnull=True) | Q(decided_by__isnull=False),
                name="people_roleproposal_role_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(decided_on__isnull=True),
                name="people_roleproposal_decided_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a second person."""
        return self.decided_on is None and self.withdrawn_on is None


class Pledge(models.Model):
    """Geheimhouding: a member of staff accepted the duty of secrecy (seed 001 art. 8.3)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="pledges")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    on = models.DateField()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "board", "version"], name="people_pledge_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.version}"


class TeachingLink(models.Model):
    """A teacher's group as the school's file says it; grants nothing until somebody confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="teaching_links")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="teaching_links")
    staff_key = models.CharField(max_length=255)
    name = models.CharField(_("naam"), max_length=160)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "group", "staff_key"], name="people_teachinglink_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="people_teachinglink_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name
