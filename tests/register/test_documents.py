"""Reglement en privacyverklaring: versions that stay, a draft nobody loses, families who hear."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from portal.outbox.models import Message
from portal.people.models import Reglement, User
from portal.register.actions.documents import (
    DraftMoved,
    NotPublishable,
    Writing,
    publish_document,
    save_draft,
    tell_of_documents,
)
from portal.register.models import DocumentDraft, DocumentNotice, RuleDocument
from portal.register.rules.documents import DocumentKind
from requests_app.models import DataRequest
from tests.cast import Cast
from tests.doors_documents import published
from tests.story import filed_request

SignIn = Callable[[User], Client]
RULES = DocumentKind.REGLEMENT


@pytest.fixture
def today() -> date:
    """Accounts are made on the real day, and who is newer than a version is not told."""
    return timezone.localdate()


def write(cast: Cast, writing: Writing, *, version: int = 0) -> DocumentDraft:
    return save_draft(cast.board, RULES, writing, version=version, by=cast.petra)


def version_url(row: RuleDocument, name: str = "document_version") -> str:
    return reverse(f"register:{name}", args=[row.board.slug, row.kind, row.version])


def test_a_reglement_and_its_promise_go_together(cast: Cast, today: date) -> None:
    write(cast, Writing("Nieuw", today, today, promise_weeks=3))
    row = publish_document(cast.board, RULES, version=1, by=cast.petra, today=today)
    promise = row.reglement
    assert isinstance(promise, Reglement)
    assert (row.version, promise.version, promise.promise_weeks) == (2, 2, 3)
    assert promise.in_force_on == row.in_force_on


def test_a_request_remembers_the_rules_of_its_receipt(cast: Cast, today: date) -> None:
    before = filed_request(cast, today - timedelta(days=1))
    write(cast, Writing("Nieuw", today, today, promise_weeks=3))
    row = publish_document(cast.board, RULES, version=1, by=cast.petra, today=today)
    after = filed_request(cast, today)
    assert DataRequest.objects.get(pk=before.pk).reglement.version == 1
    assert DataRequest.objects.get(pk=after.pk).reglement == row.reglement


def test_a_published_version_never_changes(cast: Cast, today: date) -> None:
    published(cast, today)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RuleDocument.objects.update(text="anders")


def test_a_refused_version_leaves_nothing_behind(cast: Cast, today: date) -> None:
    write(cast, Writing("Nieuw", today - timedelta(days=1), None))
    with pytest.raises(NotPublishable, match="in_the_past"):
        publish_document(cast.board, RULES, version=1, by=cast.petra, today=today)
    assert Reglement.objects.filter(board=cast.board).count() == 1


def test_the_second_of_two_writers_sees_both_texts(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    write(cast, Writing("Van de ander", None, None))
    with pytest.raises(DraftMoved):
        write(cast, Writing("Van mij", None, None))
    url = reverse("register:edit_document", args=[cast.board.slug, RULES.value])
    page = client_of(cast.petra).post(url, {"text": "Van mij", "promise_weeks": 4, "version": 0})
    assert "Intussen gewijzigd" in page.text
    assert "Van de ander" in page.text
    assert "Van mij" in page.text
    assert 'name="version" value="1"' in page.text


def test_publishing_another_draft_than_was_shown_is_refused(cast: Cast, today: date) -> None:
    write(cast, Writing("Een", today, today))
    write(cast, Writing("Twee", today, today), version=1)
    with pytest.raises(DraftMoved):
        publish_document(cast.board, RULES, version=1, by=cast.petra, today=today)
    assert RuleDocument.objects.count() == 0


def test_writing_and_publishing_through_the_pages(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    browser, names = client_of(cast.petra), [cast.board.slug, RULES.value]
    posted: dict[str, Any] = {"text": "# Kop", "promise_weeks": 2, "version": 0}
    posted["in_force_on"] = today.strftime("%d-%m-%Y")
    saved = browser.post(reverse("register:edit_document", args=names), posted, follow=True)
    assert "geen dag van instemming" in saved.text
    browser.post(reverse("register:publish_document", args=names), {"version": 1})
    page = Client().get(reverse("register:document", args=names))
    assert "<h2>Kop</h2>" in page.text


def test_markup_in_a_text_stays_text(cast: Cast, today: date) -> None:
    row = published(cast, today, "<script>alert(1)</script>")
    assert "&lt;script&gt;alert" in Client().get(version_url(row)).text


def test_a_bsn_does_not_get_into_a_public_text(cast: Cast, client_of: SignIn) -> None:
    url = reverse("register:edit_document", args=[cast.board.slug, RULES.value])
    posted = {"text": "Bel 111222333", "promise_weeks": 4, "version": 0}
    assert "BSN" in client_of(cast.petra).post(url, posted).text
    assert DocumentDraft.objects.count() == 0


def test_a_coming_version_can_be_read_but_is_not_in_force(cast: Cast, today: date) -> None:
    first, coming = published(cast, today), published(cast, today)
    url = reverse("register:document", args=[cast.board.slug, first.kind])
    assert "Versie 1" in Client().get(url).text
    assert "geldt nog niet" in Client().get(version_url(coming)).text


def test_the_difference_has_words_beside_the_marks(cast: Cast, today: date) -> None:
    published(cast, today, "Wij antwoorden binnen vier weken.")
    row = published(cast, today, "Wij antwoorden binnen drie weken.")
    text = Client().get(version_url(row, "document_changes")).text
    assert "Gewijzigd" in text
    assert "<ins>" in text
    assert "<del>" in text
    assert "nieuw: </span>drie" in text


def test_the_print_is_tagged_and_reads_as_the_text(cast: Cast, today: date) -> None:
    row = published(cast, today)
    content = Client().get(version_url(row, "document_pdf")).content
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")
    words = " ".join(part.extract_text() for part in PdfReader(BytesIO(content)).pages)
    assert "Wij antwoorden binnen vier weken." in " ".join(words.split())


def test_each_family_member_hears_once_and_without_content(cast: Cast, today: date) -> None:
    published(cast, today)
    now = timezone.now()
    first, second = tell_of_documents(now), tell_of_documents(now)
    told = set(DocumentNotice.objects.values_list("user__display_name", flat=True))
    assert (first, second) == (len(told), 0)
    assert {"Fatima", "Daan", "Sam", "Els"} <= told
    assert not told & {"Mila", "Iris", "Petra", "Tom"}
    mails = Message.objects.filter(kind="register.new_document")
    assert mails.count() == first
    assert all("privacyverklaring" not in mail.body.lower() for mail in mails)


def test_a_batch_leaves_the_rest_for_the_next_round(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(cast, today)
    monkeypatch.setattr("portal.register.actions.documents.BATCH", 2)
    assert tell_of_documents(timezone.now()) == 2
    assert tell_of_documents(timezone.now()) == 2


def test_an_account_of_later_is_not_told_of_an_old_version(cast: Cast, today: date) -> None:
    published(cast, today)
    User.objects.filter(pk=cast.fatima.pk).update(created_at=timezone.now() + timedelta(days=2))
    tell_of_documents(timezone.now())
    assert not DocumentNotice.objects.filter(user=cast.fatima).exists()


def test_the_line_on_home_goes_when_it_is_opened(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    row, browser = published(cast, today), client_of(cast.fatima)
    tell_of_documents(timezone.now())
    home = reverse("roof:home")
    assert version_url(row) in browser.get(home).text
    browser.get(version_url(row))
    assert version_url(row) not in browser.get(home).text
    assert version_url(row) in client_of(cast.daan).get(home).text


def test_read_is_one_tap_and_kept_once(cast: Cast, today: date, client_of: SignIn) -> None:
    row, browser = published(cast, today), client_of(cast.fatima)
    tell_of_documents(timezone.now())
    for _press in range(2):
        page = browser.post(version_url(row, "document_read"), follow=True)
    assert "Gelezen op" in page.text
    assert DocumentNotice.objects.get(user=cast.fatima).read_on == today


def test_who_was_not_told_leaves_no_trace(cast: Cast, today: date, client_of: SignIn) -> None:
    row = published(cast, today)
    client_of(cast.mila).post(version_url(row, "document_read"))
    assert DocumentNotice.objects.count() == 0
