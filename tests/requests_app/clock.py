"""Builders of questions, extensions and checks, through the real verbs."""

from datetime import date

from portal.files.actions import CleanUpload
from requests_app import actions
from requests_app.letters import extension_letter, lapsed_letter, question_letter
from requests_app.models import (
    DataRequest,
    Extension,
    IdentityCopy,
    SuspensionPeriod,
    with_dates,
)
from requests_app.rules import SuspensionReason
from tests.cast import Cast

WORDS = "Om welke jaren gaat het?"
PICTURE = CleanUpload(b"\x89PNG no real picture", "kopie.png", "image/png")


def asked(
    request: DataRequest,
    cast: Cast,
    reason: SuspensionReason = SuspensionReason.SCOPE,
    *,
    today: date | None = None,
    letter: bytes = b"%PDF",
) -> SuspensionPeriod:
    """Iris asks on the day of receipt, unless told otherwise."""
    return actions.suspend(
        request,
        reason=reason,
        question=WORDS,
        letter=letter,
        by=cast.iris,
        today=today or request.received_on,
    )


def extended(request: DataRequest, cast: Cast, *, today: date | None = None) -> Extension:
    """Iris takes two months more."""
    return actions.extend(
        request,
        words="Het dossier is erg groot.",
        letter=b"%PDF",
        by=cast.iris,
        today=today or request.received_on,
    )


def copied(request: DataRequest, cast: Cast, *, today: date | None = None) -> IdentityCopy:
    """By exception Iris keeps a masked copy, after a question about identity."""
    day = today or request.received_on
    if not request.suspensions.filter(until=None).exists():
        asked(request, cast, SuspensionReason.IDENTITY, today=day)
    return actions.keep_copy(request, PICTURE, is_exception=True, by=cast.iris, today=day)


def question_pdf(request: DataRequest, reason: SuspensionReason, today: date) -> bytes:
    """The letter of a question as the page makes it."""
    case = with_dates([request], today)[0]
    return question_letter(case, reason=reason, question=WORDS, today=today)


def extension_pdf(request: DataRequest, today: date) -> bytes:
    """The letter of an extension as the page makes it."""
    case = with_dates([request], today)[0]
    return extension_letter(case, words="Het dossier is erg groot.", today=today)


def taken_back(request: DataRequest, cast: Cast, *, today: date | None = None) -> Extension:
    """Iris finds that the extension was a mistake."""
    day = today or request.received_on
    return actions.take_back_extension(
        request, because="Verkeerd verzoek.", letter=b"%PDF lapsed", by=cast.iris, today=day
    )


def withdrawn(
    pause: SuspensionPeriod, cast: Cast, *, today: date | None = None
) -> SuspensionPeriod:
    """Iris finds that the question was a mistake."""
    day = today or pause.since
    return actions.take_back_question(pause, because="Al bekend.", by=cast.iris, today=day)


def lapsed_pdf(request: DataRequest, today: date) -> bytes:
    """The letter of an extension that lapses, as the page makes it."""
    row = DataRequest.objects.with_facts().get(pk=request.pk)
    case = with_dates([row], today)[0]
    return lapsed_letter(case, because="Verkeerd verzoek.", today=today)
