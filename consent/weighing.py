"""Wegen: what a whole class may, from rows read as text; pupils who are alike are weighed once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from consent.elsewhere import CODES_OF
from consent.holders import Tied, held_by_ties
from consent.last import LAST_OF, Read, read_last
from consent.outcomes import Law, Purposes, effective_of, facts_of, weigh, words_of
from consent.rules import PupilFacts
from portal.people.access import is_grown
from portal.people.models import Guardianship, Pupil
from portal.prepared import Prepared

Allowed = dict[UUID, frozenset[UUID]]  # pupil → the questions to which the outcome is yes

DATES = ("since", "until", "restriction_since", "restriction_until")
TIE = ("pupil_id", "guardian_id", *DATES, "authority")  # what the outcome hangs on
# Behind the pages in class, as text; see portal/prepared.py.
TIED_OF: Prepared[Any] = Prepared(
    lambda pupils: (
        Guardianship.objects.filter(pupil__in=pupils)
        .order_by()
        .values_list(
            *(Cast(key, CharField()) for key in ("pupil_id", "guardian_id", *DATES)),
            "authority",
        )
    )
)


@dataclass(frozen=True)
class Facts:
    """All that the outcome of these pupils hangs on, and nothing to ask more of."""

    today: date
    laws: dict[tuple[Law, ...], list[tuple[UUID, PupilFacts]]]  # who is asked the same
    said: list[Any]  # rows of LAST_OF
    tied: list[Any]  # rows of TIED_OF
    codes: dict[UUID, str]  # of what was answered and is not asked here


def allowed_of(pupils: Collection[Pupil], asked: Purposes, today: date) -> Allowed:
    """What is allowed for these pupils. From 16 more is to be known: they are weighed as usual."""
    grown = [one for one in pupils if is_grown(one, today)]
    outcomes = weigh(grown, asked, words_of(grown), today) if grown else {}
    found = {
        key: frozenset(one for one, outcome in mine.items() if outcome.effective.allowed)
        for key, mine in outcomes.items()
    }
    facts = _facts([one for one in pupils if one.pk not in found], asked, today)
    return found | weighed(facts)


def weighed(facts: Facts) -> Allowed:
    """What the law says of these facts; no query, so nothing else can count."""
    ties, said = _read_ties(facts.tied), read_last(facts.said)
    found: Allowed = {}
    for laws, pupils in facts.laws.items():
        codes = facts.codes | {law.key: law.code for law in laws}
        for key, about in pupils:
            held = held_by_ties(ties.get(key, ()), facts.today)
            rows = said.get(key, [])
            law = effective_of(laws, rows, codes, held, pupil=about, today=facts.today)
            found[key] = frozenset(one for one, outcome in law.items() if outcome.allowed)
    return found


def _read_ties(rows: Iterable[Any]) -> dict[UUID, list[Tied]]:
    ids, days = Read(UUID), Read(date.fromisoformat)
    found: dict[UUID, list[Tied]] = defaultdict(list)
    for pupil, guardian, since, until, ordered, lifted, authority in rows:
        tied = Tied(
            guardian_id=ids[guardian],
            since=days[since],
            until=days[until] if until else None,
            restriction_since=days[ordered] if ordered else None,
            restriction_until=days[lifted] if lifted else None,
            authority=authority,
        )
        found[ids[pupil]].append(tied)
    return found


def _facts(pupils: Collection[Pupil], asked: Purposes, today: date) -> Facts:
    keys = [one.pk for one in pupils]
    laws: dict[tuple[Law, ...], list[tuple[UUID, PupilFacts]]] = defaultdict(list)
    known: dict[int, tuple[Law, ...]] = {}  # pupils who are alike share one list
    for pupil in pupils:
        mine = asked[pupil.pk]
        key = known.get(id(mine))
        if key is None:
            key = known[id(mine)] = tuple(one.law for one in mine)
        laws[key].append((pupil.pk, facts_of(pupil)))
    said = LAST_OF(keys)
    return Facts(today, laws, said, TIED_OF(keys), _codes(said, laws))


def _codes(said: Iterable[Any], laws: Mapping[tuple[Law, ...], object]) -> dict[UUID, str]:
    """Also of what is asked here, but not of everybody; mostly without a query."""
    here = {law.key: law.code for several in laws for law in several}
    gone = {UUID(text) for text in {row[1] for row in said}} - here.keys()
    return here | dict(CODES_OF(sorted(gone))) if gone else here
