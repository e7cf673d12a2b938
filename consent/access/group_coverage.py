"""Vragen voor één groep: how many of the group have an answer; never who (AVG 5(1)(c))."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from consent.models import CurrentChoice, PurposeText, text_in_force
from consent.models.purposes import LEADING_LANGUAGE
from consent.rules import Answer, Capacity, Shown, masked, still_stands
from portal.people.models import Enrolment, Membership, holds
from portal.people.rules import turns


@dataclass(frozen=True)
class GroupQuestion:
    """A question that one group is asked: its pupils, and for how many an answer stands."""

    group: str
    title: str
    pupils: int
    answered: int

    @property
    def shown(self) -> tuple[Shown, Shown]:
        """Answered and waiting, so that few pupils stay unknown."""
        waiting = self.pupils - self.answered
        return masked(self.answered, self.pupils), masked(waiting, self.pupils)


def group_questions(schools: Collection[object], today: date) -> list[GroupQuestion]:
    """Those of these schools that are asked today; three queries at most."""
    rows = PurposeText.objects.filter(
        purpose__school__in=list(schools), purpose__group__isnull=False, language=LEADING_LANGUAGE
    )
    texts: dict[UUID, list[PurposeText]] = defaultdict(list)
    for row in rows.select_related("purpose__group").order_by("purpose__group__name", "purpose"):
        if row.purpose.is_on(today):
            texts[row.purpose_id].append(row)
    asked = [text for found in texts.values() if (text := text_in_force(found, today))]
    if not asked:
        return []
    members = _members(asked, today)
    answers = _answers(asked)
    return [_counted(one, members[one.purpose.group_id], answers, today) for one in asked]


def _counted(
    text: PurposeText, members: dict[UUID, bool], answers: Iterable[Any], today: date
) -> GroupQuestion:
    """From 16 only what the pupil says, or somebody for the pupil, is an answer (AVG 8; UAVG 5)."""
    done = {
        pupil
        for purpose, pupil, guardian, capacity, answer, version in answers
        if purpose == text.purpose_id
        and pupil in members
        and (not members[pupil] or guardian is None or capacity == Capacity.MANDATE)
        and still_stands(Answer(answer), version, text.meaning)
    }
    group = text.purpose.group
    return GroupQuestion(group.name if group else "", text.title, len(members), len(done))


def _members(asked: Iterable[PurposeText], today: date) -> dict[UUID | None, dict[UUID, bool]]:
    """Group → its pupils who go to that school today, and whether each is 16."""
    at_school = Enrolment.objects.filter(
        holds(today), pupil=OuterRef("pupil"), school=OuterRef("group__school")
    )
    rows = Membership.objects.filter(
        Exists(at_school), holds(today), group__in=[one.purpose.group_id for one in asked]
    )
    found: dict[UUID | None, dict[UUID, bool]] = defaultdict(dict)
    for group, pupil, born_on in rows.order_by().values_list(
        "group_id", "pupil_id", "pupil__born_on"
    ):
        found[group][pupil] = born_on is not None and turns(born_on, 16) <= today
    return found


def _answers(asked: Iterable[PurposeText]) -> list[Any]:
    rows = CurrentChoice.objects.filter(purpose__in=[one.purpose_id for one in asked]).order_by()
    return list(
        rows.values_list("purpose_id", "pupil_id", "guardian_id", "capacity", "answer", "version")
    )
