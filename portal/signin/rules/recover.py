"""Weer binnenkomen: devices by name, the reset link, and who may help whom at the desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from portal.signin.rules.factors import AskedVia, DocumentSeen

RESET_LINK_HOLDS = timedelta(hours=1)
CARD_SIGNS = 8  # of Crockford's alphabet, so 40 bits a code
LEAST_LETTERS = 3  # of a name, before the desk searches

# The first that fits: Edge and Opera also say Chrome, Chrome also says Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


class StopReason(StrEnum):
    """Why the desk stops a reset that waits."""

    FOUND = "found"  # nothing is lost after all
    MISTAKE = "mistake"  # another person was meant
    DOUBT = "doubt"  # it may not have been the owner who asked


@dataclass(frozen=True)
class DeviceFamily:
    """What is kept of a device: two words, empty when unknown."""

    browser: str
    system: str


def family_of(agent: str) -> DeviceFamily:
    """The family of browser and system in a user agent; nothing else of it is kept."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return DeviceFamily(browser, system)


def can_be_seen(document: DocumentSeen, via: AskedVia) -> bool:
    """Nobody sees a document through the telephone: there one only knows a voice."""
    return via is AskedVia.DESK or document is DocumentSeen.KNOWN_IN_PERSON


def mailbox_alone(reset_at: datetime | None) -> bool:
    """Whether the password rests on the mailbox: a sign-in by another factor clears the moment."""
    return reset_at is not None


def may_get_link(
    *, is_open: bool, has_password: bool, address_proven: bool, address_shared: bool
) -> bool:
    """A link goes only to an address that somebody proved and nobody else reads."""
    return is_open and has_password and address_proven and not address_shared


def masked(address: str) -> str:
    """An e-mail address of which one recognises one's own: 'f•••@example.org'."""
    before, at, after = address.partition("@")
    return f"{before[:1]}•••{at}{after}" if at else ""
