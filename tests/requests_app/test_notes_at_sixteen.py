"""Notities: who is offered which for an inzage answer, before and after the 16th birthday."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from portal.people.models import Mandate, Pupil, User
from portal.people.rules import turns
from requests_app import access, actions
from requests_app.access.collecting import notes_about
from requests_app.letters import notes_letter
from requests_app.models import Ask, CaseNote, DataRequest
from requests_app.rules import Kind
from tests.cast import Cast
from tests.requests_app.builders import make_request

MONTH = timedelta(days=30)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def file(user: User, pupil: Pupil, day: date) -> DataRequest:
    target = access.get_target(user, f"kind-{pupil.pk}", day)
    return actions.file_request(target, Ask(Kind.ACCESS), by=user, today=day)


def note(request: DataRequest, text: str, day: date) -> None:
    at = timezone.make_aware(datetime.combine(day, time(12)))
    CaseNote.objects.create(request=request, text=text, at=at)


def texts(request: DataRequest) -> list[str]:
    row = DataRequest.objects.get(pk=request.pk)
    return [one.text for one in notes_about(row, timezone.localdate())]


def test_after_the_hand_over_what_came_before_stays_behind(cast: Cast, today: date) -> None:
    before, pupil = today - MONTH, cast.sam_pupil  # 16 today
    Mandate.objects.all().delete()
    earlier, handed = file(cast.els, pupil, before), file(cast.els, pupil, before)
    for row in (earlier, handed):
        note(row, "Voor de verjaardag", before)
        note(row, "Erna", today)
    assert texts(handed) == ["Erna", "Erna"]


def test_the_pupil_is_offered_what_a_parents_case_says_since(cast: Cast, today: date) -> None:
    parents, pupil = file(cast.jan, cast.sam_pupil, today), cast.sam_pupil
    note(parents, "Over Sam", today)
    note(parents, "Van vroeger", today - MONTH)
    own = file(cast.sam, pupil, today)
    note(own, "Eigen", today)
    assert sorted(texts(own)) == ["Eigen", "Over Sam"]
    letter = notes_letter(own, list(notes_about(own, today)), today=today)
    text = PdfReader(BytesIO(letter)).pages[0].extract_text()
    assert own.reference in text
    assert parents.reference not in text


def test_a_guardian_gets_nothing_of_another_guardians_case(cast: Cast, today: date) -> None:
    theirs, mine = make_request(cast.daan, today=today), make_request(cast.fatima, today=today)
    note(theirs, "Over Daan", today)
    assert texts(mine) == []


def test_a_mandated_guardian_gets_nothing_of_the_pupils_case(cast: Cast, today: date) -> None:
    own = file(cast.sam, cast.sam_pupil, today)
    note(own, "Van Sam", today)
    assert texts(file(cast.jan, cast.sam_pupil, today)) == []


def test_sixteen_is_the_day_that_counts(cast: Cast, today: date) -> None:
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=turns(today, -17))
    parents = file(cast.jan, cast.sam_pupil, today)
    note(parents, "Op 16", turns(today, -1))
    note(parents, "Nog 15", turns(today, -1) - timedelta(days=1))
    assert texts(file(cast.sam, cast.sam_pupil, today)) == ["Op 16"]
