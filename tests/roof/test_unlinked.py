"""Losgemaakt: after anonymising, nothing that names somebody points to the request (5(1)(e))."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Erasure
from portal.outbox.actions import send_due
from portal.people.access import ties_of
from portal.people.models import User
from portal.register import actions as register
from portal.register.access import Announced, restricted_pupils
from portal.register.models import IntendedDisclosure, Objection, Restriction, RestrictionEnd
from portal.register.rules.restrictions import StopEnd
from portal.roof.object import fallen_on, object_by
from portal.roof.stopping import follow_decisions, stop
from requests_app import actions
from requests_app.access import going
from requests_app.actions.anonymise import anonymise_due
from requests_app.models import Ask, DataRequest
from requests_app.rules import Kind
from tests.cast import Cast
from tests.register.builders import adopt, announced, processing
from tests.requests_app.answers import closed, noon
from tests.requests_app.builders import NO, YES, answer, make_request, target_of

SignIn = Callable[[User], Client]
LATER = timedelta(days=1000)
MAY_POINT = {"audit.event", "audit.look"}  # that it was erased; which member of staff looked


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture(autouse=True)
def register_of_board(cast: Cast, today: date) -> None:
    adopt(cast, today)


def objected(cast: Cast, today: date) -> tuple[IntendedDisclosure, DataRequest]:
    """Fatima objects against what was announced about Noor."""
    row = announced(cast, cast.noor, today)
    mine = next(one for one in ties_of(cast.fatima, today) if one.pupil == cast.noor)
    made = object_by(Announced(row, mine), by=cast.fatima, today=today)
    assert made is not None
    return row, DataRequest.objects.get(pk=made)


def stopped(cast: Cast, today: date) -> DataRequest:
    """A verzet that was upheld, with a processing that stands still because of it."""
    request = make_request(cast.fatima, Kind.OBJECTION, today=today)
    stop(request, processing(cast, "basispoort"), by=cast.iris, today=today)
    answer(request, cast.iris, YES, today=today)
    follow_decisions(noon(today))
    return closed(request, cast.iris, today)


def pointing_at(request: DataRequest) -> set[str]:
    """Every kind of row outside the case itself in which its id stands."""
    own = {one.related_model for one in DataRequest._meta.related_objects} | {DataRequest}
    signs = (str(request.pk), request.pk.hex)
    return {
        model._meta.label_lower
        for model in apps.get_models()
        if model not in own and any(_shows(row, signs) for row in model._default_manager.all())
    }


def _shows(row: Model, signs: tuple[str, str]) -> bool:
    values = [str(getattr(row, field.attname)) for field in row._meta.concrete_fields]
    return any(sign in value for sign in signs for value in values)


def test_a_processing_stays_stopped_and_no_longer_names_the_request(
    cast: Cast, today: date
) -> None:
    request = stopped(cast, today)
    before = list(Restriction.objects.values("pk", "pupil", "processing", "since", "why", "at"))
    assert "register.restriction" in pointing_at(request)
    actions.anonymise(request, today=today)
    send_due(timezone.now())
    assert pointing_at(request) <= MAY_POINT | {"outbox.message"}
    assert list(Restriction.objects.values(*before[0])) == before
    assert Restriction.objects.filter(ending=None).get().request_id is None
    assert restricted_pupils(processing(cast, "basispoort"), today) == {cast.noor.pk}


def test_the_end_of_a_restriction_is_kept(cast: Cast, today: date) -> None:
    request = stopped(cast, today)
    held = Restriction.objects.get(ending=None)
    register.lift_restriction(held, because=StopEnd.BY_STAFF, on=today + LATER, by=cast.petra)
    before = list(RestrictionEnd.objects.values())
    actions.anonymise(request, today=today)
    assert list(RestrictionEnd.objects.values()) == before


def test_what_was_rewritten_leaves_a_trace_and_is_guarded_again(cast: Cast, today: date) -> None:
    request = stopped(cast, today)
    actions.anonymise(request, today=today)
    assert Erasure.objects.get(reason="register.unlink_request").rows == 3
    assert not Erasure.objects.filter(closed_at=None).exists()
    with pytest.raises(Exception, match="append-only"):
        Restriction.objects.update(since=today + LATER)


def test_an_objection_is_kept_without_the_request(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    row, request = objected(cast, today)
    answer(request, cast.iris, YES, today=today)
    register.drop_intent(row, reason="Het gaat niet door.", by=cast.petra, today=today)
    actions.anonymise(closed(request, cast.iris, today), today=today)
    said = Objection.objects.get()
    assert (said.request_id, said.pupil_id, said.by_id) == (None, cast.noor.pk, cast.fatima.pk)
    url = reverse("roof:intended", args=[cast.noor.pk, row.pk])
    html = client_of(cast.fatima).get(url).text
    assert "U hebt bezwaar gemaakt" in html
    assert "Naar het verzoek" not in html


def test_a_second_tap_still_makes_no_second_request(cast: Cast, today: date) -> None:
    row, request = objected(cast, today)
    answer(request, cast.iris, YES, today=today)
    actions.anonymise(closed(request, cast.iris, today), today=today)
    mine = next(one for one in ties_of(cast.fatima, today) if one.pupil == cast.noor)
    assert object_by(Announced(row, mine), by=cast.fatima, today=today) is None
    assert DataRequest.objects.count() == 1


def test_a_verzet_that_an_open_announcement_leans_on_is_kept(cast: Cast, today: date) -> None:
    row, request = objected(cast, today)
    answer(request, cast.iris, NO, today=today)
    closed(request, cast.iris, today)
    assert anonymise_due(noon(today + LATER)) == 0
    assert fallen_on(row) == {request.pk}
    (kept,) = going(cast.petra, today + LATER)
    assert kept.waits
    register.drop_intent(row, reason="Het gaat niet door.", by=cast.petra, today=today)
    assert anonymise_due(noon(today + LATER)) == 1


def test_a_complaint_no_longer_points_to_what_was_erased(cast: Cast, today: date) -> None:
    first = make_request(cast.fatima, Kind.ERASURE, today=today)
    answer(first, cast.iris, today=today)
    ask = Ask(Kind.COMPLAINT, "Te laat.", about_request=first)
    later = actions.file_request(target_of(cast.fatima), ask, by=cast.fatima, today=today)
    actions.anonymise(closed(first, cast.iris, today), today=today)
    later.refresh_from_db()
    assert later.about_request is None
