"""Besluitbrief: the decision as a tagged PDF, to the requester alone (AVG 12, UAVG 34-35)."""

from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.pdf import render
from portal.people.models import Guardian, Pupil
from portal.register.models import Processing
from portal.register.rules import Kept, Why
from requests_app.letters.follows import YES, Follows
from requests_app.models import Case, DataRequest, NotedPerson, receiver_of
from requests_app.models.words import GROUNDS, OUTCOMES, PART_OUTCOMES, outcome_words
from requests_app.rules import (
    BoardKind,
    GroundCode,
    Kind,
    Outcome,
    Part,
    PartOutcome,
    Standing,
    law_of,
    needs_reasons,
    remedies,
)

VERDICTS: dict[Outcome, Promise] = {
    Outcome.GRANTED: gettext_lazy("Ja. Wij doen wat is gevraagd."),
    Outcome.PARTLY: gettext_lazy("Ja, maar niet helemaal. Wij doen een deel van wat is gevraagd."),
    Outcome.REFUSED: gettext_lazy("Nee. Wij doen niet wat is gevraagd."),
    Outcome.NOT_HANDLED: gettext_lazy("Wij nemen dit verzoek niet in behandeling."),
}
# A complaint and a question ask for no right, so nothing is done or refused.
VERDICTS_OF_KIND: dict[Kind, dict[Outcome, Promise]] = {
    Kind.COMPLAINT: {
        Outcome.GRANTED: gettext_lazy("De klacht is gegrond: die klopt."),
        Outcome.PARTLY: gettext_lazy("De klacht is deels gegrond: die klopt voor een deel."),
        Outcome.REFUSED: gettext_lazy("De klacht is ongegrond: die klopt niet."),
        Outcome.NOT_HANDLED: gettext_lazy("Wij nemen deze klacht niet in behandeling."),
    },
    Kind.QUESTION: {
        Outcome.GRANTED: gettext_lazy("Hieronder staat het antwoord op de vraag."),
        Outcome.NOT_HANDLED: gettext_lazy("Wij nemen deze vraag niet in behandeling."),
    },
}


@dataclass(frozen=True)
class PartDraft:
    """What is decided about one entry; `kept`: until when its rule keeps it, when it stays."""

    processing: Processing
    outcome: PartOutcome
    ground: GroundCode
    words: str = ""
    kept: Kept | None = None
    law: str = field(default="", compare=False)  # the article of the ground, for who reads a draft

    @property
    def part(self) -> Part:
        """As the rules take it."""
        return Part(self.outcome, self.ground)

    @property
    def outcome_words(self) -> str:
        """Yes, no or in part."""
        return str(PART_OUTCOMES[self.outcome])

    @property
    def ground_words(self) -> str:
        """The reason, in the reader's language."""
        return str(GROUNDS[self.ground])

    @property
    def has_term(self) -> bool:
        """Whether a retention rule says how long it stays."""
        return self.kept is not None and self.kept.why != Why.NO_RULE


@dataclass(frozen=True)
class Draft:
    """A decision before it is appended; `number_confirmed`: a number in the words is no BSN."""

    outcome: Outcome
    ground: GroundCode
    words: str
    number_confirmed: bool = False
    parts: tuple[PartDraft, ...] = ()
    law: str = field(default="", compare=False)
    kind: Kind | None = field(default=None, compare=False)  # of the request, for who reads a draft

    @property
    def outcome_words(self) -> str:
        """Yes, no, in part or not handled; of a complaint whether it was right."""
        words = outcome_words(self.kind, self.outcome) if self.kind else OUTCOMES[self.outcome]
        return str(words)

    @property
    def ground_words(self) -> str:
        """The reason, in the reader's language."""
        return str(GROUNDS[self.ground])

    def mark(self, follows: Follows) -> str:
        """Changes with every word of it, and with what follows from it: was this page read?"""
        parts = [(one.processing.pk, one.outcome, one.ground, one.words) for one in self.parts]
        steps = [(one.purpose, one.key) for one in follows.steps]
        shown = (steps, follows.still, follows.again, follows.by)
        said = (self.outcome, self.ground, self.words, self.number_confirmed, parts, shown)
        return sha256(repr(said).encode()).hexdigest()


def decision_letter(case: Case, draft: Draft, *, follows: Follows, today: date) -> bytes:
    """The letter as PDF/UA, in Dutch; on request with an English version below, which decides not.

    It names who receives it and the subject, nobody else.
    """
    with translation.override("nl"):
        title = _("Besluit op verzoek %(number)s") % {"number": case.request.reference}
        facts = letter_facts(case, draft, follows=follows, today=today)
    if case.request.in_english:
        with translation.override("en"):
            facts["english"] = letter_facts(case, draft, follows=follows, today=today)
    return render("pdf/decision.html", facts, title=title)


def letter_facts(case: Case, draft: Draft, *, follows: Follows, today: date) -> dict[str, Any]:
    """All that the template puts on paper."""
    request, board = case.request, case.request.board
    kind, receiver = Kind(request.kind), receiver_of(case.request, today)
    return {
        "request": request,
        "receiver": receiver,
        "name": getattr(receiver, "full_name", str(receiver)),
        "address": address_of(receiver),
        "today": today,
        "sender": board.name,
        "sender_lines": [line for line in (board.street, place_of(request)) if line],
        "informal": isinstance(receiver, Pupil),
        "intro": " ".join(filter(None, (intro_of(request), _about(request, receiver)))),
        "asked": _asked(request) if receiver == request.requester else [],
        "has_package": kind == Kind.ACCESS and draft.outcome in YES,
        "has_account": receiver.user_id is not None,
        "verdict": str(VERDICTS_OF_KIND.get(kind, VERDICTS)[draft.outcome]),
        "ground": str(GROUNDS[draft.ground]) if needs_reasons(draft.outcome) else "",
        "parts": [_part(kind, one) for one in draft.parts] if is_told_by_part(draft) else [],
        "follows": follows,
        "law": law_of(kind, draft.ground),
        "paragraphs": paragraphs_of(draft.words),
        "term": _term(case, late=(late := case.limits.standing(today) == Standing.OVERDUE)),
        "late": late,
        "remedies": remedies(kind, BoardKind(board.kind)),
    }


def with_law(kind: Kind, draft: Draft) -> Draft:
    """The same, with the article beside each ground."""
    parts = tuple(replace(one, law=law_of(kind, one.ground)) for one in draft.parts)
    return replace(draft, law=law_of(kind, draft.ground), parts=parts, kind=kind)


def is_told_by_part(draft: Draft) -> bool:
    """A decision that is the same for every part needs no list."""
    return draft.outcome == Outcome.PARTLY and bool(draft.parts)


def adds_statement(kind: Kind, draft: Draft) -> bool:
    """Whether the family's own view goes into the file: an opinion is not corrected (AVG 16)."""
    grounds = {draft.ground, *(one.ground for one in draft.parts)}
    return kind == Kind.CORRECTION and GroundCode.PROFESSIONAL_OPINION in grounds


def _part(kind: Kind, one: PartDraft) -> dict[str, Any]:
    """One row of the list: what, yes or no, why, and until when it stays."""
    no = one.part.outcome != PartOutcome.GRANTED
    law = law_of(kind, one.ground) if no else ""
    return {
        "name": one.processing.name,
        "outcome": str(PART_OUTCOMES[one.outcome]),
        "ground": str(GROUNDS[one.ground]) if no else "",
        "law": law,
        "words": one.words,
        "kept": one.kept if one.ground == GroundCode.LEGAL_DUTY else None,
        "retention": one.processing.retention,
    }


def intro_of(request: DataRequest) -> str:
    """What was asked about whom, and when it came in."""
    subject = _("eigen gegevens") if request.is_own_data else str(request.subject)
    return _("Wij kregen dit verzoek op %(day)s: %(kind)s. Het gaat over: %(subject)s.") % {
        "day": day_words(request.received_on),
        "kind": request.what,
        "subject": subject,
    }


def _about(request: DataRequest, receiver: object) -> str:
    """Which request a complaint is about; only for who chose it."""
    about = request.about_request
    if about is None or receiver != request.requester:
        return ""
    return _("De klacht gaat over verzoek %(number)s: %(kind)s.") % {
        "number": about.reference,
        "kind": about.what,
    }


def _asked(request: DataRequest) -> list[tuple[str, list[str]]]:
    """What the requester wrote, each under its own line; of a correction also what it should be."""
    text = request.text
    said = (
        (_("In eigen woorden van de aanvrager:"), text.scope),
        (_("Wat er moet staan:"), text.should_be),
        (_("Waaruit dat blijkt:"), text.shown_by),
    )
    return [(line, paragraphs_of(words)) for line, words in said if words.strip()]


def address_of(receiver: object) -> list[str]:
    """For a window envelope; a secret address stands on no letter."""
    if isinstance(receiver, NotedPerson):
        return [line for line in receiver.address.splitlines() if line.strip()]
    if not isinstance(receiver, Guardian) or receiver.address_secret:
        return []
    place = f"{receiver.postcode} {receiver.town}".strip()
    return [line for line in (receiver.street, place) if line]


def _term(case: Case, *, late: bool) -> str:
    """Both dates, how they came about, and whether the answer is in time."""
    parts = [_("Wij beloofden antwoord uiterlijk op %s.") % day_words(case.promise_by)]
    legal, bare = case.legal_by, case.unsuspended_legal_by
    if legal:
        parts.append(_("Van de wet moest het antwoord er uiterlijk zijn op %s.") % day_words(legal))
    if bare and bare != legal:
        parts.append(_("Zonder de pauze was dat %s.") % day_words(bare))
    if hasattr(case.request, "extension"):
        told_on = day_words(case.request.extension.notified_on)
        parts.append(
            _("Daarin telt mee dat wij op %s schreven dat wij meer tijd nodig hadden.") % told_on
        )
    if not late:
        parts.append(_("Het antwoord is op tijd."))
    return " ".join(parts)


def place_of(request: DataRequest) -> str:
    """Postcode and town of the board."""
    return f"{request.board.postcode} {request.board.town}".strip()


def paragraphs_of(text: str) -> list[str]:
    """What somebody typed, in paragraphs."""
    lines = text.replace("\r\n", "\n").split("\n\n")
    return [part.strip() for part in lines if part.strip()]


def day_words(day: date) -> str:
    """A day as letters write it."""
    return date_format(day, "j F Y")
