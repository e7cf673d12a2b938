"""Publicatie: what a school published of whom, and what must come down of it (AVG 7(3))."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self
from urllib.parse import urlsplit
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.models.purposes import Purpose
from consent.rules import Medium, Removal, is_print, remove_by
from portal.columns import choices_of
from portal.people.models import Pupil, School, User


class Publication(models.Model):
    """Something with pupils on one channel, on one day. Guarded: ids only (product.md rule 8)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="publications")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="publications")
    on = models.DateField()
    recorded_by_id = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "-on"], name="consent_publication_newest")
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.on}"

    @property
    def is_print(self) -> bool:
        """Whether it cannot be taken back."""
        return is_print(Medium(self.purpose.medium))


class PublicationText(models.Model):
    """What it is called and where it stands, in the words of the school; erasable, for staff."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="text")
    title = models.CharField(_("wat"), max_length=120)
    place = models.CharField(_("adres of plek"), max_length=500, blank=True)

    def __str__(self) -> str:
        return str(self.publication_id)

    @property
    def link(self) -> str:
        """The place, when it is an address that a browser may open; else nothing."""
        try:
            found = urlsplit(self.place)
        except ValueError:
            return ""
        return self.place if found.scheme in {"http", "https"} and found.netloc else ""


class PublicationPupil(models.Model):
    """Who is in it. Guarded, without a foreign key: the row may outlive the file."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="pupils")
    pupil_id = models.UUIDField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["publication", "pupil_id"], name="consent_publicationpupil_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.pupil_id}"


class TakeDownQuerySet(models.QuerySet["TakeDown"]):
    """Words for tasks."""

    def open(self) -> Self:
        """What must still come down."""
        return self.filter(done_on__isnull=True)

    def ready(self) -> Self:
        """With all that a page of staff shows; what must be done first on top."""
        rows = self.select_related(
            "publication__school", "publication__purpose", "publication__text", "pupil", "owner"
        )
        return rows.order_by("opened_on", "publication__on", "pk")


class TakeDown(models.Model):
    """One pupil must come out of one publication; the last day is computed, never stored."""

    WAYS = choices_of(
        {
            Removal.REMOVED: _("weggehaald"),
            Removal.BLURRED: _("onherkenbaar gemaakt"),
            Removal.NEXT_EDITION: _("komt niet in een volgende uitgave"),
            Removal.NOT_POSSIBLE: _("kan niet weg"),
            Removal.ALLOWED_AGAIN: _("mag weer"),
        }
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="take_downs"
    )
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="take_downs")
    opened_on = models.DateField()
    owner = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)
    done_by_id = models.UUIDField(null=True, blank=True)
    how = models.CharField(_("hoe"), max_length=16, choices=WAYS, blank=True)
    reason = models.CharField(_("reden"), max_length=200, blank=True)

    objects = TakeDownQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["publication", "pupil"],
                condition=Q(done_on__isnull=True),
                name="consent_takedown_open_once",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, how="") | (Q(done_on__isnull=False) & ~Q(how="")),
                name="consent_takedown_done_has_how",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["done_on", "opened_on"], name="consent_takedown_due")
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.how or 'open'}"

    def due_on(self, holidays: Collection[date]) -> date:
        """The last day to do it."""
        return remove_by(self.opened_on, holidays)
