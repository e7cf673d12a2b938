"""Geheimhouding: staff accept it before anything else, family is never asked."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.audit.models import Event
from portal.people.models import Pledge, User
from portal.people.rules import RoleKind
from portal.signin import secrecy, visits
from portal.signin.rules import idle_limit
from tests.builders import make_pledge, make_role
from tests.cast import Cast

In = Callable[[User], Client]
PLEDGE = "/geheimhouding/"


@pytest.fixture
def unasked(client_of: In) -> In:
    """A browser in which nobody was asked about secrecy yet."""

    def signed_in(user: User) -> Client:
        client = client_of(user)
        session = client.session
        del session[secrecy.KEY]
        session.save()
        return client

    return signed_in


def asked(client: Client, url: str = "/kamer/") -> bool:
    return client.get(url).headers.get("Location", "").startswith(PLEDGE)


def pledge_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/kamer/").status_code == 200
    return sum("people_pledge" in one["sql"] for one in queries)


@pytest.mark.parametrize("who", ["iris", "lotte", "henk", "petra", "frank", "ad"])
def test_staff_are_sent_to_it_from_every_page(cast: Cast, unasked: In, who: str) -> None:
    client = unasked(getattr(cast, who))
    for url in ("/", "/kamer/", "/rollen/", "/inloggen/beveiliging/", "/balie/"):
        assert asked(client, url), url


def test_a_part_of_a_page_sends_the_whole_browser(cast: Cast, unasked: In) -> None:
    asked_by_htmx = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}
    answer = unasked(cast.iris).get("/kamer/", headers=asked_by_htmx)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, PLEDGE)
    assert b"binnen" not in answer.content


@pytest.mark.parametrize("url", ["/hulp/", "/privacy/", "/straat/", PLEDGE])
def test_help_and_privacy_stay_open(cast: Cast, unasked: In, url: str) -> None:
    assert unasked(cast.iris).get(url).status_code == 200


def test_signing_out_stays_open(cast: Cast, unasked: In) -> None:
    client = unasked(cast.iris)
    assert client.post("/uitloggen/").headers["Location"] != PLEDGE
    assert "_auth_user_id" not in client.session


def test_nothing_is_done_elsewhere_before_accepting(cast: Cast, unasked: In) -> None:
    client, role = unasked(cast.ad), cast.iris.roles.get()
    answer = client.post(f"/rollen/{role.pk}/beeindigen/")
    assert answer.headers["Location"] == PLEDGE
    role.refresh_from_db()
    assert role.until is None


def test_nothing_is_ticked_beforehand_and_no_tick_is_no_pledge(cast: Cast, unasked: In) -> None:
    client = unasked(cast.iris)
    assert b"checked" not in client.get(PLEDGE).content
    page = client.post(PLEDGE, {"csrfmiddlewaretoken": "as a browser sends it"})
    assert page.context["form"].errors["accepted"]
    assert not Pledge.objects.exists()
    assert asked(client)


def test_after_accepting_comes_the_page_that_was_asked_for(cast: Cast, unasked: In) -> None:
    client, wanted = unasked(cast.iris), "/behandelen/?page=2"
    url = client.get(wanted).headers["Location"]
    assert url == f"{PLEDGE}?next=%2Fbehandelen%2F%3Fpage%3D2"
    assert client.get(url).context["next"] == wanted
    after = client.post(PLEDGE, {"accepted": "on", "next": wanted})
    assert after.headers["Location"] == wanted


def test_the_page_stays_known_after_a_missing_tick(cast: Cast, unasked: In) -> None:
    page = unasked(cast.iris).post(PLEDGE, {"next": "/rollen/"})
    assert page.context["form"].errors
    assert 'name="next" value="/rollen/"' in page.content.decode()


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example/",
        "http:///evil.example",
        "evil.example",
    ],
)
def test_accepting_never_leads_out_of_the_portal(cast: Cast, unasked: In, evil: str) -> None:
    client = unasked(cast.iris)
    assert evil not in client.get(PLEDGE, {"next": evil}).content.decode()
    after = client.post(f"{PLEDGE}?next={evil}", {"accepted": "on", "next": evil})
    assert after.headers["Location"] == "/"
    again = client.get(PLEDGE, {"next": evil})
    assert again.headers["Location"] == "/"


def test_what_was_posted_elsewhere_is_not_asked_again(cast: Cast, unasked: In) -> None:
    assert unasked(cast.ad).post("/rollen/geven/").headers["Location"] == PLEDGE


def test_the_page_shows_no_way_to_what_is_closed(cast: Cast, unasked: In) -> None:
    text = unasked(cast.petra).get(PLEDGE).content.decode()
    links = set(re.findall(r'<a [^>]*href="(/[^"]*)"', text))
    assert links == {"/hulp/", "/privacy/"}
    assert "Uitloggen" in text


def test_accepting_twice_writes_one_pledge_a_board(cast: Cast, unasked: In) -> None:
    make_role(cast.iris, RoleKind.TEACHER, school=cast.elsewhere)
    make_role(cast.iris, RoleKind.TEACHER, school=cast.school)
    client = unasked(cast.iris)
    answers = [client.post(PLEDGE, {"accepted": "on"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    boards = set(Pledge.objects.filter(user=cast.iris).values_list("board", flat=True))
    assert boards == {cast.board.pk, cast.other_board.pk}
    noted = Event.objects.filter(verb="people.secrecy_accepted", actor_id=cast.iris.pk)
    assert (noted.count(), set(noted.values_list("board_id", flat=True))) == (2, boards)
    assert not asked(client)


def test_a_pledge_at_one_board_is_none_at_another(cast: Cast, unasked: In) -> None:
    make_role(cast.iris, RoleKind.TEACHER, school=cast.elsewhere)
    make_pledge(cast.iris, cast.board)
    page = unasked(cast.iris).get(PLEDGE)
    assert page.context["boards"] == [cast.other_board]


@pytest.mark.parametrize("who", ["fatima", "sam", "otto"])
def test_who_works_at_no_board_pays_one_query_a_session(cast: Cast, unasked: In, who: str) -> None:
    client = unasked(getattr(cast, who))
    assert [pledge_queries(client) for _ in range(3)] == [1, 0, 0]


def test_staff_who_accepted_pay_one_query_a_session(cast: Cast, unasked: In) -> None:
    make_pledge(cast.iris, cast.board)
    client = unasked(cast.iris)
    assert [pledge_queries(client) for _ in range(3)] == [1, 0, 0]


def test_family_that_opens_the_page_goes_home(cast: Cast, unasked: In) -> None:
    answer = unasked(cast.fatima).post(PLEDGE, {"accepted": "on"})
    assert answer.headers["Location"] == "/"
    assert not Pledge.objects.exists()


def test_a_new_text_asks_again_also_in_a_running_session(
    cast: Cast, client_of: In, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_pledge(cast.iris, cast.board)
    client = client_of(cast.iris)
    assert not asked(client)
    monkeypatch.setattr(secrecy, "VERSION", secrecy.VERSION + 1)
    assert asked(client)


def test_a_role_given_in_mid_session_is_asked_about_at_the_next_sign_in(
    cast: Cast, client_of: In, unasked: In
) -> None:
    theirs = unasked(cast.tom)
    assert not asked(theirs)
    ad, place = client_of(cast.ad), {"kind": "handler", "place": str(cast.school.pk)}
    make_role(cast.tom, RoleKind.HANDLER, school=cast.so, until=date(2021, 1, 1))
    ad.post("/rollen/geven/", {"person": "tom", **place})
    assert theirs.get("/kamer/").headers["Location"].startswith("/inloggen/")
    cast.tom.refresh_from_db()
    assert asked(unasked(cast.tom))


def test_a_guardian_who_works_here_gets_the_silence_of_staff(cast: Cast, client_of: In) -> None:
    make_role(cast.fatima, RoleKind.TEACHER, school=cast.school)
    idle = {}
    for who in (cast.fatima, cast.daan):
        client = client_of(who)
        client.get("/kamer/")
        idle[who.sign_in_name] = client.session[visits.KEY][2]
    assert idle == {"fatima": idle_limit(staff=True), "daan": idle_limit(staff=False)}
