"""The doors of what one needs to get back in: devices, passwords, the desk."""

from datetime import date
from uuid import uuid4

from allauth.usersessions.models import UserSession

from tests.cast import Cast
from tests.door import EVERYBODY, Door, Keys


def _fatimas_device(cast: Cast, _today: date) -> Keys:
    row = UserSession.objects.create(user=cast.fatima, session_key=uuid4().hex, ip="0.0.0.0")  # noqa: S104
    return {"pk": row.pk}


def _fatima(cast: Cast, _today: date) -> Keys:
    return {"pk": cast.fatima.pk}


def _dead_link(_cast: Cast, _today: date) -> Keys:
    return {"pk": uuid4(), "token": "c8abcd-0123456789"}


NOBODY: Keys = {"pk": uuid4()}
HELPS_FATIMA = "iris ad"
AT_THE_DESK = "iris bas ad"
NOT_AT_THE_DESK = " ".join(who for who in EVERYBODY.split() if who not in AT_THE_DESK.split())

DOORS: dict[str, Door] = {
    "signin:sessions": Door(get={200: EVERYBODY}),
    "signin:end_session": Door(
        _fatimas_device, {405: EVERYBODY}, post={302: "fatima"}, absent={"pk": 0}
    ),
    "signin:end_others": Door(get={405: EVERYBODY}, post={302: EVERYBODY}),
    "signin:end_everywhere": Door(get={405: EVERYBODY}, post={302: EVERYBODY}),
    "signin:cancel_reset": Door(get={302: EVERYBODY}, post={302: EVERYBODY}),
    "signin:password_forgotten": Door(get={200: EVERYBODY}, post={200: EVERYBODY}, public=True),
    "signin:password_mailed": Door(get={200: EVERYBODY}, public=True),
    "signin:password_change": Door(get={200: EVERYBODY}, post={200: EVERYBODY}),
    "signin:password_reset": Door(
        _dead_link, get={200: EVERYBODY}, post={200: EVERYBODY}, public=True
    ),
    "signin:desk": Door(get={200: AT_THE_DESK, 403: NOT_AT_THE_DESK}),
    "signin:desk_person": Door(_fatima, {200: HELPS_FATIMA}, absent=NOBODY),
    "signin:desk_lost_phone": Door(
        _fatima, {200: HELPS_FATIMA}, post={200: HELPS_FATIMA}, absent=NOBODY
    ),
    "signin:desk_stop": Door(_fatima, {200: HELPS_FATIMA}, post={200: HELPS_FATIMA}, absent=NOBODY),
    "signin:desk_card": Door(_fatima, {200: HELPS_FATIMA}, post={200: HELPS_FATIMA}, absent=NOBODY),
}
