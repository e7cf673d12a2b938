"""What the door keeps: factors, invitations, counters."""

from portal.signin.models.apps import DRIFT, STEP, AuthenticatorApp, new_key
from portal.signin.models.attempts import Attempt, hidden
from portal.signin.models.demo import DemoMark
from portal.signin.models.invitations import (
    AddressProof,
    Invitation,
    LetterProof,
    LetterRun,
    Objected,
    PlannedLetter,
)
from portal.signin.models.lists import CodeList, ListedCode, MailedCode
from portal.signin.models.passkeys import Passkey, PasskeyAttestation
from portal.signin.models.providers import MFA, IdentityProvider, SchoolFactor
from portal.signin.models.resets import FactorReset
from portal.signin.models.throttled import MOST_DOUBLINGS, Factor

__all__ = [
    "DRIFT",
    "MFA",
    "MOST_DOUBLINGS",
    "STEP",
    "AddressProof",
    "Attempt",
    "AuthenticatorApp",
    "CodeList",
    "DemoMark",
    "Factor",
    "FactorReset",
    "IdentityProvider",
    "Invitation",
    "LetterProof",
    "LetterRun",
    "ListedCode",
    "MailedCode",
    "Objected",
    "Passkey",
    "PasskeyAttestation",
    "PlannedLetter",
    "SchoolFactor",
    "hidden",
    "new_key",
]
