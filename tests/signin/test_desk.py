"""Balie: who is found by whom, and what the desk sees."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.models import Look
from portal.people.models import Guardian, User
from portal.people.rules import Duty, RoleKind
from portal.roof.frame import menu
from portal.signin.models import AuthenticatorApp, FactorReset
from portal.signin.rules import masked
from tests.builders import make_guardian, make_role, make_user, tie
from tests.cast import Cast

In = Callable[[User], Client]
LOST = {"via": "desk", "document": "passport"}


def _found(client: Client, name: str) -> set[str]:
    page = client.get("/balie/", {"naam": name})
    return {found.user.sign_in_name for found, _kinds in page.context.get("people") or []}


def _asks(client: Client, user: User, **more: str) -> int:
    post = {**LOST, "once_key": str(uuid4()), **more}
    return client.post(f"/balie/{user.pk}/telefoon-kwijt/", post).status_code


@pytest.mark.parametrize(
    "who, found",
    [
        ("iris", {"fatima", "daan", "ruud", "yara"}),
        ("bas", {"olga"}),
        ("ad", {"fatima", "daan", "ruud", "yara", "tom", "olga", "els", "jan", "sam"}),
    ],
)
def test_a_helper_finds_the_family_of_the_own_school_or_board(
    cast: Cast, client_of: In, who: str, found: set[str]
) -> None:
    assert _found(client_of(getattr(cast, who)), "demo") == found


def test_all_words_must_be_in_the_name_however_written(cast: Cast, client_of: In) -> None:
    client = client_of(cast.iris)
    assert _found(client, "FATI demo") == {"fatima"}
    assert _found(client, "fatima daan") == set()
    assert _found(client, "%%%") == set()
    assert _found(client, "'; drop") == set()


@pytest.mark.parametrize("name", ["", "fa", "  fa  "])
def test_fewer_than_three_letters_search_nothing(cast: Cast, client_of: In, name: str) -> None:
    page = client_of(cast.iris).get("/balie/", {"naam": name})
    assert page.context["form"].errors
    assert "people" not in page.context


def test_a_handler_helps_a_teacher_and_the_board_helps_the_others(
    cast: Cast, client_of: In
) -> None:
    handler, board = client_of(cast.iris), client_of(cast.ad)
    assert handler.get(f"/balie/{cast.lotte.pk}/").status_code == 200
    for name in ("henk", "petra", "frank", "ad", "bas", "vera", "otto"):
        assert handler.get(f"/balie/{getattr(cast, name).pk}/").status_code == 404, name
    for name in ("henk", "petra", "frank", "iris", "bas", "lotte"):
        assert board.get(f"/balie/{getattr(cast, name).pk}/").status_code == 200, name


@pytest.mark.parametrize("kind", [RoleKind.OPERATOR, RoleKind.OFFICER])
def test_a_parent_with_a_role_elsewhere_is_not_helped_here(
    cast: Cast, client_of: In, kind: RoleKind
) -> None:
    board = None if kind is RoleKind.OPERATOR else cast.other_board
    make_role(cast.fatima, kind, board)
    for who in (cast.iris, cast.ad):
        assert client_of(who).get(f"/balie/{cast.fatima.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["", "telefoon-kwijt/", "kaart/"])
def test_oneself_another_school_another_board_and_nobody_are_one_answer(
    cast: Cast, client_of: In, page: str
) -> None:
    client = client_of(cast.iris)
    for pk in (cast.iris.pk, cast.olga.pk, cast.mila.pk, uuid4()):
        assert client.get(f"/balie/{pk}/{page}").status_code == 404
        assert client.post(f"/balie/{pk}/{page}", LOST).status_code in {404, 405}
    assert not FactorReset.objects.exists()


def test_the_own_household_is_not_helped(cast: Cast, client_of: In) -> None:
    tie(make_guardian(cast.board, cast.iris), cast.noor)
    client = client_of(cast.iris)
    assert _found(client, "demo") == set()
    assert _asks(client, cast.fatima) == 404
    tie(make_guardian(cast.board, cast.ad), cast.sam_pupil)
    assert _asks(client_of(cast.ad), cast.sam) == 404
    assert _asks(client_of(cast.ad), cast.els) == 404


def test_who_left_the_school_is_helped_by_the_board(cast: Cast, client_of: In) -> None:
    assert client_of(cast.iris).get(f"/balie/{cast.tom.pk}/").status_code == 404
    assert client_of(cast.ad).get(f"/balie/{cast.tom.pk}/").status_code == 200


def test_a_closed_account_is_not_found(cast: Cast, client_of: In) -> None:
    User.objects.filter(pk=cast.fatima.pk).update(is_active=False)
    assert "fatima" not in _found(client_of(cast.iris), "demo")


def test_the_desk_sees_kinds_and_a_masked_address(cast: Cast, client_of: In) -> None:
    client_of(cast.fatima)
    page = client_of(cast.iris).get(f"/balie/{cast.fatima.pk}/").content.decode()
    assert "app met codes" in page
    assert "f•••@example.org" in page
    assert "fatima@example.org" not in page
    assert Look.objects.filter(user_id=cast.iris.pk, subject_id=str(cast.fatima.pk)).count() == 1


def test_the_name_is_that_of_the_own_board(cast: Cast, client_of: In) -> None:
    make_guardian(cast.other_board, cast.fatima)
    Guardian.objects.filter(board=cast.other_board).update(last_name="Elders")
    page = client_of(cast.ad).get(f"/balie/{cast.fatima.pk}/").content.decode()
    assert "Fatima Demo" in page
    assert "Elders" not in page


@pytest.mark.parametrize("text, shown", [("a@b.nl", "a•••@b.nl"), ("", ""), ("@b.nl", "•••@b.nl")])
def test_a_masked_address(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_lost_phone_is_helped_and_noted(cast: Cast, client_of: In) -> None:
    fatima, client = client_of(cast.fatima), client_of(cast.iris)
    assert _asks(client, cast.fatima) == 302
    row = FactorReset.objects.get()
    assert (row.user, row.checked_by, row.board) == (cast.fatima, cast.iris, cast.board)
    assert (row.asked_via, row.document_seen) == ("desk", "passport")
    assert not AuthenticatorApp.objects.filter(user=cast.fatima).exists()
    assert fatima.get("/inloggen/apparaten/").status_code == 302


def test_by_telephone_the_page_says_when(cast: Cast, client_of: In) -> None:
    client = client_of(cast.iris)
    assert _asks(client, cast.fatima, via="phone", document="known_in_person") == 302
    assert "De tweede stap gaat weg op" in client.get(f"/balie/{cast.fatima.pk}/").content.decode()
    assert _asks(client, cast.fatima, via="phone", document="known_in_person") == 302
    assert FactorReset.objects.count() == 1
    assert FactorReset.objects.get().acts_at > timezone.now()


def test_the_same_form_twice_acts_once(cast: Cast, client_of: In) -> None:
    client, key = client_of(cast.iris), str(uuid4())
    assert _asks(client, cast.fatima, once_key=key) == 302
    assert _asks(client, cast.fatima, once_key=key) == 302
    assert FactorReset.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"document": ""},
        {"document": "bsn"},
        {"via": "mail"},
        {"via": "phone"},
        {"once_key": "x"},
    ],
)
def test_a_bad_form_does_nothing(cast: Cast, client_of: In, wrong: dict[str, str]) -> None:
    assert _asks(client_of(cast.iris), cast.fatima, **wrong) == 200
    assert not FactorReset.objects.exists()


def test_a_forged_post_does_nothing(cast: Cast, client_of: In) -> None:
    forger = Client(enforce_csrf_checks=True)
    forger.cookies = client_of(cast.iris).cookies
    assert _asks(forger, cast.fatima) == 403
    assert not FactorReset.objects.exists()


@pytest.mark.parametrize("page", ["telefoon-kwijt", "kaart"])
def test_helping_asks_for_a_fresh_factor(
    cast: Cast, client_of: In, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.signin.fresh.reverse", lambda _name: "/bevestigen/")
    client = client_of(cast.iris)
    session = client.session
    session["factor_at"] -= 6 * 60
    session.save()
    answer = client.post(f"/balie/{cast.fatima.pk}/{page}/", {**LOST, "once_key": uuid4()})
    assert answer.headers["Location"].startswith("/bevestigen/?next=")
    assert not FactorReset.objects.exists()


def test_a_role_that_ended_helps_nobody(cast: Cast, client_of: In) -> None:
    cast.iris.roles.update(until=timezone.localdate())
    client = client_of(cast.iris)
    assert client.get("/balie/").status_code == 403
    assert _asks(client, cast.fatima) == 404


def test_many_people_cost_as_many_questions_as_few_and_stand_on_pages(
    cast: Cast, client_of: In, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = client_of(cast.iris)
    client.get("/balie/")
    with django_assert_num_queries(10):
        client.get("/balie/", {"naam": "demo"})
    for number in range(25):
        tie(make_guardian(cast.board, make_user(f"Ouder{number}")), cast.noor)
    with django_assert_num_queries(10):
        page = client.get("/balie/", {"naam": "demo"})
    assert (len(page.context["people"]), page.context["rows"].paginator.num_pages) == (20, 2)
    assert 'href="?naam=demo&amp;page=2"' in page.content.decode()


def test_the_menu_shows_the_desk_to_who_works_there(db: None) -> None:
    shown = menu({Duty.HELP_AT_DESK}, "/balie/", is_family=False).items
    assert ("Balie", "/balie/", "page") in shown
    assert "Balie" not in [label for label, *_rest in menu(set(), "/", is_family=True).items]
