"""What stands around every page: the menu and the name of the board."""

from collections.abc import Container
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.people.access import place_of
from portal.people.rules import Duty

MenuItem = tuple[str, str, bool]
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
    items = [(_("Overzicht"), _address("roof:home"))]
    if Duty.SEE_CASES in duties:
        items.append((_("Behandelen"), _address("requests:queue")))
    if Duty.SEE_DEADLINES in duties:
        items.append((_("Termijnen"), _address("requests:overview")))
    if Duty.SEE_REPRESENTATION in duties:
        items.append((_("Vertegenwoordiging"), _address("roof:representations")))
    if Duty.INVITE in duties:
        items.append((_("Uitnodigingen"), _address("signin:invitations")))
    if is_family:
        items.append((_("Mijn verzoeken"), _address("requests:list")))
    if Duty.HELP_AT_DESK in duties:
        items.append((_("Balie"), _address("signin:desk")))
    if Duty.RUN_INSTALLATION in duties:
        items.append((_("Techniek"), _address("operator:index")))
    best = max((address for _label, address in items if path.startswith(address)), key=len)
    return [(label, address, address == best) for label, address in items]
