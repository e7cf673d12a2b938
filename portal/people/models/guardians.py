"""Ouder of verzorger, gezag en machtiging."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models.boards import Board
from portal.people.models.dated import Dated
from portal.people.models.names import joined
from portal.people.models.pupils import Pupil
from portal.people.rules import Authority, GuardianKind, MandateScope, Relation, RepresentationBasis


class Guardian(models.Model):
    """A person or institution as the school knows them: one record a board, account or not."""

    KINDS = choices_of(
        {GuardianKind.PERSON: _("persoon"), GuardianKind.INSTITUTION: _("instelling")}
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="guardians")
    roster_key = models.CharField(max_length=255)
    kind = models.CharField(max_length=10, choices=KINDS, default=GuardianKind.PERSON.value)
    initials = models.CharField(_("voorletters"), max_length=20, blank=True)
    first_name = models.CharField(_("roepnaam"), max_length=64, blank=True)
    prefix = models.CharField(_("voorvoegsel"), max_length=32, blank=True)
    last_name = models.CharField(_("achternaam"), max_length=128)
    contact_email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=32, blank=True)
    street = models.CharField(_("straat en nummer"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("plaats"), max_length=60, blank=True)
    address_secret = models.BooleanField(_("geheim adres"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guardian_records",
    )
    provisional_until = models.DateTimeField(  # the tie to the account: register only until then
        null=True, blank=True
    )

    class Meta:
        ordering = ["last_name", "first_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "roster_key"], name="people_guardian_key_once_a_board"
            ),
            models.UniqueConstraint(
                fields=["board", "user"], name="people_guardian_user_once_a_board"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First name or initials, prefix and last name."""
        return joined(self.first_name or self.initials, self.prefix, self.last_name)


class Guardianship(Dated):
    """What ties a guardian to a pupil: relation, authority, and what a court restricted.

    A change of authority closes the row and opens the next: the past stays readable.
    """

    AUTHORITIES = choices_of(
        {Authority.YES: _("ja"), Authority.NO: _("nee"), Authority.UNKNOWN: _("onbekend")}
    )
    RELATIONS = choices_of(
        {
            Relation.MOTHER: _("moeder"),
            Relation.FATHER: _("vader"),
            Relation.PARENT: _("ouder"),
            Relation.STEP_PARENT: _("stiefouder"),
            Relation.FOSTER_PARENT: _("pleegouder"),
            Relation.GUARDIAN: _("voogd"),
            Relation.CARER: _("verzorger"),
            Relation.OTHER: _("anders"),
        }
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="guardianships")
    relation = models.CharField(max_length=12, choices=RELATIONS, default=Relation.OTHER.value)
    authority = models.CharField(
        _("gezag"), max_length=8, choices=AUTHORITIES, default=Authority.UNKNOWN.value
    )
    established_on = models.DateField(_("gezag vastgesteld op"), null=True, blank=True)
    authority_note = models.CharField(_("op grond van"), max_length=200, blank=True)
    restriction_since = models.DateField(null=True, blank=True)
    restriction_until = models.DateField(null=True, blank=True)
    restriction_reference = models.CharField(max_length=80, blank=True)
    may_view = models.BooleanField(default=False)
    may_request = models.BooleanField(default=False)
    may_be_informed = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        ordering = ["since"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "guardian"],
                condition=Q(until__isnull=True),
                name="people_guardianship_open_once",
            ),
            models.CheckConstraint(
                condition=Q(restriction_until__isnull=True)
                | Q(
                    restriction_since__isnull=False,
                    restriction_until__gte=F("restriction_since"),
                ),
                name="people_guardianship_restriction_dates",
            ),
        ]


class Mandate(Dated):
    """Machtiging: a pupil of 16 or older lets a guardian look or act; revocable (`until`)."""

    SCOPES = choices_of({MandateScope.LOOK: _("kijken"), MandateScope.ACT: _("handelen")})

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="mandates")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="mandates")
    scope = models.CharField(max_length=8, choices=SCOPES)
    revoked_on = models.DateField(null=True, blank=True)

    class Meta(Dated.Meta):
        ordering = ["since"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True)
                | Q(until__isnull=False, until__lte=F("revoked_on")),
                name="people_mandate_revoked_is_over",
            ),
        ]


class Representation(Dated):
    """Vertegenwoordiging: who acts for a pupil that cannot judge (law.md §3).

    It holds when a second person agreed. At 16 and 17 the privacy officer decides; from 18 only a
    curator or mentor named in a court document.
    """

    BASES = choices_of(
        {
            RepresentationBasis.UNABLE: _("kan zelf niet beslissen"),
            RepresentationBasis.MENTOR: _("mentor"),
            RepresentationBasis.CURATOR: _("curator"),
        }
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="representations")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="representations")
    basis = models.CharField(max_length=8, choices=BASES)
    document_reference = models.CharField(max_length=80, blank=True)
    reason = models.TextField(_("reden"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    agreed_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(_("opnieuw bekijken uiterlijk op"))

    class Meta(Dated.Meta):
        ordering = ["since"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("decided_by")),
                name="people_representation_second_person",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_on__isnull=True)
                | Q(agreed_by__isnull=False, agreed_on__isnull=False),
                name="people_representation_agreed_on_a_day",
            ),
        ]
