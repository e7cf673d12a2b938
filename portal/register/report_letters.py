"""Wat naar de nieuwe school gaat: the report, and the own views of the family as an appendix."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.files.actions import read
from portal.pdf import render, with_appendix
from portal.register.models import Report


@dataclass(frozen=True)
class Package:
    """The PDF, and the own views that are in it: names and texts."""

    content: bytes
    views: tuple[tuple[str, str], ...]


def package(report: Report, today: date) -> Package:
    """Made before the transaction that sends it: a long PDF takes seconds."""
    views = report.views_on(today)
    content = read(report.file)
    if not views:
        return Package(content, views)
    return Package(with_appendix(content, appendix(report, views, today)), views)


def appendix(report: Report, views: tuple[tuple[str, str], ...], today: date) -> bytes:
    """The own views alone, as the pages that go behind the report."""
    with override("nl"):
        title = _("Eigen mening bij het onderwijskundig rapport")
    sender = report.pupil.board.name
    context = {"report": report, "views": views, "today": today, "sender": sender}
    return render("pdf/own_views.html", context, title=title)
