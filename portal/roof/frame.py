"""What stands around every page: the menu and the name of the board."""

from collections.abc import Container
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from portal.people.access import place_of
from portal.people.rules import Duty

MenuItem = tuple[str, str, bool]
FAMILY = "family"
PAGES = (  # who sees it (a duty, family, or everybody), the words, the page
    (None, gettext_lazy("Overzicht"), "roof:home"),
    (Duty.SEE_CASES, gettext_lazy("Behandelen"), "requests:queue"),
    (Duty.SEE_DEADLINES, gettext_lazy("Termijnen"), "requests:overview"),
    (Duty.SEE_CASES, gettext_lazy("Stilgelegd"), "register:stopped"),
    (Duty.SEE_DESTRUCTION, gettext_lazy("Vernietigen"), "register:destroy_schools"),
    (Duty.EDIT_REGISTER, gettext_lazy("Documenten"), "register:documents"),
    (Duty.SEE_LOOKS, gettext_lazy("Wie keek er?"), "roof:look_log"),
    (Duty.SEE_DISCLOSURES, gettext_lazy("Verstrekkingen"), "register:log"),
    (Duty.SEE_DISCLOSURES, gettext_lazy("Aankondigingen"), "roof:announcements"),
    (Duty.SEE_DISCLOSURES, gettext_lazy("Rapporten"), "register:reports"),
    (Duty.SEE_REPRESENTATION, gettext_lazy("Vertegenwoordiging"), "roof:representations"),
    (Duty.SEE_REGISTER, gettext_lazy("Register"), "register:keeping"),
    (Duty.INVITE, gettext_lazy("Uitnodigingen"), "signin:invitations"),
    (Duty.HELP_AT_DESK, gettext_lazy("Balie"), "signin:desk"),
    (Duty.SEE_ROLES, gettext_lazy("Rollen"), "signin:roles"),
    (FAMILY, gettext_lazy("Mijn verzoeken"), "requests:list"),
    (Duty.RUN_INSTALLATION, gettext_lazy("Techniek"), "operator:index"),
    (None, gettext_lazy("Beveiliging"), "signin:security"),
)
# All of signing in belongs to one item of the menu: devices and password lie beside its page.
ABOVE = {"signin:security": "signin:login"}
KEY = "frame"  # [since, duties, is_family, board_name]
KEPT_SECONDS = 60


def frame(request: HttpRequest) -> dict[str, Any]:
    """`menu`: (label, address, current); `board_name`: empty for a stranger or with many boards.

    It shows the way and opens no door: every page asks its own access. So a minute old is new
    enough, and the facts stay in the session for that long.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "board_name": ""}
    now = int(timezone.now().timestamp())
    kept = request.session.get(KEY)
    if kept is None or not 0 <= now - kept[0] < KEPT_SECONDS:
        place = place_of(user, timezone.localdate())
        kept = [now, sorted(place.duties), place.is_family, place.board_name]
        request.session[KEY] = kept
    _since, duties, is_family, board_name = kept
    return {"menu": menu(set(duties), request.path, is_family=is_family), "board_name": board_name}


@cache
def _address(name: str) -> str:
    """The address of a page without arguments; it never changes while the process runs."""
    return reverse(name)


def menu(duties: Container[str], path: str, *, is_family: bool) -> list[MenuItem]:
    """The pages that this person may open, in the order in which they are used."""
    names = [
        (label, name)
        for needed, label, name in PAGES
        if needed is None or (is_family if needed == FAMILY else needed in duties)
    ]
    places = [_address(ABOVE.get(name, name)) for _label, name in names]
    best = max((place for place in places if path.startswith(place)), key=len)
    return [
        (str(label), _address(name), place == best)
        for (label, name), place in zip(names, places, strict=True)
    ]
