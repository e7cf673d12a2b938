"""E-mailadres: an address belongs to one account, and nobody learns whose it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.outbox.models import Message
from portal.people.models import User
from portal.signin import mailboxes
from portal.signin.actions.address import offer_address, prove_address
from portal.signin.models import AddressProof
from portal.signin.rules import is_plain_address
from tests.builders import make_user
from tests.invite import mailed_code
from tests.signin.conftest import type_password
from tests.signin.people import as_guardian
from tests.signin.test_address import ADDRESS, CODE, NEW
from tests.test_doors import without_tokens
from tests.tools.together import together

Enter = Callable[[Client], HttpResponse]


@pytest.fixture
def inside(client: Client, anna: User, enter: Enter) -> Client:
    """Anna, a guardian with a proven address, just signed in with her app."""
    as_guardian(anna)
    enter(client)
    return client


@pytest.fixture
def bert(db: None) -> User:
    """Another account."""
    return make_user("Bert")


def seen(client: Client, email: str) -> list[Any]:
    """Everything that an address shows to who typed it."""
    asked = client.post(ADDRESS, {"email": email})
    page, wrong = client.get(CODE), client.post(CODE, {"code": "0000-0000"})
    told = [asked.status_code, asked.headers["Location"], page.status_code, wrong.status_code]
    bodies = [b"\n".join(without_tokens(one.content)) for one in (page, wrong)]
    return [*told, *(body.replace(email.encode(), b"*") for body in bodies)]


def test_the_pages_do_not_tell_that_an_address_is_taken(inside: Client, bert: User) -> None:
    assert seen(inside, "bert@example.org") == seen(inside, "vrij@example.org")


def test_a_free_and_a_taken_mailbox_both_get_one_mail(inside: Client, bert: User) -> None:
    for address in ("bert@example.org", "vrij@example.org"):
        inside.post(ADDRESS, {"email": address})
        assert Message.objects.filter(to=address).count() == 1


def test_the_holder_of_a_taken_address_learns_nothing(inside: Client, bert: User) -> None:
    inside.post(ADDRESS, {"email": "bert@example.org"})
    told = Message.objects.get(to="bert@example.org")
    assert told.kind == "signin.address_taken"
    words = f"{told.subject} {told.body}".lower()
    assert [word for word in ("anna", "vlinder", "http", "code") if word in words] == []


@pytest.mark.parametrize(
    "typed", ["bert@example.org", "BERT@EXAMPLE.ORG", " Bert@Example.Org ", "bert@ｅxample.org"]
)
def test_a_variant_of_a_taken_address_attaches_nothing(
    inside: Client, anna: User, bert: User, typed: str
) -> None:
    inside.post(ADDRESS, {"email": typed})
    assert not Message.objects.filter(kind="signin.code").exists()
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"


@pytest.mark.parametrize(
    "typed",
    [
        "bеrt@example.org",
        "bert@exаmple.org",
        "bert@example.org\nBcc: x@example.org",
        "bert@example.org\r\nSubject: x",
        '"bert, x"@example.org',
        '"a\x01b"@example.org',
        "bert@example.org, x@example.org",
        "Bert <bert@example.org>",
        "bert@[127.0.0.1]",
        f"{'a' * 250}@example.org",
        "bert",
    ],
)
def test_what_is_no_plain_address_is_refused(inside: Client, bert: User, typed: str) -> None:
    mails = Message.objects.count()
    assert inside.post(ADDRESS, {"email": typed}).status_code == 200
    assert not AddressProof.objects.exists()
    assert Message.objects.count() == mails


@pytest.mark.parametrize("typed", ["bеrt@example.org", '"x"@example.org', "a@b\nc@d", "", "x"])
def test_the_verb_itself_takes_plain_addresses_only(bert: User, typed: str) -> None:
    assert not offer_address(bert, typed, now=timezone.now())
    assert not AddressProof.objects.exists()


def test_plain_addresses_are_taken_as_they_are() -> None:
    for good in ("a@b.nl", "o'neil+school@sub.example.org", "a.b-c_d@x-y.nl"):
        assert is_plain_address(good)
    for bad in ("a..b@x.nl", "@x.nl", "a@", "a@x.nl\n", "A@x.nl", "a@-x.nl"):
        assert not is_plain_address(bad)


def test_an_address_taken_while_the_code_was_under_way_stays_with_the_first(
    anna: User, bert: User
) -> None:
    now = timezone.now()
    offer_address(anna, NEW, now=now)
    code = mailed_code()
    User.objects.filter(pk=bert.pk).update(email=NEW)
    assert not prove_address(anna, code, now=now)


def test_an_address_taken_at_this_very_moment_is_a_wrong_code(
    anna: User, bert: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    offer_address(anna, NEW, now=now)
    User.objects.filter(pk=bert.pk).update(email=NEW)
    monkeypatch.setattr(mailboxes, "is_taken", lambda *_a, **_k: False)
    assert not prove_address(anna, mailed_code(), now=now)
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"


@pytest.mark.django_db(transaction=True)
def test_of_ten_accounts_that_prove_one_address_at_once_one_gets_it() -> None:
    now, codes = timezone.now(), {}
    for number in range(10):
        user = make_user(f"Ouder {number}")
        offer_address(user, NEW, now=now)
        codes[user] = mailed_code()
    waiting = list(codes.items())

    def act() -> bool:
        user, code = waiting.pop()
        return prove_address(user, code, now=now)

    assert sum(together(10, act)) == 1
    assert User.objects.filter(email=NEW).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_guesses_at_once_five_are_judged() -> None:
    user, now = make_user("Bo"), timezone.now()
    offer_address(user, NEW, now=now)
    code = mailed_code()

    def act() -> bool:
        return prove_address(User.objects.get(pk=user.pk), "0000-0000", now=now)

    assert not any(together(20, act))
    assert AddressProof.objects.get().wrong_tries == 5
    assert not prove_address(user, code, now=now)


def test_the_new_address_signs_in_and_the_old_one_does_not(inside: Client) -> None:
    inside.post(ADDRESS, {"email": NEW})
    inside.post(CODE, {"code": mailed_code()})
    assert type_password(Client(), name="anna@example.org").status_code == 200
    assert type_password(Client(), name="NIEUW@example.org").status_code == 302
