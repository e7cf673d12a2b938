"""Builders for the onderwijskundig rapport, through the real verbs."""

from datetime import date

from portal.files.actions import CleanUpload
from portal.people.models import User
from portal.register.actions.reports import PROCESSING, put_up
from portal.register.models import Processing, Report
from portal.register.rules import LegalBasis, Topic
from tests.cast import Cast
from tests.tools.made import pdf


def report_processing(cast: Cast) -> Processing:
    """The board's entry in the register for this report."""
    facts = {
        "topic": Topic.DUTY.value,
        "name": "Onderwijskundig rapport",
        "purpose": "De nieuwe school weet hoe zij helpt.",
        "basis": LegalBasis.LEGAL_DUTY.value,
        "fields": ["first_name", "last_name", "results", "support_plan"],
        "consent_needed": False,
    }
    key = {"board": cast.board, "school": None, "code": PROCESSING}
    return Processing.objects.get_or_create(**key, defaults=facts)[0]


def upload() -> CleanUpload:
    """A clean PDF of one page."""
    return CleanUpload(pdf(), "rapport.pdf", "application/pdf")


def noors_report(cast: Cast, today: date, *, by: User | None = None) -> Report:
    """A report about Noor that stands ready for De Zwaan."""
    report_processing(cast)
    return put_up(
        cast.noor,
        school=cast.school,
        to="De Zwaan",
        upload=upload(),
        by=by or cast.iris,
        today=today,
    )
