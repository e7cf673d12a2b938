"""Reglement en privacyverklaring: a draft that changes, versions that never do (law.md §8)."""

from datetime import date
from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models import Board, Reglement
from portal.register.rules.documents import DocumentKind
from portal.register.wording_documents import DOCUMENT_KINDS

KINDS = choices_of(DOCUMENT_KINDS)
IS_REGLEMENT = Q(kind=DocumentKind.REGLEMENT.value)


class DocumentDraft(models.Model):
    """The next version while it is written; one per board and kind, `version` counts its saves."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KINDS)
    text = models.TextField(_("tekst"), blank=True)
    in_force_on = models.DateField(_("geldt vanaf"), null=True, blank=True)
    mr_agreed_on = models.DateField(_("instemming medezeggenschapsraad"), null=True, blank=True)
    promise_weeks = models.PositiveSmallIntegerField(_("weken voor een antwoord"), default=4)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "kind"], name="register_documentdraft_one"),
            models.CheckConstraint(
                condition=Q(promise_weeks__gte=1, promise_weeks__lte=4),
                name="register_documentdraft_weeks_1_to_4",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.kind}"


class RuleDocumentQuerySet(models.QuerySet["RuleDocument"]):
    """Words for published versions."""

    def in_force(self, board_id: UUID, kind: DocumentKind, day: date) -> Self:
        """The version that holds on a day comes first; empty when none holds yet."""
        rows = self.filter(board_id=board_id, kind=kind.value, in_force_on__lte=day)
        return rows.order_by("-in_force_on")


class RuleDocument(models.Model):
    """A published version. Guarded: it never changes; the text is of the board, about nobody.

    Of a reglement the promise that the clocks count with is its `people.Reglement`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=KINDS)
    version = models.PositiveSmallIntegerField(_("versie"))
    text = models.TextField(_("tekst"))
    in_force_on = models.DateField(_("geldt vanaf"))
    mr_agreed_on = models.DateField(_("instemming medezeggenschapsraad"), null=True)
    reglement = models.OneToOneField(
        Reglement, on_delete=models.PROTECT, null=True, related_name="document"
    )
    published_by_id = models.UUIDField()
    published_on = models.DateField()

    objects = RuleDocumentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-in_force_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["board", "kind", "version"], name="register_ruledocument_version_once"
            ),
            models.UniqueConstraint(
                fields=["board", "kind", "in_force_on"], name="register_ruledocument_one_a_day"
            ),
            models.CheckConstraint(
                condition=(IS_REGLEMENT & Q(reglement__isnull=False))
                | (~IS_REGLEMENT & Q(reglement__isnull=True)),
                name="register_ruledocument_reglement_goes_along",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in DocumentKind]),
                name="register_ruledocument_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"


class DocumentNotice(models.Model):
    """Who was told of a version, once, and whether it was opened and read."""

    document = models.ForeignKey(RuleDocument, on_delete=models.PROTECT, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    told_on = models.DateField()
    opened_on = models.DateField(null=True)
    read_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["document", "user"], name="register_documentnotice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.user_id}"
