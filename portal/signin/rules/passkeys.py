"""Passkeys: what a ceremony is for, how long it may take, and how a device is called."""

from enum import StrEnum

from portal.signin.rules.limits import DAY, HOUR, MINUTE, Limit

CEREMONY_HOLDS = 5 * MINUTE  # seconds between the question and the answer of the device
MOST_PASSKEYS = 10  # of one account
# A challenge is answered once, also when two answers come at the same moment.
ONE_ANSWER = Limit("ceremony", 1, DAY)
# One school is one address; a ceremony that is begun costs a row.
BEGUN_FROM_ADDRESS = Limit("begun", 3000, HOUR)

TELEPHONES = ("iphone", "ipad", "android", "mobile")


class Ceremony(StrEnum):
    """What somebody takes a passkey for; a challenge for one of these opens no other."""

    ADD = "add"  # a new passkey
    LOGIN = "login"  # the passkey alone, without a password
    CODE = "code"  # the second step, after the password
    CONFIRM = "confirm"  # once more, before what weighs heavily


def is_telephone(user_agent: str) -> bool:
    """Whether a browser says that it runs on a telephone or tablet."""
    said = user_agent.lower()
    return any(word in said for word in TELEPHONES)


def tidy_name(typed: str) -> str:
    """What somebody calls a device, as it can be kept: one short line."""
    line = "".join(sign if sign.isprintable() else " " for sign in typed)
    return " ".join(line.split())[:64]
