"""The cast of product.md: the same people in every test, and everybody knows who may do what."""

from dataclasses import dataclass
from datetime import date

from portal.people.models import Board, Group, Guardian, Mandate, Pupil, School, User
from portal.people.rules import Authority, BoardKind, MandateScope, RoleKind, Sector, turns
from tests.builders import (
    make_board,
    make_group,
    make_guardian,
    make_pupil,
    make_role,
    make_school,
    make_user,
    tie,
)

FAMILY = ("fatima", "daan", "ruud", "yara", "tom", "olga", "mila", "sam", "els", "jan")
STAFF = ("iris", "bas", "lotte", "henk", "petra", "frank", "ad", "vera", "otto")
NAMES = FAMILY + STAFF


@dataclass
class Cast:
    """Accounts by first name; `noor` and `sam_pupil` are pupils."""

    board: Board
    other_board: Board
    school: School
    so: School
    vo: School
    elsewhere: School
    group: Group
    noor: Pupil
    noah: Pupil
    bram: Pupil
    sam_pupil: Pupil
    strange_pupil: Pupil
    users: dict[str, User]
    guardians: dict[str, Guardian]

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["users"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None


def make_cast(today: date) -> Cast:
    """Everybody, with ages that fit the day."""
    board = make_board("Stichting De Vlinder")
    other_board = make_board("Openbaar Onderwijs Oost", BoardKind.PUBLIC)
    school = make_school(board, "Basisschool De Regenboog", "99DA00")
    so = make_school(board, "De Horizon", "99DB00", Sector.SPECIAL)
    vo = make_school(board, "Het Baken College", "99DC00", Sector.SECONDARY)
    elsewhere = make_school(other_board, "De Oosterschool", "99DD00")
    group = make_group(school, "5A")
    users = {name: make_user(name.title()) for name in NAMES}
    cast = Cast(
        board=board,
        other_board=other_board,
        school=school,
        so=so,
        vo=vo,
        elsewhere=elsewhere,
        group=group,
        noor=make_pupil(school, "Noor", turns(today, -8), group=group),
        noah=make_pupil(so, "Noah", turns(today, -9)),
        bram=make_pupil(school, "Bram", turns(today, -12), until=turns(today, -1)),
        sam_pupil=make_pupil(vo, "Sam", turns(today, -16), user=users["sam"]),
        strange_pupil=make_pupil(elsewhere, "Vos", turns(today, -7)),
        users=users,
        guardians={},
    )
    _family(cast, today)
    _staff(cast)
    return cast


def _family(cast: Cast, today: date) -> None:
    for name in ("fatima", "daan", "ruud", "yara", "tom", "olga", "els", "jan"):
        cast.guardians[name] = make_guardian(cast.board, cast.users[name])
    cast.guardians["mila"] = make_guardian(cast.other_board, cast.users["mila"])
    tie(cast.guardians["fatima"], cast.noor)
    tie(cast.guardians["daan"], cast.noor)
    ended = turns(today, -1)
    tie(cast.guardians["ruud"], cast.noor, until=ended)
    tie(cast.guardians["ruud"], cast.noor, Authority.NO, since=ended)
    tie(cast.guardians["yara"], cast.noor, Authority.UNKNOWN)
    tie(cast.guardians["tom"], cast.bram)
    tie(cast.guardians["olga"], cast.noah)
    tie(cast.guardians["mila"], cast.strange_pupil)
    tie(cast.guardians["els"], cast.sam_pupil)
    tie(cast.guardians["jan"], cast.sam_pupil)
    Mandate.objects.create(
        pupil=cast.sam_pupil, guardian=cast.guardians["jan"], scope=MandateScope.ACT, since=ended
    )


def _staff(cast: Cast) -> None:
    users = cast.users
    make_role(users["iris"], RoleKind.HANDLER, school=cast.school)
    make_role(users["bas"], RoleKind.HANDLER, school=cast.so)
    make_role(users["lotte"], RoleKind.TEACHER, school=cast.school, group=cast.group)
    make_role(users["henk"], RoleKind.DIRECTOR, school=cast.school)
    make_role(users["petra"], RoleKind.OFFICER, cast.board)
    make_role(users["frank"], RoleKind.FG, cast.board)
    make_role(users["ad"], RoleKind.ADMINISTRATOR, cast.board)
    make_role(users["vera"], RoleKind.OFFICER, cast.other_board)
    make_role(users["otto"], RoleKind.OPERATOR)
