"""The doors of consent for other systems: staff with a sheet or a key, and the key itself."""

from datetime import date
from uuid import UUID

from consent.models import SystemToken
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door, Keys

NONE: Keys = {"pk": UUID("00000000-0000-4000-8000-000000000000")}
TAKING = {200: "iris bas henk petra vera", 403: f"{FAMILY_OF_BOARD} mila lotte frank ad otto"}
LINKING = {200: "petra vera", 403: f"{FAMILY_OF_BOARD} mila iris bas lotte henk frank ad otto"}


def _token(cast: Cast, _today: date) -> Keys:
    facts = {"board": cast.board, "name": "ouderapp", "made_by": cast.petra}
    token, _new = SystemToken.objects.get_or_create(token_sha256="0" * 64, defaults=facts)
    return {"pk": token.pk}


DOORS: dict[str, Door] = {
    "consent:export": Door(get=TAKING),
    "consent:export_file": Door(get=TAKING),
    "consent:systems": Door(get=LINKING, post=LINKING),
    "consent:revoke_token": Door(_token, {405: EVERYBODY}, post={302: "petra"}, absent=NONE),
    "consent:import": Door(get=LINKING, post=LINKING),
    # A session opens nothing here, and nobody is sent to sign in: only a key counts.
    "consent:api_consents": Door(get={401: EVERYBODY}, public=True),
    "consent:api_description": Door(get={200: EVERYBODY}, public=True),
}
