"""Machtigingen: the pupil's own pages; a guardian sees the effect and nothing else."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.outbox.models import Message
from portal.people.models import Guardian, Mandate, Pupil, User
from portal.people.rules import turns
from portal.signin import fresh
from tests.builders import make_pupil
from tests.cast import Cast

SignIn = Callable[[User], Client]
PAGE, NEW = "/machtigingen/", "/machtigingen/nieuw/"
DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture(autouse=True)
def _confirm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page that asks for a factor again stands in another part of the house."""
    monkeypatch.setattr(fresh, "reverse", lambda _name: "/bevestigen/")


def posted(cast: Cast, today: date, **changes: Any) -> dict[str, Any]:
    return {
        "once_key": str(uuid4()),
        "guardian": str(cast.guardians["els"].pk),
        "scope": "kijken",
        "last_day": (today + 30 * DAY).strftime("%d-%m-%Y"),
    } | changes


def opens(client_of: SignIn, user: User, pupil: Pupil) -> bool:
    return client_of(user).get(reverse("roof:pupil", args=[pupil.pk])).status_code == 200


def revoke_url(mandate: Mandate) -> str:
    return reverse("roof:revoke_mandate", args=[mandate.pk])


def test_giving_and_revoking_act_within_one_request(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    browser = client_of(cast.sam)
    assert not opens(client_of, cast.els, cast.sam_pupil)
    assert browser.post(NEW, posted(cast, today))["Location"] == PAGE
    assert opens(client_of, cast.els, cast.sam_pupil)
    mandate = Mandate.objects.get(guardian=cast.guardians["els"])
    assert mandate.until == today + 31 * DAY
    assert browser.post(revoke_url(mandate))["Location"] == PAGE
    assert not opens(client_of, cast.els, cast.sam_pupil)


def test_the_page_shows_who_holds_one_and_until_when(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    browser = client_of(cast.sam)
    browser.post(NEW, posted(cast, today))
    html = browser.get(PAGE).text
    assert f'datetime="{(today + 30 * DAY).isoformat()}"' in html
    assert all(name in html for name in ("Els Demo", "Jan Demo", "Mag alleen kijken."))
    assert "Els Demo" not in browser.get(NEW).text  # who has one already is not offered


def test_a_form_sent_twice_gives_one(cast: Cast, client_of: SignIn, today: date) -> None:
    browser, form = client_of(cast.sam), posted(cast, today)
    assert [browser.post(NEW, form)["Location"] for _ in range(2)] == [PAGE, PAGE]
    assert Mandate.objects.filter(guardian=cast.guardians["els"]).count() == 1
    assert Message.objects.filter(kind="roof.mandate_given").count() == 1


def test_a_second_mandate_for_the_same_person_is_explained(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    form = posted(cast, today, guardian=str(cast.guardians["jan"].pk))
    assert "Trek die eerst in." in client_of(cast.sam).post(NEW, form).text
    assert Mandate.objects.count() == 1


def test_the_mail_says_that_and_never_what(cast: Cast, client_of: SignIn, today: date) -> None:
    browser = client_of(cast.sam)
    browser.post(NEW, posted(cast, today))
    browser.post(revoke_url(Mandate.objects.get(guardian=cast.guardians["els"])))
    mails = Message.objects.filter(kind__startswith="roof.mandate")
    assert {mail.to for mail in mails} == {"els@example.org"}
    assert len(mails) == 2
    assert not [mail for mail in mails if "Sam" in mail.body or "machtiging" in mail.body]


def test_giving_asks_for_the_factor_again_and_revoking_does_not(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    browser = client_of(cast.sam)
    session = browser.session
    session[fresh.KEY] -= 600
    session.save()
    for answer in (browser.get(NEW), browser.post(NEW, posted(cast, today))):
        assert answer["Location"].startswith("/bevestigen/?next=%2Fmachtigingen%2Fnieuw%2F")
    assert Mandate.objects.count() == 1
    assert browser.post(revoke_url(Mandate.objects.get()))["Location"] == PAGE


def test_a_guardian_of_somebody_else_cannot_be_chosen(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    for name in ("fatima", "olga", "mila"):
        form = posted(cast, today, guardian=str(cast.guardians[name].pk))
        assert client_of(cast.sam).post(NEW, form).status_code == 200
    assert Mandate.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"scope": "alles"},
        {"last_day": "gisteren"},
        {"last_day": "01-01-2020"},
        {"last_day": "01-01-2099"},
        {"guardian": ""},
        {"once_key": ""},
    ],
)
def test_a_wrong_form_gives_nothing(
    cast: Cast, client_of: SignIn, today: date, changes: dict[str, str]
) -> None:
    assert client_of(cast.sam).post(NEW, posted(cast, today, **changes)).status_code == 200
    assert Mandate.objects.count() == 1


def test_another_pupil_cannot_revoke_it(cast: Cast, client_of: SignIn, today: date) -> None:
    other = make_pupil(cast.vo, "Lot", turns(today, -16), user=cast.tom)
    browser = client_of(cast.tom)
    assert browser.get(PAGE).status_code == 200
    assert browser.post(revoke_url(Mandate.objects.get())).status_code == 404
    assert Mandate.objects.get().revoked_on is None
    assert "Jan Demo" not in browser.get(PAGE).text
    assert other.pk != cast.sam_pupil.pk


def test_the_guardian_with_the_mandate_has_no_page(cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.jan)
    assert browser.get(PAGE).status_code == browser.get(NEW).status_code == 404
    assert browser.post(revoke_url(Mandate.objects.get())).status_code == 404
    assert "achtiging" not in browser.get(reverse("roof:pupil", args=[cast.sam_pupil.pk])).text


@pytest.mark.parametrize("years, status", [(15, 404), (17, 200), (18, 404)])
def test_the_form_is_for_16_and_17(
    cast: Cast, client_of: SignIn, today: date, years: int, status: int
) -> None:
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=turns(today, -years))
    assert client_of(cast.sam).get(NEW).status_code == status


@pytest.mark.parametrize(
    "years, words", [(16, "Je hebt nu niemand gemachtigd"), (18, "en is deze pagina leeg.")]
)
def test_an_empty_page_says_why(
    cast: Cast, client_of: SignIn, today: date, years: int, words: str
) -> None:
    Mandate.objects.all().delete()
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=turns(today, -years))
    page = client_of(cast.sam).get(PAGE).text
    assert words in page
    assert ("laten helpen" in page) == (years == 16)


def test_who_has_no_guardian_at_school_reads_so(cast: Cast, client_of: SignIn) -> None:
    Mandate.objects.all().delete()
    cast.sam_pupil.guardianships.all().delete()
    assert (
        "De school kent nu geen ouder of verzorger bij jou." in client_of(cast.sam).get(PAGE).text
    )


def test_an_account_of_a_letter_alone_waits(cast: Cast, client_of: SignIn) -> None:
    User.objects.filter(pk=cast.sam.pk).update(provisional_until=timezone.now() + DAY)
    assert client_of(cast.sam).get(PAGE).status_code == 404


def test_a_forged_post_is_refused(cast: Cast, client_of: SignIn, today: date) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of(cast.sam).cookies
    assert strict.post(revoke_url(Mandate.objects.get())).status_code == 403
    assert strict.post(NEW, posted(cast, today)).status_code == 403
    assert Mandate.objects.get().revoked_on is None


def test_looking_changes_nothing(cast: Cast, client_of: SignIn) -> None:
    assert client_of(cast.sam).get(revoke_url(Mandate.objects.get())).status_code == 405
    assert Mandate.objects.get().revoked_on is None


def test_without_an_account_the_known_address_hears(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    Guardian.objects.filter(pk=cast.guardians["els"].pk).update(
        user=None, contact_email="thuis@example.org"
    )
    client_of(cast.sam).post(NEW, posted(cast, today))
    assert Message.objects.get(kind="roof.mandate_given").to == "thuis@example.org"


def test_the_texts_say_je(cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.sam)
    for url in (PAGE, NEW):
        main = browser.get(url).text.partition("<main")[2].partition("</main")[0]
        assert " u " not in main
        assert " uw " not in main.lower()
