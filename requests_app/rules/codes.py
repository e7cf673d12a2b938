"""Codes van een zaak: closed lists that columns and forms share; the words are elsewhere."""

from enum import StrEnum


class ReceivedVia(StrEnum):
    """How a request came in; every official channel counts (law.md §1)."""

    PORTAL = "portal"
    LETTER = "letter"
    MAIL = "mail"
    PHONE = "phone"
    TALK = "talk"


class Document(StrEnum):
    """What kind of document was shown at the desk; never a copy or a number (law.md §3)."""

    PASSPORT = "passport"
    ID_CARD = "id_card"
    DRIVING = "driving"
    RESIDENCE = "residence"
    KNOWN = "known"


class AuthorityProof(StrEnum):
    """On what ground authority was established."""

    REGISTER = "register"
    COURT = "court"
    BIRTH = "birth"
    ROSTER = "roster"


class TaskPurpose(StrEnum):
    """What a task of a case is for."""

    COLLECT = "collect"  # AVG 15
    CORRECT = "correct"  # AVG 16
    ERASE = "erase"  # AVG 17
    STOP = "stop"  # AVG 18, 21
    FREEZE = "freeze"  # AVG 18(1)(d): for as long as a verzet is weighed
    RESUME = "resume"  # that is over
    NOTIFY = "notify"  # AVG 19


class Result(StrEnum):
    """How a task ended."""

    DELIVERED = "delivered"
    NOTHING_HELD = "nothing_held"
    DONE = "done"
    INFORMED = "informed"
    IMPOSSIBLE = "impossible"  # AVG 19
    DISPROPORTIONATE = "disproportionate"  # AVG 19
    NOT_RECEIVED = "not_received"  # AVG 19: only who got the data concerned
    CASE_ANSWERED = "case_answered"  # no longer needed
    CASE_WITHDRAWN = "case_withdrawn"


class Others(StrEnum):
    """What was decided about data of others in an extract (AVG 15(4))."""

    UNCHECKED = "unchecked"
    NONE = "none"
    KEPT = "kept"
    BLACKENED = "blackened"
    LEFT_OUT = "left_out"


class Handed(StrEnum):
    """How an answer reached who asked."""

    PORTAL = "portal"
    POST = "post"
    DESK = "desk"
    FAILED = "failed"  # it could not be given, and why is noted
