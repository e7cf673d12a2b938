"""Een regel van het rekenblad lezen: facts, or flaws by column."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.utils.translation import gettext as _

from portal.numbers import spans
from portal.people.models import Board, School
from portal.register.models import Processing, Recipient
from portal.register.rules import Dpia, Flaw, dpia_flaw
from portal.register.sheet.columns import BETWEEN, HEADS, MANY_OF, ONE_OF, recipient_labels
from portal.register.wording_keeping import FLAWS
from portal.sheets import unsafe

REQUIRED = ("code", "topic", "name", "purpose", "basis", "fields", "source", "retention")
YES_NO = {"ja": True, "nee": False}


@dataclass(frozen=True)
class SheetFlaw:
    """What is wrong, in which line and column; an empty column means the whole line."""

    line: int
    column: str
    text: str


@dataclass
class Known:
    """What a row may name: schools and recipients of the board."""

    schools: dict[str, School]
    recipients: dict[str, Recipient]

    @classmethod
    def of(cls, board: Board) -> "Known":
        """Two queries."""
        schools = {school.brin6.casefold(): school for school in board.schools.all()}
        labels = recipient_labels(board)
        return cls(schools, {label.casefold(): row for row, label in labels.items()})


@dataclass
class Row:
    """One line: where it belongs, its facts and recipients, and what is wrong with it."""

    line: int
    code: str = ""
    school: School | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    recipients: list[Recipient] = field(default_factory=list)
    flaws: list[SheetFlaw] = field(default_factory=list)

    def wrong(self, name: str, text: str) -> None:
        """Notes a flaw at the column."""
        self.flaws.append(SheetFlaw(self.line, HEADS.get(name, name), text))


def read_row(line: int, cells: Mapping[str, str], known: Known) -> Row:
    """The facts of the columns that the sheet has; a missing column leaves the fact alone."""
    row = Row(line)
    for name, head in HEADS.items():
        if head not in cells:
            continue
        text = unsafe(cells[head]).replace("\r\n", "\n").strip()
        if not text and name in REQUIRED:
            row.wrong(name, _("Vul dit in."))
        elif spans(text):
            row.wrong(name, _("Haal het burgerservicenummer (BSN) weg."))
        else:
            _take(row, name, text, known)
    _check_dpia(row)
    return row


def _take(row: Row, name: str, text: str, known: Known) -> None:
    try:
        if name == "code":
            validate_slug(text)
            row.code = text
        elif name == "school":
            row.school = (
                _found(known.schools, text, _("Deze school is niet bekend: %s")) if text else None
            )
        elif name == "recipients":
            unknown = _("Deze ontvanger is niet bekend: %s. Voeg die eerst toe.")
            row.recipients = [_found(known.recipients, part, unknown) for part in _parts(text)]
        else:
            row.facts[name] = _value(name, text)
    except ValidationError as error:
        for message in error.messages:
            row.wrong(name, message)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(BETWEEN.strip()) if part.strip()]


def _found(known: Mapping[str, Any], text: str, words: str) -> Any:
    found = known.get(text.casefold())
    if found is None:
        raise ValidationError(words % text)
    return found


def _value(name: str, text: str) -> Any:
    if name in MANY_OF:
        return _codes(name, text)
    if name in ONE_OF:
        return _found(_by_words(ONE_OF[name]), text, _("Dit staat niet in de lijst: %s"))
    if name.endswith("_on"):
        return _day(text)
    if name in {"consent_needed", "direct_marketing"}:
        return _found(YES_NO, text or "nee", _("Vul ja of nee in, niet: %s"))
    column: models.Field[Any, Any] = Processing._meta.get_field(name)  # type: ignore[assignment]
    return column.clean(text or (0 if name == "position" else ""), None)


def _by_words(words: Mapping[Any, Any]) -> dict[str, str]:
    """Both the words and the code are understood."""
    found = {code.value.casefold(): code.value for code in words}
    return found | {str(words[code]).casefold(): code.value for code in words}


def _codes(name: str, text: str) -> list[str]:
    known = _by_words(MANY_OF[name])
    wanted = {_found(known, part, _("Dit staat niet in de lijst: %s")) for part in _parts(text)}
    return [code.value for code in MANY_OF[name] if code.value in wanted]


def _day(text: str) -> date | None:
    """2027-01-31 or 31-1-2027; empty is no day."""
    if not text:
        return None
    for shape in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValidationError(_("Dit is geen dag: %s. Schrijf bijvoorbeeld 31-1-2027.") % text)


def _check_dpia(row: Row) -> None:
    facts = row.facts
    if "dpia" not in facts:
        return
    state, reason = Dpia(facts["dpia"]), facts.get("dpia_reason", "")
    flaw = dpia_flaw(state, reason=reason, on=facts.get("dpia_on"))
    if flaw is not None:
        row.wrong("dpia_on" if flaw is Flaw.DPIA_DAY else "dpia_reason", str(FLAWS[flaw]))
