"""Berichten over verborgen rijen: to the FG and who decides, without content; never to family."""

from datetime import date

from django.conf import settings
from django.db.models import Q

from portal.outbox.actions import announce
from portal.people.access import tie_about
from portal.people.models import Enrolment, Group, Guardian, Pupil, Role, User, holds
from portal.people.rules import MAY, Duty, Right, RoleKind
from portal.register.models import Disclosure, Restriction

DECIDING = [kind.value for kind in RoleKind if Duty.SETTLE_HIDDEN in MAY[kind]]


def tell_fg(row: Disclosure, *, today: date) -> None:
    """At once: somebody hid something (law.md §6)."""
    for user in _staff(row, [RoleKind.FG.value], today):
        _notice(user, "hidden", f"hidden:{row.pk}")


def ask_second(row: Disclosure, *, today: date) -> None:
    """To everybody who may be the second person."""
    for user in _staff(row, DECIDING, today):
        if user.pk != row.recorded_by_id:
            _notice(user, "hidden_waits", f"hidden_waits:{row.pk}")


def ask_review(row: Disclosure, *, today: date) -> None:
    """The review date came; the same date never asks twice."""
    for user in _staff(row, DECIDING, today):
        _notice(user, "hidden_review", f"hidden_review:{row.pk}:{row.hiding.review_on}")


def tell_lifting(row: Restriction, *, today: date) -> None:
    """To everybody with an account who may look at the pupil: the page says from when (AVG 18(3)).

    Nobody learns who asked for it.
    """
    rows = Pupil.objects.select_related("board", "user").prefetch_related(
        "enrolments__school", "mandates", "guardianships__guardian__user"
    )
    pupil = rows.get(pk=row.pupil_id)
    people = {one.guardian_id: one.guardian.user for one in pupil.guardianships.all()}
    for guardian_id, user in [(None, pupil.user), *people.items()]:
        tie = tie_about(pupil, guardian_id, today)
        if user is not None and tie is not None and tie.may(Right.VIEW):
            announce(
                "register.lifting",
                to=user.email or "",
                link=settings.PORTAL_URL,
                key=f"register.lifting:{row.pk}:{user.pk}",
                informal=guardian_id is None,
            )


def _staff(row: Disclosure, kinds: list[str], today: date) -> list[User]:
    """Of the board, or of the school that the row is about; never the pupil's own household."""
    roles = Role.objects.filter(holds(today), board=row.board_id, kind__in=kinds)
    roles = roles.filter(Q(school__isnull=True) | Q(school__in=_schools(row)))
    about = [row.pupil_id] if row.pupil_id else []
    family = Guardian.objects.filter(guardianships__pupil__in=about, user__isnull=False)
    itself = Pupil.objects.filter(pk__in=about, user__isnull=False)
    people = User.objects.filter(pk__in=roles.values("user"), is_active=True)
    people = people.exclude(pk__in=family.values("user")).exclude(pk__in=itself.values("user"))
    return list(people.order_by("pk"))


def _schools(row: Disclosure) -> list[object]:
    if row.school_id:
        return [row.school_id]
    if row.group_id:
        return list(Group.objects.filter(pk=row.group_id).values_list("school", flat=True))
    there = Enrolment.objects.filter(pupil=row.pupil_id)
    return list(there.values_list("school", flat=True))


def _notice(user: User, kind: str, what: str) -> None:
    """The link is the front door: an address would tell what it is about."""
    announce(
        f"register.{kind}",
        to=user.email or "",
        link=settings.PORTAL_URL,
        key=f"register.{what}:{user.pk}",
    )
