"""Meer petten: a guardian who also works here, from the form that gives the role onwards."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.models import Look
from portal.people.models import Role, User
from portal.people.rules import RoleKind
from portal.signin import secrecy, staff, visits
from portal.signin.models import AuthenticatorApp
from portal.signin.rules import idle_limit
from requests_app.models import DataRequest
from tests.builders import make_pledge, make_role
from tests.cast import Cast
from tests.signin.conftest import PASSWORD, is_inside, type_code, type_password
from tests.signin.people import codes_of, mailed_code, prove_address, with_mail
from tests.signin.test_enrol import code_for, key_on
from tests.story import filed_request

In = Callable[[User], Client]
GIVE, ENROL, PROVE = "/rollen/geven/", "/inloggen/tweede-stap/", "/inloggen/postbus/"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock, so the cast is made for the real day."""
    return timezone.localdate()


def give(client: Client, name: str, kind: str, place: Any) -> Any:
    return client.post(GIVE, {"person": name, "kind": kind, "place": str(place.pk)})


def hatted(cast: Cast, client_of: In, kind: str = "handler") -> Client:
    """Ad gives Fatima a role at the school of her own child; she accepts the secrecy."""
    place = cast.board if kind in {"officer", "fg", "administrator"} else cast.school
    assert give(client_of(cast.ad), "fatima", kind, place).status_code == 302
    cast.fatima.refresh_from_db()
    make_pledge(cast.fatima, cast.board)
    return client_of(cast.fatima)


@pytest.fixture
def by_mail(cast: Cast, client_of: In) -> tuple[User, list[str]]:
    """Fatima with codes by mail only, who works here since a moment; her recovery codes."""
    user = prove_address(cast.fatima)
    user.set_password(PASSWORD)
    user.save()
    with_mail(user)
    codes = codes_of(user)
    give(client_of(cast.ad), "fatima", "handler", cast.school)
    make_pledge(user, cast.board)
    user.refresh_from_db()
    return user, codes


def test_a_guardian_of_the_board_is_found_by_the_whole_name_only(cast: Cast) -> None:
    assert staff.colleague(" FATIMA ", [cast.board]) == cast.fatima
    for part in ("fati", "fatim", "", "*", "fatima%", "@example.org"):
        assert staff.colleague(part, [cast.board]) is None


def test_a_guardian_is_found_by_a_proven_address_only(cast: Cast) -> None:
    address = str(cast.fatima.email).upper()
    assert staff.colleague(address, [cast.board]) is None
    prove_address(cast.fatima)
    assert staff.colleague(address, [cast.board]) == cast.fatima
    assert staff.colleague(address, [cast.other_board]) is None


def test_an_account_that_a_letter_alone_opened_gets_no_role_yet(cast: Cast) -> None:
    User.objects.filter(pk=cast.fatima.pk).update(
        provisional_until=timezone.now() + timedelta(hours=1)
    )
    assert staff.colleague("fatima", [cast.board]) is None
    User.objects.filter(pk=cast.fatima.pk).update(provisional_until=timezone.now())
    assert staff.colleague("fatima", [cast.board]) == cast.fatima


def test_a_weighty_role_of_a_guardian_waits_for_a_second_person(
    cast: Cast, client_of: In, today: date
) -> None:
    give(client_of(cast.ad), "fatima", "officer", cast.board)
    assert not Role.objects.filter(user=cast.fatima).exists()
    waits = staff.waiting(staff.must_see(cast.petra, today))
    assert [one.user for one in waits] == [cast.fatima]


def test_a_role_ends_the_parents_sessions_and_asks_secrecy_first(cast: Cast, client_of: In) -> None:
    theirs = client_of(cast.fatima)
    assert is_inside(theirs)
    give(client_of(cast.ad), "fatima", "handler", cast.school)
    assert theirs.get("/kamer/").headers["Location"].startswith("/inloggen/")
    cast.fatima.refresh_from_db()
    again = client_of(cast.fatima)
    session = again.session
    del session[secrecy.KEY]
    session.save()
    assert again.get("/kamer/").headers["Location"].startswith("/geheimhouding/")


def test_the_silence_of_staff_holds_from_the_next_session(cast: Cast, client_of: In) -> None:
    client = hatted(cast, client_of)
    client.get("/kamer/")
    assert client.session[visits.KEY][2] == idle_limit(staff=True)


def test_codes_by_mail_alone_are_no_way_in_for_who_works_here(
    client: Client, by_mail: tuple[User, list[str]]
) -> None:
    assert type_password(client, "fatima").headers["Location"] == "/inloggen/code/"
    assert client.get("/inloggen/code/").headers["Location"] == PROVE
    assert client.post("/inloggen/code/mail/").headers["Location"] == PROVE
    assert not is_inside(client)


def show(client: Client, proof: str, codes: list[str]) -> None:
    """The mailbox; or, after a reset through that mailbox, a recovery code."""
    if proof == "mailbox":
        client.post("/inloggen/postbus/code/")
        client.post(PROVE, {"code": mailed_code()})
        return
    User.objects.update(reset_by_mail_at=timezone.now())
    type_password(client, "fatima")
    assert client.get(PROVE).headers["Location"] == "/inloggen/code/"
    type_code(client, codes[0])


@pytest.mark.parametrize("proof", ["recovery", "mailbox"])
def test_another_factor_is_made_before_coming_in(
    client: Client, by_mail: tuple[User, list[str]], proof: str
) -> None:
    type_password(client, "fatima")
    show(client, proof, by_mail[1])
    assert not is_inside(client)
    page = client.get(ENROL)
    client.post(ENROL, {"code": code_for(key_on(page.content.decode())), "name": "app"})
    assert is_inside(client)
    assert AuthenticatorApp.objects.get(user=by_mail[0]).confirmed


def test_family_without_a_role_still_comes_in_by_mail(client: Client, cast: Cast) -> None:
    user = prove_address(cast.daan)
    user.set_password(PASSWORD)
    user.save()
    with_mail(user)
    codes_of(user)
    type_password(client, "daan")
    client.post("/inloggen/code/mail/")
    type_code(client, mailed_code())
    assert is_inside(client)


def test_a_handler_sees_no_case_of_the_own_child(cast: Cast, client_of: In, today: date) -> None:
    case, client = filed_request(cast, today), hatted(cast, client_of)
    assert case not in [one.request for one in client.get("/behandelen/").context["cases"]]
    for part in ("", "besluit/", "brief/"):
        assert client.get(f"/behandelen/{case.pk}/{part}").status_code == 404
    assert client.post(f"/behandelen/{case.pk}/oppakken/").status_code == 404
    assert client.post(f"/behandelen/{case.pk}/besluit/").status_code == 404
    assert not Look.objects.filter(user_id=cast.fatima.pk).exists()


def test_another_handler_still_sees_that_case(cast: Cast, client_of: In, today: date) -> None:
    case = filed_request(cast, today)
    hatted(cast, client_of)
    assert client_of(cast.iris).get(f"/behandelen/{case.pk}/").status_code == 200
    assert DataRequest.objects.count() == 1


def test_as_a_parent_the_own_pages_stay_open_and_only_those(cast: Cast, client_of: In) -> None:
    client = hatted(cast, client_of)
    for page in ("/kind/{}/", "/gegevens/{}/", "/gedeeld/{}/", "/toestemming/{}/"):
        assert client.get(page.format(cast.noor.pk)).status_code == 200, page
        assert client.get(page.format(cast.bram.pk)).status_code == 404, page


def test_the_desk_and_the_invitations_know_no_one_of_the_own_home(
    cast: Cast, client_of: In
) -> None:
    client = hatted(cast, client_of)
    assert cast.guardians["daan"].pk not in found_at(client, "Daan")
    daan = cast.guardians["daan"].pk
    assert client.post(f"/uitnodigingen/guardian/{daan}/").status_code == 404
    assert client.get(f"/balie/{cast.daan.pk}/").status_code == 404


def found_at(client: Client, name: str) -> list[Any]:
    """Who the desk finds by this name."""
    return [one.pk for one in client.get("/balie/", {"naam": name}).context.get("found") or []]


def test_nobody_gives_a_role_to_the_other_parent_of_the_own_child(
    cast: Cast, client_of: In
) -> None:
    make_role(cast.fatima, RoleKind.ADMINISTRATOR, cast.board)
    page = give(client_of(cast.fatima), "daan", "handler", cast.school)
    assert page.context["form"].non_field_errors()
    assert not Role.objects.filter(user=cast.daan).exists()
