"""Lezen door een systeem: only a key opens it, only its own place, and the description is true."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent import actions, openapi
from consent.actions.purposes import Asking, Words
from consent.actions.purposes import ask as ask_own
from consent.models import Choice, Purpose, SystemToken
from consent.rules import Medium
from portal.audit.models import Event
from portal.people.models import Enrolment, User
from portal.signin.models import Attempt
from portal.signin.rules import Limit
from tests.cast import Cast
from tests.consent.builders import ask, say
from tests.consent.klas import answered, fill
from tests.consent.systems import READ, asked_since, call, key_for, rows, token_of

SignIn = Callable[[User], Client]
NOON = timezone.localtime().replace(hour=12, minute=0, second=5, microsecond=0)


@pytest.fixture
def today() -> date:
    """The API asks the real clock."""
    return timezone.localdate()


def test_a_system_reads_what_is_allowed(cast: Cast, today: date) -> None:
    say(cast.fatima, cast.noor, ask(cast, today), today, yes=True)
    found = rows(key_for(cast))
    assert found["Noor", "instagram"] == {
        "school": "99DA00",
        "groep": "5A",
        "leerling": "Noor",
        "doel": "instagram",
        "status": "mag",
        "sinds": today.isoformat(),
        "tekstversie": 1,
    }
    assert found["Noor", "website"]["status"] == "mag niet"


def test_a_no_and_silence_are_the_same_answer(cast: Cast, today: date) -> None:
    purpose, secret = ask(cast, today), key_for(cast)
    silent = rows(secret)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    say(cast.daan, cast.noor, purpose, today, yes=False)
    assert rows(secret) == silent


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Basic {key}",
        "{key}",
        "Bearer {key}x",
        "Bearer {key} ",
        "Bearer {key}, Bearer {key}",
        "Bearer {hash}",
        "Bearer " + "a" * 5000,
        "Bearer ' or 1=1--",
        "Bearer zgs_é",
    ],
)
def test_without_the_right_key_the_answer_is_one(cast: Cast, header: str | None) -> None:
    secret = key_for(cast)
    words = (header or "").format(key=secret, hash=SystemToken.hash_of(secret))
    browser = Client(headers={"Authorization": words} if header is not None else {})
    answer, bare = browser.get(READ), Client().get(READ)
    assert (answer.status_code, answer.content) == (401, bare.content)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_revoked_key_is_a_wrong_key(cast: Cast) -> None:
    secret = key_for(cast)
    assert call(secret).status_code == 200
    assert actions.revoke_token(token_of(secret), by=cast.petra, now=timezone.now())
    answer = call(secret)
    assert (answer.status_code, answer.content) == (401, Client().get(READ).content)


@pytest.mark.parametrize("name", ["token", "access_token", "sleutel", "Authorization"])
def test_a_key_in_the_address_opens_nothing(cast: Cast, name: str) -> None:
    secret = key_for(cast)
    assert Client().get(READ, {name: secret}).status_code == 401
    assert call(secret, **{name: secret}).status_code == 400


def test_a_session_opens_nothing_and_none_is_made(cast: Cast, client_of: SignIn) -> None:
    assert client_of(cast.petra).get(READ).status_code == 401
    answer = call(key_for(cast))
    assert not answer.cookies
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_written(cast: Cast, method: str) -> None:
    browser = Client(headers={"Authorization": f"Bearer {key_for(cast)}"})
    assert getattr(browser, method)(READ).status_code == 405


def test_a_system_without_a_session_is_told_so_too() -> None:
    answer = Client(enforce_csrf_checks=True).post(READ)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_a_key_of_a_school_reads_that_school(cast: Cast, today: date) -> None:
    ask(cast, today)
    secret = key_for(cast, school=cast.so)
    assert {pupil for pupil, _code in rows(secret)} == {"Noah"}
    for query in ({"school": "99DA00"}, {"groep": "5A"}, {"school": "99XX00"}, {"doel": "niet"}):
        assert call(secret, **query).status_code == 404


def test_a_key_of_a_board_reads_no_other_board(cast: Cast, today: date) -> None:
    ask(cast, today)
    secret = key_for(cast, board=cast.other_board)
    assert rows(secret) == {}
    assert call(secret, school="99DA00").status_code == 404
    assert call(secret, doel="instagram").status_code == 404


def test_the_filters_choose(cast: Cast, today: date) -> None:
    ask(cast, today)
    secret = key_for(cast)
    assert set(rows(secret, doel="pers")) == {("Noor", "pers"), ("Noah", "pers"), ("Sam", "pers")}
    assert {pupil for pupil, _code in rows(secret, groep="5A", school="99DA00")} == {"Noor"}


def test_since_gives_the_schools_where_somebody_chose(cast: Cast, today: date) -> None:
    purpose, secret = ask(cast, today), key_for(cast)
    for one in Purpose.objects.all():
        asked_since(one, today - timedelta(days=30))
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    say(cast.olga, cast.noah, purpose, today, yes=True)
    last = Choice.objects.latest("id").at
    found = rows(secret, sinds=last.isoformat())
    assert {pupil for pupil, _code in found} == {"Noah"}
    assert len(found) == 7  # silence and a no come along: nobody sees which changed
    say(cast.daan, cast.noor, purpose, today, yes=False)
    found = rows(secret, sinds=last.isoformat())
    assert found["Noor", "instagram"]["status"] == "mag niet"
    assert rows(secret, sinds=(timezone.now() + timedelta(days=1)).isoformat()) == {}


def test_the_next_since_misses_no_choice(cast: Cast, today: date) -> None:
    purpose, secret = ask(cast, today), key_for(cast)
    following = call(secret).json()["volgende_sinds"]
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    assert ("Noor", "instagram") in rows(secret, sinds=following)


@pytest.mark.parametrize(
    "query",
    [
        {"sinds": "2026-11-25T10:00:00"},
        {"sinds": "2026-11-25"},
        {"sinds": "gisteren"},
        {"sinds": "2026-11-25T10:00:00 01:00"},
        {"sinds": "0001-01-01T00:00:00+14:00"},
        {"sinds": "9999-12-31T23:59:59-12:00"},
        {"sinds": "\x00"},
        {"bladzijde": "0"},
        {"bladzijde": "-1"},
        {"bladzijde": "1.0"},
        {"bladzijde": "9" * 5000},
        {"bladzijde": "١"},
        {"groep": "5A\x00"},
        {"groep": "x" * 65},
        {"doel": "' or 1=1--"},
        {"school": "99DA00\r\nX-Evil: 1"},
        {"onbekend": "1"},
        {"doel": ["pers", "website"]},
    ],
    ids=lambda query: next(iter(query)),
)
def test_a_filter_that_is_none_is_refused(cast: Cast, query: dict[str, Any]) -> None:
    answer = call(key_for(cast), **query)
    assert (answer.status_code, answer.json()["fout"]) == (400, "vraag")
    assert "X-Evil" not in answer.headers


def test_pages_follow_each_other(cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consent.views.api.PER_PAGE", 4)
    ask(cast, today)
    secret = key_for(cast)
    pages = [call(secret, bladzijde=str(nr)).json() for nr in range(1, 8)]
    assert [len(page["rijen"]) for page in pages] == [4, 4, 4, 4, 4, 1, 0]
    assert {(page["aantal"], page["bladzijden"]) for page in pages} == {(21, 6)}
    assert len({(r["leerling"], r["doel"]) for page in pages for r in page["rijen"]}) == 21
    assert call(secret, bladzijde="999999").json()["rijen"] == []


def test_too_many_calls_have_to_wait(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consent.actions.systems.CALLS", Limit("api_token", 2, 60))
    token, other = token_of(key_for(cast)), token_of(key_for(cast))
    assert [actions.note_call(token, now=NOON) for _ in range(3)] == [0, 0, 55]
    assert actions.note_call(other, now=NOON) == 0
    assert actions.note_call(token, now=NOON + timedelta(minutes=1)) == 0


def test_who_must_wait_is_told_how_long(cast: Cast) -> None:
    secret = key_for(cast)
    assert call(secret).status_code == 200
    Attempt.objects.filter(scope="api_token").update(count=10_000)
    answer = call(secret)
    assert (answer.status_code, answer.json()["fout"]) == (429, "te vaak")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_what_was_read_stands_in_the_log(cast: Cast, today: date) -> None:
    ask(cast, today)
    secret = key_for(cast)
    call(secret)
    call(secret, school="99DA00", groep="5A", doel="pers", sinds="2026-01-01T00:00:00Z")
    whole, part = Event.objects.filter(verb="consent.system_read").order_by("id")
    assert (whole.subject_id, whole.board_id) == (str(token_of(secret).pk), cast.board.pk)
    empty = {"school": "", "group": "", "code": "", "since": "", "page": 1}
    assert whole.facts == empty | {"rows": 21}
    asked = {"school": "99DA00", "group": str(cast.group.pk), "code": "pers", "page": 1, "rows": 1}
    assert part.facts == asked | {"since": "2026-01-01T00:00:00+00:00"}
    assert token_of(secret).last_used_on == today


@pytest.mark.parametrize("query", [{"school": "99XX00"}, {"onbekend": "1"}])
def test_what_was_refused_is_not_logged_as_read(cast: Cast, query: dict[str, str]) -> None:
    assert call(key_for(cast), **query).status_code in {400, 404}
    assert not Event.objects.filter(verb="consent.system_read").exists()


def test_wrong_keys_from_one_address_have_to_wait(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("consent.actions.systems.WRONG_KEYS", Limit("api_key", 2, 3600))
    answers = [call("zgs_" + "x" * 40) for _ in range(4)]
    assert [one.status_code for one in answers] == [401, 401, 429, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 3600
    assert len([one for one in caplog.records if "wrong key" in one.message]) == 2
    assert "127.0.0.1" not in caplog.text
    assert call(key_for(cast)).status_code == 200  # who has a right key does not suffer
    other = Client(REMOTE_ADDR="192.0.2.9").get(READ)
    assert other.status_code == 401


def test_more_pupils_cost_no_more_queries(cast: Cast, today: date) -> None:
    purpose, secret = ask(cast, today), key_for(cast)
    counts = []
    for _ in range(2):
        answered([purpose], fill(cast, today, 3), cast.iris, today)
        call(secret)
        with CaptureQueriesContext(connection) as asked:
            call(secret, school="99DA00", groep="5A", sinds="2026-01-01T00:00:00Z")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


def test_the_description_is_public_and_holds_no_fact(cast: Cast, today: date) -> None:
    ask(cast, today)
    answer = Client().get("/api/v1/openapi.json")
    assert answer.json() == openapi.DESCRIPTION
    assert answer.json()["openapi"].startswith("3.1")
    assert not any(name in answer.text for name in ("Vlinder", "Noor", "99DA00", "zgs_"))


def test_the_description_describes_every_field(cast: Cast, today: date) -> None:
    ask(cast, today)
    answer = call(key_for(cast)).json()
    assert set(answer) == set(openapi.PAGE["properties"])
    assert {frozenset(row) for row in answer["rijen"]} == {frozenset(openapi.ROW["properties"])}
    assert set(Client().get(READ).json()) == set(openapi.REFUSAL["properties"])


def test_the_description_describes_every_address_and_filter() -> None:
    (path,) = openapi.DESCRIPTION["paths"]
    assert path == reverse("consent:api_consents")
    described = openapi.DESCRIPTION["paths"][path]["get"]
    names = {one["name"] for one in described["parameters"]}
    assert names == {"school", "groep", "doel", "sinds", "bladzijde"}
    assert set(described["responses"]) == {"200", "400", "401", "404", "429"}


def test_a_pupil_of_two_schools_has_one_answer(cast: Cast, today: date) -> None:
    board = ask(cast, today, "website")
    say(cast.fatima, cast.noor, board, today, yes=True)
    asking, words = Asking(Medium.WEBSITE, today), Words("Web", "Mag het?", "Uitleg.", "Weg.")
    ask_own(cast.school, asking, words, by=cast.iris, today=today, instead_of=board)
    Enrolment.objects.create(pupil=cast.noor, school=cast.so, roster_key="N2", since=today)
    found = rows(key_for(cast), doel="website")
    assert [one["status"] for key, one in found.items() if key[0] in {"Noor", "N2"}] == ["mag niet"]


def test_that_care_was_asked_about_leaves_nowhere(cast: Cast, today: date) -> None:
    ask(cast, today)
    care = Asking(Medium.FAMILY_CARERS, today)
    words = Words("Overleg", "Mag het?", "Uitleg.", "Weg.")
    ask_own(cast.school, care, words, by=cast.iris, today=today)
    one = ask_own(
        cast.noor,
        Asking(Medium.WEBSITE, today),
        words,
        school=cast.school,
        by=cast.iris,
        today=today,
    )
    codes = {code for _pupil, code in rows(key_for(cast))}
    assert not codes & {"overleg", one.code}
