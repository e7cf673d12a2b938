"""Verzoek: who asks what about whom, since when, and where it stands (AVG 15-21, BW 1:377c)."""

from collections.abc import Iterator
from datetime import date
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models import Board, Guardian, Pupil, Reglement, School, User
from portal.register.models import Processing
from requests_app.models.naming import SaysWhat
from requests_app.models.persons import Gone, NotedPerson, SaysWhom, Unfound
from requests_app.models.words import KINDS, STATES, VIAS
from requests_app.rules import Facts, Kind, Plain, ReceivedVia, State, open_states

OPEN_STATES = sorted(state.value for state in open_states())
BESIDE = (  # what a list or a page shows of a request, one row each
    *("board", "school", "reglement", "subject_pupil", "subject_guardian", "requester_guardian"),
    *("requester_pupil", "assignee", "decision", "extension", "processing", "noted"),
)
ERASED = Q(anonymised_on__isnull=False)
RARE = {  # known of few requests: an index that skips the rest costs a new request nothing
    "requester_pupil": "requests_app_pupil_asks",
    "subject_guardian": "requests_app_own_data",
    "processing": "requests_app_processing",
    "about_request": "requests_app_about",
    "assignee": "requests_app_assignee",
}


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Words for requests."""

    def of_person(self, user: User | UUID) -> Self:
        """Asked by this person, as guardian or as pupil; never those of a co-guardian.

        Two searches by index: one condition over both joins would read all guardians.
        """
        ids = DataRequest.objects.order_by().values("pk")
        as_guardian = ids.filter(requester_guardian__user=user)
        return self.filter(pk__in=as_guardian.union(ids.filter(requester_pupil__user=user)))

    def still_open(self) -> Self:
        """Those whose clock runs."""
        return self.filter(state__in=OPEN_STATES)

    def with_clock(self) -> Self:
        """With no more than the dates depend on."""
        rows = self.select_related("board", "reglement", "decision", "extension")
        return rows.prefetch_related("suspensions")

    def plain(self) -> Iterator[tuple[str | None, Plain]]:
        """The school of each case without a pause, and what its dates hang on; ids as text."""
        texts = [Cast(one, models.CharField()) for one in ("school", "board", "received_on")]
        names = ("kind", "direct_marketing", "reglement__promise_weeks", "board__complaint_days")
        rows = self.order_by().values_list(*texts, *names, "extension__notified_on")
        for school, *facts in rows.iterator():
            yield school, Plain(*facts)

    def with_facts(self) -> Self:
        """With all that a list or page shows, in a fixed number of queries."""
        return self.select_related(*BESIDE).prefetch_related("suspensions", "deliveries")


class DataRequest(SaysWhom, SaysWhat, models.Model):
    """One verzoek. Its dates are computed from these facts, never stored (product.md rule 1)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+", db_index=False)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(_("soort"), max_length=12, choices=choices_of(KINDS))
    direct_marketing = models.BooleanField(default=False)
    subject_pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, null=True, related_name="requests_about"
    )
    subject_guardian = models.ForeignKey(
        Guardian,
        on_delete=models.PROTECT,
        null=True,
        related_name="requests_about",
        db_index=False,
    )
    requester_guardian = models.ForeignKey(
        Guardian, on_delete=models.PROTECT, null=True, related_name="requests_made"
    )
    requester_pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, null=True, related_name="requests_made", db_index=False
    )
    processing = models.ForeignKey(
        Processing,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        db_index=False,
    )
    about_request = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        db_index=False,
    )
    requester_noted = models.BooleanField(default=False)  # not in the roster: see NotedPerson
    filed_by = models.UUIDField(null=True)
    received_via = models.CharField(
        _("binnengekomen"),
        max_length=8,
        choices=choices_of(VIAS),
        default=ReceivedVia.PORTAL.value,
    )
    received_on = models.DateField(_("ontvangen op"))
    promise_from = models.DateField(null=True, blank=True)
    carried_out_on = models.DateField(null=True, blank=True)
    turned_on = models.DateField(null=True, blank=True)  # a question that became a right
    scope_from = models.DateField(_("vanaf"), null=True, blank=True)
    scope_until = models.DateField(_("tot en met"), null=True, blank=True)
    in_english = models.BooleanField(_("antwoord in het Engels"), default=False)
    reglement = models.ForeignKey(
        Reglement, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(
        _("stand"), max_length=12, choices=choices_of(STATES), default=State.RECEIVED.value
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    next_step = models.CharField(_("volgende stap"), max_length=120, blank=True)
    next_step_on = models.DateField(_("op"), null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    anonymised_on = models.DateField(null=True, blank=True)
    is_rated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-year", "-number"]
        verbose_name = _("verzoek")
        verbose_name_plural = _("verzoeken")
        indexes = [
            models.Index(fields=["board", "state", "received_on"], name="requests_app_board_queue"),
            models.Index(fields=["school", "state", "received_on"], name="requests_app_school_q"),
            *(
                models.Index(fields=[column], condition=Q((f"{column}__isnull", False)), name=name)
                for column, name in RARE.items()
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "number"], name="requests_app_datarequest_number_once"
            ),
            models.CheckConstraint(
                condition=(Q(subject_pupil__isnull=True) ^ Q(subject_guardian__isnull=True))
                | Q(requester_noted=True)
                | ERASED,
                name="requests_app_datarequest_one_subject",
            ),
            models.CheckConstraint(
                condition=(
                    (Q(requester_pupil__isnull=True) ^ Q(requester_guardian__isnull=True))
                    & Q(requester_noted=False)
                )
                | Q(requester_noted=True, requester_pupil=None, requester_guardian=None)
                | ERASED,
                name="requests_app_datarequest_one_requester",
            ),
            models.CheckConstraint(
                condition=Q(subject_guardian__isnull=True)
                | Q(subject_guardian=F("requester_guardian")),
                name="requests_app_datarequest_own_data_only",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]),
                name="requests_app_datarequest_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="requests_app_datarequest_state_known",
            ),
            models.CheckConstraint(
                condition=Q(direct_marketing=False) | Q(kind=Kind.OBJECTION.value),
                name="requests_app_datarequest_marketing_is_verzet",
            ),
            models.CheckConstraint(
                condition=Q(promise_from__isnull=True)
                | Q(kind=Kind.CORRECTION.value, promise_from__gte=F("received_on")),
                name="requests_app_datarequest_promise_from",
            ),
            models.CheckConstraint(
                condition=Q(received_via__in=[via.value for via in ReceivedVia]),
                name="requests_app_datarequest_via_known",
            ),
            models.CheckConstraint(
                condition=Q(carried_out_on__isnull=True) | Q(carried_out_on__gte=F("received_on")),
                name="requests_app_datarequest_carried_out_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(scope_from__isnull=True)
                | Q(scope_until__isnull=True)
                | Q(scope_until__gte=F("scope_from")),
                name="requests_app_datarequest_scope_in_order",
            ),
            models.CheckConstraint(
                condition=Q(anonymised_on__isnull=True)
                | Q(
                    subject_pupil=None,
                    subject_guardian=None,
                    requester_pupil=None,
                    requester_guardian=None,
                    filed_by=None,
                    assignee=None,
                ),
                name="requests_app_datarequest_erased_names_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def newest_first(self) -> tuple[int, int, int]:
        """Sorts as the table does."""
        return (-self.received_on.toordinal(), -self.year, -self.number)

    @property
    def reference(self) -> str:
        """The number on letters and pages."""
        return f"{self.year}-{self.number:04d}"

    @property
    def is_own_data(self) -> bool:
        """Whether somebody asks about themselves: a guardian's own data, or a pupil of 16+."""
        noted = self.requester_noted and self.subject_pupil_id is None and not self.unfound
        return noted or self.subject_guardian_id is not None or self.requester_pupil_id is not None

    @property
    def requester(self) -> Guardian | Pupil | NotedPerson | Gone:
        """Who asked, and who gets the answer."""
        known = self.requester_guardian or self.requester_pupil
        return known or getattr(self, "noted", None) or Gone()

    @property
    def is_identified(self) -> bool:
        """Filed by who asks, in the portal: two factors say who it is (product.md rule 3)."""
        return self.filed_by is not None and self.filed_by == self.requester.user_id

    @property
    def subject(self) -> Guardian | Pupil | NotedPerson | Unfound | Gone:
        """Whose data it is about; of somebody who is not in the roster: mostly their own."""
        unfound = Unfound(self.unfound) if self.unfound else None
        known = self.subject_guardian or self.subject_pupil or unfound
        return known or getattr(self, "noted", None) or Gone()

    @property
    def is_open(self) -> bool:
        """Whether the clock runs."""
        return State(self.state) in open_states()

    @property
    def is_finished(self) -> bool:
        """Answered or withdrawn; the clock no longer runs."""
        return not self.is_open

    @property
    def ended_on(self) -> date:
        """The day of the answer, or of the withdrawal; `decision` should be fetched."""
        if hasattr(self, "decision"):
            return self.decision.answered_on
        return self.withdrawn_on or self.received_on

    def facts(self) -> Facts:
        """What the dates depend on; extension and suspensions should be prefetched."""
        return Facts(
            kind=Kind(self.kind),
            received=self.received_on,
            promise_from=self.promise_from,
            suspensions=tuple(row.fact for row in self.suspensions.all()),
            extended=hasattr(self, "extension"),
            weeks=self.reglement.promise_weeks,
            complaint_days=self.board.complaint_days,
            direct_marketing=self.direct_marketing,
        )
