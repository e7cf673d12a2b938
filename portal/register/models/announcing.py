"""Voorgenomen verstrekking en bezwaar: told first, then done or not (seed 001 art. 6c)."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models import Board, Enrolment, Group, Membership, Pupil, School
from portal.register.models.disclosures import Disclosure
from portal.register.models.processings import Processing, Recipient
from portal.register.rules import DataField, Intent, IntentState, LegalBasis, known_fields
from portal.register.rules.announcing import OPEN
from portal.register.wording import BASES, FIELD_NAMES, INTENT_STATES

SHOWN_AFTER = timedelta(days=14)  # the family still finds what became of it
OPEN_STATES = sorted(state.value for state in OPEN)


class IntendedDisclosureQuerySet(models.QuerySet["IntendedDisclosure"]):
    """Words for intentions."""

    def still_open(self) -> Self:
        """Neither carried out nor dropped."""
        return self.filter(state__in=OPEN_STATES)

    def shown(self, today: date) -> Self:
        """What a family finds on its first page: what may still come, and what just ended."""
        return self.filter(Q(state__in=OPEN_STATES) | Q(closed_on__gte=today - SHOWN_AFTER))

    def told_to(self, pupils: Collection[Pupil]) -> Self:
        """About these pupils, or a group or school of theirs, whatever the dates: narrow further.

        `enrolments` should be prefetched; the announcement asks which of them held that day.
        """
        schools = {row.school_id for pupil in pupils for row in pupil.enrolments.all()}
        keys = [pupil.pk for pupil in pupils]
        groups = Membership.objects.filter(pupil__in=keys).values("group")
        boards = {pupil.board_id for pupil in pupils}
        about = Q(pupil_id__in=keys) | Q(school_id__in=schools) | Q(group_id__in=groups)
        return self.filter(about, board__in=boards)

    def ready(self) -> Self:
        """With what a page shows of it."""
        return self.select_related("board", "processing").prefetch_related("recipients")


class IntendedDisclosure(models.Model):
    """One intention about one pupil, group or school, as families were told of it.

    `objection_until` is the last day to object and counts in full; empty where nobody can.
    `told_through`: how far the messages came (see actions/telling.py); `told_at`: all are written.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="intended")
    pupil_id = models.UUIDField(null=True, db_index=True)
    group_id = models.UUIDField(null=True, db_index=True)
    school_id = models.UUIDField(null=True, db_index=True)
    processing = models.ForeignKey(
        Processing, on_delete=models.PROTECT, null=True, related_name="intended"
    )
    purpose = models.CharField(_("doel"), max_length=200, blank=True)
    basis = models.CharField(_("grondslag"), max_length=1, choices=choices_of(BASES))
    fields = models.JSONField(_("gegevens"))
    recipients = models.ManyToManyField(Recipient, related_name="intended")
    why = models.TextField(_("waarom"))
    planned_on = models.DateField(_("gepland op"))
    announced_on = models.DateField(_("aangekondigd op"))
    announced_by_id = models.UUIDField()
    objection_until = models.DateField(_("bezwaar tot en met"), null=True)
    no_window_reason = models.TextField(_("waarom zonder wachttijd"), blank=True)
    state = models.CharField(
        _("stand"),
        max_length=12,
        choices=choices_of(INTENT_STATES),
        default=IntentState.ANNOUNCED.value,
    )
    closed_on = models.DateField(null=True)
    closed_by_id = models.UUIDField(null=True)
    drop_reason = models.TextField(_("waarom niet"), blank=True)
    disclosure = models.OneToOneField(
        Disclosure, on_delete=models.PROTECT, null=True, related_name="intended"
    )
    told_through = models.UUIDField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = IntendedDisclosureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-announced_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(pupil_id__isnull=False, group_id__isnull=True, school_id__isnull=True)
                | Q(pupil_id__isnull=True, group_id__isnull=False, school_id__isnull=True)
                | Q(pupil_id__isnull=True, group_id__isnull=True, school_id__isnull=False),
                name="register_intendeddisclosure_about_exactly_one",
            ),
            models.CheckConstraint(
                condition=Q(processing__isnull=False) | ~Q(purpose=""),
                name="register_intendeddisclosure_for_something",
            ),
            models.CheckConstraint(
                condition=Q(objection_until__isnull=False)
                | ~Q(no_window_reason="")
                | ~Q(basis__in=["e", "f"]),
                name="register_intendeddisclosure_no_window_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="carried_out") | Q(disclosure__isnull=False),
                name="register_intendeddisclosure_carried_out_is_logged",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What it is for: the processing's name, or the purpose that was typed."""
        return self.processing.name if self.processing else self.purpose

    @property
    def recipient_names(self) -> str:
        """By name (CJEU C-154/21)."""
        return ", ".join(one.name for one in self.recipients.all())

    @property
    def data_fields(self) -> list[DataField]:
        """The fields in the order of the closed list."""
        return known_fields(self.fields)

    @property
    def field_names(self) -> str:
        """The same in words."""
        return ", ".join(str(FIELD_NAMES[field]) for field in self.data_fields)

    @property
    def intent(self) -> Intent:
        """As the rules take it."""
        return Intent(
            IntentState(self.state), LegalBasis(self.basis), self.planned_on, self.objection_until
        )

    @property
    def about_id(self) -> UUID:
        """The key of whom it is about."""
        found = self.pupil_id or self.group_id or self.school_id
        assert found is not None, "register_intendeddisclosure_about_exactly_one"  # noqa: S101
        return found

    @property
    def is_open(self) -> bool:
        """Whether it may still come."""
        return self.state in OPEN_STATES

    def about(self) -> Pupil | Group | School:
        """Whom it is about; one query."""
        if self.pupil_id:
            return Pupil.objects.select_related("board").get(pk=self.pupil_id)
        if self.group_id:
            return Group.objects.select_related("school").get(pk=self.group_id)
        return School.objects.get(pk=self.about_id)

    def pupils_on(self, day: date) -> set[UUID]:
        """Everybody it concerns on a day."""
        if self.pupil_id:
            return {self.pupil_id}
        if self.group_id:
            rows = Membership.objects.on(day).filter(group=self.group_id)
        else:
            rows = Enrolment.objects.on(day).filter(school=self.school_id)
        return set(rows.values_list("pupil_id", flat=True))


def told_pairs(
    rows: Iterable[IntendedDisclosure], pupils: Collection[Pupil]
) -> list[tuple[IntendedDisclosure, Pupil]]:
    """Which of these pupils each intention was announced for; one query, none without a group."""
    found = list(rows)
    groups = [row.group_id for row in found if row.group_id]
    members: list[Membership] = []
    if groups:
        members = list(Membership.objects.filter(pupil__in=pupils, group__in=groups))
    pairs = []
    for row in found:
        day, there = row.announced_on, {row.pupil_id}
        there |= {m.pupil_id for m in members if m.group_id == row.group_id and m.is_on(day)}
        for pupil in pupils:
            enrolled = any(
                one.school_id == row.school_id and one.is_on(day) for one in pupil.enrolments.all()
            )
            if pupil.pk in there or enrolled:
                pairs.append((row, pupil))
    return pairs


class Objection(models.Model):
    """Bezwaar: one person's, for one pupil, and the verzet request it became. Guarded: ids only.

    A person and not a pupil: each guardian gets an own request, and never sees the other's.
    """

    intended = models.ForeignKey(
        IntendedDisclosure, on_delete=models.PROTECT, related_name="objections"
    )
    pupil_id = models.UUIDField(db_index=True)
    by_id = models.UUIDField()
    on = models.DateField()
    request_id = models.UUIDField(null=True, unique=True)  # None: that request was anonymised
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["intended", "pupil_id", "by_id"], name="register_objection_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.intended_id} {self.on}"
