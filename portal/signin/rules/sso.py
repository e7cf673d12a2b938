"""School-account: what an identity provider says, and what of it is believed.

OpenID Connect Core 2 and 5.1 (claims), RFC 8176 (amr): a second factor only counts when it is said.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.signin.rules.factors import FRESH_FOR
from portal.signin.rules.limits import HOUR, Limit

CLOCK_SKEW = 60  # seconds that the provider's clock may be ahead of ours
LONGEST_ID = 191  # signs of `sub` that are kept
SCHOOL_REFUSALS = Limit("school", 100, HOUR)  # rows in the log per address; then only counted


class Refusal(StrEnum):
    """Why nobody came in: for the log only, the visitor always reads the same page."""

    CANCELLED = "cancelled"
    UNREACHABLE = "unreachable"
    STATE = "state"
    TOKEN = "token"  # noqa: S105  (a code for the log)
    NONCE = "nonce"
    UNPROVEN = "unproven"
    DOMAIN = "domain"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    NO_ROLE = "no_role"
    OTHER_PERSON = "other_person"
    OTHER_SESSION = "other_session"
    NOT_FRESH = "not_fresh"


@dataclass(frozen=True)
class Told:
    """What a checked id_token says of somebody; `who` never changes at its provider."""

    who: str
    nonce: str
    email: str
    email_is_proven: bool
    ways: frozenset[str]  # amr and acr together
    shown_at: int | None  # when somebody last typed something there, in seconds since 1970


def told_by(claims: Mapping[str, object], *, proven_claim: str) -> Told:
    """The claims we use; what is missing or of another kind counts as not said."""
    amr = claims.get("amr")
    said = amr if isinstance(amr, list) else [amr]
    shown_at = claims.get("auth_time")
    return Told(
        who=_text(claims.get("sub")),
        nonce=_text(claims.get("nonce")),
        email=_text(claims.get("email")),
        email_is_proven=claims.get(proven_claim) in (True, "true", "1"),
        ways=frozenset(filter(None, map(_text, [*said, claims.get("acr")]))),
        shown_at=shown_at if isinstance(shown_at, int) and shown_at is not True else None,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def shows_second_factor(told: Told, accepted: Collection[str]) -> bool:
    """Whether the provider says that a second factor was shown, in one of the agreed words."""
    return not told.ways.isdisjoint(accepted)


def fresh_moment(told: Told, now: int) -> int | None:
    """When the factor was shown, if that was just now; the provider may keep people signed in."""
    if told.shown_at is None or not -CLOCK_SKEW <= now - told.shown_at < FRESH_FOR:
        return None
    return min(told.shown_at, now)


def is_from(email: str, domains: Collection[str]) -> bool:
    """Whether a plain address lies in one of the domains itself, not below it.

    Other scripts are refused: letters that look or fold alike would be somebody else's address.
    """
    local, at, domain = email.rpartition("@")
    return bool(local and at) and email.isascii() and domain.lower() in domains
