"""Na afloop: what goes and what stays of a closed case, and how families rate the answers."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, Sum

from portal.people.access import Person, scopes_of, within
from portal.people.models import School
from portal.people.rules import Duty
from portal.register.access import awaited_requests
from requests_app.models import DataRequest, Rating
from requests_app.reach import cases_within
from requests_app.rules import State, anonymised_from, closes_on

AHEAD = timedelta(days=60)
FEWEST = 5  # smaller numbers are not shown (product.md rule 13)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Going:
    """A closed case and the day on which its texts, files and names go."""

    request: DataRequest
    on: date
    waits: bool = False  # for something announced, of which this verzet decides whether it goes

    @property
    def texts(self) -> int:
        """Messages and notes; what was asked and the words of the decision go as well."""
        return int(self.request.n_messages + self.request.n_notes)  # type: ignore[attr-defined]

    @property
    def files(self) -> int:
        """Attachments and extracts; letters and packages go as well."""
        return int(self.request.n_attachments + self.request.n_extracts)  # type: ignore[attr-defined]


@dataclass
class Rated:
    """The ratings of one school in a year: how many, and how many of each score."""

    school: School | None
    scores: dict[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.scores.values())

    @property
    def is_shown(self) -> bool:
        """Fewer than five say too much about somebody."""
        return self.total >= FEWEST

    @property
    def good(self) -> int:
        """Of a hundred, how many gave the best score."""
        return round(100 * self.scores.get(3, 0) / self.total) if self.total else 0


def going(user: Person, today: date) -> list[Going]:
    """The preview of the officer: what goes within two months, the first on top; else 403."""
    if not scopes_of(user, today, Duty.SEE_DEADLINES):
        raise PermissionDenied
    rows = cases_within(user, today, Duty.SEE_DEADLINES)
    rows = rows.filter(state=State.CLOSED.value, anonymised_on=None, closed_on__isnull=False)
    counted = rows.select_related("board", "school", "decision").annotate(
        n_messages=Count("messages", distinct=True),
        n_notes=Count("notes", distinct=True),
        n_attachments=Count("attachments", distinct=True),
        n_extracts=Count("extracts", distinct=True),
    )
    awaited = awaited_requests()
    found = [
        Going(row, _gone_from(row), waits=row.pk in awaited)
        for row in counted.order_by("closed_on")
    ]
    return [one for one in found if one.on <= today + AHEAD]


def _gone_from(row: DataRequest) -> date:
    assert row.closed_on is not None, "filtered above"  # noqa: S101
    return anonymised_from(row.closed_on, years=row.board.request_years)


def gone_on(row: DataRequest) -> date | None:
    """When the texts and files of this case go; None while it is not finished."""
    if not row.is_finished:
        return None
    closed = row.closed_on or closes_on(row.ended_on)
    return anonymised_from(closed, years=row.board.request_years)


def ratings(user: Person, today: date) -> list[Rated]:
    """The ratings of the last year for each school of one's board; 403 without such a role."""
    scopes = scopes_of(user, today, Duty.SEE_DEADLINES)
    if not scopes:
        raise PermissionDenied
    rows = Rating.objects.filter(within(scopes), month__gt=today - YEAR)
    sums = rows.values_list("school", "score").annotate(n=Sum("count")).order_by()
    scores: dict[object, dict[int, int]] = defaultdict(dict)
    for school, score, count in sums:
        scores[school][score] = count
    schools = School.objects.filter(Q(pk__in=[pk for pk in scores if pk])).in_bulk()
    found = [Rated(schools.get(pk), dict(one)) for pk, one in scores.items()]
    return sorted(found, key=lambda one: one.school.name if one.school else "")
