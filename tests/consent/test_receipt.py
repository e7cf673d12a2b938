"""Bewijs van toestemming: one's own choices on a page, on paper and for a computer."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from consent import access
from consent.dpv import RECEIPT_SHAPE, RECORD_SHAPE, REQUIRED, as_json
from consent.models import Choice, Purpose
from portal.people.models import Pupil, User
from portal.signin import fresh
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say, tie_of, type_over
from tests.consent.receipts import parsed

# The keys of the examples in the guide of DPV to ISO/IEC TS 27560, and DPV's statuses of consent.
PUBLISHED_KEYS = """
    @id @type dct:conformsTo dct:coverage dct:created dct:date dct:identifier dct:language
    dct:publisher dct:title dpv:hasApplicableLaw dpv:hasConsentControl dpv:hasConsentStatus
    dpv:hasDataController dpv:hasDataProcessor dpv:hasDataSubject dpv:hasDuration
    dpv:hasIndicationMethod dpv:hasJurisdiction dpv:hasLocation dpv:hasNotice dpv:hasPersonalData
    dpv:hasProcess dpv:hasPurpose dpv:hasRecipient dpv:hasRecordOfActivity dpv:hasRight
    dpv:hasStorageCondition dpv:isExercisedAt dpv:isIndicatedAtTime dpv:isIndicatedBy rdf:value
    schema:recipient skos:broader
"""
STATUSES = "ConsentGiven ConsentRefused ConsentWithdrawn RenewedConsentGiven ConsentUnknown"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "dpv"
SignIn = Callable[[User], Client]
WEEK = timedelta(days=7)
KINDS = ["receipt", "receipt_pdf", "receipt_json"]


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


@pytest.fixture
def purpose(cast: Cast, now: date) -> Purpose:
    """Asked since two weeks; Daan said something of everything."""
    purpose, other = ask(cast, now - 2 * WEEK), ask(cast, now - 2 * WEEK, "website")
    type_over(cast.noor, "Daan", {purpose: True, other: False}, now, by=cast.iris, on=now - WEEK)
    new_text(purpose, now)
    say(cast.daan, cast.noor, purpose, now, yes=True, version=2)
    say(cast.daan, cast.noor, purpose, now, yes=False, version=2)
    return purpose


def address(kind: str, pupil: Pupil) -> str:
    return reverse(f"consent:{kind}", args=[pupil.pk])


def content(client: Client, kind: str, pupil: Pupil) -> str:
    """The words of a page, of a PDF or of the file for a computer."""
    answer = client.get(address(kind, pupil))
    if kind == "receipt_pdf":
        pages = PdfReader(BytesIO(answer.content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.text)


@pytest.mark.parametrize("kind", KINDS)
def test_own_choices_are_there_with_day_channel_and_version(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose, kind: str
) -> None:
    text = content(client_of(cast.daan), kind, cast.noor)
    shown = ["op papier", "in het portaal", "ouder met gezag", "Foto op internet"]
    assert [word for word in shown if word not in text] == []
    if kind != "receipt_json":
        assert "Ja ingetrokken" in text


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_and_no_place_of_the_paper_is_there(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose, kind: str
) -> None:
    say(cast.fatima, cast.noor, purpose, now, yes=True, version=2)
    text = content(client_of(cast.daan), kind, cast.noor)
    hidden = ["Fatima", "Iris", "map 12", str(cast.iris.pk), str(cast.guardians["fatima"].pk)]
    assert [word for word in hidden if word in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_same_whatever_the_other_guardian_did(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose, kind: str
) -> None:
    browser = client_of(cast.daan)
    before = content(browser, kind, cast.noor)
    for yes in (True, False, True):
        say(cast.fatima, cast.noor, purpose, now, yes=yes, version=2)
    assert content(browser, kind, cast.noor) == before


def test_the_numbers_of_the_ledger_do_not_count_what_another_did(
    cast: Cast, now: date, purpose: Purpose
) -> None:
    """An answer of Fatima between two of Daan leaves his facts as they are."""
    say(cast.fatima, cast.noor, purpose, now, yes=True, version=2)
    say(cast.daan, cast.noor, purpose, now, yes=True, version=2)
    facts = json.dumps(as_json(access.receipt_of(tie_of(cast.daan, cast.noor, now))))
    numbers = {str(pk) for pk in Choice.objects.values_list("pk", flat=True)}
    assert not numbers & set(re.findall(r'"(\d+)"', facts)) - {"1", "2"}


@pytest.mark.parametrize("kind", KINDS)
def test_it_asks_for_a_fresh_factor(
    cast: Cast, client_of: SignIn, purpose: Purpose, kind: str
) -> None:
    browser = client_of(cast.daan)
    session = browser.session
    session[fresh.KEY] = 0
    session.save()
    answer = browser.get(address(kind, cast.noor))
    assert (answer.status_code, "/bevestigen/" in answer.headers["Location"]) == (302, True)


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_download_is_an_attachment_that_nobody_keeps(
    cast: Cast, client_of: SignIn, kind: str
) -> None:
    headers = client_of(cast.fatima).get(address(kind, cast.noor)).headers
    assert headers["Content-Disposition"].startswith("attachment; filename=")
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_who_chose_nothing_reads_so(cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.fatima)
    assert "U hebt nog niets gekozen." in content(browser, "receipt", cast.noor)
    assert "U hebt nog niets gekozen." in content(browser, "receipt_pdf", cast.noor)
    empty = json.loads(content(browser, "receipt_json", cast.noor))
    assert empty["dpv:hasRecordOfActivity"] == []


def test_a_pupil_is_called_je_on_paper_too(cast: Cast, client_of: SignIn, now: date) -> None:
    say(cast.sam, cast.sam_pupil, ask(cast, now), now, yes=True)
    text = content(client_of(cast.sam), "receipt_pdf", cast.sam_pupil)
    assert "wat je zelf koos" in text
    assert "leerling zelf" in text


def test_the_letter_is_accessible(cast: Cast, client_of: SignIn, purpose: Purpose) -> None:
    answer = client_of(cast.daan).get(address("receipt_pdf", cast.noor))
    with pikepdf.open(BytesIO(answer.content)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.Lang == "nl"
        assert opened.docinfo["/Title"] == "Bewijs van toestemming"


def test_the_file_read_back_gives_the_same_facts(cast: Cast, now: date, purpose: Purpose) -> None:
    receipt = access.receipt_of(tie_of(cast.daan, cast.noor, now))
    found = parsed(json.dumps(as_json(receipt)))
    assert found.by_purpose == receipt.by_purpose
    assert (found.pupil, found.giver, found.board) == (receipt.pupil, receipt.giver, receipt.board)
    assert found.made_on == receipt.made_on == now


def test_a_pupils_file_read_back_gives_the_same_facts(cast: Cast, now: date) -> None:
    say(cast.sam, cast.sam_pupil, ask(cast, now), now, yes=True)
    receipt = access.receipt_of(tie_of(cast.sam, cast.sam_pupil, now))
    assert parsed(json.dumps(as_json(receipt))) == receipt


def objects_of(facts: Any) -> Iterator[dict[str, Any]]:
    if isinstance(facts, dict):
        yield facts
    for one in facts.values() if isinstance(facts, dict) else facts:
        if isinstance(one, dict | list):
            yield from objects_of(one)


def made(cast: Cast, now: date) -> dict[str, Any]:
    return as_json(access.receipt_of(tie_of(cast.daan, cast.noor, now)))


def test_every_object_has_what_the_shape_requires(cast: Cast, now: date, purpose: Purpose) -> None:
    seen = set()
    for one in objects_of(made(cast, now)):
        for kind in set(one.get("@type", [])) & set(REQUIRED):
            seen.add(kind)
            assert REQUIRED[kind] - set(one) == set(), kind
    assert seen == set(REQUIRED)


def test_every_property_is_an_array(cast: Cast, now: date, purpose: Purpose) -> None:
    facts = made(cast, now)
    context = facts.pop("@context")
    values = {key: value for one in objects_of(facts) for key, value in one.items() if key != "@id"}
    assert [key for key, value in values.items() if not isinstance(value, list)] == []
    prefixes = {key.partition(":")[0] for key in values if not key.startswith("@")}
    assert prefixes <= set(context)


def test_it_follows_the_shape_and_claims_no_conformity(
    cast: Cast, now: date, purpose: Purpose
) -> None:
    facts = made(cast, now)
    (record, *_rest) = facts["dpv:hasRecordOfActivity"]
    assert (facts["dct:references"], record["dct:references"]) == ([RECEIPT_SHAPE], [RECORD_SHAPE])
    for one in (facts, record):
        assert all(name.startswith("urn:zeggenschap:") for name in one["dct:conformsTo"])


def test_it_has_every_key_of_the_published_examples(
    cast: Cast, now: date, purpose: Purpose
) -> None:
    ours = {key for one in objects_of(made(cast, now)) for key in one}
    published = set(PUBLISHED_KEYS.split())
    for path in SAMPLES.glob("*.jsonld.txt"):  # where the examples are at hand
        json.loads(path.read_text(), object_pairs_hook=lambda pairs: published.update(dict(pairs)))
    assert published == set(PUBLISHED_KEYS.split())
    assert published - ours == set()


def test_every_status_is_a_term_of_the_vocabulary(cast: Cast, now: date, purpose: Purpose) -> None:
    for record in made(cast, now)["dpv:hasRecordOfActivity"]:
        for status in record["dpv:hasConsentStatus"]:
            assert status["@type"][0] in {f"dpv:{one}" for one in STATUSES.split()}


def test_the_number_of_queries_does_not_depend_on_the_choices(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose
) -> None:
    browser = client_of(cast.daan)
    content(browser, "receipt", cast.noor)
    with CaptureQueriesContext(connection) as few:
        content(browser, "receipt", cast.noor)
    for code in ("facebook", "pers", "schoolgids"):
        say(cast.daan, cast.noor, ask(cast, now, code), now, yes=True)
    with CaptureQueriesContext(connection) as many:
        content(browser, "receipt", cast.noor)
    assert len(few) == len(many)
