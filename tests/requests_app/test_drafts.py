"""Concept en controle: what was typed stays for 14 days, for who typed it, and is filed once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.files.models import StoredFile
from portal.people.models import Guardianship, Pupil, User
from requests_app.actions.draft import forget_drafts
from requests_app.models import Attachment, DataRequest, RequestDraft
from requests_app.rules import DRAFT_KEPT
from tests.cast import Cast
from tests.tools.made import picture

SignIn = Callable[[User], Client]
BSN_LIKE = "111222333"
WORDS = "De toets van maart klopt niet."


@pytest.fixture
def over(cast: Cast) -> str:
    return f"kind-{cast.noor.pk}"


@pytest.fixture
def fatima(cast: Cast, client_of: SignIn) -> Client:
    return client_of(cast.fatima)


def url(name: str, over: str) -> str:
    return reverse(f"requests:{name}", args=[over])


def form_page(over: str) -> str:
    return f"{reverse('requests:new')}?over={over}"


def typed(**more: Any) -> dict[str, Any]:
    return {"once_key": str(uuid4()), "kind": "correctie", "scope": WORDS, **more}


def final(page: Any) -> dict[str, Any]:
    """What the button of the page 'Klopt dit?' posts."""
    context = page.context
    return {
        "once_key": context["form"].data["once_key"],
        "concept": str(context["begun"].draft.pk),
        **dict(context["hidden"]),
    }


def test_what_was_typed_is_there_again(fatima: Client, over: str) -> None:
    fatima.post(url("save_draft", over), {"kind": "", "scope": "Half een", "scope_from": "32-1"})
    page = fatima.get(form_page(over)).text
    assert "Half een" in page
    assert "32-1" in page
    assert "Bewaard om" in page
    assert not DataRequest.objects.exists()


def test_it_is_shown_where_requests_are(fatima: Client, over: str) -> None:
    fatima.post(url("save_draft", over), typed())
    for place in (reverse("requests:list"), reverse("requests:new"), reverse("roof:home")):
        assert "egonnen verzoek" in fatima.get(place).text, place


def test_nobody_else_finds_it(cast: Cast, client_of: SignIn, fatima: Client, over: str) -> None:
    fatima.post(url("save_draft", over), typed())
    for name in ("daan", "iris", "petra", "frank", "olga"):
        browser = client_of(getattr(cast, name))
        assert browser.get(url("check", over)).status_code == 404, name
        assert browser.post(url("drop_draft", over)).status_code == 404, name
        assert WORDS not in browser.get(reverse("requests:list")).text, name
    assert WORDS not in client_of(cast.daan).get(form_page(over)).text


def test_who_lost_the_child_has_no_draft_about_it(cast: Cast, fatima: Client, over: str) -> None:
    fatima.post(url("save_draft", over), typed())
    Guardianship.objects.filter(guardian=cast.guardians["fatima"]).update(
        until=timezone.localdate()
    )
    assert "egonnen verzoek" not in fatima.get(reverse("requests:list")).text
    assert fatima.get(url("check", over)).status_code == 404


@pytest.mark.parametrize("more", ["", f" {BSN_LIKE}"])
def test_a_key_in_which_a_number_stands_by_chance_is_kept(
    fatima: Client, over: str, more: str
) -> None:
    key = f"9f0c1d2e-aaaa-4bbb-8ccc-{BSN_LIKE}abc"
    fatima.post(url("save_draft", over), typed(parts=[f"{key}{more}"]))
    assert RequestDraft.objects.get().answers.get("parts") == (None if more else [key])


def test_a_number_like_a_bsn_is_not_kept(fatima: Client, over: str) -> None:
    fatima.post(url("save_draft", over), typed(scope=f"Nummer {BSN_LIKE}"))
    assert "scope" not in RequestDraft.objects.get().answers
    fatima.post(url("save_draft", over), typed(scope=f"Nummer {BSN_LIKE}", number_choice="remove"))
    assert RequestDraft.objects.get().answers["scope"] == ["Nummer […]"]
    fatima.post(url("save_draft", over), typed(scope=f"Nummer {BSN_LIKE}", number_choice="keep"))
    assert RequestDraft.objects.get().answers["scope"] == [f"Nummer {BSN_LIKE}"]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["button", "typing"])
def test_words_that_were_not_kept_are_not_called_kept(
    fatima: Client, over: str, headers: dict[str, str]
) -> None:
    posted = typed(scope=f"Nummer {BSN_LIKE}")
    page = fatima.post(url("save_draft", over), posted, headers=headers).text
    assert "Niet bewaard" in page.split("<template")[0]
    assert "Bewaard om" not in page


def test_typing_leaves_no_trace_in_the_log(fatima: Client, over: str) -> None:
    fatima.post(url("save_draft", over), typed())
    assert not Event.objects.exists()


def test_htmx_gets_only_the_line_that_says_so(fatima: Client, over: str) -> None:
    answer = fatima.post(url("save_draft", over), typed(), headers={"HX-Request": "true"})
    part = fatima.get(answer.headers["Location"], headers={"HX-Request": "true"}).text.strip()
    assert part.startswith('<div id="saved"')
    assert part in fatima.get(form_page(over)).text


def test_first_it_is_shown_then_it_is_filed(cast: Cast, fatima: Client, over: str) -> None:
    page = fatima.post(url("check", over), typed(should_be="Een acht."), follow=True)
    assert not DataRequest.objects.exists()
    for text in (WORDS, "Een acht.", "Klopt dit?", "Noor", "De school belooft antwoord"):
        assert text in page.text
    receipt = fatima.post(form_page(over), final(page), follow=True)
    row = DataRequest.objects.get()
    assert (row.kind, row.text.scope, row.text.should_be) == ("correctie", WORDS, "Een acht.")
    assert "Het verzoek is binnen" in receipt.text
    assert row.reference in receipt.text
    assert not RequestDraft.objects.exists()


def test_a_file_waits_with_the_draft_and_goes_along(fatima: Client, over: str) -> None:
    upload = SimpleUploadedFile("toets.png", picture())
    page = fatima.post(url("check", over), typed(uploads=upload), follow=True)
    assert "toets.png" in page.text
    assert "toets.png" in fatima.get(form_page(over)).text
    fatima.post(form_page(over), final(page))
    row = Attachment.objects.get()
    assert (row.request, row.draft, row.file.name) == (DataRequest.objects.get(), None, "toets.png")


def test_a_file_without_its_tick_goes(fatima: Client, over: str) -> None:
    for name in ("een.png", "twee.png"):
        kept = [str(one.pk) for one in Attachment.objects.all()]
        upload = SimpleUploadedFile(name, picture())
        fatima.post(url("save_draft", over), typed(uploads=upload, kept=kept))
    second = Attachment.objects.get(file__name="twee.png")
    fatima.post(url("save_draft", over), typed(kept=[str(second.pk)]))
    assert Attachment.objects.get() == second
    assert StoredFile.objects.filter(wrapped_key=None).count() == 1


def test_five_files_are_the_most_together(fatima: Client, over: str) -> None:
    files = [SimpleUploadedFile(f"{nr}.png", picture()) for nr in range(4)]
    fatima.post(url("save_draft", over), typed(uploads=files))
    kept = [str(one.pk) for one in Attachment.objects.all()]
    more = [SimpleUploadedFile(f"{nr}b.png", picture()) for nr in range(2)]
    page = fatima.post(url("check", over), typed(uploads=more, kept=kept))
    assert "Kies er ten hoogste vijf" in page.text
    assert Attachment.objects.count() == 4


def test_a_second_press_leads_to_the_first_request(fatima: Client, over: str) -> None:
    facts = final(fatima.post(url("check", over), typed(), follow=True))
    first = fatima.post(form_page(over), facts)
    second = fatima.post(form_page(over), facts)
    assert first.headers["Location"] == second.headers["Location"]
    assert DataRequest.objects.count() == 1


def test_two_tabs_file_one_request(fatima: Client, over: str) -> None:
    one = final(fatima.post(url("check", over), typed(), follow=True))
    other = final(fatima.get(url("check", over)))
    fatima.post(form_page(over), one)
    page = fatima.post(form_page(over), other, follow=True)
    assert "al ingediend" in page.text
    assert DataRequest.objects.count() == 1


def test_a_draft_of_somebody_else_files_nothing(
    cast: Cast, client_of: SignIn, fatima: Client, over: str
) -> None:
    facts = final(fatima.post(url("check", over), typed(), follow=True))
    client_of(cast.daan).post(form_page(over), facts)
    assert not DataRequest.objects.exists()
    assert RequestDraft.objects.exists()


def test_stopping_advertisements_is_one_page(fatima: Client, over: str) -> None:
    page = fatima.post(url("check", over), typed(kind="reclame", scope=""), follow=True)
    assert DataRequest.objects.get().direct_marketing
    assert "Het verzoek is binnen" in page.text


def test_what_is_not_right_yet_comes_back(fatima: Client, over: str) -> None:
    page = fatima.post(url("check", over), typed(scope=""))
    assert "Schrijf in een paar woorden op" in page.text
    fatima.post(url("save_draft", over), typed(scope=""))
    assert fatima.get(url("check", over)).headers["Location"] == form_page(over)


def test_throwing_away_leaves_nothing(fatima: Client, over: str) -> None:
    fatima.post(url("save_draft", over), typed(uploads=SimpleUploadedFile("a.png", picture())))
    fatima.post(url("drop_draft", over))
    assert not RequestDraft.objects.exists()
    assert not Attachment.objects.exists()
    assert StoredFile.objects.get().wrapped_key is None


def test_after_fourteen_days_it_is_gone(fatima: Client, over: str) -> None:
    fatima.post(url("save_draft", over), typed())
    now = RequestDraft.objects.get().saved_at + DRAFT_KEPT
    assert forget_drafts(now - timedelta(seconds=1)) == 0
    assert forget_drafts(now) == 1
    assert not RequestDraft.objects.exists()


def test_nothing_typed_is_no_draft(fatima: Client, over: str) -> None:
    fatima.post(url("save_draft", over))
    assert not RequestDraft.objects.exists()
    assert Pupil.objects.exists()


@pytest.mark.parametrize("name", ["scope", "should_be", "in_english", "scope_from", "kind"])
def test_a_nul_does_not_stop_a_draft(fatima: Client, over: str, name: str) -> None:
    kept = fatima.post(url("save_draft", over), typed(**{name: "a\x00b"}))
    assert kept.status_code == 302
    answers = RequestDraft.objects.get().answers
    assert not [text for texts in answers.values() for text in texts if "\x00" in text]
    assert fatima.get(form_page(over)).status_code == 200
