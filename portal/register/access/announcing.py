"""Aankondigingen: what a family finds of them, and what staff may do with them, by role."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access import Person, Tie, household_of, scopes_of, ties_of
from portal.people.models import Group, Pupil, School
from portal.people.rules import Duty, Right
from portal.register.access.handover import About, processings_about
from portal.register.access.log import inside
from portal.register.models import (
    Disclosure,
    IntendedDisclosure,
    Objection,
    Processing,
    Recipient,
    told_pairs,
)
from portal.register.models.announcing import IntendedDisclosureQuerySet
from portal.register.rules import (
    IntentReason,
    LegalBasis,
    RuleCode,
    may_announce,
    may_object,
    objection_possible,
)


@dataclass(frozen=True)
class Announced:
    """An intention as one person finds it for one pupil."""

    row: IntendedDisclosure
    tie: Tie

    @property
    def answer(self) -> IntentReason:
        """Whether an objection still blocks, or why not."""
        return may_object(self.row.intent, self.tie.today)

    @property
    def may_object(self) -> bool:
        """Whether this person may, today."""
        return self.answer is IntentReason.ALLOWED and self.tie.may(Right.REQUEST)

    @property
    def may_ask(self) -> bool:
        """Whether the ordinary verzet is what remains (AVG 21(1))."""
        over = self.answer is IntentReason.WINDOW_OVER or bool(self.row.disclosure_id)
        possible = objection_possible(LegalBasis(self.row.basis))
        return over and possible and self.tie.may(Right.REQUEST)

    @property
    def key(self) -> str:
        """The pupil's key as text, for an address."""
        return str(self.tie.pupil.pk)

    @property
    def is_about_me(self) -> bool:
        """Whether the pupil reads it."""
        return self.tie.guardian_id is None


def announced_to(ties: Collection[Tie], today: date) -> list[Announced]:
    """What still may come or just ended, of those one may see or object for.

    No query while one's boards announce nothing; else one, and one more for groups.
    """
    mine = {tie.pupil.pk: tie for tie in ties if _is_told(tie) and _announces(tie, today)}
    pupils = [tie.pupil for tie in mine.values()]
    if not pupils:
        return []
    rows = IntendedDisclosure.objects.told_to(pupils).shown(today)
    found = list(rows.select_related("processing"))
    return [Announced(row, mine[pupil.pk]) for row, pupil in told_pairs(found, pupils)]


def get_announced(user: Person, pupil_id: UUID, pk: UUID, today: date) -> Announced:
    """404 for whoever may neither see this pupil nor object, and when it was not announced to it.

    Who may only object (an order of a court, an unknown birth date) must know what against.
    """
    for tie in ties_of(user, today):
        if tie.pupil.pk == pupil_id and _is_told(tie):
            rows = IntendedDisclosure.objects.told_to([tie.pupil]).ready().filter(pk=pk)
            for row, _pupil in told_pairs(rows, [tie.pupil]):
                return Announced(row, tie)
    raise Http404


def own_objection(found: Announced, user: Person) -> Objection | None:
    """What this person said for this pupil; never what the co-guardian said."""
    rows = Objection.objects.filter(intended=found.row, pupil_id=found.tie.pupil.pk)
    return rows.filter(by_id=user.pk).first() if user.pk else None


def awaited_requests() -> set[UUID]:
    """The verzet requests whose outcome decides whether something announced may still go."""
    waiting = IntendedDisclosure.objects.still_open().order_by().values("pk")
    rows = Objection.objects.filter(intended__in=waiting, request_id__isnull=False)
    return {pk for pk in rows.values_list("request_id", flat=True) if pk}


def was_shared(found: Announced) -> bool:
    """Whether it reached this pupil, by the only source that a family may know it from."""
    key = found.row.disclosure_id
    if key is None:
        return False
    return Disclosure.objects.visible_to(found.tie.pupil).filter(pk=key).exists()


def intents_for(user: Person, today: date) -> IntendedDisclosureQuerySet:
    """All announcements inside one's roles, the newest on top; 403 without such a role."""
    if not scopes_of(user, today, Duty.SEE_DISCLOSURES):
        raise PermissionDenied
    return _reach(user, today, Duty.SEE_DISCLOSURES).ready()


def get_intent(
    user: Person, pk: UUID, today: date, *, duty: Duty = Duty.SEE_DISCLOSURES
) -> IntendedDisclosure:
    """404 outside one's roles or in one's own household; 403 for who sees it without the duty."""
    rows = _reach(user, today, Duty.SEE_DISCLOSURES).ready()
    found: IntendedDisclosure = get_object_or_404(rows, pk=pk)
    if not may_on_intent(user, found, duty, today):
        raise PermissionDenied
    return found


def may_on_intent(user: Person, row: IntendedDisclosure, duty: Duty, today: date) -> bool:
    """Whether some role of today carries this duty for this intention."""
    return _reach(user, today, duty).filter(pk=row.pk).exists()


def may_skip(user: Person, about: About, today: date) -> bool:
    """Whether this person is the privacy officer of the board: who keeps the register."""
    board = about.school.board_id if isinstance(about, Group) else about.board_id
    return any(scope.board == board for scope in scopes_of(user, today, Duty.EDIT_REGISTER))


def names_of(pupils: Collection[UUID], user: Person) -> list[Pupil]:
    """Whom the sender must leave out, without one's own household."""
    rows = Pupil.objects.filter(pk__in=pupils).exclude(pk__in=household_of(user).values("pk"))
    return list(rows.order_by("last_name", "first_name", "pk"))


def subjects_of(rows: Collection[IntendedDisclosure]) -> dict[UUID, str]:
    """The names of whom they are about, in three queries."""
    names: dict[UUID, str] = {}
    for model, key in ((Pupil, "pupil_id"), (Group, "group_id"), (School, "school_id")):
        ids = {getattr(row, key) for row in rows} - {None}
        names |= {one.pk: str(one) for one in model._default_manager.filter(pk__in=ids)}
    return names


def processings_to_announce(about: About) -> list[Processing]:
    """Those with a named recipient that the family may know of beforehand."""
    return [row for row in processings_about(about) if recipients_to_announce(row)]


def recipients_to_announce(processing: Processing) -> list[Recipient]:
    """By real name, and not what starts unseen."""
    return [one for one in processing.recipients.all() if _is_tellable(one)]


def recipients_at(board_id: UUID) -> list[Recipient]:
    """For what stands in no processing yet."""
    return [one for one in Recipient.objects.filter(board=board_id) if _is_tellable(one)]


def processings_behind(row: IntendedDisclosure) -> list[Processing]:
    """Under which it may be logged: its own, or those of the board on the same basis."""
    if row.processing:
        return [row.processing]
    return [one for one in processings_about(row.about()) if one.basis == row.basis]


def _is_told(tie: Tie) -> bool:
    return tie.may(Right.VIEW) or tie.may(Right.REQUEST)


def _announces(tie: Tie, today: date) -> bool:
    until = tie.pupil.board.announced_until
    return until is not None and until >= today


def _is_tellable(recipient: Recipient) -> bool:
    answer = may_announce([RuleCode(recipient.rule)])
    return not recipient.is_category and answer is IntentReason.ALLOWED


def _reach(user: Person, today: date, duty: Duty) -> IntendedDisclosureQuerySet:
    """Inside one's roles, without rows about a child of one's own."""
    rows: IntendedDisclosureQuerySet = IntendedDisclosure.objects.filter(
        inside(scopes_of(user, today, duty))
    )
    family = household_of(user).values("pk")
    return rows.exclude(Q(pupil_id__isnull=False, pupil_id__in=family))
