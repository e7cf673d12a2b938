"""Wie krijgt het antwoord: the rows of law.md §3, sixteen and authority in mid-case."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Guardianship, Mandate, Pupil, User
from portal.people.rules import Authority, MandateScope, turns
from portal.roof.answer_requests import requests_table
from requests_app import access
from requests_app.actions.sixteen import hand_over_due
from requests_app.letters import Draft, letter_facts
from requests_app.models import CaseMessage, DataRequest, with_dates
from requests_app.rules import Kind, Seat, is_grown
from tests.builders import TODAY, make_pupil, make_user, tie
from tests.cast import Cast
from tests.pages.test_je import formal_words
from tests.requests_app.builders import NO, YES, answer, make_request
from tests.requests_app.clock import asked
from tests.requests_app.test_clock import refused

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
WORDS = "De woorden van Olga zelf."


@pytest.fixture
def aya(cast: Cast) -> Pupil:
    """Fifteen for ten days more, with an account that waits; Olga has authority."""
    pupil = make_pupil(cast.school, "Aya", turns(TODAY + 10 * DAY, -16), user=make_user("Aya"))
    Guardianship.objects.filter(guardian=cast.guardians["olga"]).delete()
    tie(cast.guardians["olga"], pupil)
    return pupil


def user_of(pupil: Pupil) -> User:
    assert pupil.user
    return pupil.user


def fresh(request: DataRequest) -> DataRequest:
    return DataRequest.objects.with_facts().get(pk=request.pk)


def seats(request: DataRequest, day: date, *users: User | None) -> list[Seat | None]:
    return [access.seat_of(user or AnonymousUser(), fresh(request), day) for user in users]


@pytest.mark.parametrize(
    "born, day, grown",
    [
        (date(2010, 12, 5), date(2026, 12, 4), False),
        (date(2010, 12, 5), date(2026, 12, 5), True),
        (date(2008, 2, 29), date(2024, 2, 29), True),
        (date(2012, 2, 29), date(2028, 2, 28), False),
        (date(2009, 2, 28), date(2025, 2, 28), True),
        (None, date(2026, 12, 5), False),
    ],
)
def test_sixteen_is_a_birthday(born: date | None, day: date, grown: bool) -> None:
    assert is_grown(born, day) is grown


@pytest.mark.parametrize(
    "name, seat, right",
    [
        pytest.param("fatima", Seat.ASKER, True, id="guardian with authority, under 16"),
        pytest.param("yara", Seat.OWN_ONLY, False, id="authority unknown"),
        pytest.param("sam", Seat.ASKER, True, id="pupil of 16"),
        pytest.param("jan", Seat.ASKER, True, id="guardian with a mandate"),
        pytest.param("tom", Seat.ASKER, True, id="former pupil, data still kept"),
    ],
)
def test_each_row_of_the_table(cast: Cast, name: str, seat: Seat, right: bool) -> None:
    request = make_request(getattr(cast, name))
    assert seats(request, TODAY, getattr(cast, name)) == [seat]
    assert access.requester_has_right(fresh(request), TODAY) is right
    assert access.may_write(getattr(cast, name), fresh(request), TODAY)


def test_without_authority_there_is_informatie_and_ones_own_data(cast: Cast) -> None:
    for kind, own in ((Kind.INFORMATION, False), (Kind.ACCESS, True)):
        request = make_request(cast.ruud, kind, own=own)
        assert seats(request, TODAY, cast.ruud) == [Seat.ASKER]


def test_a_court_order_leaves_only_what_it_says(cast: Cast) -> None:
    request = make_request(cast.fatima)
    Guardianship.objects.filter(guardian=cast.guardians["fatima"]).update(restriction_since=TODAY)
    assert seats(request, TODAY, cast.fatima) == [Seat.OWN_ONLY]


def test_a_guardian_without_an_account_has_the_right_too(cast: Cast) -> None:
    request = make_request(cast.fatima)
    type(cast.guardians["fatima"]).objects.filter(user=cast.fatima).update(user=None)
    assert access.requester_has_right(fresh(request), TODAY)


def test_at_sixteen_the_case_goes_on_and_changes_hands(cast: Cast, aya: Pupil) -> None:
    request = make_request(cast.olga)
    eve, birthday = TODAY + 9 * DAY, TODAY + 10 * DAY
    before = with_dates([fresh(request)], eve)[0]
    assert seats(request, eve, cast.olga, aya.user) == [Seat.ASKER, None]
    assert seats(request, birthday, cast.olga, aya.user) == [Seat.GAVE_UP, Seat.PUPIL]
    assert access.receiver_of(fresh(request), birthday) == aya
    after = with_dates([fresh(request)], birthday)[0]
    assert (before.promise_by, before.legal_by) == (after.promise_by, after.legal_by)
    assert not access.may_write(cast.olga, fresh(request), birthday)
    assert access.may_write(user_of(aya), fresh(request), birthday)


@pytest.mark.parametrize(
    "scope, seat", [(MandateScope.LOOK, Seat.GAVE_UP), (MandateScope.ACT, Seat.ASKER)]
)
def test_a_mandate_to_act_leaves_the_case_with_the_guardian(
    cast: Cast, aya: Pupil, scope: MandateScope, seat: Seat
) -> None:
    request, birthday = make_request(cast.olga), TODAY + 10 * DAY
    Mandate.objects.create(pupil=aya, guardian=cast.guardians["olga"], scope=scope, since=birthday)
    pupils = None if seat == Seat.ASKER else Seat.PUPIL
    assert seats(request, birthday, cast.olga, aya.user) == [seat, pupils]


def test_the_pupil_finds_the_case_and_gets_the_letter(cast: Cast, aya: Pupil) -> None:
    request, birthday = make_request(cast.olga), TODAY + 10 * DAY
    assert request not in access.own_requests(user_of(aya), TODAY)
    assert request in access.own_requests(user_of(aya), birthday)
    answer(request, cast.iris, letter=b"%PDF", today=birthday)
    assert access.may_receive(user_of(aya), fresh(request), birthday)
    assert not access.may_receive(cast.olga, fresh(request), birthday)
    with pytest.raises(Http404):
        access.get_letter(cast.olga, request.pk, birthday)


def test_the_letter_is_to_the_pupil_without_the_words_of_the_guardian(
    cast: Cast, aya: Pupil
) -> None:
    request, birthday = make_request(cast.olga, scope=WORDS), TODAY + 10 * DAY
    case = with_dates([fresh(request)], birthday)[0]
    follows = access.follows_draft(case, YES, birthday)
    facts = letter_facts(case, YES, follows=follows, today=birthday)
    assert (facts["receiver"], facts["informal"], facts["asked"]) == (aya, True, [])
    assert "Olga" not in str({name: facts[name] for name in facts if name != "request"})


def test_an_answer_before_the_birthday_stays_between_guardian_and_school(
    cast: Cast, aya: Pupil
) -> None:
    request = make_request(cast.olga)
    answer(request, cast.iris, letter=b"%PDF")
    later = TODAY + 11 * DAY
    assert seats(request, later, cast.olga, aya.user) == [Seat.ASKER, None]
    assert not access.may_receive(cast.olga, fresh(request), later)


def test_informatie_stays_a_right_of_the_parent(cast: Cast, aya: Pupil) -> None:
    tie(cast.guardians["ruud"], aya, Authority.NO)
    request = make_request(cast.fatima)
    DataRequest.objects.filter(pk=request.pk).update(
        kind="informatie", subject_pupil=aya, requester_guardian=cast.guardians["ruud"]
    )
    assert seats(request, TODAY + 10 * DAY, cast.ruud, aya.user) == [Seat.ASKER, None]


@pytest.mark.parametrize("draft, gets", [(YES, False), (NO, True)])
def test_authority_that_ends_in_mid_case_leaves_own_data_only(
    cast: Cast, draft: Draft, gets: bool
) -> None:
    request = make_request(cast.fatima)
    Guardianship.objects.filter(guardian=cast.guardians["fatima"]).update(authority=Authority.NO)
    assert seats(request, TODAY, cast.fatima) == [Seat.OWN_ONLY]
    if not gets:
        refused("authority", answer, fresh(request), cast.iris, draft, letter=b"%PDF")
        return
    answer(fresh(request), cast.iris, draft, letter=b"%PDF")
    assert access.may_receive(cast.fatima, fresh(request), TODAY)


def test_the_change_is_told_once_to_both(cast: Cast, aya: Pupil) -> None:
    request = make_request(cast.olga)
    pause = asked(request, cast)
    noon = datetime.combine(TODAY, time(12), tzinfo=UTC)
    Pupil.objects.filter(pk=aya.pk).update(born_on=turns(timezone.localdate(), -16))
    DataRequest.objects.filter(pk=request.pk).update(received_on=timezone.localdate() - 9 * DAY)
    day = datetime.combine(timezone.localdate(), time(12), tzinfo=UTC)
    assert [hand_over_due(noon - 9 * DAY), hand_over_due(day), hand_over_due(day)] == [0, 1, 0]
    rows = Message.objects.filter(kind="requests.handed_over").values_list("to", flat=True)
    assert sorted(rows) == ["aya@example.org", "olga@example.org"]
    assert Event.objects.get(verb="requests.hand_over").facts == {"ended_questions": 1}
    pause.refresh_from_db()
    assert pause.until == timezone.localdate()


def grown_now(request: DataRequest, pupil: Pupil) -> None:
    today = timezone.localdate()
    Pupil.objects.filter(pk=pupil.pk).update(born_on=turns(today, -16))
    DataRequest.objects.filter(pk=request.pk).update(received_on=today - 9 * DAY)


def test_the_pages_leak_nothing_of_the_guardian(cast: Cast, aya: Pupil, client_of: SignIn) -> None:
    request = make_request(cast.olga, scope=WORDS)
    pause = asked(request, cast)
    CaseMessage.objects.create(request=request, from_school=False, by=cast.olga.pk, text=WORDS)
    grown_now(request, aya)
    browser, url = client_of(user_of(aya)), reverse("requests:detail", args=[request.pk])
    html = browser.get(url).text
    assert "Dit verzoek is nu van jou" in html
    assert WORDS not in html
    assert "Olga" not in html
    assert formal_words(html) == []
    assert request.reference in browser.get(reverse("requests:list")).text
    letter = reverse("requests:question", args=[request.pk, pause.pk])
    assert browser.get(letter).status_code == 404


def test_the_guardian_sees_overgedragen_and_nothing_else(
    cast: Cast, aya: Pupil, client_of: SignIn
) -> None:
    request = make_request(cast.olga, scope=WORDS)
    asked(request, cast)
    grown_now(request, aya)
    browser, url = client_of(cast.olga), reverse("requests:detail", args=[request.pk])
    html = browser.get(url).text
    assert "Overgedragen" in html
    assert "De school heeft een vraag" not in html
    assert "uiterlijk op" not in html
    assert "overgedragen aan de leerling" in browser.get(reverse("requests:list")).text
    for name in ("reply", "withdraw"):
        posted = browser.post(reverse(f"requests:{name}", args=[request.pk]), {})
        assert posted.status_code == 403


@pytest.mark.parametrize("with_words", [True, False])
def test_the_package_of_the_pupil_has_no_words_of_the_guardian(
    cast: Cast, aya: Pupil, with_words: bool
) -> None:
    request = make_request(cast.olga, scope=WORDS)
    row = DataRequest.objects.with_facts().select_related("text").get(pk=request.pk)
    assert (WORDS in str(requests_table([row], with_words=with_words).rows)) is with_words
