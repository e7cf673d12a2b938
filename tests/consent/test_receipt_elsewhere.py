"""Bewijs of what was said elsewhere: in the app of before, or on a paper older than the text."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from consent import access
from consent.dpv import REQUIRED, as_json
from consent.models import Purpose
from consent.receipt import Receipt
from consent.rules import GivenVia
from portal.people.models import User
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say, tie_of, type_over
from tests.consent.receipts import parsed
from tests.consent.systems import asked_since, take_over, upload
from tests.consent.test_receipt import objects_of

SignIn = Callable[[User], Client]
WEEK = timedelta(days=7)
PLACED = "Wat er toen stond, weet het portaal niet."


@pytest.fixture
def now() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def purpose(cast: Cast, now: date) -> Purpose:
    """Asked since a month."""
    found = ask(cast, now)
    asked_since(found, now - timedelta(days=30))
    found.refresh_from_db()
    return found


@pytest.fixture
def imported(cast: Cast, client_of: SignIn, purpose: Purpose, now: date) -> Purpose:
    """Fatima said yes in the app of before, a week ago; Petra took it over today."""
    petra = client_of(cast.petra)
    line = f"Noor;instagram;ja;{(now - WEEK).isoformat()};Fatima"
    assert take_over(petra, upload(petra, cast.school, line)).status_code == 302
    return purpose


def receipt_of(cast: Cast, now: date, name: str = "fatima") -> Receipt:
    return access.receipt_of(tie_of(getattr(cast, name), cast.noor, now))


def words(client: Client, kind: str, cast: Cast) -> str:
    """What a reader sees, of a page or a PDF."""
    answer = client.get(reverse(f"consent:{kind}", args=[cast.noor.pk]))
    if kind != "receipt_pdf":
        return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("kind", ["receipt", "receipt_pdf", "history"])
def test_an_imported_answer_says_that_the_school_took_it_over(
    cast: Cast, client_of: SignIn, imported: Purpose, now: date, kind: str
) -> None:
    text = words(client_of(cast.fatima), kind, cast)
    assert "vorige app van de school" in text
    assert "overgenomen" in text.casefold()
    assert "ingevoerd" not in text
    assert "Petra" not in text


@pytest.mark.parametrize("kind", ["receipt", "receipt_pdf", "history"])
def test_an_imported_answer_does_not_say_that_the_text_of_the_portal_was_read(
    cast: Cast, client_of: SignIn, imported: Purpose, kind: str
) -> None:
    assert PLACED in words(client_of(cast.fatima), kind, cast)


@pytest.mark.parametrize("kind", ["receipt", "receipt_pdf", "history"])
def test_what_was_read_in_the_portal_has_no_such_line(
    cast: Cast, client_of: SignIn, purpose: Purpose, now: date, kind: str
) -> None:
    say(cast.fatima, cast.noor, purpose, now, yes=True)
    type_over(cast.noor, "Fatima", {purpose: False}, now, by=cast.iris)
    assert PLACED not in words(client_of(cast.fatima), kind, cast)


@pytest.mark.parametrize("kind", ["receipt", "receipt_pdf", "history"])
def test_a_no_on_a_paper_that_is_older_than_the_text_was_not_an_answer_to_it(
    cast: Cast, client_of: SignIn, purpose: Purpose, now: date, kind: str
) -> None:
    type_over(cast.noor, "Fatima", {purpose: False}, now, by=cast.iris, on=now - 9 * WEEK)
    text = words(client_of(cast.fatima), kind, cast)
    assert PLACED in text
    assert "ingevoerd door de school op" in text


@pytest.mark.parametrize("via", [GivenVia.PAPER, GivenVia.DESK])
def test_the_file_of_what_the_school_typed_in_reads_back(
    cast: Cast, purpose: Purpose, now: date, via: GivenVia
) -> None:
    type_over(cast.noor, "Daan", {purpose: True}, now, by=cast.iris, on=now - WEEK, via=via)
    receipt = receipt_of(cast, now, "daan")
    assert parsed(json.dumps(as_json(receipt))) == receipt
    assert (receipt.said[0].via, receipt.said[0].entered_on) == (via, now)


def test_the_file_of_what_the_school_took_over_reads_back(
    cast: Cast, imported: Purpose, now: date
) -> None:
    say(cast.fatima, cast.noor, imported, now, yes=False)
    receipt = receipt_of(cast, now)
    assert parsed(json.dumps(as_json(receipt))) == receipt
    assert [one.is_read for one in receipt.said] == [False, True]


def record_of(cast: Cast, now: date) -> dict[str, Any]:
    (record,) = as_json(receipt_of(cast, now))["dpv:hasRecordOfActivity"]
    return dict(record)


def test_a_notice_in_the_file_is_only_what_was_read(
    cast: Cast, imported: Purpose, now: date
) -> None:
    record = record_of(cast, now)
    (status,), (beside,) = record["dpv:hasConsentStatus"], record["dct:relation"]
    assert (record["dpv:hasNotice"], status["dpv:hasNotice"]) == ([], [])
    assert status["dct:relation"] == [{"@id": beside["@id"]}]


def test_a_text_that_was_read_later_is_a_notice_again(
    cast: Cast, imported: Purpose, now: date
) -> None:
    say(cast.fatima, cast.noor, imported, now, yes=False)
    new_text(imported, now)
    say(cast.fatima, cast.noor, imported, now, yes=True, version=2)
    record = record_of(cast, now)
    assert [one["dct:hasVersion"] for one in record["dpv:hasNotice"]] == [["1"], ["2"]]
    assert record["dct:relation"] == []


@pytest.mark.parametrize("name, school", [("fatima", True), ("daan", False)])
def test_the_file_says_that_the_board_wrote_it_down_and_names_nobody(
    cast: Cast, imported: Purpose, now: date, name: str, school: bool
) -> None:
    say(cast.daan, cast.noor, imported, now, yes=True)
    facts = as_json(receipt_of(cast, now, name))
    (status,) = facts["dpv:hasRecordOfActivity"][0]["dpv:hasConsentStatus"]
    assert status["dct:contributor"] == (facts["dct:publisher"] if school else [])
    assert str(cast.petra.pk) not in json.dumps(facts)


def test_what_was_taken_over_has_the_required_keys_and_arrays(
    cast: Cast, imported: Purpose, now: date
) -> None:
    facts = as_json(receipt_of(cast, now))
    facts.pop("@context")
    for one in objects_of(facts):
        for kind in set(one.get("@type", [])) & set(REQUIRED):
            assert REQUIRED[kind] - set(one) == set(), kind
        assert [key for key, it in one.items() if key != "@id" and not isinstance(it, list)] == []
