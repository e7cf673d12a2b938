"""Passkey-rituelen: a question to a device, kept in the session until it is answered once.

The package's own views sign in directly, past the stages: only its helper is used. Here a device
always checks its owner (finger, face or PIN), and always keeps the key itself (discoverable).
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django_otp_webauthn.helpers import WebAuthnHelper
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from portal.people.models import User
from portal.signin.models import Attempt
from portal.signin.rules.passkeys import CEREMONY_HOLDS, ONE_ANSWER, Ceremony

KEY = "passkey_ceremony"
Options = dict[str, Any]


class NoCeremony(Exception):
    """Nothing was asked, or it was for something or somebody else, or it was answered already."""


class DoorHelper(WebAuthnHelper):  # type: ignore[misc]  # no types there
    """The package's ceremonies, stricter."""

    def get_generate_registration_options_kwargs(self, *, user: User) -> Options:
        """With the owner checked by the device, and the key kept on it."""
        options: Options = super().get_generate_registration_options_kwargs(user=user)
        options["authenticator_selection"] = AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return options

    def get_credential_display_name(self, user: User) -> str:
        """What the device shows to its owner, who may have more than one account."""
        return str(user)


@dataclass(frozen=True)
class Asked:
    """What is kept of a question: for what, for whom ("" for not yet known), and since when."""

    ceremony: str
    whose: str
    challenge: str
    since: int  # seconds since 1970

    @property
    def state(self) -> Options:
        """As the helper wants it back."""
        return {"challenge": self.challenge, "require_user_verification": True}

    def is_for(self, ceremony: Ceremony, user: User | None, now: int) -> bool:
        """Whether the answer to this question may be used for that, by them, at this moment."""
        is_same = (self.ceremony, self.whose) == (ceremony, _whose(user))
        return is_same and 0 <= now - self.since < CEREMONY_HOLDS


def begin(request: HttpRequest, ceremony: Ceremony, user: User | None, *, now: int) -> Options:
    """The question for the browser; an older one of this session is worth nothing any more."""
    helper = DoorHelper(request)
    if ceremony is Ceremony.ADD:
        options, state = helper.register_begin(user)
    else:
        options, state = helper.authenticate_begin(user, require_user_verification=True)
    asked = Asked(ceremony, _whose(user), state["challenge"], now)
    request.session[KEY] = asdict(asked)
    return dict(options)


def take(session: SessionBase, ceremony: Ceremony, user: User | None, *, now: int) -> Asked:
    """The question that is being answered, once. Raises `NoCeremony`."""
    kept = session.pop(KEY, None)
    if not kept:
        raise NoCeremony
    asked = Asked(**kept)
    if not asked.is_for(ceremony, user, now):
        raise NoCeremony
    if Attempt.objects.charge(ONE_ANSWER, asked.challenge, asked.since) > 1:
        raise NoCeremony
    return asked


def _whose(user: User | None) -> str:
    return str(user.pk) if user else ""
