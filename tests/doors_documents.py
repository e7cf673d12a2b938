"""Doors of restrictions, of what must be destroyed, and of the documents of a board."""

from datetime import date, timedelta
from uuid import uuid4

from portal.people.models import Pupil
from portal.people.rules import turns
from portal.register.actions.destroying import Gone, confirm_destruction, propose_destruction
from portal.register.actions.documents import Writing, publish_document, save_draft
from portal.register.models import Destruction, DocumentDraft, Processing, Restriction, RuleDocument
from portal.register.rules.destruction import RecordKind
from portal.register.rules.documents import DocumentKind
from portal.register.rules.restrictions import StopReason
from portal.roof.stopping import stop
from requests_app import access, actions
from requests_app.models import Ask, DataRequest
from requests_app.rules import Kind
from tests.builders import make_pupil
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door, Keys
from tests.story import adopt_register

OUTSIDE = f"{FAMILY_OF_BOARD} mila lotte ad otto"


def objection(cast: Cast, today: date) -> DataRequest:
    """Fatima objects to something the school does with data of Noor."""
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", today)
    return actions.file_request(
        target, Ask(Kind.OBJECTION, "Liever niet."), by=cast.fatima, today=today
    )


def objectionable(cast: Cast) -> Processing:
    """A published processing on basis e, with a recipient."""
    rows = Processing.objects.published().filter(board=cast.board, basis="e")
    return rows.filter(recipients__isnull=False).order_by("position")[0]


def stopped(cast: Cast, today: date) -> Restriction:
    """The first such processing stands still for Noor while the objection is weighed."""
    adopt_register(cast, today)
    stop(objection(cast, today), objectionable(cast), by=cast.iris, today=today)
    return Restriction.objects.filter(why=StopReason.WEIGHED.value).latest("at")


def _objection(cast: Cast, today: date) -> Keys:
    return {"pk": objection(cast, today).pk}


def _processing(cast: Cast, today: date) -> Keys:
    return {"processing_id": stopped(cast, today).processing_id}


def _recipient(cast: Cast, today: date) -> Keys:
    found = stopped(cast, today).processing.recipients.order_by("pk")[0]
    return {"recipient_id": found.pk}


def _restriction(cast: Cast, today: date) -> Keys:
    return {"pk": stopped(cast, today).pk}


SEES = "iris bas henk petra frank"
NONE: Keys = {"pk": uuid4()}

DOORS: dict[str, Door] = {
    "roof:stop": Door(
        _objection,
        {200: "iris petra", 403: "henk frank"},
        post={200: "iris petra", 403: "henk frank"},
        absent=NONE,
    ),
    "register:stopped": Door(get={200: f"{SEES} vera", 403: OUTSIDE}),
    "register:stopped_pupils": Door(_processing, {200: SEES}, absent={"processing_id": uuid4()}),
    "register:stopped_list": Door(_recipient, {200: SEES}, absent={"recipient_id": uuid4()}),
    "register:lift_restriction": Door(
        _restriction,
        {405: EVERYBODY},
        post={302: "petra", 403: "iris henk frank"},
        absent=NONE,
    ),
}


def published(
    cast: Cast,
    today: date,
    text: str = "# Wat wij beloven\n\nWij antwoorden binnen vier weken.",
    kind: DocumentKind = DocumentKind.STATEMENT,
) -> RuleDocument:
    """The next version, in force the day after the last one, through the real verbs."""
    rows = RuleDocument.objects.filter(board=cast.board, kind=kind.value)
    last = max((row.in_force_on for row in rows), default=today - timedelta(days=1))
    draft = DocumentDraft.objects.filter(board=cast.board, kind=kind.value).first()
    seen = draft.version if draft else 0
    writing = Writing(f"{text}\n\nDeel {rows.count() + 1}.", last + timedelta(days=1), today)
    save_draft(cast.board, kind, writing, version=seen, by=cast.petra)
    return publish_document(cast.board, kind, version=seen + 1, by=cast.petra, today=today)


def _document(cast: Cast, today: date) -> Keys:
    if not RuleDocument.objects.exists():
        published(cast, today)
    return {"slug": cast.board.slug, "kind": "privacyverklaring"}


def _version(cast: Cast, today: date) -> Keys:
    _document(cast, today)
    row = published(cast, today)
    return {"slug": cast.board.slug, "kind": row.kind, "number": row.version}


NO_BOARD: Keys = {"slug": "bestaat-niet", "kind": "reglement"}
OPEN = {200: EVERYBODY}

DOORS |= {
    "register:documents": Door(get={200: "petra vera", 403: f"{OUTSIDE} iris bas henk frank"}),
    "register:edit_document": Door(_document, {200: "petra"}, post={200: "petra"}, absent=NO_BOARD),
    "register:publish_document": Door(
        _document, {200: "petra"}, post={200: "petra"}, absent=NO_BOARD
    ),
    "register:document": Door(_document, OPEN, public=True),
    "register:document_version": Door(_version, OPEN, public=True),
    "register:document_changes": Door(_version, OPEN, public=True),
    "register:document_pdf": Door(_version, OPEN, public=True),
    "register:document_read": Door(_version, {405: EVERYBODY}, post={302: EVERYBODY}),
}


def leaver(cast: Cast, today: date, name: str = "Pim") -> Pupil:
    """Left Noor's school three years ago; the file should be gone for a year."""
    return make_pupil(cast.school, name, turns(today, -15), until=turns(today, -3))


def destroyed(cast: Cast, today: date, *, by: str = "iris", name: str = "Pim") -> Destruction:
    """The office says that the file of such a pupil is gone."""
    pupil = leaver(cast, today, name)
    gone = Gone(RecordKind.FILE, {pupil.pk: turns(today, -1)}, "Kast 3", today)
    return propose_destruction(cast.school, gone, household=[], by=getattr(cast, by), today=today)


def confirmed(cast: Cast, today: date) -> Destruction:
    """And the director confirms it."""
    row = destroyed(cast, today)
    confirm_destruction(row, household=[], by=cast.henk, on=today)
    return row


def _school(cast: Cast, _today: date) -> Keys:
    return {"school_id": cast.school.pk}


def _destroyed(cast: Cast, today: date) -> Keys:
    return {"pk": destroyed(cast, today, name=f"Pim {uuid4().hex[:8]}").pk}


AT_SCHOOL = "iris henk petra frank"

DOORS |= {
    "register:destroy_schools": Door(
        get={200: "petra frank", 302: "iris bas henk vera", 403: OUTSIDE}
    ),
    "register:destroy": Door(_school, {200: AT_SCHOOL}, absent={"school_id": uuid4()}),
    "register:propose_destruction": Door(
        lambda cast, today: {**_school(cast, today), "kind": "file"},
        {200: "iris", 403: "henk petra frank"},
        post={200: "iris", 403: "henk petra frank"},
        absent={"school_id": uuid4(), "kind": "file"},
    ),
    "register:destruction": Door(_destroyed, {200: AT_SCHOOL}, absent=NONE),
    "register:confirm_destruction": Door(
        _destroyed, {405: EVERYBODY}, post={302: "henk petra", 403: "iris frank"}, absent=NONE
    ),
    "register:drop_destruction": Door(
        _destroyed, {405: EVERYBODY}, post={302: "iris henk petra", 403: "frank"}, absent=NONE
    ),
    "register:destruction_certificate": Door(
        lambda cast, today: {"pk": confirmed(cast, today).pk}, {200: AT_SCHOOL}, absent=NONE
    ),
}
