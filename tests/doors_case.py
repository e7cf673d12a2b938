"""The doors of a case: messages, notes and files."""

from datetime import date
from uuid import uuid4

from portal.files.actions import CleanUpload, store
from requests_app import actions
from requests_app.models import Attachment
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


def _sent_along(cast: Cast, today: date) -> Keys:
    request = filed_request(cast, today)
    file = store(PICTURE.content, name=PICTURE.name, content_type=PICTURE.content_type)
    one = Attachment.objects.create(request=request, file=file, added_by=cast.fatima.pk)
    return {"pk": request.pk, "attachment": one.pk}


DOORS: dict[str, Door] = {
    "requests:messages": Door(_open, SEES, post=ACTS, absent=NO_CASE),
    "requests:notes": Door(_open, SEES, post=ACTS, absent=NO_CASE),
    "requests:case_attachment": Door(_with_file, SEES, absent=NO_FILE),
    "requests:own_messages": Door(_open, {200: "fatima"}, post={200: "fatima"}, absent=NO_CASE),
    "requests:attachment": Door(_sent_along, {200: "fatima"}, absent=NO_FILE),
    "requests:message_file": Door(_with_file, {200: "fatima"}, absent=NO_FILE),
}
