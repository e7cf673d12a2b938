"""Vertegenwoordiging: who acts for a pupil of 16 or older who cannot judge (law.md §3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from portal.people.rules.ages import Term, turns
from portal.people.rules.words import Authority, RepresentationBasis

COURT_BASES = frozenset({RepresentationBasis.MENTOR, RepresentationBasis.CURATOR})


@dataclass(frozen=True)
class RepresentationGiven:
    """A representation as it was decided; `agreed_on` is None until a second person agreed.

    `review_by` is the last day on which it counts without being looked at again.
    """

    basis: RepresentationBasis
    term: Term
    agreed_on: date | None
    review_by: date
    has_document: bool = False

    @property
    def since(self) -> date | None:
        """The first day on which it may count."""
        return None if self.agreed_on is None else max(self.term.since, self.agreed_on)

    @property
    def lapses_on(self) -> date:
        """The first day without a review in time: 12 months at most, whatever was written."""
        return min(self.review_by, review_latest(self.term.since)) + timedelta(days=1)


def review_latest(since: date) -> date:
    """The last day for a review: within 12 months of the decision (law.md §3)."""
    return turns(since, 1)


def bases_for(
    born_on: date | None, *, special: bool, authority: Authority, today: date
) -> frozenset[RepresentationBasis]:
    """On what ground this guardian may represent the pupil today; mostly on none.

    At 16 and 17 in special education, by a guardian with authority. From 18 by a mentor or
    curator (BW 1:450, 1:378): both are for adults, and parental authority has ended.
    """
    if born_on is None or today < turns(born_on, 16):
        return frozenset()
    if today >= turns(born_on, 18):
        return COURT_BASES
    if special and authority is Authority.YES:
        return frozenset({RepresentationBasis.UNABLE})
    return frozenset()


def represents(
    given: RepresentationGiven,
    *,
    born_on: date | None,
    special: bool,
    authority: Authority,
    today: date,
) -> bool:
    """Whether it holds today. What is not agreed, not proven or not reviewed does not count."""
    since = given.since
    if since is None or today < since or not given.term.holds(today):
        return False
    if today >= given.lapses_on:
        return False
    if given.basis in COURT_BASES and not given.has_document:
        return False
    allowed = bases_for(born_on, special=special, authority=authority, today=today)
    return given.basis in allowed


def represents_since(
    given: Collection[RepresentationGiven],
    *,
    born_on: date | None,
    special: bool,
    authority: Authority,
    today: date,
) -> date | None:
    """Since when without a day between, also across reviews; None when nobody represents today."""
    start, day = None, today
    while True:
        begun = [
            one.since
            for one in given
            if represents(one, born_on=born_on, special=special, authority=authority, today=day)
        ]
        first = min((since for since in begun if since is not None), default=None)
        if first is None:
            return start
        start, day = first, first - timedelta(days=1)
