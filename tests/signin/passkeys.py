"""What the script of the page says to the door, in one word each."""

from typing import Any

from django.http import HttpRequest
from django.test import Client, RequestFactory

from portal.people.models import User
from portal.signin.actions.passkeys import add_passkey
from portal.signin.models import Passkey
from portal.signin.passkeys import begin, take
from portal.signin.rules.passkeys import Ceremony
from tests.signin.authenticator import Authenticator, Json, coded
from tests.signin.people import codes_of

BEGIN, ENTER = "/passkey/begin/", "/passkey/"
BEGIN_ADDING, ADD = "/passkey/toevoegen/begin/", "/passkey/toevoegen/"


def say(client: Client, url: str, **facts: Any) -> Any:
    """One message of the script, and the answer to it."""
    return client.post(url, facts, content_type="application/json")


def asked(client: Client, ceremony: str) -> Json:
    """The question for the device."""
    answer = say(client, BEGIN, ceremony=ceremony)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def shown(client: Client, device: Authenticator, ceremony: str, **more: Any) -> Any:
    """The whole conversation: question, answer, and what the door says."""
    answer = device.sign(asked(client, ceremony))
    return say(client, ENTER, ceremony=ceremony, answer=answer, **more)


def made(client: Client, device: Authenticator, **more: Any) -> Any:
    """The whole conversation for a new passkey."""
    options = say(client, BEGIN_ADDING).json()
    return say(client, ADD, answer=device.make(options), **more)


def request_of() -> HttpRequest:
    """A request with a session of its own."""
    request = RequestFactory().post("/")
    request.session = Client().session
    return request


def passkey_of(user: User, device: Authenticator, *, is_first: bool = True) -> Passkey:
    """A passkey that stands already, and recovery codes in a drawer."""
    request = request_of()
    answer = device.make(begin(request, Ceremony.ADD, user, now=100))
    question = take(request.session, Ceremony.ADD, user, now=100)
    way: Any = {"request": request, "asked": question, "name": "Telefoon", "is_first": is_first}
    passkey = add_passkey(user, answer, **way)
    codes_of(user)
    return passkey


def hostile(good: Json) -> list[object]:
    """The same answer in many wrong shapes."""
    parts = good["response"]
    cut = [{**good, "response": {**parts, name: "AAAA"}} for name in parts if name != "userHandle"]
    none = [{**good, "response": {**parts, name: None}} for name in parts]
    deep = [{**good, "response": {**parts, name: coded(b"\x81" * 20_000)}} for name in parts]
    keys = ("id", "rawId", "type", "response")
    values: tuple[object, ...] = (None, 5, [], {}, "é", "\0", "A")
    odd = [{**good, key: value} for key in keys for value in values]
    return [None, 5, "", "x", [], {}, *cut, *none, *deep, *odd, {**good, "id": "A" * 3000}]
