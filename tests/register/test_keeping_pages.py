"""De bladzijden van het bijhouden: editing, the second editor, names, drafts, the starter."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.models import Processing, Recipient
from tests.cast import Cast
from tests.register.builders import adopt, processing, share

SignIn = Callable[[User], Client]


@pytest.fixture
def now(cast: Cast) -> date:
    """The real day, with the starter register adopted."""
    day = timezone.localdate()
    adopt(cast, day)
    return day


def answers(row: Processing, **other: Any) -> dict[str, Any]:
    """The form as the page fills it in."""
    names = (
        *("topic", "name", "purpose", "basis", "special_ground", "data_subjects", "source"),
        *("retention", "consent_reason", "informing", "inside", "systems", "security"),
        *("dpia", "dpia_reason", "owner", "position", "version"),
    )
    found = {name: getattr(row, name) for name in names}
    found["recipients"] = [one.pk for one in row.recipients.all()]
    return found | {"fields_": row.fields, "summary": "Andere bewaartermijn."} | other


def test_the_officer_changes_a_processing(cast: Cast, client_of: SignIn, now: date) -> None:
    row = processing(cast, "jgz")
    url = reverse("register:edit_processing", args=[row.pk])
    review = now + timedelta(days=400)
    sent = answers(row, retention="1 jaar", review_on=f"{review:%d-%m-%Y}", approved_by="Het CvB")
    page = client_of(cast.petra).post(url, sent, follow=True)
    assert "De verwerking is bewaard." in page.text
    row.refresh_from_db()
    assert (row.retention, row.review_on, row.version) == ("1 jaar", review, 3)
    history = client_of(cast.frank).get(reverse("register:versions", args=[row.pk])).text
    for words in ("Andere bewaartermijn.", "Het CvB", "<ins>1 jaar</ins>", "Petra", "Versie 3"):
        assert words in history


def test_the_officer_marks_what_is_used_for_advertising(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    row, client = processing(cast, "jgz"), client_of(cast.petra)
    url = reverse("register:edit_processing", args=[row.pk])
    client.post(url, answers(row, direct_marketing="on"))
    row.refresh_from_db()
    assert row.direct_marketing
    assert "checked" in str(client.get(url).context["form"]["direct_marketing"])
    history = client.get(reverse("register:versions", args=[row.pk])).text
    assert "gebruikt voor reclame of werving" in history.lower()
    assert "verzet stopt dit meteen" in client.get(reverse("register:entry", args=[row.pk])).text


def test_the_second_editor_sees_both_values(cast: Cast, client_of: SignIn, now: date) -> None:
    row = processing(cast, "jgz")
    url, client = reverse("register:edit_processing", args=[row.pk]), client_of(cast.petra)
    client.post(url, answers(row, retention="van de ander"))
    page = client.post(url, answers(row, retention="van mij")).text
    assert "Iemand anders heeft dit intussen gewijzigd" in page
    assert "Nu staat er: van de ander. U schreef: van mij." in page
    row.refresh_from_db()
    assert row.retention == "van de ander"
    client.post(url, answers(row, retention="van mij"))
    row.refresh_from_db()
    assert row.retention == "van mij"


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"purpose": "Nummer 111222333."}, "Haal het burgerservicenummer"),
        ({"fields_": ["schoenmaat"]}, "schoenmaat"),
        ({"dpia": "not_needed", "dpia_reason": ""}, "waarom een DPIA niet nodig is"),
        ({"dpia": "done"}, "de dag in waarop de DPIA klaar was"),
        ({"summary": ""}, "Dit veld is verplicht"),
    ],
)
def test_a_wrong_answer_is_told(
    cast: Cast, client_of: SignIn, now: date, wrong: dict[str, Any], words: str
) -> None:
    row = processing(cast, "jgz")
    url = reverse("register:edit_processing", args=[row.pk])
    page = client_of(cast.petra).post(url, answers(row, **wrong)).text
    assert words in page
    assert processing(cast, "jgz").version == row.version


def test_a_school_gets_its_own_draft(cast: Cast, client_of: SignIn, now: date) -> None:
    url = reverse("register:new_processing", args=[cast.board.slug])
    sent = answers(processing(cast, "jgz"), code="jgz", school=cast.so.pk, name="Eigen arts")
    page = client_of(cast.petra).post(url, sent, follow=True).text
    assert "Het concept is bewaard." in page
    assert "De Horizon" in page
    again = client_of(cast.petra).post(url, sent).text
    assert "Deze code is er al." in again


def test_removing_what_is_in_use_says_where(cast: Cast, client_of: SignIn, now: date) -> None:
    share(cast, cast.noor, now)
    row, client = processing(cast, "jgz"), client_of(cast.petra)
    client.post(reverse("register:withdraw", args=[row.pk]))
    page = client.post(reverse("register:remove_processing", args=[row.pk]), follow=True).text
    assert "Dit is in gebruik: verstrekkingen (1)." in page
    other = processing(cast, "klachten")
    client.post(reverse("register:withdraw", args=[other.pk]))
    client.post(reverse("register:remove_processing", args=[other.pk]))
    assert not Processing.objects.filter(pk=other.pk).exists()


def test_publishing_waits_for_real_names(cast: Cast, client_of: SignIn, now: date) -> None:
    row, client = processing(cast, "veilig-thuis"), client_of(cast.petra)
    url = reverse("register:publish", args=[row.pk])
    assert "Vul eerst de echte naam" in client.post(url, follow=True).text
    kept = row.recipients.get()
    sent = {"name": "Veilig Thuis Zuid", "role": "authority", "rule": "safe_home", "country": "nl"}
    sent["summary"] = "De echte naam."
    edit = reverse("register:edit_recipient", args=[kept.pk])
    client.post(edit, sent | {"version": kept.version})
    assert "De verwerking staat nu in het register." in client.post(url, follow=True).text


def test_a_recipients_list_only_narrows(cast: Cast, client_of: SignIn, now: date) -> None:
    row = Recipient.objects.get(board=cast.board, starter_code="basispoort")
    url = reverse("register:edit_recipient", args=[row.pk])
    sent: dict[str, Any] = {"name": row.name, "role": row.role, "rule": row.rule, "country": "US"}
    sent |= {"allowed_fields": ["pgn", "first_name"], "agreement_version": "4.0", "version": "1"}
    page = client_of(cast.petra).post(url, sent).text
    assert "Deze gegevens mag deze ontvanger nooit krijgen: persoonsgebonden nummer." in page
    assert "Vul ook de datum van de overeenkomst in." in page
    assert "ook buiten Europa veilig zijn" in page


def test_two_editors_of_a_recipient_meet_as_well(cast: Cast, client_of: SignIn, now: date) -> None:
    row = Recipient.objects.get(board=cast.board, starter_code="duo")
    url, client = reverse("register:edit_recipient", args=[row.pk]), client_of(cast.petra)
    sent = {"name": "DUO", "role": row.role, "rule": row.rule, "country": "NL", "version": "1"}
    sent["summary"] = "Andere naam."
    client.post(url, sent)
    page = client.post(url, sent | {"name": "Dienst DUO"}).text
    assert "Nu staat er: DUO. U schreef: Dienst DUO." in page


def test_what_changed_of_a_recipient_is_read_back(cast: Cast, client_of: SignIn, now: date) -> None:
    row, client = Recipient.objects.get(starter_code="duo"), client_of(cast.petra)
    url = reverse("register:edit_recipient", args=[row.pk])
    place = reverse("register:recipient_versions", args=[row.pk])
    sent = {"name": "DUO", "role": row.role, "rule": row.rule, "country": "NL", "version": "1"}
    assert "Dit veld is verplicht" in client.post(url, sent).text
    client.post(url, sent | {"summary": "Korter.", "approved_by": "Het CvB"})
    assert place in client.get(url).text
    for reader in (cast.petra, cast.frank):
        html = client_of(reader).get(place).text
        for words in ("Korter.", "Het CvB", "<ins>DUO</ins>", "Petra", "Versie 2", "Versie 1"):
            assert words in html


def test_the_starter_is_adopted_as_drafts(cast: Cast, client_of: SignIn) -> None:
    url, client = reverse("register:starter", args=[cast.board.slug]), client_of(cast.petra)
    assert "Nieuw: 30 verwerkingen" in client.get(url).text
    page = client.post(url, {"jgz": "GGD Zuid"}, follow=True).text
    assert "30 verwerkingen overgenomen." in page
    assert Recipient.objects.get(starter_code="jgz").name == "GGD Zuid"
    assert not Processing.objects.published().exists()
    assert "U hebt alles al." in client.get(url).text


def test_the_list_shows_reviews_that_passed(cast: Cast, client_of: SignIn, now: date) -> None:
    late = now - timedelta(days=1)
    Processing.objects.filter(code="duo").update(review_on=late)
    page = client_of(cast.henk).get(reverse("register:keeping")).text
    assert "1 verwerking moet opnieuw bekeken worden." in page
    assert "Deze ontvangers hebben nog geen echte naam" in page
    assert "Nieuwe verwerking" not in page


def test_a_director_sees_no_row_of_another_school(cast: Cast, client_of: SignIn, now: date) -> None:
    Processing.objects.filter(code="duo").update(school=cast.so)
    row = Processing.objects.get(code="duo")
    url = reverse("register:entry", args=[row.pk])
    assert client_of(cast.henk).get(url).status_code == 404
    assert client_of(cast.frank).get(url).status_code == 200


@pytest.mark.parametrize("name", ["keeping", "recipients"])
def test_the_number_of_queries_is_constant(
    cast: Cast, client_of: SignIn, now: date, name: str
) -> None:
    args = [] if name == "keeping" else [cast.board.slug]
    client, url = client_of(cast.petra), reverse(f"register:{name}", args=args)
    client.get(url)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    Processing.objects.exclude(code="duo").exclude(code="jgz").delete()
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    assert len(few) == len(many) <= 14


def test_the_title_says_which_processing_or_recipient(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    row, client = processing(cast, "jgz"), client_of(cast.petra)
    one = row.recipients.all()[0]
    for name, subject in (("edit_processing", row), ("edit_recipient", one)):
        html = client.get(reverse(f"register:{name}", args=[subject.pk])).text
        assert f"wijzigen: {subject.name} –" in html.partition("</title>")[0]
