"""From an entry of the register to a request about it, and what a forged address does."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.models import Processing
from requests_app.models import DataRequest
from tests.cast import Cast
from tests.register.builders import adopt, processing

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def now(cast: Cast) -> date:
    """The real day, as the browser sees it."""
    day = timezone.localdate()
    adopt(cast, day)
    return day


def tap(client: Client, cast: Cast, kind: str, code: str) -> Any:
    keys = [cast.noor.pk, kind, processing(cast, code).pk]
    return client.get(reverse("roof:ask", args=keys), follow=True)


@pytest.mark.parametrize(
    "kind, code", [("inzage", "duo"), ("correctie", "duo"), ("verzet", "basispoort")]
)
def test_one_tap_fills_in_the_kind_and_the_entry(
    cast: Cast, client_of: SignIn, kind: str, code: str
) -> None:
    page = tap(client_of(cast.fatima), cast, kind, code)
    assert page.context["form"]["kind"].value() == kind
    assert processing(cast, code).name in page.text


@pytest.mark.parametrize("kind, code", [("verzet", "duo"), ("klacht", "duo"), ("x", "duo")])
def test_what_is_not_offered_does_not_exist(
    cast: Cast, client_of: SignIn, kind: str, code: str
) -> None:
    assert tap(client_of(cast.fatima), cast, kind, code).status_code == 404


def test_the_request_remembers_the_entry(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.fatima)
    page = tap(client, cast, "verzet", "basispoort")
    place = page.redirect_chain[-1][0]
    words = {"kind": "verzet", "scope": "Wij willen dit niet.", "once_key": str(uuid4())}
    answer = client.post(place, words, follow=True)
    filed = DataRequest.objects.get()
    assert filed.processing == processing(cast, "basispoort")
    assert "Inloggen bij digitale lessen" in answer.text
    case = client_of(cast.iris).get(reverse("requests:case", args=[filed.pk]))
    assert "Inloggen bij digitale lessen" in case.text


NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("key", ["geen-sleutel", NOBODY, "draft", "strange"])
def test_a_forged_entry_is_ignored(cast: Cast, client_of: SignIn, key: str) -> None:
    row = processing(cast, "duo")
    if key == "draft":
        Processing.objects.filter(pk=row.pk).update(published_on=None)
    if key == "strange":
        Processing.objects.filter(pk=row.pk).update(board=cast.other_board)
    named = str(row.pk) if key in {"draft", "strange"} else key
    words = {"over": f"kind-{cast.noor.pk}", "soort": "klacht-x", "verwerking": named}
    page = client_of(cast.fatima).get(reverse("requests:new"), words)
    assert page.status_code == 200
    assert page.context["form"].processing is None
    assert page.context["form"]["kind"].value() is None


def test_without_an_entry_the_request_is_about_everything(cast: Cast, client_of: SignIn) -> None:
    place = f"{reverse('requests:new')}?over=kind-{cast.noor.pk}"
    words = {"kind": "inzage", "scope": "", "once_key": str(uuid4())}
    assert "Alle gegevens." in client_of(cast.fatima).post(place, words, follow=True).text
    assert DataRequest.objects.get().processing is None
