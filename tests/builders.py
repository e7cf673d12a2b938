"""Plain builders: the smallest rows that a test needs, nothing random."""

from datetime import date
from itertools import count
from typing import Any

from portal.people.models import (
    Board,
    Enrolment,
    Group,
    Guardian,
    Guardianship,
    Membership,
    Pledge,
    Pupil,
    Reglement,
    Role,
    School,
    User,
)
from portal.people.rules import Authority, BoardKind, Region, RoleKind, Sector
from portal.signin import secrecy

TODAY = date(2026, 11, 25)
LONG_AGO = date(2020, 8, 1)
_numbers = count(10000)


def make_board(name: str, kind: BoardKind = BoardKind.PRIVATE, **fields: Any) -> Board:
    """A board with its first reglement (four weeks)."""
    slug = name.lower().replace(" ", "-")
    number = str(next(_numbers))
    board = Board.objects.create(name=name, slug=slug, number=number, kind=kind, **fields)
    Reglement.objects.create(board=board, version=1, in_force_on=LONG_AGO, mr_agreed_on=LONG_AGO)
    return board


def make_school(
    board: Board, name: str, brin6: str, sector: Sector = Sector.PRIMARY, **fields: Any
) -> School:
    """A school in holiday region Noord."""
    region = fields.pop("region", Region.NORTH)
    return School.objects.create(
        board=board, name=name, brin6=brin6, sector=sector, region=region, **fields
    )


def make_group(school: School, name: str) -> Group:
    """A base group of the school year 2026-2027."""
    return Group.objects.create(school=school, key=name, name=name, school_year="2026-2027")


def make_pupil(
    school: School,
    first_name: str,
    born_on: date | None,
    *,
    until: date | None = None,
    group: Group | None = None,
    **fields: Any,
) -> Pupil:
    """An enrolled pupil; `until` ends the enrolment."""
    pupil = Pupil.objects.create(
        board=school.board, first_name=first_name, last_name="Demo", born_on=born_on, **fields
    )
    Enrolment.objects.create(
        pupil=pupil, school=school, roster_key=first_name, since=LONG_AGO, until=until
    )
    if group:
        Membership.objects.create(pupil=pupil, group=group, since=LONG_AGO, until=until)
    return pupil


def make_user(name: str, **fields: Any) -> User:
    """An account without a usable password; a test that signs in sets its own."""
    email = fields.pop("email", f"{name.lower()}@example.org")
    return User.objects.create_user(name, email=email, display_name=name, **fields)


def make_guardian(board: Board, user: User, **fields: Any) -> Guardian:
    """The guardian record of an account at a board."""
    name = user.display_name
    return Guardian.objects.create(
        board=board,
        roster_key=name,
        first_name=name,
        last_name="Demo",
        contact_email=user.email or "",
        user=user,
        **fields,
    )


def tie(
    guardian: Guardian, pupil: Pupil, authority: Authority = Authority.YES, **fields: Any
) -> Guardianship:
    """A guardianship since long ago."""
    since = fields.pop("since", LONG_AGO)
    return Guardianship.objects.create(
        guardian=guardian, pupil=pupil, authority=authority, since=since, **fields
    )


def make_role(
    user: User,
    kind: RoleKind,
    board: Board | None = None,
    school: School | None = None,
    **fields: Any,
) -> Role:
    """A role since long ago; a school's role takes the school's board."""
    reach = school.board if school else board
    since = fields.pop("since", LONG_AGO)
    return Role.objects.create(
        user=user, kind=kind, board=reach, school=school, since=since, **fields
    )


def make_pledge(user: User, board: Board) -> Pledge:
    """The duty of secrecy in its newest text, accepted long ago."""
    return Pledge.objects.create(user=user, board=board, version=secrecy.VERSION, on=LONG_AGO)
