"""The table of the doors: every address, and what each person finds behind it.

A door lists the people for each status; whoever is not named gets 404. Anonymous visitors and
people with only a password get 302 to the sign-in page, unless the door is public.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from tests.builders import TODAY
from tests.cast import NAMES, Cast

EVERYBODY = " ".join(NAMES)
FAMILY_OF_BOARD = "fatima daan ruud yara tom olga sam els jan"
STAFF_OF_BOARD = "iris bas lotte henk petra frank ad"
Keys = dict[str, object]


@dataclass(frozen=True)
class Door:
    """What each person finds: status → names. `post` None means that posting is not possible."""

    keys: Callable[[Cast, "Rooms"], Keys] = lambda _cast, _rooms: {}
    get: dict[int, str] = field(default_factory=dict)
    post: dict[int, str] | None = None
    public: bool = False
    absent: Keys | None = None


@dataclass(frozen=True)
class Rooms:
    """Ids that the addresses need: Fatima's requests and a purpose of the board."""

    open_request: UUID
    answered_request: UUID
    purpose: UUID


def _noor(cast: Cast, _rooms: Rooms) -> Keys:
    return {"pupil_id": cast.noor.pk}


def _question(cast: Cast, rooms: Rooms) -> Keys:
    return {"pupil_id": cast.noor.pk, "purpose_id": rooms.purpose}


def _open(_cast: Cast, rooms: Rooms) -> Keys:
    return {"pk": rooms.open_request}


def _answered(_cast: Cast, rooms: Rooms) -> Keys:
    return {"pk": rooms.answered_request}


def _board(cast: Cast, _rooms: Rooms) -> Keys:
    return {"slug": cast.board.slug}


PARENTS = {200: "fatima daan"}
NO_PUPIL = {"pupil_id": uuid4()}
NO_CASE = {"pk": uuid4()}
SEES_CASE = "iris henk petra frank"
HOME = {
    200: f"{FAMILY_OF_BOARD} mila lotte ad",
    302: "iris bas henk petra frank vera otto",
}

DOORS: dict[str, Door] = {
    "roof:home": Door(get=HOME),
    "roof:pupil": Door(_noor, PARENTS, absent=NO_PUPIL),
    "roof:help": Door(get={200: EVERYBODY}, public=True),
    "roof:privacy": Door(get={200: EVERYBODY}, public=True),
    "signin:login": Door(get={302: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "signin:code": Door(get={302: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "signin:logout": Door(get={405: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "signin:signed_out": Door(get={200: EVERYBODY}, public=True),
    "account_login": Door(get={302: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "account_logout": Door(get={405: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "register:pupil": Door(_noor, PARENTS, absent=NO_PUPIL),
    "register:disclosures": Door(_noor, PARENTS, absent=NO_PUPIL),
    "register:board": Door(
        _board, {200: f"{FAMILY_OF_BOARD} {STAFF_OF_BOARD}"}, absent={"slug": "bestaat-niet"}
    ),
    "consent:choices": Door(_noor, PARENTS, absent=NO_PUPIL),
    "consent:choose": Door(
        _question,
        {405: EVERYBODY},
        post={302: "fatima daan"},
        absent={"pupil_id": uuid4(), "purpose_id": uuid4()},
    ),
    "requests:list": Door(get={200: EVERYBODY}),
    "requests:new": Door(get={200: EVERYBODY}, post={200: EVERYBODY}),
    "requests:detail": Door(_open, {200: "fatima"}, absent=NO_CASE),
    "requests:letter": Door(_answered, {200: "fatima"}, absent=NO_CASE),
    "requests:withdraw": Door(_open, {405: EVERYBODY}, post={302: "fatima"}, absent=NO_CASE),
    "requests:queue": Door(
        get={200: "iris bas henk petra frank vera", 403: f"{FAMILY_OF_BOARD} mila lotte ad otto"}
    ),
    "requests:case": Door(_open, {200: SEES_CASE}, absent=NO_CASE),
    "requests:take_up": Door(
        _open, {405: EVERYBODY}, post={302: "iris petra", 403: "henk frank"}, absent=NO_CASE
    ),
    "requests:decide": Door(
        _open,
        {200: "iris petra", 403: "henk frank"},
        post={200: "iris petra", 403: "henk frank"},
        absent=NO_CASE,
    ),
    "requests:case_letter": Door(_answered, {200: SEES_CASE}, absent=NO_CASE),
    "requests:overview": Door(
        get={
            200: "petra frank vera",
            403: f"{FAMILY_OF_BOARD} mila iris bas lotte henk ad otto",
        }
    ),
    "set_language": Door(get={405: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "security_txt": Door(get={200: EVERYBODY}, public=True),
}


def expected(answers: dict[int, str], name: str) -> int:
    """The status for a person; 404 when the table is silent."""
    return next((status for status, names in answers.items() if name in names.split()), 404)


__all__ = ["DOORS", "TODAY", "Door", "Rooms", "expected"]
