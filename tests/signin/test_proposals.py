"""Voorstellen: taken back by who made them, and afterwards a page that says how it went."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.actions import OwnRole, RoleRefused
from portal.people.models import Role, RoleProposal, TeachingLink, User
from portal.people.rules import RoleKind
from portal.signin.actions import roles as verbs
from tests.cast import Cast
from tests.signin.test_roles_pages import LIST, answer, proposed

In = Callable[[User], Client]


def page_of(client: Client, proposal: RoleProposal) -> str:
    return str(client.get(f"/rollen/voorstel/{proposal.pk}/").content.decode())


def withdraw(cast: Cast, client_of: In, proposal: RoleProposal) -> Any:
    return answer(client_of(cast.ad), proposal, "intrekken")


def test_who_proposed_takes_it_back(cast: Cast, client_of: In, today: date) -> None:
    proposal = proposed(cast, today)
    assert withdraw(cast, client_of, proposal).headers["Location"] == LIST
    proposal.refresh_from_db()
    assert not proposal.is_open
    event = Event.objects.get(verb="people.role_withdrawn")
    assert (event.actor_id, event.board_id) == (cast.ad.pk, cast.board.pk)
    assert not Role.objects.filter(user=cast.lotte, kind="officer").exists()


def test_who_was_asked_and_the_fg_hear_that_it_is_gone(cast: Cast, today: date) -> None:
    verbs.withdraw_proposal(proposed(cast, today), by=cast.ad, today=today)
    asked = Message.objects.get(kind="signin.role_withdrawn")
    assert asked.to == cast.petra.email
    assert "Lotte" not in asked.subject + asked.body
    assert Message.objects.filter(kind="signin.role_changed", to=cast.frank.email).count() == 2


@pytest.mark.parametrize("who", ["petra", "henk", "lotte"])
def test_nobody_else_takes_it_back(cast: Cast, today: date, who: str) -> None:
    proposal = proposed(cast, today)
    with pytest.raises(OwnRole):
        verbs.withdraw_proposal(proposal, by=getattr(cast, who), today=today)
    proposal.refresh_from_db()
    assert proposal.is_open


def test_a_second_person_who_types_the_answer_of_the_first_is_told_no(
    cast: Cast, client_of: In, today: date
) -> None:
    proposal, client = proposed(cast, today), client_of(cast.petra)
    url = answer(client, proposal, "intrekken").headers["Location"]
    assert "Dit mag u niet doen" in client.get(url).content.decode()
    proposal.refresh_from_db()
    assert proposal.is_open


@pytest.mark.parametrize("word", ["ja", "nee", "intrekken"])
def test_what_was_withdrawn_is_not_settled_any_more(
    cast: Cast, client_of: In, today: date, word: str
) -> None:
    proposal = proposed(cast, today)
    withdraw(cast, client_of, proposal)
    client = client_of(cast.ad if word == "intrekken" else cast.petra)
    url = answer(client, proposal, word).headers["Location"]
    assert "Dit kan niet (meer)" in client.get(url).content.decode()
    assert not Role.objects.filter(user=cast.lotte, kind="officer").exists()


def test_what_was_settled_is_not_withdrawn(cast: Cast, today: date) -> None:
    proposal = proposed(cast, today)
    verbs.settle_role(proposal, by=cast.petra, agree=True, today=today)
    with pytest.raises(RoleRefused):
        verbs.withdraw_proposal(proposal, by=cast.ad, today=today)
    with pytest.raises(IntegrityError):
        RoleProposal.objects.update(withdrawn_on=today)


@pytest.mark.parametrize(
    "who, word, outcome",
    [
        ("petra", "ja", "Petra keurde dit voorstel goed op"),
        ("petra", "nee", "Petra wees dit voorstel af op"),
        ("ad", "intrekken", "Ad trok dit voorstel in op"),
    ],
)
def test_a_settled_page_says_who_and_when_and_has_no_form(
    cast: Cast, client_of: In, today: date, who: str, word: str, outcome: str
) -> None:
    proposal = proposed(cast, today)
    answer(client_of(getattr(cast, who)), proposal, word)
    for reader in (cast.ad, cast.petra):
        text = page_of(client_of(reader), proposal)
        assert outcome in text
        assert "<time datetime=" in text
        assert 'name="answer"' not in text


def test_each_reader_sees_the_own_buttons_only(cast: Cast, client_of: In, today: date) -> None:
    proposal = proposed(cast, today)
    mine, theirs = (page_of(client_of(who), proposal) for who in (cast.ad, cast.petra))
    assert ('value="intrekken"' in mine, 'value="ja"' in mine) == (True, False)
    assert ('value="intrekken"' in theirs, 'value="ja"' in theirs) == (False, True)


def test_after_withdrawing_it_may_be_proposed_again(cast: Cast, today: date) -> None:
    verbs.withdraw_proposal(proposed(cast, today), by=cast.ad, today=today)
    assert proposed(cast, today).is_open
    assert RoleProposal.objects.count() == 2


def test_a_confirmed_teacher_starts_with_a_new_session_and_is_confirmed_once(
    cast: Cast, client_of: In, today: date
) -> None:
    theirs, facts = client_of(cast.bas), {"staff_key": "b", "name": "Bas"}
    link = TeachingLink.objects.create(school=cast.school, group=cast.group, **facts)
    assert theirs.get("/kamer/").status_code == 200
    role = verbs.confirm_teacher(link, user=cast.bas, by=cast.ad, today=today)
    assert (role.kind, role.group) == (RoleKind.TEACHER.value, cast.group)
    assert theirs.get("/kamer/").headers["Location"].startswith("/inloggen/")
    with pytest.raises(RoleRefused):
        verbs.confirm_teacher(link, user=cast.bas, by=cast.ad, today=today)
