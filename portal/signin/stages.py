"""Tweede stap: allauth's login stage. Until it exits, the session belongs to nobody.

Stages are no documented part of allauth: tests/signin/test_contract.py pins what is used here.
"""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.stagekit import clear_login, stash_login
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django_otp.models import Device

from portal.people.models import User
from portal.signin import held, known
from portal.signin.actions.reset import act_due_for
from portal.signin.drafts import KEY as DRAFTS
from portal.signin.drafts import Drafts, Kept
from portal.signin.models import MailedCode
from portal.signin.rules import FactorKind

KNOWN = "known"  # whether this browser was known when the login began
PROOF = "proof"  # "letter", "mail" or "code" when the way in was more than a password; else ""
RESET_BY_MAIL = "reset_by_mail"  # the password was just chosen through the mailbox
SHOWN = "shown"  # the device that accepted a code, while the recovery codes are kept
TYPED = "typed"  # the mark of the password as it was when it was typed


class SecondFactorStage(LoginStage):  # type: ignore[misc]  # allauth has no types
    """Holds the login until a confirmed device has spoken."""

    key = "second_factor"
    urlname = "signin:code"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Park the login and ask for the code, unless a device has already spoken."""
        if act_due_for(self.login.user, now=timezone.now()):  # no job is needed for it to hold
            self.login.user.refresh_from_db()
            if getattr(self.login.user, "otp_device", None):
                return redirect("signin:login"), False  # by a factor that just went
        if getattr(self.login.user, "otp_device", None):
            return None, True
        self.state[KNOWN] = known.knows(self.request, self.login.user)
        self.state[TYPED] = self.login.user.get_session_auth_hash()
        return redirect(self.urlname), True

    def complete(self, device: Device) -> HttpResponse:
        """The device has spoken: sign in, or first to what is still missing.

        That is a factor of one's own for who works here and had codes by mail only; or the
        recovery codes.
        """
        if held.must_enrol_anew(self.login.user, timezone.localdate()):
            self.proven("code")
            return redirect("signin:enrol")
        if held.lacks_recovery_codes(self.login.user):
            self.state[SHOWN] = device.persistent_id
            stash_login(self.request, self.login)
            return redirect("signin:recovery")
        return self.finish(device)

    def finish(self, device: Device) -> HttpResponse:
        """Sign in for real; django-otp keeps the device in the session."""
        self.login.user.otp_device = device
        self.login.user.knows_browser = self.state.get(KNOWN, False)
        by_mail = self.reset_by_mail
        if held.kind_of(device) is not FactorKind.MAIL:
            MailedCode.objects.filter(user=self.login.user, confirmed=False).update(confirmed=True)
        response: HttpResponse = self.exit()
        self.request.session[RESET_BY_MAIL] = by_mail
        return response

    @property
    def shown(self) -> Device | None:
        """The device that has spoken in this login, if it is still there."""
        device = Device.from_persistent_id(self.state.get(SHOWN, "/"))
        is_own = device and device.confirmed and device.user_id == self.login.user.pk
        return device if is_own else None

    @property
    def drafts(self) -> Drafts:
        """The secrets that this login shows and has not confirmed yet."""
        return Drafts(self.login.state.get(DRAFTS, {}), self._keep_drafts)

    def _keep_drafts(self, kept: Kept) -> None:
        self.login.state[DRAFTS] = kept
        stash_login(self.request, self.login)

    def abort(self) -> HttpResponse:
        """Back to the start; nothing of the login is left."""
        clear_login(self.request)
        return redirect("signin:login")

    @property
    def proof(self) -> str:
        """What was shown beside the password: "letter", "mail", "code" or nothing."""
        return str(self.login.state.get(PROOF, ""))

    @property
    def reset_by_mail(self) -> bool:
        """Whether the password of this login was just chosen through the mailbox."""
        return bool(self.login.state.get(RESET_BY_MAIL))

    def proven(self, proof: str) -> None:
        """The letter or the mailbox was shown in this login; kept with it."""
        self.login.state[PROOF] = proof
        stash_login(self.request, self.login)

    @property
    def is_still_good(self) -> bool:
        """Whether the account is open and its password the one that was typed."""
        user: User | None = self.login.user
        if user is None or not user.is_active:
            return False
        mark = self.state.get(TYPED, "")
        return constant_time_compare(user.get_session_auth_hash(), mark)


def begin(
    request: HttpRequest, user: User, *, to: str, proof: str = "", reset_by_mail: bool = False
) -> HttpResponse:
    """The password was right: park the login under a new session key and go to the next stage.

    `proof` says what else was shown: a first factor is enrolled only by who also showed the letter
    or the mailbox, never on a bare password. After a reset by mail that mailbox is no second
    factor: codes by mail rest until another factor was shown, in whatever login.
    """
    if not request.session.is_empty():  # an empty one has no key yet
        request.session.cycle_key()
    if reset_by_mail:
        MailedCode.objects.filter(user=user).update(confirmed=False, code_hash="")
    state = {PROOF: proof, RESET_BY_MAIL: reset_by_mail}
    login = Login(user=user, redirect_url=to or None, state=state)
    response: HttpResponse = perform_password_login(request, {}, login)
    return response


def pending(request: HttpRequest) -> SecondFactorStage | None:
    """The login that waits for a code in this session, if it is still good."""
    stage: SecondFactorStage | None = LoginStageController.enter(request, SecondFactorStage.key)
    return stage if stage and stage.is_still_good else None


def forget(request: HttpRequest) -> None:
    """Drop a login that waits in this session."""
    clear_login(request)
