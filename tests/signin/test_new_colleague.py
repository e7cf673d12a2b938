"""Nieuwe collega: an account for work that only its own letter opens."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import User
from portal.signin.models import Invitation
from tests.cast import Cast
from tests.signin.conftest import is_inside, type_password

In = Callable[[User], Client]
NEW = "/rollen/collega/"
BASE = {"display_name": "Nina Nieuw", "sign_in_name": "nina", "email": "nina@example.org"}


def typed(cast: Cast, **more: str) -> dict[str, str]:
    """The form as Ad fills it in."""
    return {**BASE, "board": str(cast.board.pk), **more}


def test_a_new_colleague_has_no_password_and_a_letter_of_the_board(
    cast: Cast, client_of: In
) -> None:
    after = client_of(cast.ad).post(NEW, typed(cast))
    nina = User.objects.get(sign_in_name="nina")
    assert after.headers["Location"] == f"/rollen/geven/?voor={nina.pk}"
    assert not nina.has_usable_password()
    invitation = Invitation.objects.still_open(timezone.now()).get(user=nina)
    assert (invitation.board, invitation.made_by) == (cast.board, cast.ad)
    assert not nina.roles.exists()


@pytest.mark.parametrize(
    "field, taken", [("sign_in_name", "fatima"), ("email", "FATIMA@"), ("sign_in_name", "ni@na")]
)
def test_a_taken_or_odd_name_is_refused(cast: Cast, client_of: In, field: str, taken: str) -> None:
    if taken == "FATIMA@":
        taken = str(cast.fatima.email).upper()
    page = client_of(cast.ad).post(NEW, typed(cast, **{field: taken}))
    assert list(page.context["form"].errors) == [field]
    assert not User.objects.filter(display_name="Nina Nieuw").exists()


def test_the_same_form_twice_makes_one_account(cast: Cast, client_of: In) -> None:
    client = client_of(cast.ad)
    assert [client.post(NEW, typed(cast)).status_code for _ in range(2)] == [302, 200]
    assert Invitation.objects.filter(user__sign_in_name="nina").count() == 1


@pytest.mark.parametrize("password", ["", "!", "een heel lang wachtwoord"])
def test_nobody_signs_in_before_the_letter_was_used(
    cast: Cast, client_of: In, password: str
) -> None:
    client_of(cast.ad).post(NEW, typed(cast))
    client = Client()
    type_password(client, "nina", password)
    assert not is_inside(client)
    assert "_auth_user_id" not in client.session


def test_a_role_waits_for_the_account_to_be_opened(cast: Cast, client_of: In) -> None:
    client = client_of(cast.ad)
    client.post(NEW, typed(cast))
    place = {"person": "nina", "kind": "handler", "place": str(cast.school.pk)}
    assert client.post("/rollen/geven/", place).status_code == 302
    assert User.objects.get(sign_in_name="nina").roles.get().school == cast.school


def test_an_account_for_another_board_is_refused(cast: Cast, client_of: In) -> None:
    page = client_of(cast.ad).post(NEW, typed(cast, board=str(cast.other_board.pk)))
    assert list(page.context["form"].errors) == ["board"]
    assert not User.objects.filter(sign_in_name="nina").exists()


def without_role(client: Client) -> list[str]:
    return [str(one.user) for one in client.get("/rollen/").context["newcomers"]]


def test_the_form_of_the_role_knows_the_new_colleague(cast: Cast, client_of: In) -> None:
    client = client_of(cast.ad)
    page = client.post(NEW, typed(cast), follow=True)
    assert 'name="person" value="nina"' in page.content.decode()


@pytest.mark.parametrize("who", ["fatima", "vera", "mila"])
def test_the_form_names_nobody_else(cast: Cast, client_of: In, who: str) -> None:
    page = client_of(cast.ad).get("/rollen/geven/", {"voor": str(getattr(cast, who).pk)})
    assert not page.context["form"]["person"].value()
    assert client_of(cast.ad).get("/rollen/geven/?voor=x").status_code == 200


def test_a_colleague_without_a_role_stands_on_the_list(cast: Cast, client_of: In) -> None:
    client = client_of(cast.ad)
    client.post(NEW, typed(cast))
    assert without_role(client) == ["Nina Nieuw"]
    assert "heeft nog geen rol." in client.get("/rollen/").text
    place = {"person": "nina", "kind": "handler", "place": str(cast.school.pk)}
    client.post("/rollen/geven/", place)
    assert without_role(client) == []


def test_a_proposed_role_is_no_role_yet(cast: Cast, client_of: In) -> None:
    client = client_of(cast.ad)
    client.post(NEW, typed(cast))
    place = {"person": "nina", "kind": "director", "place": str(cast.school.pk)}
    client.post("/rollen/geven/", place)
    assert "heeft nog geen rol. Voorgesteld: directeur." in client.get("/rollen/").text


def test_only_the_own_board_sees_who_has_no_role(cast: Cast, client_of: In) -> None:
    client_of(cast.ad).post(NEW, typed(cast))
    assert without_role(client_of(cast.petra)) == ["Nina Nieuw"]
    assert without_role(client_of(cast.vera)) == []
    assert without_role(client_of(cast.henk)) == []


def test_the_new_account_is_noted_with_its_board(cast: Cast, client_of: In) -> None:
    client_of(cast.ad).post(NEW, typed(cast))
    noted = Event.objects.get(verb="people.account_opened")
    assert (noted.actor_id, noted.board_id) == (cast.ad.pk, cast.board.pk)
