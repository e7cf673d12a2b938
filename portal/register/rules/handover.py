"""Overhandigen: who a bulk disclosure leaves out, which day it may have, how long it may hide."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from portal.register.rules.disclosure import Reason

REVIEW_WITHIN = timedelta(days=366)  # law.md §6 asks a review date; a year is the house's own limit


class ExclusionCode(StrEnum):
    """Why a bulk disclosure does not reach a pupil (law.md §6)."""

    NO_CONSENT = "no_consent"
    OBJECTED = "objected"
    RESTRICTED = "restricted"
    NOT_TOLD = "not_told"  # came after the announcement (seed 001 art. 6c)


def wrong_day(on: date, *, today: date, enrolled_since: date | None) -> Reason | None:
    """Nothing is handed over tomorrow, or before the pupil came. No date of enrolment: no limit."""
    if on > today:
        return Reason.IN_FUTURE
    if enrolled_since is not None and on < enrolled_since:
        return Reason.BEFORE_ENROLMENT
    return None


def stopped_among(
    pupils: Collection[UUID], stopped: Mapping[UUID, ExclusionCode]
) -> dict[UUID, ExclusionCode]:
    """Those for whom the processing must not be done (AVG 18, 21)."""
    return {pupil: stopped[pupil] for pupil in pupils if pupil in stopped}


def without_consent(
    pupils: Collection[UUID], consent: Mapping[UUID, bool]
) -> dict[UUID, ExclusionCode]:
    """Those without an effective yes; a pupil that is not named has none."""
    noes = (pupil for pupil in pupils if not consent.get(pupil, False))
    return dict.fromkeys(noes, ExclusionCode.NO_CONSENT)


def is_review_planned(review_on: date, *, today: date) -> bool:
    """After today and within a year: nothing stays hidden because it was forgotten."""
    return today < review_on <= today + REVIEW_WITHIN


def may_agree_hidden(*, decider: object, recorder: object) -> bool:
    """The second person is another than who recorded it."""
    return decider != recorder
