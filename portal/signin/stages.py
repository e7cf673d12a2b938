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

from portal.people.models import User
from portal.signin.actions.reset import act_due_for
from portal.signin.models import AuthenticatorApp

PROOF = "proof"  # "letter" or "mail" when the way in was more than a password; else ""
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
        self.state[TYPED] = self.login.user.get_session_auth_hash()
        return redirect(self.urlname), True

    def complete(self, device: AuthenticatorApp) -> HttpResponse:
        """The device accepted a code: sign in for real (django-otp keeps it in the session)."""
        self.login.user.otp_device = device
        response: HttpResponse = self.exit()
        return response

    def abort(self) -> HttpResponse:
        """Back to the start; nothing of the login is left."""
        clear_login(self.request)
        return redirect("signin:login")

    @property
    def proof(self) -> str:
        """What was shown beside the password: "letter", "mail", or nothing ("")."""
        return str(self.login.state.get(PROOF, ""))

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


def begin(request: HttpRequest, user: User, *, to: str, proof: str = "") -> HttpResponse:
    """The password was right: park the login under a new session key and go to the next stage.

    `proof` says what else was shown: a first factor is enrolled only by who also showed the letter
    or the mailbox, never on a bare password.
    """
    request.session.cycle_key()
    login = Login(user=user, redirect_url=to or None, state={PROOF: proof})
    response: HttpResponse = perform_password_login(request, {}, login)
    return response


def pending(request: HttpRequest) -> SecondFactorStage | None:
    """The login that waits for a code in this session, if it is still good."""
    stage: SecondFactorStage | None = LoginStageController.enter(request, SecondFactorStage.key)
    return stage if stage and stage.is_still_good else None


def forget(request: HttpRequest) -> None:
    """Drop a login that waits in this session."""
    clear_login(request)
