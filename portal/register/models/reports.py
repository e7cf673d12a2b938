"""Onderwijskundig rapport: shown to the family first, then sent to the new school (art. 13.3)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.calendar.actions import (
    holiday_dates,
    missing_school_years,
    missing_years,
    school_breaks,
)
from portal.columns import choices_of
from portal.files.models import StoredFile
from portal.people.access import link_of, representations_of, subject_of
from portal.people.models import Guardian, Guardianship, Pupil, School, User
from portal.people.rules import Authority, has_turned, is_represented, is_restricted
from portal.register.models.disclosures import Disclosure
from portal.register.models.processings import Recipient
from portal.register.rules.reports import (
    HORIZON,
    Asked,
    Closed,
    Near,
    SeenChannel,
    SendVerdict,
    look_by,
    may_send,
    who_is_asked,
)

SEEN_CHANNELS = choices_of(
    {SeenChannel.PORTAL: _("in het portaal"), SeenChannel.PAPER: _("op papier")}
)


def asked_about(pupil: Pupil, today: date) -> frozenset[Asked]:
    """Who sees a report about this pupil first; nobody once the school keeps no file any more."""
    subject = subject_of(pupil)
    if subject.kept_until is not None and subject.kept_until <= today:
        return frozenset()
    rows = [row for row in pupil.guardianships.all() if row.is_on(today)]
    people = [_near(row, pupil, today) for row in rows]
    return who_is_asked(people, sixteen=has_turned(subject, 16, today))


def _near(row: Guardianship, pupil: Pupil, today: date) -> Near:
    given = representations_of(pupil, row.guardian_id, today)
    link = link_of(row, [], representations=given)
    return Near(
        row.guardian_id,
        has_authority=link.authority is Authority.YES,
        is_restricted=is_restricted(link, today),
        represents=is_represented(link, subject_of(pupil), today),
    )


@dataclass(frozen=True)
class DaysOff:
    """What the calendar says of one school; `gaps` are years that nobody filled in."""

    closed: Closed
    gaps: frozenset[int]

    def around(self, put_up_on: date) -> Closed:
        """For a report of that day: known when its ten school days lie in years that are filled."""
        end = look_by(put_up_on, self.closed)
        years = set(range(put_up_on.year, end.year + 1))
        return replace(self.closed, is_known=not years & self.gaps)


def days_off(school: School, first: date, last: date) -> DaysOff:
    """For reports that were put up from `first` to `last`; four queries."""
    end = last + HORIZON
    holidays = holiday_dates(first, end, school.board_id)
    closed = Closed(holidays, tuple(school_breaks(school.region, first, end)))
    gaps = missing_years(first, end) + missing_school_years(school.region, first, end)
    return DaysOff(closed, frozenset(gaps))


class ReportQuerySet(models.QuerySet["Report"]):
    """Words for reports."""

    def standing(self) -> Self:
        """Not withdrawn and not replaced: what a family may see."""
        return self.filter(withdrawn_on=None)

    def open(self) -> Self:
        """Still to be seen and sent."""
        return self.standing().filter(sent_on=None)

    def open_first(self) -> Self:
        """What waits on top, the oldest first; then what was sent, the newest first."""
        return self.order_by(F("sent_on").desc(nulls_first=True), "put_up_on", "id")

    def ready(self) -> Self:
        """With all that the rules ask; a constant number of queries."""
        return self.select_related(
            "pupil__board", "pupil__user", "school", "recipient", "file", "sent_file", "put_up_by"
        ).prefetch_related(
            "pupil__enrolments__school",
            "pupil__guardianships__guardian__user",
            "pupil__representations",
            "seen_by",
            "own_views__guardian",
        )


class Report(models.Model):
    """One version of a report for one new school. A new version is a new row: it asks again.

    `reason` says why it went before everybody had seen it; for staff only.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="reports")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="reports")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(_("versie"), default=1)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    put_up_on = models.DateField(_("klaargezet op"))
    put_up_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(_("verstuurd op"), null=True, blank=True)
    sent_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    disclosure = models.OneToOneField(
        Disclosure, on_delete=models.PROTECT, null=True, related_name="report"
    )
    reason = models.TextField(_("reden"), blank=True)
    withdrawn_on = models.DateField(_("ingetrokken op"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["put_up_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["pupil", "recipient"],
                condition=Q(sent_on=None, withdrawn_on=None),
                name="register_report_open_once",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None, disclosure=None, sent_file=None)
                | Q(
                    sent_on__isnull=False,
                    disclosure__isnull=False,
                    sent_file__isnull=False,
                    withdrawn_on=None,
                ),
                name="register_report_sent_is_disclosed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_open(self) -> bool:
        """Neither sent nor withdrawn."""
        return self.sent_on is None and self.withdrawn_on is None

    @property
    def seen_people(self) -> set[Asked]:
        """Who saw this version, by id; None is the pupil."""
        return {row.guardian_id for row in self.seen_by.all()}

    def asked_on(self, today: date) -> frozenset[Asked]:
        """Who is asked today: authority may have come or ended since it was put up."""
        return asked_about(self.pupil, today)

    def views_on(self, today: date) -> tuple[tuple[str, str], ...]:
        """The own views that go along today: name and text, of those who are asked."""
        asked = self.asked_on(today)
        rows = [row for row in self.own_views.all() if row.guardian_id in asked]
        return tuple(sorted((row.name_for(self.pupil), row.text) for row in rows))

    def closed_days(self) -> Closed:
        """The holidays of the school's region around the ten school days."""
        return days_off(self.school, self.put_up_on, self.put_up_on).around(self.put_up_on)

    def may_send(self, closed: Closed, today: date, reason: str = "") -> SendVerdict:
        """What art. 13.3 says of sending today."""
        return may_send(
            self.asked_on(today),
            self.seen_people,
            put_up_on=self.put_up_on,
            today=today,
            closed=closed,
            reason=reason,
        )


class ReportSeen(models.Model):
    """Voor gezien: who saw which version, when and how; `guardian` empty is the pupil. Guarded.

    Seen is not agreed.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="seen_by")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, null=True, related_name="+")
    seen_on = models.DateField()
    channel = models.CharField(max_length=6, choices=SEEN_CHANNELS)
    recorded_by_id = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["report", "guardian"], name="register_reportseen_once_a_guardian"
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(guardian=None),
                name="register_reportseen_once_a_pupil",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.guardian_id}"


class OwnView(models.Model):
    """Eigen mening: what one person adds to a report; nobody else of the family reads it.

    Erasable, so beside the guarded row; `guardian` empty is the pupil.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="own_views")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("eigen mening"), max_length=4000)
    written_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["report", "guardian"], name="register_ownview_once_a_guardian"
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(guardian=None), name="register_ownview_once_a_pupil"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.guardian_id}"

    def name_for(self, pupil: Pupil) -> str:
        """Whose view it is."""
        return self.guardian.full_name if self.guardian else pupil.full_name
