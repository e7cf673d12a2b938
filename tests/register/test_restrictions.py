"""Stilgelegd: at once, for one pupil, until the decision; others can act on the list."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.audit.models import Event, Look
from portal.people.models import User
from portal.register.access import restricted_pupils
from portal.register.actions import NotStoppableError, lift_restriction, restrict
from portal.register.models import Processing, Restriction, RestrictionEnd
from portal.register.rules.restrictions import StopEnd, StopReason
from portal.roof.stopping import follow_decisions, stop
from requests_app import actions
from tests.cast import Cast
from tests.doors_documents import objection, objectionable, stopped
from tests.register.builders import adopt
from tests.requests_app.builders import NO, YES, answer

SignIn = Callable[[User], Client]


@pytest.fixture
def processing(cast: Cast, today: date) -> Processing:
    adopt(cast, today)
    return objectionable(cast)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def halt(cast: Cast, processing: Processing, today: date) -> Restriction:
    return restrict(
        cast.noor, processing=processing, why=StopReason.WEIGHED, since=today, by=cast.iris
    )


def test_it_holds_from_the_first_day_until_the_last(
    cast: Cast, processing: Processing, today: date
) -> None:
    row, day = halt(cast, processing, today), timedelta(days=1)
    assert restricted_pupils(processing, today - day) == set()
    assert restricted_pupils(processing, today) == {cast.noor.pk}
    lift_restriction(row, because=StopEnd.BY_STAFF, on=today + day, by=cast.petra)
    assert restricted_pupils(processing, today) == {cast.noor.pk}
    assert restricted_pupils(processing, today + day) == set()


def test_a_repeat_writes_nothing(cast: Cast, processing: Processing, today: date) -> None:
    first, second = (halt(cast, processing, today) for _press in range(2))
    assert first == second
    assert Event.objects.filter(verb="register.restricted").count() == 1
    ends = [
        lift_restriction(first, because=StopEnd.BY_STAFF, on=today, by=cast.petra)
        for _press in range(2)
    ]
    assert ends == [True, False]


def test_what_the_law_demands_cannot_be_stopped_by_objection(cast: Cast, today: date) -> None:
    adopt(cast, today)
    duty = Processing.objects.filter(board=cast.board, basis="c")[0]
    with pytest.raises(NotStoppableError, match="basis"):
        halt(cast, duty, today)
    frozen = restrict(
        cast.noor, processing=duty, why=StopReason.ACCURACY, since=today, by=cast.iris
    )
    assert frozen.why == "accuracy"


def test_a_pupil_of_another_board_is_refused(
    cast: Cast, processing: Processing, today: date
) -> None:
    with pytest.raises(NotStoppableError, match="other_board"):
        restrict(
            cast.strange_pupil,
            processing=processing,
            why=StopReason.WEIGHED,
            since=today,
            by=cast.iris,
        )


def test_a_school_with_its_own_row_stops_too(
    cast: Cast, processing: Processing, today: date
) -> None:
    halt(cast, processing, today)
    own = Processing.objects.get(pk=processing.pk)
    own.pk, own.school, own._state.adding = None, cast.school, True
    own.save()
    assert restricted_pupils(own, today) == {cast.noor.pk}


def test_the_history_cannot_be_changed(cast: Cast, processing: Processing, today: date) -> None:
    row = halt(cast, processing, today)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Restriction.objects.update(why="upheld")
    lift_restriction(row, because=StopEnd.BY_STAFF, on=today, by=None)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RestrictionEnd.objects.all().delete()


def test_an_upheld_objection_stays_stopped_without_a_day_between(
    cast: Cast, processing: Processing, today: date
) -> None:
    request = objection(cast, today)
    assert stop(request, processing, by=None, today=today)
    answer(request, cast.iris, YES)
    assert follow_decisions(noon(today)) == 1
    rows = Restriction.objects.filter(pupil=cast.noor)
    assert [row.why for row in rows] == ["weighed", "upheld"]
    assert rows[0].ending.on == rows[1].since
    assert follow_decisions(noon(today)) == 0


def test_a_refused_objection_sets_it_free(cast: Cast, processing: Processing, today: date) -> None:
    request = objection(cast, today)
    stop(request, processing, by=None, today=today)
    assert follow_decisions(noon(today)) == 0
    answer(request, cast.iris, NO)
    assert follow_decisions(noon(today)) == 1
    assert Restriction.objects.get().ending.because == "decided_no"


def test_a_withdrawn_objection_sets_it_free(
    cast: Cast, processing: Processing, today: date
) -> None:
    request = objection(cast, today)
    stop(request, processing, by=None, today=today)
    actions.withdraw(request, by=cast.fatima, today=today)
    follow_decisions(noon(today))
    assert Restriction.objects.get().ending.because == "withdrawn"


def test_staff_stop_what_the_family_objects_to(
    cast: Cast, processing: Processing, today: date, client_of: SignIn
) -> None:
    request, browser = objection(cast, today), client_of(cast.iris)
    case = browser.get(reverse("requests:case", args=[request.pk]))
    url = reverse("roof:stop", args=[request.pk])
    assert url in case.text
    browser.post(url, {"processings": [str(processing.pk)]})
    assert Restriction.objects.get().request_id == request.pk
    assert "Dit ligt al stil" in browser.get(url).text


def test_the_list_of_a_system_can_be_handed_on(cast: Cast, today: date, client_of: SignIn) -> None:
    row = stopped(cast, today)
    recipient = row.processing.recipients.all()[0]
    answered = client_of(cast.iris).get(reverse("register:stopped_list", args=[recipient.pk]))
    text = answered.getvalue().decode("utf-8-sig")
    assert "Noor;Noor Demo;Basisschool De Regenboog" in text
    assert "bezwaar wordt beoordeeld" in text
    assert Look.objects.filter(user_id=cast.iris.pk, subject_id=str(cast.noor.pk)).exists()


def test_another_school_and_the_own_household_see_nobody(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    url = reverse("register:stopped_pupils", args=[stopped(cast, today).processing_id])
    assert "Noor Demo" not in client_of(cast.bas).get(url).text
    cast.guardians["daan"].user = cast.iris
    cast.guardians["daan"].save()
    assert "Noor Demo" not in client_of(cast.iris).get(url).text
    assert "Noor Demo" in client_of(cast.henk).get(url).text


def test_the_overview_asks_a_fixed_number_of_questions(
    cast: Cast,
    today: date,
    client_of: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    stopped(cast, today)
    browser, url = client_of(cast.petra), reverse("register:stopped")
    browser.get(url)
    for code in Processing.objects.filter(basis="e"):
        restrict(cast.noah, processing=code, why=StopReason.UPHELD, since=today, by=cast.petra)
    with django_assert_num_queries(7):
        browser.get(url)
