"""Eerste keer: a first factor for who showed more than a password, and for nobody else."""

import base64
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.core.context import request_context
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from portal.outbox.models import Message
from portal.people.models import User
from portal.people.rules import RoleKind
from portal.sealed import seal
from portal.signin.actions import AlreadyHasDevice, NewApp, enrol_first_app
from portal.signin.models import (
    AddressProof,
    AuthenticatorApp,
    CodeList,
    ListedCode,
    MailedCode,
    new_key,
)
from portal.signin.rules import ListKind
from portal.signin.stages import begin
from tests.builders import make_role, make_user
from tests.signin.conftest import (
    CODE,
    PASSWORD,
    is_inside,
    right_code,
    type_code,
    type_password,
)
from tests.signin.people import as_guardian, codes_of, mailed_code, prove_address, with_mail
from tests.tools.together import together

ENROL = "/inloggen/tweede-stap/"
MAIL = f"{ENROL}mail/"
PROVE = "/inloggen/postbus/"
SEND = f"{PROVE}code/"
RECOVERY = "/inloggen/herstelcodes/"
FILE = f"{RECOVERY}bestand/"
INSIDE_ONLY = [ENROL, RECOVERY, FILE, PROVE]


def arrive(client: Client, user: User, **how: Any) -> HttpResponse:
    """A login that began with a letter or a reset, as the pages for those begin it."""
    request: Any = RequestFactory().post("/inloggen/")
    request.session = client.session
    with request_context(request):
        answer = begin(request, user, to="", **how)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    return answer


def key_on(page: str) -> bytes:
    """The secret on a page, as somebody types it over."""
    found = re.search(r'translate="no">([A-Z2-7 ]+)<', page)
    assert found
    return base64.b32decode(found.group(1).replace(" ", ""))


def shown_key(client: Client) -> bytes:
    """The secret on the page of the enrolment."""
    return key_on(client.get(ENROL).content.decode())


def code_for(key: bytes) -> str:
    """What an app with this secret shows now."""
    app = AuthenticatorApp(sealed_key=seal(key).decode())
    return app.code_at(int(timezone.now().timestamp()) // 30)


def enrol(client: Client) -> Any:
    """Set the app and type its code."""
    return client.post(ENROL, {"code": code_for(shown_key(client)), "name": "mijn telefoon"})


@pytest.mark.parametrize("proof", ["letter", "mail"])
def test_who_showed_the_letter_or_the_mailbox_enrols_and_comes_in(
    client: Client, anna: User, proof: str
) -> None:
    arrive(client, anna, proof=proof)
    assert client.get(CODE).headers["Location"] == ENROL
    assert enrol(client).headers["Location"] == RECOVERY
    assert not is_inside(client)
    assert client.get(RECOVERY).status_code == 200
    assert client.post(RECOVERY).status_code == 302
    assert is_inside(client)
    assert AuthenticatorApp.objects.get().name == "mijn telefoon"
    assert CodeList.objects.get().left == 10


def test_a_bare_password_enrols_nothing(client: Client, anna: User) -> None:
    type_password(client)
    for page in INSIDE_ONLY:
        assert client.get(page).headers["Location"] == CODE
        assert client.post(page, {"code": "123456"}).status_code in {302, 405}
    assert client.post(MAIL).status_code == 302
    assert not AuthenticatorApp.objects.exists()
    assert not MailedCode.objects.exists()
    assert not is_inside(client)


@pytest.mark.parametrize("held", ["app", "recovery", "mail", "resting mail"])
def test_whoever_has_a_device_enrols_no_first_one_after_a_reset_by_mail(
    client: Client, anna: User, held: str
) -> None:
    as_guardian(anna)
    if held == "app":
        AuthenticatorApp.objects.create(user=anna, sealed_key="x")
    elif held == "recovery":
        codes_of(anna)
    else:
        with_mail(anna)
    arrive(client, anna, proof="mail", reset_by_mail=held != "mail")
    before = AuthenticatorApp.objects.count()
    for page in (ENROL, MAIL):
        assert client.post(page, {"code": "123456"}).headers["Location"] == CODE
    assert AuthenticatorApp.objects.count() == before
    assert not is_inside(client)


def test_after_a_reset_by_mail_no_code_is_mailed_in_that_login_nor_the_next(
    client: Client, anna: User
) -> None:
    with_mail(as_guardian(anna))
    recovery = codes_of(anna)
    arrive(client, anna, proof="mail", reset_by_mail=True)
    assert client.post("/inloggen/code/mail/").status_code == 403
    again = Client()
    type_password(again)
    assert again.post("/inloggen/code/mail/").status_code == 403
    assert type_code(client, recovery[0]).status_code == 302
    assert client.post("/inloggen/bevestigen/mail/").status_code == 403
    later = Client()
    type_password(later)
    assert later.post("/inloggen/code/mail/").status_code == 302


def test_a_wrong_code_makes_no_device_and_the_secret_stays(client: Client, anna: User) -> None:
    arrive(client, anna, proof="letter")
    key = shown_key(client)
    wrong = f"{(int(code_for(key)) + 7) % 10**6:06d}"
    assert client.post(ENROL, {"code": wrong}).status_code == 200
    assert not AuthenticatorApp.objects.exists()
    assert shown_key(client) == key


def test_the_secret_rests_in_no_row_in_clear(client: Client, anna: User) -> None:
    arrive(client, anna, proof="letter")
    key = shown_key(client)
    kept = str(dict(client.session.items()))
    assert base64.b32encode(key).decode() not in kept
    assert key.hex() not in kept
    assert not AuthenticatorApp.objects.exists()


def test_the_code_of_the_enrolment_opens_nothing_more(client: Client, anna: User) -> None:
    arrive(client, anna, proof="letter")
    code = code_for(shown_key(client))
    client.post(ENROL, {"code": code})
    thief = Client()
    type_password(thief)
    assert type_code(thief, code).status_code == 200


def test_two_browsers_enrol_and_one_device_is_set(anna: User) -> None:
    one, two = Client(), Client()
    arrive(one, anna, proof="letter")
    arrive(two, anna, proof="letter")
    shown_key(two)
    enrol(one)
    answer = two.post(ENROL, {"code": "123456"})
    assert answer.headers["Location"] == CODE
    assert AuthenticatorApp.objects.count() == 1
    assert two.get(RECOVERY).headers["Location"] == CODE


@pytest.mark.django_db(transaction=True)
def test_twenty_enrolments_at_once_leave_one_device() -> None:
    user, now = make_user("Anna", password=PASSWORD), timezone.now()

    def one() -> bool:
        key = new_key()
        try:
            return enrol_first_app(user, NewApp(key, "", code_for(key)), now=now) is not None
        except AlreadyHasDevice:
            return False

    assert together(20, one).count(True) == 1
    assert AuthenticatorApp.objects.count() == 1


def test_recovery_codes_are_in_force_only_when_kept(client: Client, anna: User) -> None:
    arrive(client, anna, proof="letter")
    enrol(client)
    page = client.get(RECOVERY).content.decode()
    codes = re.findall(r"<strong>([0-9A-Z]{5}-[0-9A-Z]{5})</strong>", page)
    assert (len(set(codes)), CodeList.objects.count()) == (10, 0)
    assert codes == re.findall(r"\w{5}-\w{5}", client.get(FILE).content.decode())
    client.post(RECOVERY)
    assert client.get(RECOVERY).headers["Location"] == "/"
    other = Client()
    type_password(other)
    assert type_code(other, codes[4]).status_code == 302


def test_the_file_is_a_download(client: Client, anna: User) -> None:
    arrive(client, anna, proof="letter")
    enrol(client)
    answer = client.get(FILE)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="herstelcodes.txt"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_has_no_recovery_codes_gets_them_before_coming_in(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    CodeList.objects.all().delete()
    type_password(client)
    assert type_code(client, right_code(app)).headers["Location"] == RECOVERY
    assert not is_inside(client)
    client.get(RECOVERY)
    client.post(RECOVERY)
    assert is_inside(client)


def test_who_used_the_last_recovery_code_gets_new_ones(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    last = codes_of(anna)[9]
    ListedCode.objects.exclude(number=10).update(used_at=timezone.now())
    type_password(client)
    assert type_code(client, last).headers["Location"] == RECOVERY
    client.get(RECOVERY)
    client.post(RECOVERY)
    assert is_inside(client)
    assert CodeList.objects.get().left == 10


def test_a_card_needs_no_recovery_codes(client: Client, anna: User) -> None:
    card = codes_of(anna, ListKind.CARD)
    type_password(client)
    type_code(client, card[0])
    assert is_inside(client)


def test_a_password_reaches_nobodys_recovery_codes(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    CodeList.objects.all().delete()
    type_password(client)
    for page in (RECOVERY, FILE, ENROL):
        assert client.get(page).headers["Location"] == CODE
    assert client.post(RECOVERY).headers["Location"] == CODE
    assert not CodeList.objects.exists()


def test_codes_of_the_person_before_are_not_those_of_the_next_in_one_browser(
    client: Client, anna: User
) -> None:
    arrive(client, anna, proof="letter")
    key = shown_key(client)
    arrive(client, make_user("Bert"), proof="letter")
    assert shown_key(client) != key


def test_a_factor_that_was_taken_away_meanwhile_finishes_no_login(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    CodeList.objects.all().delete()
    type_password(client)
    type_code(client, right_code(app))
    client.get(RECOVERY)
    AuthenticatorApp.objects.all().delete()
    client.post(RECOVERY)
    assert not is_inside(client)
    assert not CodeList.objects.exists()


def test_with_a_proven_mailbox_a_code_from_it_opens_the_enrolment(
    client: Client, anna: User
) -> None:
    prove_address(anna)
    type_password(client)
    assert client.get(CODE).headers["Location"] == PROVE
    client.get(PROVE)
    assert not Message.objects.exists()
    client.post(SEND)
    assert client.post(PROVE, {"code": mailed_code()}).headers["Location"] == ENROL
    enrol(client)
    client.get(RECOVERY)
    client.post(RECOVERY)
    assert is_inside(client)


def test_the_code_from_the_mailbox_dies_with_time_and_after_five_mistakes(
    client: Client, anna: User
) -> None:
    prove_address(anna)
    type_password(client)
    client.post(SEND)
    for _ in range(5):
        assert client.post(PROVE, {"code": "0000-0000"}).status_code == 200
    assert client.post(PROVE, {"code": mailed_code()}).status_code == 200
    client.post(SEND)
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        type_password(client)
        assert client.post(PROVE, {"code": mailed_code()}).status_code == 200
    assert client.get(ENROL).headers["Location"] == PROVE


def test_a_code_for_another_address_or_person_opens_no_enrolment(
    client: Client, anna: User
) -> None:
    prove_address(anna)
    type_password(client)
    client.post(SEND)
    code = mailed_code()
    bert = prove_address(make_user("Bert", password=PASSWORD))
    AddressProof.objects.filter(user=anna).update(email="elders@example.org")
    assert client.post(PROVE, {"code": code}).status_code == 200
    other = Client()
    type_password(other, name="bert")
    assert other.post(PROVE, {"code": code}).status_code == 200
    assert bert.email


def test_after_a_reset_by_mail_the_mailbox_proves_nothing_more(client: Client, anna: User) -> None:
    prove_address(anna)
    arrive(client, anna, reset_by_mail=True)
    assert client.get(PROVE).headers["Location"] == CODE
    assert "Er is nog geen tweede stap" in client.get(CODE).content.decode()


def test_a_guardian_without_an_app_chooses_codes_by_mail(client: Client, anna: User) -> None:
    as_guardian(anna)
    arrive(client, anna, proof="letter")
    assert client.post(MAIL).headers["Location"] == CODE
    assert type_code(client, mailed_code()).headers["Location"] == RECOVERY
    client.get(RECOVERY)
    client.post(RECOVERY)
    assert is_inside(client)


@pytest.mark.parametrize("who", ["staff", "a pupil", "without a proven address"])
def test_nobody_else_chooses_codes_by_mail(client: Client, anna: User, who: str) -> None:
    if who != "a pupil":
        as_guardian(anna)
    if who == "staff":
        make_role(anna, RoleKind.OPERATOR)
    if who == "without a proven address":
        User.objects.update(email_proven_at=None)
    arrive(client, anna, proof="letter")
    assert MAIL not in client.get(ENROL).content.decode()
    assert client.post(MAIL).status_code == 403
    assert not MailedCode.objects.exists()


def test_the_picture_needs_no_other_server_and_no_style(client: Client, anna: User) -> None:
    arrive(client, anna, proof="letter")
    page = client.get(ENROL).content.decode()
    assert 'src="data:image/svg+xml' in page
    assert "style=" not in page
    assert "img-src 'self' data:" in client.get(ENROL).headers["Content-Security-Policy"]


def test_the_account_hears_of_its_first_factor(client: Client, anna: User) -> None:
    arrive(client, anna, proof="letter")
    enrol(client)
    mail = Message.objects.get(kind="signin.changed")
    assert mail.subject == "Er is iets veranderd aan uw inloggen"
    assert "app" not in mail.body.lower()
