"""Verstrekking: the append-only ledger of what was handed over to whom (AVG 15(1)(c), 19)."""

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models import Board, Enrolment, Membership, Pupil
from portal.register.models.exclusions import DisclosureExclusion
from portal.register.models.processings import Processing, Recipient
from portal.register.rules import DataField, known_fields
from portal.register.wording import BASES, CHANNELS, CONSENT_GROUNDS, FIELD_NAMES

SHOWN = Q(hidden=False) | Q(hiding__lifted_on__isnull=False)


def _held_then(rows: type[Membership] | type[Enrolment], pupil_id: UUID, link: str) -> Exists:
    """Whether the pupil was in the group or school of the disclosure on its date."""
    links = rows.objects.filter(
        Q(until__isnull=True) | Q(until__gt=OuterRef("on")),
        pupil_id=pupil_id,
        since__lte=OuterRef("on"),
        **{link: OuterRef(link)},
    )
    return Exists(links)


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    """Words for disclosures."""

    def visible_to(self, pupil: Pupil) -> Self:
        """What the pupil's own people may know: no row that is still hidden.

        The only source of a timeline, a package, a letter, a message or a count (law.md §6).
        """
        return self._about(pupil).filter(SHOWN)

    def hidden_from(self, pupil: Pupil) -> Self:
        """What concerns this pupil and its people may not know yet; for staff alone."""
        return self._about(pupil).exclude(SHOWN)

    def _about(self, pupil: Pupil) -> Self:
        """About the pupil, or about a group or school while the pupil was in it."""
        rows = Disclosure.objects.filter(board_id=pupil.board_id)
        groups = Membership.objects.filter(pupil_id=pupil.pk).values("group_id")
        schools = Enrolment.objects.filter(pupil_id=pupil.pk).values("school_id")
        in_group = rows.filter(
            _held_then(Membership, pupil.pk, "group_id"), group_id__in=groups, pupil_id=None
        )
        in_school = rows.filter(
            _held_then(Enrolment, pupil.pk, "school_id"), school_id__in=schools, pupil_id=None
        )
        # Three indexes, one each: an OR over them reads every disclosure of the board.
        parts = rows.filter(pupil_id=pupil.pk).values("pk").order_by()
        own = parts.union(in_group.values("pk").order_by(), in_school.values("pk").order_by())
        left_out = DisclosureExclusion.objects.filter(pupil_id=pupil.pk).values("disclosure")
        return self.filter(pk__in=own).exclude(pk__in=left_out)

    def ever_hidden(self) -> Self:
        """What the family did not see at first, ready for a page of staff."""
        return self.filter(hidden=True, hiding__isnull=False).select_related(
            "processing", "text", "hiding"
        )

    def still_hidden(self) -> Self:
        """What the family does not see, the first review on top."""
        rows = self.ever_hidden().filter(hiding__lifted_on__isnull=True)
        return rows.order_by("hiding__review_on", "pk")

    def newest_first(self) -> Self:
        """By date of the disclosure, with what a timeline shows."""
        ready = self.select_related("processing", "text").prefetch_related("recipients")
        return ready.order_by("-on", "-id")


class Disclosure(models.Model):
    """One handing-over about one pupil, group or school. Guarded: ids and codes, no free text."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="disclosures")
    pupil_id = models.UUIDField(null=True, db_index=True)
    group_id = models.UUIDField(null=True, db_index=True)
    school_id = models.UUIDField(null=True, db_index=True)
    on = models.DateField()
    basis = models.CharField(max_length=1, choices=choices_of(BASES))
    fields = models.JSONField()
    channel = models.CharField(max_length=12, choices=choices_of(CHANNELS))
    processing = models.ForeignKey(Processing, on_delete=models.PROTECT, related_name="disclosures")
    consent = models.CharField(max_length=24, choices=choices_of(CONSENT_GROUNDS))
    hidden = models.BooleanField(default=False)
    recorded_by_id = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)
    recipients = models.ManyToManyField(
        Recipient, through="DisclosureRecipient", related_name="disclosures"
    )

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["board", "-on", "-id"], name="register_disclosure_newest")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(pupil_id__isnull=False, group_id__isnull=True, school_id__isnull=True)
                | Q(pupil_id__isnull=True, group_id__isnull=False, school_id__isnull=True)
                | Q(pupil_id__isnull=True, group_id__isnull=True, school_id__isnull=False),
                name="register_disclosure_about_exactly_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.on}"

    @property
    def data_fields(self) -> list[DataField]:
        """The fields in the order of the closed list."""
        return known_fields(self.fields)

    @property
    def field_names(self) -> str:
        """The same in words."""
        return ", ".join(str(FIELD_NAMES[field]) for field in self.data_fields)


class DisclosureRecipient(models.Model):
    """Who got it; guarded with its disclosure."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT)
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["disclosure", "recipient"], name="register_disclosurerecipient_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.disclosure_id} {self.recipient_id}"


class DisclosureText(models.Model):
    """What it was about, in words; erasable, beside the guarded row.

    `source` and `reference` are for staff: a source may be the other parent (product.md rule 7).
    """

    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="text")
    description = models.TextField(_("omschrijving"), blank=True)
    source = models.CharField(_("bron"), max_length=200, blank=True)
    reference = models.CharField(_("kenmerk"), max_length=80, blank=True)

    def __str__(self) -> str:
        return str(self.disclosure_id)


class HiddenUntil(models.Model):
    """Why a row is kept from the family, when that is reviewed, and who agreed (law.md §6).

    Without `agreed_by_id` it waits for the second person; hidden it is all the same.
    """

    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="hiding")
    reason = models.TextField(_("reden"))
    review_on = models.DateField(_("opnieuw bekijken op"))
    agreed_by_id = models.UUIDField(null=True, blank=True)
    agreed_on = models.DateField(_("akkoord op"), null=True, blank=True)
    lifted_on = models.DateField(_("zichtbaar sinds"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.disclosure_id)

    @property
    def is_pending(self) -> bool:
        """Whether the second person has not spoken yet."""
        return self.agreed_by_id is None and self.lifted_on is None


class HidingReview(models.Model):
    """Somebody looked again and kept it hidden: until when now, and why. Erasable words."""

    hiding = models.ForeignKey(HiddenUntil, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    by_id = models.UUIDField()
    review_on = models.DateField(_("opnieuw bekijken op"))
    reason = models.TextField(_("reden"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.hiding_id} {self.on}"
