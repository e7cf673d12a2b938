"""Verwerking en ontvanger: the register of processing activities (AVG 30)."""

from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models import Board, School
from portal.register.models.retention import RetentionRule
from portal.register.rules import (
    DataField,
    LegalBasis,
    RuleCode,
    Topic,
    known_fields,
    objection_possible,
)
from portal.register.wording import BASES, FIELD_NAMES, ROLES, RULE_NAMES, TOPICS


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


class ProcessingQuerySet(models.QuerySet["Processing"]):
    """Words for processings."""

    def published(self) -> Self:
        """What may be read outside the office."""
        return self.filter(published_on__isnull=False)

    def at(self, board_id: UUID, school_ids: set[UUID]) -> Self:
        """The processings of a board as they hold at some of its schools."""
        here = Q(school__isnull=True) | Q(school__in=school_ids)
        return self.filter(here, board_id=board_id)


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
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    published_on = models.DateField(_("gepubliceerd op"), null=True, blank=True)
    child_text = models.TextField(_("tekst voor kinderen"), blank=True, default="")
    seen_by = models.CharField(_("wie op school dit ziet"), max_length=200, blank=True, default="")
    retention_rule = models.ForeignKey(
        RetentionRule,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="processings",
        verbose_name=_("bewaartermijn"),
    )
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
    def field_names(self) -> str:
        """The same in words."""
        return ", ".join(str(FIELD_NAMES[field]) for field in self.data_fields)

    @property
    def objection(self) -> bool:
        """Whether verzet is possible (AVG 21(1))."""
        return objection_possible(LegalBasis(self.basis))

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
