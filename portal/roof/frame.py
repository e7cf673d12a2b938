"""What stands around every page: the menu and the name of the board."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from portal.people.access import Person, boards_of, has_tie, roles_of
from portal.people.rules import MAY, Duty, RoleKind

MenuItem = tuple[str, str, bool]


def frame(request: HttpRequest) -> dict[str, Any]:
    """`menu`: (label, address, current); `board_name`: empty for a stranger or many boards.

    Lazy: a page that shows no frame (a fragment) asks the database nothing.
    """
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"menu": [], "board_name": ""}
    return {
        "menu": SimpleLazyObject(lambda: menu(request.user, request.path)),
        "board_name": SimpleLazyObject(lambda: board_name(request.user)),
    }


def menu(user: Person, path: str) -> list[MenuItem]:
    """The pages that this person may open, in the order in which they are used."""
    today = timezone.localdate()
    duties = {duty for role in roles_of(user, today) for duty in MAY[RoleKind(role.kind)]}
    items = [(_("Overzicht"), reverse("roof:home"))]
    if Duty.SEE_CASES in duties:
        items.append((_("Behandelen"), reverse("requests:queue")))
    if Duty.SEE_DEADLINES in duties:
        items.append((_("Termijnen"), reverse("requests:overview")))
    if has_tie(user):
        items.append((_("Mijn verzoeken"), reverse("requests:list")))
    if Duty.RUN_INSTALLATION in duties:
        items.append((_("Techniek"), reverse("operator:index")))
    best = max((address for _label, address in items if path.startswith(address)), key=len)
    return [(label, address, address == best) for label, address in items]


def board_name(user: Person) -> str:
    """The board whose portal this is, when there is just one for this person."""
    names = [board.name for board in boards_of(user, timezone.localdate())[:2]]
    return names[0] if len(names) == 1 else ""
