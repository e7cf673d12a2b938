"""Vernietigen: what must go, two people who say so, a paper without names."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from portal.audit.models import Event, Look
from portal.people.models import Enrolment, User
from portal.people.rules import LeavingReason, turns
from portal.register.access.destructions import lines_for, terms_on
from portal.register.actions.destroying import (
    Gone,
    NotDestroyed,
    confirm_destruction,
    drop_destruction,
    propose_destruction,
)
from portal.register.models import DestroyedRecord, Destruction, RetentionRule
from portal.register.rules.destruction import TERMS, RecordKind
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.doors_documents import confirmed, destroyed, leaver
from tests.register.builders import adopt

SignIn = Callable[[User], Client]


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def listed(cast: Cast, today: date) -> list[tuple[str, str]]:
    lines = lines_for(cast.iris, cast.school, today)
    return [(line.pupil.first_name, line.record.kind.value) for line in lines]


def test_what_is_due_stands_on_the_list_with_the_longest_overdue_first(
    cast: Cast, today: date
) -> None:
    leaver(cast, today, "Kort")
    make_pupil(cast.school, "Lang", turns(today, -18), until=turns(today, -6))
    names = [name for name, _kind in listed(cast, today)]
    assert names[0] == "Lang"
    assert ("Kort", "file") in listed(cast, today)
    assert ("Kort", "forms") not in listed(cast, today)
    assert ("Lang", "attendance") in listed(cast, today)


def own_term(cast: Cast, code: str, since: date, **term: int) -> None:
    RetentionRule.objects.create(
        board=cast.board, code=code, name=code, counts_from="left", valid_from=since, **term
    )


def test_the_boards_own_term_decides_from_its_date(cast: Cast, today: date) -> None:
    leaver(cast, today, "Kort")
    own_term(cast, "formulieren", turns(today, -3), years=1)
    assert ("Kort", "forms") in listed(cast, today)
    own_term(cast, "formulieren", today, years=9)
    assert ("Kort", "forms") not in listed(cast, today)
    own_term(cast, "inschrijving-verzuim", today + timedelta(days=1), years=1)
    assert ("Kort", "attendance") not in listed(cast, today)


def test_the_starters_terms_are_those_of_the_list(cast: Cast, today: date) -> None:
    adopt(cast, today)
    found = {term.kind: term.keeping for term in terms_on(cast.board.pk, today)}
    assert found == {term.kind: term.keeping for term in TERMS}


def test_who_is_still_in_the_board_is_not_listed(cast: Cast, today: date) -> None:
    back = leaver(cast, today)
    Enrolment.objects.create(pupil=back, school=cast.vo, roster_key="terug", since=turns(today, -1))
    assert listed(cast, today) == []


def test_a_referral_keeps_the_file_a_year_longer(cast: Cast, today: date) -> None:
    pupil = make_pupil(cast.school, "Verwezen", None, until=turns(today, -2))
    Enrolment.objects.filter(pupil=pupil).update(leaving_reason=LeavingReason.REFERRED.value)
    assert listed(cast, today) == []


def test_ones_own_household_is_closed(cast: Cast, today: date) -> None:
    pupil = leaver(cast, today)
    cast.guardians["daan"].user = cast.iris
    cast.guardians["daan"].save()
    tie(cast.guardians["daan"], pupil, until=today)
    assert listed(cast, today) == []
    gone = Gone(RecordKind.FILE, {pupil.pk: turns(today, -1)}, "Kast", today)
    with pytest.raises(NotDestroyed, match="household"):
        propose_destruction(cast.school, gone, household=[pupil.pk], by=cast.iris, today=today)


@pytest.mark.parametrize("code", ["nobody", "ahead", "too_early"])
def test_a_statement_that_cannot_be_true_is_refused(cast: Cast, today: date, code: str) -> None:
    pupil = leaver(cast, today)
    due = {} if code == "nobody" else {pupil.pk: turns(today, -1)}
    day = {"ahead": today + timedelta(days=1), "too_early": turns(today, -2)}.get(code, today)
    with pytest.raises(NotDestroyed, match=code):
        propose_destruction(
            cast.school,
            Gone(RecordKind.FILE, due, "Kast", day),
            household=[],
            by=cast.iris,
            today=today,
        )
    assert Destruction.objects.count() == 0


def test_nobody_confirms_what_they_said_themselves(cast: Cast, today: date) -> None:
    row = destroyed(cast, today)
    with pytest.raises(NotDestroyed, match="same_person"):
        confirm_destruction(row, household=[], by=cast.iris, on=today)
    confirm_destruction(row, household=[], by=cast.henk, on=today)
    with pytest.raises(NotDestroyed, match="settled"):
        drop_destruction(row, by=cast.petra, on=today)
    verbs = set(Event.objects.filter(subject_id=str(row.pk)).values_list("verb", flat=True))
    assert verbs == {"register.destruction_proposed", "register.destruction_confirmed"}


def test_what_was_said_leaves_the_list_and_comes_back_when_dropped(cast: Cast, today: date) -> None:
    row = destroyed(cast, today)
    assert ("Pim", "file") not in listed(cast, today)
    drop_destruction(row, by=cast.iris, on=today)
    assert ("Pim", "file") in listed(cast, today)


def test_the_same_record_is_not_destroyed_twice(cast: Cast, today: date) -> None:
    pupil_id = destroyed(cast, today).records.get().pupil_id
    gone = Gone(RecordKind.FILE, {pupil_id: turns(today, -1)}, "Kast 4", today)
    with pytest.raises(NotDestroyed, match="already"):
        propose_destruction(cast.school, gone, household=[], by=cast.bas, today=today)


def test_a_destroyed_record_cannot_be_changed(cast: Cast, today: date) -> None:
    destroyed(cast, today)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        DestroyedRecord.objects.update(due_on=today)


def test_two_people_through_the_pages(cast: Cast, today: date, client_of: SignIn) -> None:
    pupil, office = leaver(cast, today), client_of(cast.iris)
    posted = {"once_key": str(uuid4()), "pupils": [str(pupil.pk)], "system": "Archiefkast"}
    posted["destroyed_on"] = today.strftime("%d-%m-%Y")
    url = reverse("register:propose_destruction", args=[cast.school.pk, "file"])
    for _press in range(2):
        page = office.post(url, posted, follow=True)
    assert "wacht op tweede persoon" in page.text
    assert "Ik bevestig dit" not in page.text
    row = Destruction.objects.get()
    confirm = reverse("register:confirm_destruction", args=[row.pk])
    assert "Verklaring downloaden" in client_of(cast.henk).post(confirm, follow=True).text


def test_the_certificate_is_tagged_and_names_no_pupil(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    url = reverse("register:destruction_certificate", args=[confirmed(cast, today).pk])
    content = client_of(cast.petra).get(url).content
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")
    words = " ".join(part.extract_text() for part in PdfReader(BytesIO(content)).pages)
    assert "Kast 3" in words
    assert "Henk" in words
    assert "Pim" not in words


def test_the_list_notes_who_looked_at_whom(cast: Cast, today: date, client_of: SignIn) -> None:
    pupil = leaver(cast, today)
    client_of(cast.iris).get(reverse("register:destroy", args=[cast.school.pk]))
    assert Look.objects.filter(user_id=cast.iris.pk, subject_id=str(pupil.pk)).exists()


def test_the_list_asks_a_fixed_number_of_questions(
    cast: Cast, today: date, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        leaver(cast, today, f"Pim{number}")
    with django_assert_num_queries(3):
        assert len(lines_for(cast.iris, cast.school, today)) == 5
