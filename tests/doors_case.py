"""The doors of a case: messages, notes and files."""

from datetime import date
from uuid import uuid4

from portal.files.actions import CleanUpload
from requests_app import actions
from tests.cast import Cast
from tests.door import Door, Keys
from tests.story import filed_request

SEES = {200: "iris henk petra frank"}
ACTS = {200: "iris petra", 403: "henk frank"}
NO_CASE: Keys = {"pk": uuid4()}
NO_FILE: Keys = {"pk": uuid4(), "attachment": uuid4()}
PICTURE = CleanUpload(b"\x89PNG no real picture", "foto.png", "image/png")


def _open(cast: Cast, today: date) -> Keys:
    return {"pk": filed_request(cast, today).pk}


def _with_file(cast: Cast, today: date) -> Keys:
    request = filed_request(cast, today)
    actions.write(request, text="Foto.", by=cast.fatima, uploads=[PICTURE], today=today)
    return {"pk": request.pk, "attachment": request.attachments.get().pk}


DOORS: dict[str, Door] = {
    "requests:messages": Door(_open, SEES, post=ACTS, absent=NO_CASE),
    "requests:notes": Door(_open, SEES, post=ACTS, absent=NO_CASE),
    "requests:case_attachment": Door(_with_file, SEES, absent=NO_FILE),
    "requests:own_messages": Door(_open, {200: "fatima"}, post={200: "fatima"}, absent=NO_CASE),
    "requests:message_file": Door(_with_file, {200: "fatima"}, absent=NO_FILE),
}
