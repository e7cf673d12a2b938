"""The doors of roles and secrecy."""

from datetime import date
from uuid import uuid4

from portal.people.models import Role, RoleProposal
from portal.people.rules import RoleKind
from tests.cast import Cast
from tests.door import FAMILY_OF_BOARD, Door, Keys

SEE = "henk petra frank ad vera"
NOT_FOR = f"{FAMILY_OF_BOARD} mila iris bas lotte otto"


def _role(cast: Cast, _today: date) -> Keys:
    return {"pk": Role.objects.get(user=cast.iris).pk}


def _proposal(cast: Cast, today: date) -> Keys:
    made = RoleProposal.objects.create(
        user=cast.lotte, kind=RoleKind.FG.value, board=cast.board, proposed_on=today
    )
    return {"pk": made.pk}


FORM = {200: "ad", 403: f"{NOT_FOR} henk petra frank vera"}
NOTHING: Keys = {"pk": uuid4()}

DOORS: dict[str, Door] = {
    "roof:board_settings": Door(
        get={200: "petra frank vera", 403: f"{NOT_FOR} henk ad"},
        post={200: "petra vera", 403: f"{NOT_FOR} henk ad frank"},
    ),
    "signin:pledge": Door(
        get={302: f"{FAMILY_OF_BOARD} mila otto", 200: "iris bas lotte henk petra frank ad vera"},
        post={302: f"{FAMILY_OF_BOARD} mila otto", 200: "iris bas lotte henk petra frank ad vera"},
    ),
    "signin:roles": Door(get={200: SEE, 403: NOT_FOR}),
    "signin:give_role": Door(get=FORM, post=FORM),
    "signin:new_colleague": Door(get=FORM, post=FORM),
    "signin:roles_pdf": Door(get={200: SEE, 403: NOT_FOR}),
    "signin:roles_sheet": Door(get={200: SEE, 403: NOT_FOR}),
    "signin:roles_xlsx": Door(get={200: SEE, 403: NOT_FOR}),
    "signin:roles_print": Door(get={200: SEE, 403: NOT_FOR}),
    "signin:settle_role": Door(
        _proposal,
        {200: "petra ad", 403: "frank"},
        post={200: "petra ad", 403: "frank"},  # without an answer nothing is settled
        absent=NOTHING,
    ),
    "signin:end_role": Door(
        _role,
        {200: "ad", 403: "henk petra frank"},
        post={302: "ad", 403: "henk petra frank"},
        absent=NOTHING,
    ),
}
