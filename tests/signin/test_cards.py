"""Kaart met codes: each code opens once, the newest card only, and nothing is kept in clear."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django_otp import verify_token
from pypdf import PdfReader

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Board, User
from portal.signin.actions.cards import Card, card_pdf, issue_card, new_card
from portal.signin.actions.reset import OwnAccount
from portal.signin.models import CodeList, ListedCode
from portal.signin.rules import CARD_CODES, DocumentSeen
from portal.signin.secret_codes import in_groups
from tests.builders import make_board, make_user
from tests.cast import Cast
from tests.tools.together import together

PASSPORT = DocumentSeen.PASSPORT.value


@pytest.fixture
def board(db: None) -> Board:
    return make_board("Stichting Demo")


def _issue(user: User, board: Board) -> tuple[Card, CodeList]:
    card = new_card()
    by = User.objects.filter(sign_in_name="iris").first() or make_user("Iris")
    return card, issue_card(user, card, board=board, by=by, document=DocumentSeen.PASSPORT)


def _opens(user: User, made: CodeList, code: str) -> bool:
    return verify_token(user, made.persistent_id, code) is not None


def test_forty_different_codes_of_eight_signs() -> None:
    card = new_card()
    assert len(set(card.codes)) == CARD_CODES == 40
    assert {len(code) for code in card.codes} == {8}


def test_a_code_opens_once_as_it_is_printed(anna: User, board: Board) -> None:
    card, made = _issue(anna, board)
    printed = in_groups(card.codes[6]).lower()
    assert _opens(anna, made, printed)
    assert not _opens(anna, made, printed)
    assert made.left == CARD_CODES - 1


def test_a_card_opens_no_other_account(anna: User, board: Board) -> None:
    card, made = _issue(anna, board)
    assert not _opens(make_user("Bert"), made, card.codes[0])
    assert made.left == CARD_CODES


def test_a_new_card_kills_the_older_one(anna: User, board: Board) -> None:
    old, dead = _issue(anna, board)
    new, made = _issue(anna, board)
    assert not _opens(anna, dead, old.codes[0])
    assert not _opens(anna, made, old.codes[0])
    made.refresh_from_db()
    made.throttle_reset()
    assert _opens(anna, made, new.codes[0])
    assert (CodeList.objects.count(), ListedCode.objects.count()) == (1, 40)


def test_only_hmacs_are_kept(anna: User, board: Board) -> None:
    card, _made = _issue(anna, board)
    kept = str([*ListedCode.objects.values(), *CodeList.objects.values()])
    kept += str([*Event.objects.values(), *Message.objects.values()])
    assert [code for code in card.codes if code in kept or in_groups(code) in kept] == []


def test_who_gave_it_is_written_down_and_the_owner_is_told(anna: User, board: Board) -> None:
    _card, made = _issue(anna, board)
    row = Event.objects.get(verb="signin.card_issued")
    assert row.facts == {"list": made.pk, "document": "passport"}
    assert (row.actor_id, row.board_id) == (made.issued_by_id, board.pk)
    assert Message.objects.get(kind="signin.card_issued").to == anna.email


def test_nobody_gives_a_card_to_oneself(anna: User, board: Board) -> None:
    with pytest.raises(OwnAccount):
        issue_card(anna, new_card(), board=board, by=anna, document=DocumentSeen.PASSPORT)
    assert not CodeList.objects.exists()


def test_the_card_is_one_tagged_page_with_all_codes(board: Board, today: date) -> None:
    card = new_card()
    reader = PdfReader(BytesIO(card_pdf(card, name="Anna <b>Demo</b>", board=board, today=today)))
    text = reader.pages[0].extract_text()
    root: Any = reader.trailer["/Root"]
    assert len(reader.pages) == 1
    assert root["/MarkInfo"]["/Marked"]
    assert [code for code in card.codes if in_groups(code) not in text] == []
    assert card.reference in text
    assert "Anna <b>Demo</b>" in text


def test_the_page_gives_the_card_once(cast: Cast, client_of: Callable[[User], Client]) -> None:
    client, url = client_of(cast.iris), f"/balie/{cast.fatima.pk}/kaart/"
    post = {"document": PASSPORT, "once_key": uuid4()}
    first = client.post(url, post)
    assert first.headers["Content-Type"] == "application/pdf"
    assert first.headers["Cache-Control"] == "no-store"
    made = CodeList.objects.get(user=cast.fatima)
    assert made.reference in first.headers["Content-Disposition"]
    again = client.post(url, post)
    assert again.headers["Location"] == f"/balie/{cast.fatima.pk}/"
    assert CodeList.objects.get(user=cast.fatima).pk == made.pk


def test_looking_makes_no_card_and_a_forged_post_neither(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    client, url = client_of(cast.iris), f"/balie/{cast.fatima.pk}/kaart/"
    forger = Client(enforce_csrf_checks=True)
    forger.cookies = client.cookies
    assert client.get(url, {"document": PASSPORT}).status_code == 200
    assert client.post(url, {"document": PASSPORT}).status_code == 200  # no key of a form
    assert forger.post(url, {"document": PASSPORT, "once_key": uuid4()}).status_code == 403
    assert not CodeList.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_code_twenty_times_at_once_opens_once() -> None:
    anna = make_user("Anna")
    card, made = _issue(anna, make_board("Een"))
    assert sum(together(20, lambda: _opens(anna, made, card.codes[0]))) == 1
    assert ListedCode.objects.exclude(used_at=None).count() == 1
