"""What the tests of invitations need: somebody without account, a letter, and its code."""

import re
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pypdf
from django.http import HttpResponse
from django.test import Client

from portal.files.actions import read
from portal.outbox.models import Message
from portal.people.models import Board, Guardian, Pupil, User
from portal.signin.actions.invite import PURPOSE, Where, invite
from portal.signin.models import Invitation, PlannedLetter
from portal.signin.rules import CODE_LENGTH
from portal.signin.secret_codes import hidden_code, new_code

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
PASSWORD = "vier losse woorden samen"
HOME = {"street": "Kerkstraat 12", "postcode": "1234 AB", "town": "Ons Dorp"}


def make_unknown(board: Board, name: str, **fields: Any) -> Guardian:
    """A guardian without account."""
    known = {"roster_key": uuid4().hex, "first_name": name, "last_name": "Demo", **fields}
    return Guardian.objects.create(board=board, **known)


def make_letter(
    person: Guardian | Pupil | User, board: Board, now: datetime, today: date
) -> tuple[Invitation, str]:
    """An invitation as if its letter was just printed, and the code on it."""
    run = invite(person, where=Where(board), by=None, now=now, today=today)
    invitation = PlannedLetter.objects.get(run=run).invitation
    code = new_code(CODE_LENGTH)
    invitation.code_hash = hidden_code(PURPOSE, code)
    invitation.save(update_fields=["code_hash"])
    return invitation, code


def type_letter(client: Client, invitation: Invitation, code: str) -> HttpResponse:
    """Reference and code, as they are typed on the page."""
    typed = {"reference": invitation.reference, "code": code}
    return client.post("/activeren/", typed)  # type: ignore[return-value]


def mailed_code(kind: str = "signin.code") -> str:
    """The code in the last mail of this kind."""
    body = Message.objects.filter(kind=kind).latest("created_at").body
    found = re.search(r"\b([0-9A-Z]{4}-[0-9A-Z]{4})\b", body)
    assert found
    return found[1]


def mailed_link() -> str:
    """The path of the link in the last notice of an opened account."""
    body = Message.objects.filter(kind="signin.opened").latest("created_at").body
    found = re.search(r"(/niet-ik/[\w-]+/)", body)
    assert found
    return found[1]


def pages_of(run: Any) -> list[str]:
    """The text of each page of the pile, with single spaces."""
    texts = []
    files = PlannedLetter.objects.filter(run=run, file__isnull=False).order_by("number")
    for file in {letter.file_id: letter.file for letter in files}.values():
        assert file
        for page in pypdf.PdfReader(BytesIO(read(file))).pages:
            texts.append(re.sub(r"\s+", " ", page.extract_text()))
    return texts


def code_on(page: str) -> str:
    """The activation code that is printed on a page."""
    found = re.search(r"Code ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})", page)
    assert found
    return found[1]


HOUR = timedelta(hours=1)
