"""De accounts van de demo: the cast of product.md with a password and an authenticator app."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from portal.management import demo_cast
from portal.people import actions
from portal.people.models import (
    Board,
    Guardian,
    Mandate,
    Pupil,
    School,
    TeachingLink,
    User,
)
from portal.people.rules import MandateScope, RoleKind
from portal.signin.actions import issue_authenticator, issue_codes
from portal.signin.actions.roles import confirm_teacher
from portal.signin.rules import RECOVERY_CODES, ListKind
from portal.signin.secret_codes import fresh_codes

PASSWORD = "samen-wijs-met-gegevens"  # noqa: S105  (printed on the screen of the demo)


@dataclass(frozen=True)
class Account:
    """One line of the list that the demo prints."""

    name: str
    who: str


FAMILY = (
    Account("fatima", "ouder met gezag over Noor (8)"),
    Account("daan", "ouder met gezag over Noor (8)"),
    Account("ruud", "zijn gezag over Noor is beëindigd"),
    Account("yara", "gezag over Noor onbekend"),
    Account("tom", "vader van Bram, die van school ging"),
    Account("olga", "moeder van Noah, andere school"),
    Account("mila", "moeder bij een ander bestuur"),
    Account("els", "moeder van Sam (16), geen machtiging"),
    Account("jan", "vader van Sam (16), met machtiging"),
    Account("sam", "leerling van 16"),
)
STAFF = (
    Account("iris", "behandelaar op de school van Noor"),
    Account("bas", "behandelaar op een andere school"),
    Account("lotte", "leraar van de groep van Noor"),
    Account("henk", "directeur van de school van Noor"),
    Account("petra", "privacy officer"),
    Account("frank", "functionaris gegevensbescherming"),
    Account("ad", "beheerder"),
    Account("vera", "privacy officer van een ander bestuur"),
    Account("otto", "technisch beheerder"),
)
ACCOUNTS = FAMILY + STAFF


def open_accounts(today: date) -> dict[str, User]:
    """Everybody of the cast, tied to the imported records and in their roles."""
    users = {account.name: _open(account.name) for account in ACCOUNTS}
    for name, key in demo_cast.GUARDIAN_KEYS.items():
        board = _board(demo_cast.OTHER_BOARD if name == "mila" else demo_cast.BOARD)
        guardian = Guardian.objects.get(board=board, roster_key=key)
        actions.tie_guardian(guardian, user=users[name], by=None)
    sam = pupil("sam")
    actions.tie_pupil(sam, user=users["sam"], by=None, today=today)
    jan = Guardian.objects.get(user=users["jan"])
    Mandate.objects.create(pupil=sam, guardian=jan, scope=MandateScope.ACT.value, since=today)
    _give_roles(users, today)
    return users


def pupil(name: str) -> Pupil:
    """A pupil of the cast."""
    brin6, key = demo_cast.PUPIL_KEYS[name]
    return Pupil.objects.get(enrolments__school__brin6=brin6, enrolments__roster_key=key)


def _open(name: str) -> User:
    user = actions.open_account(
        name,
        display_name=name.title(),
        email=f"{name}@example.org",
        password=PASSWORD,
        board=_home_of(name),
        by=None,
    )
    user.is_demo, user.email_proven_at = True, timezone.now()
    user.save(update_fields=["is_demo", "email_proven_at"])
    issue_authenticator(user, by=None)
    codes = fresh_codes(RECOVERY_CODES)
    issue_codes(user, ListKind.RECOVERY, codes, by=None, ends=False)
    return user


def _home_of(name: str) -> Board | None:
    """The board that knows this person; none for the operator."""
    if name == "otto":
        return None
    return _board(demo_cast.OTHER_BOARD if name in {"mila", "vera"} else demo_cast.BOARD)


def _board(board: demo_cast.DemoBoard) -> Board:
    return Board.objects.get(number=board.number)


def _give_roles(users: dict[str, User], today: date) -> None:
    board, other = _board(demo_cast.BOARD), _board(demo_cast.OTHER_BOARD)
    primary = School.objects.get(brin6=demo_cast.PRIMARY.brin6)
    special = School.objects.get(brin6=demo_cast.SPECIAL.brin6)
    ad = users["ad"]
    for name, kind, reach in (
        ("ad", RoleKind.ADMINISTRATOR, board),
        ("petra", RoleKind.OFFICER, board),
        ("frank", RoleKind.FG, board),
        ("vera", RoleKind.OFFICER, other),
        ("otto", RoleKind.OPERATOR, None),
    ):
        actions.grant_role(users[name], kind=kind, board=reach, by=None, today=today)
    for name, kind, school in (
        ("iris", RoleKind.HANDLER, primary),
        ("henk", RoleKind.DIRECTOR, primary),
        ("bas", RoleKind.HANDLER, special),
    ):
        actions.grant_role(users[name], kind=kind, school=school, by=None, today=today)
    link = TeachingLink.objects.get(
        school=primary, staff_key=demo_cast.LOTTE, group__key=demo_cast.LOTTES_GROUP
    )
    confirm_teacher(link, user=users["lotte"], by=ad, today=today)
