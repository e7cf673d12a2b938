"""School-account under attack: what an outsider, a neighbour or a false provider may try."""

import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import jwt
import pytest
import requests
from allauth.socialaccount import app_settings
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import User
from portal.people.rules import RoleKind
from portal.signin import fresh, sso
from portal.signin.actions.sso import register_provider
from portal.signin.rules import SCHOOL_REFUSALS
from tests.builders import make_board, make_role, make_user
from tests.signin.conftest import is_inside
from tests.signin.sso.builders import make_provider
from tests.signin.sso.conftest import (
    REFUSED,
    WITH_MFA,
    School,
    asked,
    reason,
    turned_away,
)
from tests.signin.test_login import HOSTILE

pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")

KEY = rsa.generate_private_key(65537, 2048)
OTHER_KEY = rsa.generate_private_key(65537, 2048)
Forge = Callable[..., None]


@pytest.fixture
def forge(school: School, monkeypatch: pytest.MonkeyPatch) -> Forge:
    """The provider answers with a token of ours; its published key is KEY."""
    public = {**jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "kid": "1"}
    real = sso._fetched

    def keys_or(url: str) -> dict[str, Any]:
        return {"keys": [public]} if url.endswith("/jwks") else real(url)

    def answer_with(key: Any = KEY, alg: str = "RS256", kid: str = "1", **claims: Any) -> None:
        now = int(time.time())
        said = {"iss": school.issuer, "aud": "portaal", "sub": "iris", "iat": now, "exp": now + 60}
        said |= {"email": "iris@example.org", "email_verified": True, "auth_time": now, **WITH_MFA}
        said = {name: value for name, value in {**said, **claims}.items() if value is not None}
        token = jwt.encode(said, key, alg, headers={"kid": kid})
        found = {"access_token": "x", "id_token": token}
        monkeypatch.setattr(OAuth2Client, "get_access_token", lambda *_a, **_k: found)

    monkeypatch.setattr(sso, "_fetched", keys_or)
    return answer_with


def comes_back(client: Client, school: School, url: str) -> Any:
    return client.get(school.signs_in(url, "iris"))


def test_the_forged_token_of_these_tests_opens_when_it_is_right(
    client: Client, school: School, forge: Forge
) -> None:
    url = school.way_out(client)
    forge(nonce=asked(url)["nonce"])
    assert comes_back(client, school, url).headers["Location"] == "/"


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"key": OTHER_KEY}, id="another key"),
        pytest.param({"key": None, "alg": "none"}, id="no signature"),
        pytest.param({"key": "a shared secret of thirty-two signs", "alg": "HS256"}, id="HMAC"),
        pytest.param({"kid": "2"}, id="unknown key"),
        pytest.param({"iss": "https://login.example.org"}, id="another issuer"),
        pytest.param({"aud": "ander"}, id="for another client"),
        pytest.param({"aud": ["portaal", "x"], "azp": "x"}, id="given to another client"),
        pytest.param({"exp": 1}, id="expired"),
        pytest.param({"exp": None}, id="for ever"),
        pytest.param({"iat": 9999999999}, id="from the future"),
        pytest.param({"sub": None}, id="nobody"),
    ],
)
def test_a_token_that_is_not_sound_opens_nothing(
    client: Client, school: School, forge: Forge, claims: dict[str, Any]
) -> None:
    url = school.way_out(client)
    forge(**{"nonce": asked(url)["nonce"], **claims})
    turned_away(client, comes_back(client, school, url), "token")


@pytest.mark.parametrize("who", ["", "x" * 192])
def test_a_name_that_cannot_be_kept_opens_nothing(
    client: Client, school: School, forge: Forge, who: str
) -> None:
    url = school.way_out(client)
    forge(nonce=asked(url)["nonce"], sub=who)
    turned_away(client, comes_back(client, school, url), "token")


@pytest.mark.parametrize("nonce, why", [("anders", "nonce"), ("", "nonce"), (None, "token")])
def test_a_token_of_another_visit_opens_nothing(
    client: Client, school: School, forge: Forge, nonce: str | None, why: str
) -> None:
    forge(nonce=nonce)
    turned_away(client, comes_back(client, school, school.way_out(client)), why)


def test_a_token_is_needed(client: Client, school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    for answer in ({"access_token": "x"}, {"access_token": "x", "id_token": 7}):
        monkeypatch.setattr(OAuth2Client, "get_access_token", lambda *_a, _an=answer, **_k: _an)
        turned_away(client, comes_back(client, school, school.way_out(client)), "token")


@pytest.mark.parametrize("state", ["", "anders", "A" * 16])
def test_a_wrong_state_opens_nothing(client: Client, school: School, state: str) -> None:
    school.knows("iris", **WITH_MFA)
    url = school.way_out(client)
    back = school.signs_in(url, "iris").replace(asked(url)["state"], state)
    turned_away(client, client.get(back), "state")


def test_a_way_back_works_once(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA)
    back = school.signs_in(school.way_out(client), "iris")
    client.get(back)
    client.post("/uitloggen/")
    turned_away(client, client.get(back), "state")


def test_a_way_back_works_in_its_own_browser_only(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA)
    back = school.signs_in(school.way_out(client), "iris")
    victim = Client()
    school.way_out(victim)
    turned_away(victim, victim.get(back), "state")


def test_a_state_belongs_to_its_provider(client: Client, school: School, iris: User) -> None:
    make_provider(make_board("Oost"), iris, school.issuer, slug="oost")
    school.knows("iris", **WITH_MFA)
    back = school.signs_in(school.way_out(client), "iris").replace("/vlinder/", "/oost/")
    turned_away(client, client.get(back), "state")


def test_a_code_is_bound_to_the_browser_that_asked_it(
    client: Client, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: dict[str, Any] = {}
    real = requests.Session.request

    def listen(self: Any, method: str, url: str, **more: Any) -> Any:
        sent.update(more.get("data") or {})
        return real(self, method, url, **more)

    url = school.way_out(client)
    monkeypatch.setattr(requests.Session, "request", listen)
    client.get(school.signs_in(url, "iris"))
    digest = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest())
    assert asked(url)["code_challenge_method"] == "S256"
    assert asked(url)["code_challenge"] == digest.rstrip(b"=").decode()


@pytest.mark.parametrize("to", HOSTILE)
def test_next_never_leaves_the_portal(client: Client, school: School, to: str) -> None:
    school.knows("iris", **WITH_MFA)
    assert school.enter(client, "iris", next=to).headers["Location"] == "/"


def test_next_is_kept_through_the_trip(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA)
    assert school.enter(client, "iris", next="/kamer/?a=1").headers["Location"] == "/kamer/?a=1"


def test_the_query_cannot_bend_the_question(client: Client, school: School) -> None:
    bent = "?process=connect&scope=offline_access&auth_params=nonce%3Dx&next=//kwaad.example"
    answer = client.post(f"/inloggen/school/{school.row.slug}/{bent}")
    for word in ("offline_access", "kwaad"):
        assert word not in answer.headers["Refresh"]
    assert asked(answer.headers["Refresh"])["nonce"] != "x"
    (state, *_rest) = next(iter(client.session["socialaccount_states"].values()))
    assert state["process"] == "login"


def test_a_forged_host_plays_no_part_in_the_way_back(school: School) -> None:
    url = school.way_out(Client(headers={"host": "localhost", "x-forwarded-host": "kwaad.example"}))
    assert asked(url)["redirect_uri"] == (
        f"{settings.PORTAL_URL}/inloggen/school/{school.row.slug}/terug/"
    )


def test_a_provider_out_of_use_does_not_exist(client: Client, school: School, iris: User) -> None:
    school.knows("iris", **WITH_MFA)
    back = school.signs_in(school.way_out(client), "iris")
    school.row.active = False
    school.row.save()
    assert client.get(back).status_code == 404
    assert client.post("/inloggen/school/vlinder/").status_code == 404
    assert "school-account" not in client.get("/inloggen/").text


def test_taking_a_provider_out_of_use_ends_what_it_opened(
    client: Client, school: School, iris: User
) -> None:
    school.knows("iris", **WITH_MFA)
    school.enter(client, "iris")
    assert is_inside(client)
    school.row.active = False
    register_provider(
        school.row, by=iris, name="De Vlinder", slug="", client_id="portaal", secret=""
    )
    assert not is_inside(client)


def test_a_get_sends_nobody_out_and_a_strangers_form_neither(school: School) -> None:
    assert Client().get("/inloggen/school/vlinder/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/inloggen/school/vlinder/").status_code == 403


def test_the_policy_of_forms_stays_closed(client: Client, school: School) -> None:
    for page in (client.get("/inloggen/"), client.post("/inloggen/school/vlinder/")):
        policy = page.headers["Content-Security-Policy"]
        assert "form-action 'self';" in f"{policy};"
        assert "unsafe" not in policy
        assert page.headers["Cache-Control"] == "no-store"


def test_the_session_gets_a_new_key(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA)
    url = school.way_out(client)
    before = client.session.session_key
    client.get(school.signs_in(url, "iris"))
    assert client.session.session_key != before
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = before or ""
    assert not is_inside(stolen)


def test_a_parked_login_gets_a_new_key_too(client: Client, school: School) -> None:
    school.knows("iris")
    url = school.way_out(client)
    before = client.session.session_key
    client.get(school.signs_in(url, "iris"))
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "change", [{"issuer": "https://x.example"}, {"token_endpoint": "http://x.example/t"}]
)
def test_a_provider_that_describes_itself_otherwise_is_refused(
    client: Client, school: School, monkeypatch: pytest.MonkeyPatch, change: dict[str, str]
) -> None:
    config = requests.get(f"{school.issuer}/.well-known/openid-configuration", timeout=5).json()
    monkeypatch.setattr(sso, "_fetched", lambda _url: config | change)
    assert client.post("/inloggen/school/vlinder/").headers["Location"] == REFUSED
    assert reason() == "unreachable"


def test_a_provider_that_is_down_is_no_fault_of_ours(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA)
    back = school.signs_in(school.way_out(client), "iris")
    school.row.issuer = "http://127.0.0.1:9"
    school.row.save()
    cache.clear()
    for answer in (client.get(back), client.post("/inloggen/school/vlinder/")):
        turned_away(client, answer, "unreachable")


def test_a_flood_does_not_fill_the_log(client: Client, school: School) -> None:
    for _time in range(SCHOOL_REFUSALS.most + 3):
        client.get("/inloggen/school/vlinder/terug/?state=x&code=y")
    refusals = Event.objects.filter(verb="signin.school_refused")
    assert refusals.count() == SCHOOL_REFUSALS.most


def test_the_other_pages_of_the_package_do_not_exist() -> None:
    for name in ("signup", "connections", "login_cancelled", "login_error"):
        with pytest.raises(NoReverseMatch):
            reverse(f"socialaccount_{name}")
    assert not app_settings.AUTO_SIGNUP
    assert not app_settings.EMAIL_AUTHENTICATION
    assert not app_settings.LOGIN_ON_GET
    assert not app_settings.STORE_TOKENS
    assert isinstance(get_adapter(), sso.SchoolDoor)


def test_nothing_is_mailed_but_the_new_device(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA)
    school.enter(client, "iris")
    assert [mail.kind for mail in Message.objects.all()] == ["signin.new_device"]


def test_inside_one_can_be_fresh_again(client: Client, school: School) -> None:
    school.knows("iris", **WITH_MFA, auth_time=1)
    school.enter(client, "iris")
    assert fresh.KEY not in client.session
    school.knows("iris", **WITH_MFA)
    url = school.way_out(client, next="/kamer/")
    assert (asked(url)["prompt"], asked(url)["max_age"]) == ("login", "0")
    before = client.session.session_key
    assert comes_back(client, school, url).headers["Location"] == "/kamer/"
    assert fresh.KEY in client.session
    assert client.session.session_key != before


@pytest.mark.parametrize("said", [{"auth_time": 1, **WITH_MFA}, {"amr": ["pwd"]}])
def test_a_remembered_or_single_factor_is_not_fresh(
    client: Client, school: School, said: dict[str, Any]
) -> None:
    school.knows("iris", **{**WITH_MFA, "auth_time": 1})
    school.enter(client, "iris")
    school.knows("iris", **said)
    assert school.enter(client, "iris").headers["Location"] == REFUSED
    assert (reason(), fresh.KEY in client.session) == ("not_fresh", False)


def test_a_colleague_cannot_refresh_my_session(client: Client, school: School) -> None:
    make_role(make_user("Petra"), RoleKind.OFFICER, school.row.board)
    school.knows("iris", **WITH_MFA, auth_time=1)
    school.enter(client, "iris")
    school.knows("petra", **WITH_MFA)
    assert school.enter(client, "petra").headers["Location"] == REFUSED
    assert (reason(), fresh.KEY in client.session) == ("other_session", False)


def test_a_link_to_another_account_does_not_move(client: Client, school: School) -> None:
    other = make_user("Daan")
    SocialAccount.objects.create(provider="vlinder", uid="iris", user=other)
    school.knows("iris", **WITH_MFA)
    turned_away(client, school.enter(client, "iris"), "no_role")
    assert SocialAccount.objects.get().user == other
