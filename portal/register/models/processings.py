"""Verwerking en ontvanger: the register of processing activities (AVG 30)."""

from datetime import date
from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models import Board, School
from portal.register.models.retention import RetentionRule
from portal.register.rules import (
    DataField,
    DataSubject,
    Dpia,
    Informing,
    LegalBasis,
    RuleCode,
    Topic,
    known_fields,
    objection_possible,
    review_passed,
)
from portal.register.rules.restrictions import StopReason, may_stop
from portal.register.wording import BASES, FIELD_NAMES, ROLES, RULE_NAMES, TOPICS
from portal.register.wording_keeping import DATA_SUBJECTS, DPIA_STATES, INFORMING, names_inside


def only_known_fields(codes: object) -> None:
    """A stored list of fields holds codes of the closed list and nothing else."""
    if not isinstance(codes, list):
        raise ValidationError(_("Geef een lijst van gegevens."))
    try:
        known_fields(codes)
    except ValueError as error:
        raise ValidationError(_("Dit gegeven staat niet in de lijst: %s") % error) from error


class Recipient(models.Model):
    """Who gets data: processor, controller or authority, by its own name (CJEU C-154/21).

    `is_category` marks a name that is only a kind of recipient; it holds back publication.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="recipients")
    name = models.CharField(_("naam"), max_length=120)
    is_category = models.BooleanField(_("naam nog invullen"), default=False)
    role = models.CharField(_("rol"), max_length=12, choices=choices_of(ROLES))
    rule = models.CharField(_("regel"), max_length=24, choices=choices_of(RULE_NAMES))
    agreement_on = models.DateField(_("verwerkersovereenkomst van"), null=True, blank=True)
    country = models.CharField(_("land"), max_length=2, default="NL")
    agreement_version = models.CharField(_("versie van de overeenkomst"), max_length=40, blank=True)
    safeguard = models.CharField(_("waarborg buiten de EU"), max_length=200, blank=True)
    allowed_fields = models.JSONField(_("alleen deze gegevens"), default=list, blank=True)
    forbidden_fields = models.JSONField(_("nooit deze gegevens"), default=list, blank=True)
    starter_code = models.SlugField(max_length=40, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("ontvanger")
        verbose_name_plural = _("ontvangers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["board", "name", "rule"], name="register_recipient_once_a_rule"
            ),
            models.CheckConstraint(
                condition=Q(rule__in=[code.value for code in RuleCode]),
                name="register_recipient_rule_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def allowed(self) -> list[DataField]:
        """The board's own list; empty leaves it to the rule."""
        return known_fields(self.allowed_fields)

    @property
    def forbidden(self) -> list[DataField]:
        """What the board never lets go."""
        return known_fields(self.forbidden_fields)


class ProcessingQuerySet(models.QuerySet["Processing"]):
    """Words for processings."""

    def published(self) -> Self:
        """What may be read outside the office."""
        return self.filter(published_on__isnull=False)

    def for_advertising(self) -> Self:
        """What is used for advertising or recruiting (AVG 21(2))."""
        return self.filter(direct_marketing=True)

    def at(self, board_id: UUID, school_ids: set[UUID]) -> Self:
        """The processings of a board as they hold at some of its schools.

        A school's own published row takes the place of the board's row with the same code; the
        board's row stays as long as it holds at one of the schools.
        """
        own = self.model.objects.published().filter(board_id=board_id, school__in=school_ids)
        replaced = own.values("code").annotate(schools=Count("school"))
        everywhere = replaced.filter(schools__gte=max(1, len(school_ids))).values("code")
        boards = Q(school__isnull=True) & ~Q(code__in=everywhere)
        return self.filter(boards | Q(school__in=school_ids), board_id=board_id)


class Processing(models.Model):
    """One activity in the register: what, why, on which basis, how long, and who gets it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="processings")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="processings"
    )
    code = models.SlugField(_("code"), max_length=40)
    topic = models.CharField(_("onderwerp"), max_length=12, choices=choices_of(TOPICS))
    name = models.CharField(_("naam"), max_length=120)
    purpose = models.TextField(_("doel"))
    basis = models.CharField(_("grondslag"), max_length=1, choices=choices_of(BASES))
    fields = models.JSONField(_("gegevens"), default=list)
    source = models.CharField(_("waar de gegevens vandaan komen"), max_length=200)
    retention = models.CharField(_("hoe lang bewaard"), max_length=200)
    consent_needed = models.BooleanField(_("toestemming nodig"))
    consent_reason = models.CharField(_("waarom wel of geen toestemming"), max_length=250)
    direct_marketing = models.BooleanField(_("gebruikt voor reclame of werving"), default=False)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    published_on = models.DateField(_("gepubliceerd op"), null=True, blank=True)
    child_text = models.TextField(_("tekst voor kinderen"), blank=True, default="")
    retention_rule = models.ForeignKey(
        RetentionRule,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="processings",
        verbose_name=_("bewaartermijn"),
    )
    special_ground = models.CharField(
        _("grondslag voor bijzondere gegevens"), max_length=200, blank=True
    )
    data_subjects = models.JSONField(_("over wie"), default=list, blank=True)
    inside = models.JSONField(_("wie op school dit ziet"), default=list, blank=True)
    informing = models.CharField(
        _("hoe het gezin het weet"),
        max_length=20,
        choices=choices_of(INFORMING),
        default="register",
    )
    systems = models.CharField(_("systemen"), max_length=200, blank=True)
    security = models.CharField(_("beveiliging in één zin"), max_length=250, blank=True)
    dpia = models.CharField(
        _("DPIA"), max_length=12, choices=choices_of(DPIA_STATES), default="planned"
    )
    dpia_reason = models.CharField(_("DPIA: toelichting"), max_length=200, blank=True)
    dpia_on = models.DateField(_("DPIA: klaar op"), null=True, blank=True)
    owner = models.CharField(_("eigenaar"), max_length=120, blank=True)
    review_on = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    recipients = models.ManyToManyField(
        Recipient, through="ProcessingRecipient", related_name="processings"
    )

    objects = ProcessingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "name"]
        verbose_name = _("verwerking")
        verbose_name_plural = _("verwerkingen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["board", "code"],
                condition=Q(school__isnull=True),
                name="register_processing_code_once_a_board",
            ),
            models.UniqueConstraint(
                fields=["school", "code"], name="register_processing_code_once_a_school"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=[basis.value for basis in LegalBasis]),
                name="register_processing_basis_known",
            ),
            models.CheckConstraint(
                condition=Q(dpia__in=[state.value for state in Dpia]),
                name="register_processing_dpia_known",
            ),
            models.CheckConstraint(
                condition=Q(informing__in=[way.value for way in Informing]),
                name="register_processing_informing_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The list of fields is closed."""
        super().clean()
        only_known_fields(self.fields)

    @property
    def data_fields(self) -> list[DataField]:
        """The fields in the order of the closed list."""
        return known_fields(self.fields)

    @property
    def field_words(self) -> list[str]:
        """The same in words."""
        return [str(FIELD_NAMES[field]) for field in self.data_fields]

    @property
    def field_names(self) -> str:
        """The same on one line."""
        return ", ".join(self.field_words)

    @property
    def subject_names(self) -> str:
        """Whose data they are, in words."""
        return ", ".join(
            str(DATA_SUBJECTS[one]) for one in DataSubject if one in self.data_subjects
        )

    @property
    def inside_names(self) -> str:
        """Which functions inside the school work with it, in words."""
        return names_inside(self.inside)

    @property
    def recipient_names(self) -> str:
        """Who gets it, by name."""
        return ", ".join(one.name for one in self.recipients.all())

    def needs_review(self, today: date) -> bool:
        """Whether the day to look at it again has passed."""
        return review_passed(self.review_on, today)

    @property
    def objection(self) -> bool:
        """Whether verzet is possible (AVG 21(1)-(2))."""
        basis = LegalBasis(self.basis)
        return objection_possible(basis, direct_marketing=self.direct_marketing)

    def may_stop_for(self, why: StopReason) -> bool:
        """Whether it may be stopped for one pupil, for this reason."""
        return may_stop(LegalBasis(self.basis), why, direct_marketing=self.direct_marketing)

    @property
    def in_topic(self) -> Topic:
        """The heading it stands under."""
        return Topic(self.topic)


class ProcessingRecipient(models.Model):
    """Who takes part in which processing."""

    processing = models.ForeignKey(Processing, on_delete=models.CASCADE)
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["processing", "recipient"], name="register_processingrecipient_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.processing_id} {self.recipient_id}"
