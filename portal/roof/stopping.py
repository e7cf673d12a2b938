"""Stilleggen: a verzet stops a processing while it is weighed, and its decision does the rest.

A beperking stops what it names once it is granted. The only joint between requests and
restrictions (AVG 18(1), 21(1); law.md §1).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.people.models import Enrolment, Pupil, User
from portal.register.actions import lift_restriction, restrict
from portal.register.models import Processing, Restriction
from portal.register.rules import LegalBasis
from portal.register.rules.restrictions import GRANTED as DECIDED
from portal.register.rules.restrictions import StopEnd, StopReason, after_decision, may_stop
from portal.signin.access import account
from portal.web import page
from requests_app.access import get_case_to_decide
from requests_app.models import DataRequest, DecisionPart, RequestPart
from requests_app.models.requests import OPEN_STATES
from requests_app.rules import Kind, Outcome, PartOutcome

WHY = {Kind.OBJECTION: StopReason.WEIGHED, Kind.CORRECTION: StopReason.ACCURACY}
GRANTED = {Kind.OBJECTION: StopReason.UPHELD, Kind.LIMITATION: StopReason.LIMITED}
YES = frozenset({Outcome.GRANTED.value, Outcome.PARTLY.value})
PART_YES = frozenset({PartOutcome.GRANTED.value, PartOutcome.PARTLY.value})


class StopForm(forms.Form):
    """Which processings stand still; those that may be stopped for this pupil."""

    processings = forms.MultipleChoiceField(
        label=gettext_lazy("Wat leggen we stil?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies ten minste één verwerking.")},
    )

    def __init__(self, *args: Any, offered: list[Processing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in offered}
        field = self.fields["processings"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(key, one.name) for key, one in self.offered.items()]

    @property
    def chosen(self) -> list[Processing]:
        """What was ticked, once the form is valid."""
        return [self.offered[key] for key in self.cleaned_data["processings"]]


def reason_for(request: DataRequest) -> StopReason | None:
    """Why this request may stop a processing; None for a kind that stops nothing.

    Verzet against advertising is upheld at once, without assessment (AVG 21(2)-(3)).
    """
    if request.kind == Kind.OBJECTION and request.direct_marketing:
        return StopReason.UPHELD
    if hasattr(request, "decision") and request.decision.outcome in YES:
        return GRANTED.get(Kind(request.kind))
    return WHY.get(Kind(request.kind)) if request.is_open else None


@transaction.atomic
def stop(request: DataRequest, processing: Processing, *, by: User | None, today: date) -> bool:
    """Stops one processing because of a request; False when the request stops nothing."""
    why, pupil = reason_for(request), request.subject_pupil
    if why is None or pupil is None or not processing.may_stop_for(why):
        return False
    restrict(pupil, processing=processing, why=why, since=today, by=by, request_id=request.pk)
    return True


def stop_named(now: datetime) -> int:
    """Stops what an open verzet names, while it is weighed (AVG 18(1)(d)), and what a verzet or
    beperking that was granted names (18(2), 21(1)); how many. What was lifted is not stopped again.

    A case with nothing left to stop is not read: it comes back when the register says otherwise.
    """
    today = timezone.localtime(now).date()
    weighed = Q(kind=Kind.OBJECTION.value, state__in=OPEN_STATES)
    granted = Q(kind__in=[one.value for one in GRANTED], decision__outcome__in=YES)
    found = DataRequest.objects.filter(weighed | granted, anonymised_on=None)
    found = found.filter(_has_left(), subject_pupil__isnull=False)
    rows = DataRequest.objects.filter(pk__in=found.order_by().values("pk")).with_facts()
    return sum(_stop_named(row, today) for row in rows)


@transaction.atomic
def _stop_named(request: DataRequest, today: date) -> int:
    stopped = Restriction.objects.of_request(request.pk)
    known = set(stopped.values_list("processing__code", flat=True))
    left = [one for one in _named(request) if one.code not in known]
    return sum(stop(request, one, by=None, today=today) for one in left)


def _has_left() -> Q:
    """Whether a request names an entry that may be stopped and that it never stopped; as _named."""
    decided = DecisionPart.objects.filter(decision__request=OuterRef("pk"))
    ticked = RequestPart.objects.filter(request=OuterRef("pk"))
    own = DataRequest.objects.filter(pk=OuterRef("pk"))
    asked = _left(ticked, "request__") | _left(own, "")
    yes = _left(decided.filter(outcome__in=PART_YES), "decision__request__")
    return yes | (~Q(Exists(decided)) & asked)


def _left(rows: QuerySet[Any], request: str) -> Q:
    """Rows that name an entry of the register; `request` leads to the request they are of."""
    may = Q()
    for kind, why in GRANTED.items():
        bases = [basis.value for basis in LegalBasis if may_stop(basis, why)]
        stoppable = Q(processing__basis__in=bases) | Q(processing__direct_marketing=True)
        may |= Q((f"{request}kind", kind.value)) & stoppable
    stopped = Restriction.objects.filter(
        request_id=OuterRef(f"{request}pk"), processing__code=OuterRef("processing__code")
    )
    return Q(Exists(rows.filter(may, ~Exists(stopped))))


def _named(request: DataRequest) -> list[Processing]:
    """What a decision says of its parts; without parts what the request is about, if it says so."""
    if hasattr(request, "decision"):
        parts = list(request.decision.parts.select_related("processing"))
        if parts:
            return [one.processing for one in parts if one.outcome in PART_YES]
    ticked = [one.processing for one in request.parts.select_related("processing")]
    return [request.processing, *ticked] if request.processing else ticked


def stop_marked(now: datetime) -> int:
    """What was marked as advertising, or published, after a verzet against it came in; how many.

    Art. 21(3) binds for as long as the verzet stands, also after the request is anonymised. What
    was lifted once is not stopped again.
    """
    today = timezone.localtime(now).date()
    marked = Processing.objects.published().for_advertising()
    return sum(_stop_marked(row, today) + _stop_refused(row, today) for row in marked)


@transaction.atomic
def _stop_refused(processing: Processing, today: date) -> int:
    """The same for whose verzet came in with a request that is anonymised since."""
    known = Restriction.objects.of_processing(processing).filter(why=StopReason.UPHELD.value)
    known = known.filter(request_id=None).order_by()
    pupils = Pupil.objects.filter(board=processing.board_id, advertising_refusal__isnull=False)
    if processing.school_id:
        there = Enrolment.objects.filter(school=processing.school_id)
        pupils = pupils.filter(pk__in=there.values("pupil"))
    found = list(pupils.exclude(pk__in=known.values("pupil")))
    for one in found:
        restrict(one, processing=processing, why=StopReason.UPHELD, since=today, by=None)
    return len(found)


def _stop_marked(processing: Processing, today: date) -> int:
    known = Restriction.objects.of_processing(processing).filter(request_id=OuterRef("pk"))
    rows = DataRequest.objects.filter(board=processing.board_id, kind=Kind.OBJECTION.value)
    rows = rows.filter(~Exists(known), direct_marketing=True, subject_pupil__isnull=False)
    if processing.school_id:
        there = Enrolment.objects.filter(school=processing.school_id)
        rows = rows.filter(subject_pupil__in=there.values("pupil"))
    rows = rows.filter(withdrawn_on=None, anonymised_on=None).select_related("subject_pupil")
    return sum(stop(row, processing, by=None, today=today) for row in rows)


def follow_decisions(now: datetime) -> int:
    """Sweep: what a verzet names stops, and follows the decision. Returns how many.

    A request that was decided or withdrawn is a row; this only looks at rows, so a kill loses
    nothing and twice does no harm.
    """
    stopped = stop_named(now) + stop_marked(now)
    today = timezone.localtime(now).date()
    waiting = Restriction.objects.filter(ending=None, request_id__isnull=False)
    waiting = waiting.exclude(why__in=DECIDED)
    ids = waiting.order_by().values("request_id")
    over = DataRequest.objects.filter(pk__in=ids).exclude(state__in=OPEN_STATES)
    return stopped + sum(_follow(request, today) for request in over.with_facts())


@transaction.atomic
def _follow(request: DataRequest, today: date) -> int:
    rows = list(Restriction.objects.of_request(request.pk).filter(ending=None))
    return sum(_follow_row(request, row, today) for row in rows)


def _is_upheld(request: DataRequest, processing: UUID) -> bool:
    """What the decision says of this entry; of one it does not name: what it says as a whole."""
    part = request.decision.parts.filter(processing=processing).first()
    return part.outcome in PART_YES if part else request.decision.outcome in YES


def _follow_row(request: DataRequest, row: Restriction, today: date) -> int:
    if not hasattr(request, "decision"):
        return int(lift_restriction(row, because=StopEnd.WITHDRAWN, on=today, by=None))
    after = after_decision(StopReason(row.why), upheld=_is_upheld(request, row.processing_id))
    if after is None:
        return 0
    if after.stays_stopped:
        restrict(
            row.pupil,
            processing=row.processing,
            why=StopReason.UPHELD,
            since=today,
            by=None,
            request_id=request.pk,
        )
        return 1
    return int(lift_restriction(row, because=after.because, on=today, by=None))


def stoppable(pupil: Pupil, why: StopReason) -> list[Processing]:
    """The published processings of this pupil that may be stopped for this reason."""
    schools = set(Enrolment.objects.filter(pupil=pupil).values_list("school_id", flat=True))
    rows = Processing.objects.published().at(pupil.board_id, schools)
    return [row for row in rows if row.may_stop_for(why)]


@require_http_methods(["GET", "HEAD", "POST"])
def stop_for_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Staff name what stands still because of a request; the decision then does the rest."""
    today = timezone.localdate()
    case = get_case_to_decide(request.user, pk, today).request
    why, pupil = reason_for(case), case.subject_pupil
    if why is None or pupil is None:
        raise Http404
    held = Restriction.objects.of_request(case.pk).in_force(today).select_related("processing")
    codes = {one.processing.code for one in held}
    offered = [one for one in stoppable(pupil, why) if one.code not in codes]
    form = StopForm(request.POST or None, offered=offered)
    if form.is_valid():
        for one in form.chosen:
            stop(case, one, by=account(request.user), today=today)
        messages.success(request, _("Dit ligt vanaf vandaag stil voor deze leerling."))
        return redirect("requests:case", pk=pk)
    context = {"form": form, "case": case, "held": list(held)}
    return page(request, "roof/stop.html", context)
