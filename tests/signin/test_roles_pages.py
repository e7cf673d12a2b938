"""Wie mag wat: the pages that give, settle, end and print roles."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Role, RoleProposal, User
from portal.people.rules import RoleKind
from portal.signin import fresh, staff
from portal.signin.actions import roles as verbs
from portal.signin.forms.roles import NOBODY
from tests.builders import make_role, make_user
from tests.cast import Cast

In = Callable[[User], Client]
GIVE, NEW, LIST = "/rollen/geven/", "/rollen/collega/", "/rollen/"


def give(client: Client, person: User | str, kind: str, place: Any) -> Any:
    name = person if isinstance(person, str) else person.sign_in_name
    return client.post(GIVE, {"person": name, "kind": kind, "place": str(place.pk)})


def proposed(cast: Cast, today: date, kind: RoleKind = RoleKind.OFFICER) -> RoleProposal:
    school = cast.school if kind is RoleKind.DIRECTOR else None
    done = verbs.give_role(
        cast.lotte, kind=kind, board=cast.board, school=school, by=cast.ad, today=today
    )
    assert isinstance(done, RoleProposal)
    return done


def answer(client: Client, proposal: RoleProposal, word: str = "ja") -> Any:
    return client.post(f"/rollen/voorstel/{proposal.pk}/", {"answer": word})


def has(user: User, kind: str) -> bool:
    return Role.objects.filter(user=user, kind=kind, until=None).exists()


def test_a_role_of_a_school_holds_at_once(cast: Cast, client_of: In) -> None:
    assert give(client_of(cast.ad), cast.bas, "handler", cast.school).status_code == 302
    role = Role.objects.get(user=cast.bas, school=cast.school)
    assert (role.granted_by, role.board) == (cast.ad, cast.board)


def test_nobody_gives_themselves_a_role_on_the_page(cast: Cast, client_of: In) -> None:
    page = give(client_of(cast.ad), cast.ad, "handler", cast.school)
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert not has(cast.ad, "handler")


@pytest.mark.parametrize("kind, place", [("officer", "board"), ("fg", "board")])
def test_a_weighty_role_waits_for_a_second_person(
    cast: Cast, client_of: In, kind: str, place: str
) -> None:
    give(client_of(cast.ad), cast.lotte, kind, getattr(cast, place))
    assert not has(cast.lotte, kind)
    proposal = RoleProposal.objects.get()
    answer(client_of(cast.petra), proposal)
    assert has(cast.lotte, kind)


def test_who_proposed_sees_no_button_and_cannot_settle(
    cast: Cast, client_of: In, today: date
) -> None:
    proposal, client = proposed(cast, today), client_of(cast.ad)
    url = f"/rollen/voorstel/{proposal.pk}/"
    assert b'value="ja"' not in client.get(url).content
    assert "Beslissen over" not in client.get(LIST).content.decode()
    answer(client, proposal)
    assert not has(cast.lotte, "officer")
    assert "Beslissen over Lotte" in client_of(cast.petra).get(LIST).content.decode()


def test_without_an_answer_nothing_is_settled(cast: Cast, client_of: In, today: date) -> None:
    proposal = proposed(cast, today)
    for word in ("", "misschien"):
        assert answer(client_of(cast.petra), proposal, word).status_code == 200
    proposal.refresh_from_db()
    assert proposal.decided_on is None


def test_the_first_of_two_tabs_settles(cast: Cast, client_of: In, today: date) -> None:
    proposal, client = proposed(cast, today), client_of(cast.petra)
    answer(client, proposal, "nee")
    assert answer(client, proposal, "ja").status_code == 302
    assert not has(cast.lotte, "officer")
    assert (
        Event.objects.filter(verb__in=["people.role_agreed", "people.role_declined"]).count() == 1
    )


def test_the_fg_hears_that_something_changed_and_not_what(
    cast: Cast, client_of: In, today: date
) -> None:
    proposal = proposed(cast, today)
    verbs.settle_role(proposal, by=cast.petra, agree=True, today=today)
    verbs.end_role(Role.objects.get(user=cast.lotte, kind="officer"), by=cast.ad, today=today)
    mails = Message.objects.filter(kind="signin.role_changed", to=cast.frank.email)
    assert mails.count() == 3
    for text in (f"{mail.subject} {mail.body}".lower() for mail in mails):
        assert not any(word in text for word in ("lotte", "officer", "vlinder", " ad ", "petra"))


def test_who_may_be_the_second_person_hears_that_something_waits(cast: Cast, today: date) -> None:
    proposed(cast, today)
    (message,) = Message.objects.filter(kind="signin.role_waiting")
    assert message.to == cast.petra.email  # not Ad, who proposes, nor Lotte, nor another board
    assert "Lotte" not in message.subject + message.body


def test_who_gets_or_loses_a_role_hears_that_and_not_which(cast: Cast, today: date) -> None:
    verbs.settle_role(proposed(cast, today), by=cast.petra, agree=True, today=today)
    verbs.end_role(Role.objects.get(user=cast.lotte, kind="officer"), by=cast.ad, today=today)
    mails = Message.objects.filter(kind="signin.role_yours")
    assert [mail.to for mail in mails] == [cast.lotte.email] * 2
    for text in (f"{mail.subject} {mail.body}".lower() for mail in mails):
        assert not any(word in text for word in ("lotte", "officer", "vlinder", "petra"))


def test_a_declined_proposal_tells_the_one_it_is_about_nothing(cast: Cast, today: date) -> None:
    verbs.settle_role(proposed(cast, today), by=cast.petra, agree=False, today=today)
    assert not Message.objects.filter(to=cast.lotte.email).exists()


def test_an_fg_whose_role_ends_is_told(cast: Cast, today: date) -> None:
    verbs.end_role(cast.frank.roles.get(), by=cast.ad, today=today)
    assert Message.objects.get(kind="signin.role_changed").to == cast.frank.email


def test_a_new_administrator_is_told_to_the_fg(cast: Cast, client_of: In) -> None:
    give(client_of(cast.ad), cast.bas, "administrator", cast.board)
    assert Message.objects.get(kind="signin.role_changed").to == cast.frank.email


def test_a_light_role_is_not_told_to_the_fg(cast: Cast, client_of: In) -> None:
    give(client_of(cast.ad), cast.bas, "teacher", cast.so)
    assert not Message.objects.filter(kind="signin.role_changed").exists()


def test_an_ended_role_closes_its_pages_at_the_next_request(cast: Cast, client_of: In) -> None:
    theirs, role = client_of(cast.petra), cast.petra.roles.get()
    assert theirs.get(LIST).status_code == 200
    client_of(cast.ad).post(f"/rollen/{role.pk}/beeindigen/")
    assert theirs.get(LIST).headers["Location"].startswith("/inloggen/")
    cast.petra.refresh_from_db()
    assert client_of(cast.petra).get(LIST).status_code == 403


def test_a_new_role_starts_with_a_new_session(cast: Cast, client_of: In) -> None:
    theirs = client_of(cast.bas)
    assert theirs.get("/kamer/").status_code == 200
    give(client_of(cast.ad), cast.bas, "handler", cast.school)
    assert theirs.get("/kamer/").headers["Location"].startswith("/inloggen/")


def test_the_last_administrator_is_told_why_the_role_stays(cast: Cast, client_of: In) -> None:
    url = f"/rollen/{cast.ad.roles.get().pk}/beeindigen/"
    page = client_of(cast.ad).post(url, follow=True)
    assert "houdt altijd één beheerder" in page.content.decode()
    assert has(cast.ad, "administrator")


def test_another_board_finds_no_role_and_no_proposal(
    cast: Cast, client_of: In, today: date
) -> None:
    proposal, stranger = proposed(cast, today), make_user("Oscar")
    make_role(stranger, RoleKind.ADMINISTRATOR, cast.other_board)
    client, role = client_of(stranger), cast.iris.roles.get()
    for url in (f"/rollen/{role.pk}/beeindigen/", f"/rollen/voorstel/{proposal.pk}/"):
        assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
    assert b"Iris" not in client.get(LIST).content


def test_another_boards_place_cannot_be_chosen(cast: Cast, client_of: In) -> None:
    for kind, place in (("handler", cast.elsewhere), ("administrator", cast.other_board)):
        assert "place" in give(client_of(cast.ad), cast.bas, kind, place).context["form"].errors


@pytest.mark.parametrize(
    "kind, place",
    [
        ("teacher", "board"),
        ("handler", "board"),
        ("director", "board"),
        ("officer", "school"),
        ("fg", "school"),
        ("administrator", "school"),
    ],
)
def test_a_role_belongs_at_its_own_kind_of_place(
    cast: Cast, client_of: In, kind: str, place: str
) -> None:
    page = give(client_of(cast.ad), cast.bas, kind, getattr(cast, place))
    assert "place" in page.context["form"].errors
    assert cast.bas.roles.count() == 1


def test_the_operator_is_not_on_the_form_nor_behind_it(cast: Cast, client_of: In) -> None:
    page = give(client_of(cast.ad), cast.bas, "operator", cast.board)
    assert "kind" in page.context["form"].errors
    assert not has(cast.bas, "operator")


def test_strangers_and_nobody_are_refused_in_the_same_words(cast: Cast, client_of: In) -> None:
    client = client_of(cast.ad)
    names = ["niemand", "mila", str(cast.fatima.email), "x@example.org", "sam", "vera"]
    found = [give(client, name, "handler", cast.school).context["form"].errors for name in names]
    assert [dict(one) for one in found] == [{"person": [str(NOBODY)]}] * len(names)


def test_a_colleague_is_found_by_name_or_address_however_typed(cast: Cast) -> None:
    for typed in (" IRIS ", str(cast.iris.email).upper()):
        assert staff.colleague(typed, [cast.board]) == cast.iris
    assert staff.colleague("iris", [cast.other_board]) is None


@pytest.mark.parametrize(
    "url", [GIVE, NEW, "/rollen/lijst.pdf", "/rollen/lijst.csv", "end", "settle"]
)
def test_what_changes_or_leaves_asks_a_fresh_factor(
    cast: Cast, client_of: In, today: date, url: str
) -> None:
    made = {
        "end": f"/rollen/{cast.iris.roles.get().pk}/beeindigen/",
        "settle": f"/rollen/voorstel/{proposed(cast, today).pk}/",
    }
    client = client_of(cast.ad)
    session = client.session
    del session[fresh.KEY]
    session.save()
    for ask in (client.get,) if "lijst" in url else (client.get, client.post):
        where = ask(made.get(url, url)).headers["Location"]
        assert where.startswith("/inloggen/bevestigen/?next=%2Frollen%2F")
    assert has(cast.iris, "handler")


@pytest.mark.parametrize("url", [GIVE, NEW])
def test_an_empty_form_says_what_to_do_at_each_field(cast: Cast, client_of: In, url: str) -> None:
    odd = {"kind": "x", "place": "x", "board": str(uuid4()), "email": "x", "sign_in_name": "?"}
    for typed in ({"x": "y"}, odd):
        errors = client_of(cast.ad).post(url, typed).context["form"].errors
        words = [text for texts in errors.values() for text in texts]
        assert len(words) >= 3
        assert not [text for text in words if "verplicht" in text or "geldige" in text]
