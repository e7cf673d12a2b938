"""Verzoek: who asks what about whom, since when, and where it stands (AVG 15-21, BW 1:377c)."""

from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models import Board, Guardian, Pupil, Reglement, School, User
from portal.register.models import Processing
from requests_app.models.words import KINDS, STATES
from requests_app.rules import Facts, Kind, State, Suspension, open_states

OPEN_STATES = sorted(state.value for state in open_states())


class CaseNumber(models.Model):
    """The counter of a board and year; locked while a number is given out, so no gap can be."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "year"], name="requests_app_casenumber_once")
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.year}-{self.last}"


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """Words for requests."""

    def of_person(self, user: User | UUID) -> Self:
        """Asked by this person, as guardian or as pupil; never those of a co-guardian.

        Two searches by index: one condition over both joins would read all guardians.
        """
        ids = DataRequest.objects.order_by().values("pk")
        as_guardian = ids.filter(requester_guardian__user=user)
        return self.filter(pk__in=as_guardian.union(ids.filter(requester_pupil__user=user)))

    def outside_household(self, user: User, pupils: models.QuerySet[Pupil]) -> Self:
        """Without those about, or asked by, anybody of one's own family (law.md §3)."""
        family = Guardian.objects.filter(Q(user=user) | Q(guardianships__pupil__in=pupils))
        own = (
            Q(subject_pupil__in=pupils)
            | Q(requester_pupil__in=pupils)
            | Q(subject_guardian__in=family)
            | Q(requester_guardian__in=family)
        )
        return self.exclude(pk__in=DataRequest.objects.filter(own).values("pk"))

    def still_open(self) -> Self:
        """Those whose clock runs."""
        return self.filter(state__in=OPEN_STATES)

    def with_facts(self) -> Self:
        """With all that a list or page shows, in a fixed number of queries."""
        return self.select_related(
            "board",
            "school",
            "reglement",
            "subject_pupil",
            "subject_guardian",
            "requester_guardian",
            "requester_pupil",
            "assignee",
            "decision",
            "extension",
            "processing",
        ).prefetch_related("suspensions")


class DataRequest(models.Model):
    """One verzoek. Its dates are computed from these facts, never stored (product.md rule 1)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(_("soort"), max_length=12, choices=choices_of(KINDS))
    direct_marketing = models.BooleanField(default=False)
    subject_pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, null=True, related_name="requests_about"
    )
    subject_guardian = models.ForeignKey(
        Guardian, on_delete=models.PROTECT, null=True, related_name="requests_about"
    )
    requester_guardian = models.ForeignKey(
        Guardian, on_delete=models.PROTECT, null=True, related_name="requests_made"
    )
    requester_pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, null=True, related_name="requests_made"
    )
    processing = models.ForeignKey(
        Processing, on_delete=models.PROTECT, null=True, blank=True, related_name="requests"
    )
    filed_by = models.UUIDField()
    received_on = models.DateField(_("ontvangen op"))
    promise_from = models.DateField(null=True, blank=True)
    reglement = models.ForeignKey(Reglement, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("stand"), max_length=12, choices=choices_of(STATES), default=State.RECEIVED.value
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
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
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "year", "number"], name="requests_app_datarequest_number_once"
            ),
            models.CheckConstraint(
                condition=Q(subject_pupil__isnull=True) ^ Q(subject_guardian__isnull=True),
                name="requests_app_datarequest_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(requester_pupil__isnull=True) ^ Q(requester_guardian__isnull=True),
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
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number on letters and pages."""
        return f"{self.year}-{self.number:04d}"

    @property
    def is_own_data(self) -> bool:
        """Whether somebody asks about themselves: a guardian's own data, or a pupil of 16+."""
        return self.subject_guardian_id is not None or self.requester_pupil_id is not None

    @property
    def requester(self) -> Guardian | Pupil:
        """Who asked, and who gets the answer."""
        found = self.requester_guardian or self.requester_pupil
        assert found is not None, "requests_app_datarequest_one_requester"  # noqa: S101
        return found

    @property
    def is_identified(self) -> bool:
        """Filed by who asks, in the portal: two factors say who it is (product.md rule 3)."""
        return self.filed_by == self.requester.user_id

    @property
    def subject(self) -> Guardian | Pupil:
        """Whose data it is about."""
        found = self.subject_guardian or self.subject_pupil
        assert found is not None, "requests_app_datarequest_one_subject"  # noqa: S101
        return found

    @property
    def is_open(self) -> bool:
        """Whether the clock runs."""
        return State(self.state) in open_states()

    def facts(self) -> Facts:
        """What the dates depend on; extension and suspensions should be prefetched."""
        return Facts(
            kind=Kind(self.kind),
            received=self.received_on,
            promise_from=self.promise_from,
            suspensions=tuple(Suspension(row.since, row.until) for row in self.suspensions.all()),
            extended=hasattr(self, "extension"),
            weeks=self.reglement.promise_weeks,
            complaint_days=self.board.complaint_days,
            direct_marketing=self.direct_marketing,
        )


class RequestText(models.Model):
    """What was asked, in the requester's own words: erasable, so apart from the request."""

    request = models.OneToOneField(DataRequest, on_delete=models.PROTECT, related_name="text")
    scope = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.request_id)
