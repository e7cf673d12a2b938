"""The doors of a request that is being written: of who writes it, and of nobody else."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from requests_app import access, actions
from tests.cast import Cast
from tests.door import EVERYBODY, Door, Keys

MAY_ASK = "fatima daan ruud yara"  # about Noor; Ruud for information only
NOTHING: Keys = {"over": f"kind-{uuid4()}"}


def _begun(cast: Cast, today: date) -> Keys:
    key = f"kind-{cast.noor.pk}"
    target = access.get_target(cast.fatima, key, today)
    answers = {"kind": ["inzage"], "scope": ["Alles over de toetsen."]}
    actions.save_draft(target, answers, by=cast.fatima, now=timezone.now())
    return {"over": key}


DOORS: dict[str, Door] = {
    "requests:save_draft": Door(_begun, {405: EVERYBODY}, post={302: MAY_ASK}, absent=NOTHING),
    "requests:drop_draft": Door(_begun, {405: EVERYBODY}, post={302: "fatima"}, absent=NOTHING),
    "requests:check": Door(_begun, {200: "fatima"}, post={200: MAY_ASK}, absent=NOTHING),
}
