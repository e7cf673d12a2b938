"""A prepared query answers as its queryset does, for whatever ids, and refuses what it cannot."""

import sys
import threading
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models.signals import ModelSignal, post_init, pre_init
from django.test.utils import CaptureQueriesContext

from consent import holders, last, outcomes
from consent import remembered as facts
from consent.access import earlier, questions, waiting
from consent.access.class_lists import MEMBERS_OF
from consent.actions import ledger, take_down
from consent.elsewhere import CODES_OF
from consent.last import LAST_OF
from consent.models import Purpose
from consent.weighing import TIED_OF
from consent.whereabouts import MEMBERSHIPS_OF
from portal.audit.models import Event
from portal.calendar.actions import DAYS_OF
from portal.people import access as people
from portal.people.access import places, ties
from portal.people.models import Guardianship, Pupil, boards
from portal.people.models.users import ROLE_TERMS
from portal.prepared import LONGEST, NOBODY, Prepared, hand_out, is_handed_out
from portal.register.access import family as published
from portal.register.access import known, shared
from portal.register.models import Disclosure
from portal.signin import held
from requests_app import household
from requests_app.access import drafts, family, listed
from requests_app.models import SuspensionPeriod
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.consent.builders import ask
from tests.register.builders import adopt, share
from tests.requests_app.builders import make_request

Values = Callable[[Cast, list[UUID]], tuple[Any, ...]]
HOUSE: list[tuple[Prepared[Any], Values]] = [
    (people.GUARDIANSHIPS_AROUND, lambda cast, _pupils: (cast.fatima.pk,)),
    (people.OWN_RECORDS, lambda cast, _pupils: (cast.sam.pk,)),
    (places.ROLES_OF, lambda cast, _pupils: (cast.iris.pk,)),
    (places.AT_HOME, lambda cast, _pupils: (cast.fatima.pk,)),
    (places.GROUPS, lambda cast, pupils: ([cast.group.pk, *pupils][: len(pupils)],)),
    (ROLE_TERMS, lambda cast, _pupils: (cast.iris.pk,)),
    (people.ENROLMENTS_OF, lambda _cast, pupils: (pupils,)),
    (outcomes.CHOICES_OF, lambda _cast, pupils: (pupils,)),
    (LAST_OF, lambda _cast, pupils: (pupils,)),
    (TIED_OF, lambda _cast, pupils: (pupils,)),
    (questions.CHOICES_AND_TASKS, lambda _cast, pupils: (pupils,)),
    (holders.GUARDIANSHIPS_ABOUT, lambda _cast, pupils: (pupils,)),
    (MEMBERSHIPS_OF, lambda _cast, pupils: (pupils,)),
    (CODES_OF, lambda _cast, pupils: (purposes(len(pupils)),)),
    (facts.FACTS_OF, lambda cast, pupils: ([cast.group.pk, *pupils][: len(pupils)],)),
    (MEMBERS_OF, lambda cast, pupils: ([cast.group.pk, *pupils][: len(pupils)],)),
    (waiting.QUESTIONS_AND_ANSWERS, lambda cast, pupils: ([cast.board.pk], pupils or [NOBODY])),
    (family.NEWEST_OF, lambda cast, _pupils: (cast.fatima.pk,)),
    (family.HANDED_ABOUT, lambda cast, _pupils: (cast.sam.pk,)),
    (family.NEWEST_ABOUT, lambda cast, _pupils: (cast.fatima.pk, cast.noor.pk)),
    (household.FAMILY_OF, lambda cast, _pupils: (cast.fatima.pk,)),
    (listed.LISTED_OF, lambda cast, pupils: (requests_of(cast, len(pupils)),)),
    (listed.PAUSES_OF, lambda cast, pupils: (requests_of(cast, len(pupils)),)),
    (drafts.DRAFTS_OF, lambda cast, _pupils: (cast.fatima.pk,)),
    (ties.RECORDS_OF, lambda cast, _pupils: (cast.fatima.pk,)),
    (boards.REGLEMENTEN_OF, lambda cast, _pupils: (cast.board.pk,)),
    (DAYS_OF, lambda cast, _pupils: (cast.board.pk,)),
    (last.SAID_BY_GUARDIAN, lambda cast, _pupils: (*purposes(1), cast.noor.pk, cast.fatima.pk)),
    (last.SAID_BY_PUPIL, lambda cast, _pupils: (*purposes(1), cast.sam_pupil.pk)),
    (ledger.HELD, lambda cast, _pupils: (cast.noor.pk,)),
    (questions.ALIKE, lambda cast, _pupils: (cast.board.pk, *purposes(1))),
    (earlier.TEXTS_OF, lambda _cast, _pupils: tuple(purposes(1))),
    (take_down.PUBLISHED_OF, lambda _cast, pupils: (pupils,)),
    (shared.SHARED_ABOUT, lambda cast, _pupils: (cast.noor.pk, cast.board.pk)),
    (shared.ROWS_OF, lambda _cast, pupils: (numbers(pupils),)),
    (published.PUBLISHED, lambda cast, _pupils: (cast.board.pk, [cast.school.pk, cast.vo.pk])),
    (known.TERMS_AND_STOPS, lambda cast, _pupils: (cast.board.pk, cast.noor.pk)),
    (known.RULES_OF, lambda cast, _pupils: (cast.board.pk,)),
    *((one, lambda cast, _pupils: (cast.fatima.pk,)) for one in held.CONFIRMED.values()),
]


def purposes(number: int) -> list[UUID]:
    """So many of the questions that are asked."""
    return list(Purpose.objects.order_by("pk").values_list("pk", flat=True)[:number])


def requests_of(cast: Cast, number: int) -> list[UUID]:
    """So many requests, one of which stands still."""
    made = [make_request(cast.fatima) for _ in range(number)]
    for row in made[:1]:
        SuspensionPeriod.objects.create(request=row, since=row.received_on, reason="scope")
    return [row.pk for row in made]


def numbers(pupils: list[UUID]) -> list[int]:
    """As many disclosures as there are pupils; those that are not enough are nobody's."""
    found = list(Disclosure.objects.values_list("pk", flat=True))
    return [*found, *range(-9, 0)][: max(1, len(pupils))]


def columns_of(rows: Iterable[Any]) -> list[str]:
    """Everything that was fetched, also of the rows beside it; the order is no promise."""
    return sorted(str(columns(row)) for row in rows)


def columns(row: Any) -> Any:
    if not hasattr(row, "_meta"):
        return row
    facts = {name: value for name, value in vars(row).items() if name != "_state"}
    return facts, {name: columns(one) for name, one in row._state.fields_cache.items()}


@pytest.mark.parametrize("number", range(len(HOUSE)))
@pytest.mark.parametrize("size", [0, 1, 2, 3, 5])
def test_it_answers_as_its_queryset(cast: Cast, today: date, number: int, size: int) -> None:
    ask(cast, today)
    prepared, values = HOUSE[number]
    pupils = [cast.noor.pk, cast.sam_pupil.pk, *Pupil.objects.values_list("pk", flat=True)][:size]
    asked = values(cast, pupils)
    for _ in range(2):  # writing it, and using what was written
        assert columns_of(prepared(*asked)) == columns_of(prepared._build(*asked))


def test_every_prepared_query_of_the_house_is_compared() -> None:
    rooms = [
        module
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] in {"portal", "consent", "requests_app"}
    ]
    named = [one for room in rooms for one in vars(room).values()]
    named += [one for kept in named if isinstance(kept, dict) for one in kept.values()]
    found = [one for one in named if isinstance(one, Prepared)]
    assert {id(one) for one in found} == {id(one) for one, _values in HOUSE}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_texts_of_a_language_are_those_of_its_queryset(
    cast: Cast, today: date, language: str
) -> None:
    ask(cast, today)
    prepared = outcomes._texts_in(language)
    assert columns_of(prepared([cast.board.pk])) == columns_of(prepared._build([cast.board.pk]))


def test_numbered_rows_are_found_as_well(cast: Cast, today: date) -> None:
    adopt(cast, today)
    made = [share(cast, cast.noor, today).pk for _ in range(3)]
    assert sorted(row.pk for row in shared.ROWS_OF(made)) == made
    assert sorted(row.pk for row in shared.ROWS_OF(made[:2])) == made[:2]
    assert columns_of(shared.ROWS_OF(made)) == columns_of(shared.ROWS_OF._build(made))


def test_one_call_never_answers_with_the_ids_of_another(cast: Cast) -> None:
    first = people.GUARDIANSHIPS_AROUND(cast.fatima.pk)
    assert people.GUARDIANSHIPS_AROUND(uuid4()) == []
    assert {row.pk for row in people.GUARDIANSHIPS_AROUND(cast.fatima.pk)} == {
        row.pk for row in first
    }


def test_a_long_list_is_asked_in_the_ordinary_way(cast: Cast) -> None:
    many = [uuid4() for _ in range(LONGEST + 1)]
    assert people.ENROLMENTS_OF(many) == []
    (row,) = people.ENROLMENTS_OF([*many, cast.noor.pk])
    assert row.pupil_id == cast.noor.pk


@pytest.mark.django_db
def test_a_value_that_reaches_no_condition_is_refused() -> None:
    careless: Prepared[Pupil] = Prepared(lambda _user: Pupil.objects.all())
    with pytest.raises(ValueError, match="does not reach"):
        careless(uuid4())


@pytest.mark.django_db
@pytest.mark.parametrize("signal", [pre_init, post_init])
def test_a_model_that_somebody_listens_to_is_refused(signal: ModelSignal) -> None:
    wanted: Prepared[Pupil] = Prepared(lambda user: Pupil.objects.filter(user=user))
    signal.connect(columns, sender=Pupil)
    try:
        with pytest.raises(ValueError, match="waits for a signal"):
            wanted(uuid4())
    finally:
        signal.disconnect(columns, sender=Pupil)


@pytest.mark.django_db
def test_two_rows_never_share_what_can_change(cast: Cast) -> None:
    facts = {"answer": "ja"}
    rows = [Event(verb="tests.done", subject_id=str(cast.noor.pk), facts=facts) for _ in range(2)]
    Event.objects.bulk_create(rows)
    first, second = Prepared(lambda pks: Event.objects.filter(pk__in=pks))([one.pk for one in rows])
    assert first.facts == second.facts == facts
    assert first.facts is not second.facts


@pytest.mark.django_db
def test_rows_fetched_beside_it_are_refused() -> None:
    wide: Prepared[Pupil] = Prepared(
        lambda user: Pupil.objects.filter(user=user).prefetch_related("enrolments")
    )
    with pytest.raises(ValueError, match="no rows beside"):
        wide(uuid4())


def test_each_thread_writes_its_own(cast: Cast) -> None:
    people.OWN_RECORDS(cast.sam.pk)
    seen: list[int] = []
    thread = threading.Thread(target=lambda: seen.append(len(people.OWN_RECORDS._texts.by_shape)))
    thread.start()
    thread.join()
    assert seen == [0]


def test_it_asks_the_connection_of_the_moment(cast: Cast) -> None:
    usual = connections[DEFAULT_DB_ALIAS]
    assert people.GUARDIANSHIPS_AROUND(cast.fatima.pk)
    connections[DEFAULT_DB_ALIAS] = other = connections.create_connection(DEFAULT_DB_ALIAS)
    try:  # what this test wrote is not committed, so another connection does not see it
        assert people.GUARDIANSHIPS_AROUND(cast.fatima.pk) == []
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = usual
    assert people.GUARDIANSHIPS_AROUND(cast.fatima.pk)


def test_rows_are_handed_out_to_their_owners_only(cast: Cast, today: date) -> None:
    other = make_pupil(cast.school, "Kind", today)
    tie(cast.guardians["fatima"], other)
    rows = list(Guardianship.objects.filter(pupil__in=[cast.noor, other]))
    hand_out(rows, to=[cast.noor], via="pupil", as_="guardianships")
    assert is_handed_out(cast.noor, "guardianships")
    assert not is_handed_out(other, "guardianships")
    with CaptureQueriesContext(connection) as queries:
        mine = list(cast.noor.guardianships.all())
    assert {row.pupil_id for row in mine} == {cast.noor.pk}
    assert len(queries) == 0
