"""Wat er is gevraagd: the same words before it is filed, after it, and for the school."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from portal.people.models import User
from requests_app.models import DataRequest
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.test_details import entries
from tests.requests_app.test_drafts import final, form_page, typed, url
from tests.tools.made import picture

SignIn = Callable[[User], Client]
MORE = {
    "inzage": {"scope_from": "1-9-2025", "scope_until": "1-2-2026"},
    "correctie": {"should_be": "Het is een 8.", "shown_by": "De toets."},
}


@pytest.fixture
def over(cast: Cast) -> str:
    return f"kind-{cast.noor.pk}"


def said(html: str, since: str) -> str:
    """The words of the card, from here to the last line of what was asked."""
    found = strip_tags(html.split(since, 1)[1].split("onder de brief.", 1)[0])
    return re.sub(r"\s+", " ", found)


def typed_in_full(cast: Cast, kind: str) -> dict[str, Any]:
    upload = SimpleUploadedFile("bewijs.png", picture(), "image/png")
    return typed(kind=kind, parts=entries(cast)[:2], uploads=upload, in_english="on", **MORE[kind])


@pytest.mark.parametrize("kind", MORE)
def test_it_reads_the_same_before_and_after_filing(
    cast: Cast, client_of: SignIn, today: date, over: str, kind: str
) -> None:
    adopt(cast, today)
    fatima = client_of(cast.fatima)
    before = fatima.post(url("check", over), typed_in_full(cast, kind), follow=True)
    whole = {**final(before), "parts": entries(cast)[:2]}
    after = fatima.post(form_page(over), whole, follow=True)
    assert said(before.text, "Over:") == said(after.text, "Over:")
    case = client_of(cast.iris).get(reverse("requests:case", args=[DataRequest.objects.get().pk]))
    asked = said(after.text, "De toets van maart")
    assert said(case.text, "De toets van maart") == asked
    assert all(words in asked for words in ("Alleen over:", "Bijlagen:", "bewijs"))


def test_who_names_entries_does_not_ask_for_all(
    cast: Cast, client_of: SignIn, today: date, over: str
) -> None:
    adopt(cast, today)
    words = typed(kind="inzage", scope="", parts=entries(cast)[:2], in_english="on")
    after = client_of(cast.fatima).post(form_page(over), words, follow=True)
    assert "Alleen over:" in after.text
    assert "Alle gegevens." not in after.text
