"""What stands around every page: the menu, the name of the board, and work of another part."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from consent.access import open_take_downs, round_due
from portal.addresses import address
from portal.people.access import place_of
from portal.people.models import User
from portal.people.rules import Duty
from portal.recent import recent
from portal.web import Header, MenuItem


class Menu(NamedTuple):
    """The first row; and below it the pages of the part where one is, when it has several."""

    items: tuple[MenuItem, ...]
    below: tuple[MenuItem, ...]


@dataclass(frozen=True)
class Page:
    """A page of the menu: who sees it (a duty, family, or everybody), its words and its part."""

    needed: str | None
    label: Promise
    name: str
    part: Promise | None = None


FAMILY = "family"
CASES, SHARING = gettext_lazy("Verzoeken"), gettext_lazy("Delen")
CONSENT = gettext_lazy("Toestemming")
REGISTER, PEOPLE = gettext_lazy("Register"), gettext_lazy("Mensen")
PAGES = (
    Page(None, gettext_lazy("Overzicht"), "roof:home"),
    Page(Duty.SEE_CASES, gettext_lazy("Behandelen"), "requests:queue", CASES),
    Page(Duty.DECIDE_CASES, gettext_lazy("Verzoek invoeren"), "requests:desk", CASES),
    Page(Duty.SEE_DEADLINES, gettext_lazy("Termijnen"), "requests:overview", CASES),
    Page(Duty.SEE_CASES, gettext_lazy("Stilgelegd"), "register:stopped", CASES),
    Page(Duty.SEE_DISCLOSURES, gettext_lazy("Verstrekkingen"), "register:log", SHARING),
    Page(Duty.SEE_DISCLOSURES, gettext_lazy("Aankondigingen"), "roof:announcements", SHARING),
    Page(Duty.SEE_DISCLOSURES, gettext_lazy("Rapporten"), "register:reports", SHARING),
    Page(Duty.SEE_CLASS, gettext_lazy("Mijn groepen"), "consent:groups", CONSENT),
    Page(Duty.ENTER_CONSENT, gettext_lazy("Op papier"), "consent:desk", CONSENT),
    Page(Duty.ASK_CONSENT, gettext_lazy("Vragen"), "consent:purposes", CONSENT),
    Page(Duty.SEE_CLASS, gettext_lazy("Publicaties"), "consent:publications", CONSENT),
    Page(Duty.SEE_CLASS, gettext_lazy("Weghalen"), "consent:take_downs", CONSENT),
    Page(Duty.EXPORT_CONSENT, gettext_lazy("Meenemen"), "consent:export", CONSENT),
    Page(Duty.LINK_SYSTEMS, gettext_lazy("Andere systemen"), "consent:systems", CONSENT),
    Page(Duty.SEE_ROUNDS, gettext_lazy("Voortgang"), "consent:progress", CONSENT),
    Page(Duty.SEE_ROUNDS, gettext_lazy("Rondes"), "consent:rounds", CONSENT),
    Page(Duty.SEE_REGISTER, gettext_lazy("Verwerkingen"), "register:keeping", REGISTER),
    Page(Duty.EDIT_REGISTER, gettext_lazy("Documenten"), "register:documents", REGISTER),
    Page(Duty.SEE_DESTRUCTION, gettext_lazy("Vernietigen"), "register:destroy_schools", REGISTER),
    Page(Duty.SEE_LOOKS, gettext_lazy("Wie keek er?"), "roof:look_log", REGISTER),
    Page(Duty.SEE_SETTINGS, gettext_lazy("Instellingen"), "roof:board_settings", REGISTER),
    Page(Duty.INVITE, gettext_lazy("Uitnodigingen"), "signin:invitations", PEOPLE),
    Page(Duty.HELP_AT_DESK, gettext_lazy("Balie"), "signin:desk", PEOPLE),
    Page(Duty.SEE_ROLES, gettext_lazy("Rollen"), "signin:roles", PEOPLE),
    Page(
        Duty.SEE_REPRESENTATION, gettext_lazy("Vertegenwoordiging"), "roof:representations", PEOPLE
    ),
    Page(FAMILY, gettext_lazy("Mijn verzoeken"), "requests:list"),
    Page(Duty.RUN_INSTALLATION, gettext_lazy("Techniek"), "operator:index"),
    Page(None, gettext_lazy("Beveiliging"), "signin:security"),
)
A_FEW = 7  # so many fit in one row at a desk; more are put together in parts
# All of signing in belongs to one item of the menu: devices and password lie beside its page.
ABOVE = {"signin:security": "signin:login"}
KEY = "frame"  # duties, is_family, board_name


def frame(request: HttpRequest) -> dict[str, Any]:
    """`header`: see Header, its board empty for a stranger or with many boards; `take_downs_open`:
    how many pictures must come down, and `round_due`: whether a round is, asked only by the pages
    that show them.

    It shows the way and opens no door: every page asks its own access. So a minute old is new
    enough, and the facts stay in the session for that long.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"header": Header(), "take_downs_open": 0, "round_due": None}
    duties, is_family, board_name = recent(request.session, KEY, lambda: _facts(user))
    today = timezone.localdate()
    return {
        "header": Header(board_name, *menu(duties, request.path, is_family=is_family), True),
        "take_downs_open": partial(open_take_downs, user, today),
        "round_due": partial(round_due, user, today),
    }


def _facts(user: User) -> list[Any]:
    place = place_of(user, timezone.localdate())
    return [sorted(place.duties), place.is_family, place.board_name]


def menu(duties: Iterable[str], path: str, *, is_family: bool) -> Menu:
    """The pages that this person may open, in the order in which they are used."""
    held = frozenset(duties)
    pages = _pages(held, is_family)
    here = max(range(len(pages)), key=lambda number: _fits(pages[number], path))
    return _menu(held, is_family, here, get_language())


@lru_cache(maxsize=256)
def _pages(duties: frozenset[str], is_family: bool) -> tuple[Page, ...]:
    return tuple(
        page
        for page in PAGES
        if page.needed is None or (is_family if page.needed == FAMILY else page.needed in duties)
    )


@lru_cache(maxsize=512)
def _menu(duties: frozenset[str], is_family: bool, number: int, _language: str | None) -> Menu:
    """The same for everybody with these duties on this page, so made once in a language."""
    pages = _pages(duties, is_family)
    here = pages[number]
    if len(pages) <= A_FEW:
        return Menu(tuple(_item(page, here) for page in pages), ())
    part = [page for page in pages if page.part and page.part is here.part]
    below = tuple(_item(page, here) for page in part) if len(part) > 1 else ()
    return Menu(tuple(_in_parts(pages, here)), below)


def _in_parts(pages: Iterable[Page], here: Page) -> Iterator[MenuItem]:
    """One item for each part, which opens its first page; a part of one page is that page."""
    for part, found in groupby(pages, key=lambda page: page.part or page.label):
        some = list(found)
        if len(some) == 1:
            yield _item(some[0], here)
        else:
            yield str(part), address(some[0].name), "true" if here in some else ""


def _item(page: Page, here: Page) -> MenuItem:
    return str(page.label), address(page.name), "page" if page is here else ""


def _fits(page: Page, path: str) -> int:
    """How much of a path is this page's; the longest is where one is, the first page if none."""
    place = address(ABOVE.get(page.name, page.name))
    return len(place) if path.startswith(place) else 0
