"""What stands around every page: the menu and the name of the board."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from portal.people.access import Place, place_of
from portal.people.rules import Duty

MenuItem = tuple[str, str, bool]


def frame(request: HttpRequest) -> dict[str, Any]:
    """`menu`: (label, address, current); `board_name`: empty for a stranger or with many boards.

    Lazy: a page that shows no frame (a fragment) asks the database nothing.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "board_name": ""}
    place = SimpleLazyObject(lambda: place_of(request.user, timezone.localdate()))
    return {
        "menu": SimpleLazyObject(lambda: menu(place, request.path)),
        "board_name": SimpleLazyObject(lambda: place.board_name),
    }


def menu(place: Place, path: str) -> list[MenuItem]:
    """The pages that this person may open, in the order in which they are used."""
    items = [(_("Overzicht"), reverse("roof:home"))]
    if Duty.SEE_CASES in place.duties:
        items.append((_("Behandelen"), reverse("requests:queue")))
    if Duty.SEE_DEADLINES in place.duties:
        items.append((_("Termijnen"), reverse("requests:overview")))
    if place.is_family:
        items.append((_("Mijn verzoeken"), reverse("requests:list")))
    if Duty.RUN_INSTALLATION in place.duties:
        items.append((_("Techniek"), reverse("operator:index")))
    best = max((address for _label, address in items if path.startswith(address)), key=len)
    return [(label, address, address == best) for label, address in items]
