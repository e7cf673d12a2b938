"""Leerling, inschrijving en groepslidmaatschap: the data subject, with history from the start."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models.boards import Board, Group, School
from portal.people.models.dated import Dated
from portal.people.models.names import joined
from portal.people.rules import LeavingReason


class Pupil(models.Model):
    """The data subject (betrokkene). A pupil belongs to one board; no BSN, no gender, no ECK iD."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="pupils")
    first_name = models.CharField(_("roepnaam"), max_length=64, blank=True)
    prefix = models.CharField(_("voorvoegsel"), max_length=32, blank=True)
    last_name = models.CharField(_("achternaam"), max_length=128, blank=True)
    born_on = models.DateField(_("geboortedatum"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pupil_records",
    )
    provisional_until = models.DateTimeField(  # the tie to the account: register only until then
        null=True, blank=True
    )

    class Meta:
        ordering = ["last_name", "first_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["board", "user"], name="people_pupil_user_once_a_board")
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def call_name(self) -> str:
        """What the pupil is called."""
        return self.first_name or self.full_name

    @property
    def full_name(self) -> str:
        """First name, prefix and last name."""
        return joined(self.first_name, self.prefix, self.last_name)


class Enrolment(Dated):
    """Inschrijving: a pupil at a school; `roster_key` is the key in its administration."""

    REASONS = choices_of(
        {
            LeavingReason.LEFT: _("vertrokken"),
            LeavingReason.REFERRED: _("verwezen naar speciaal onderwijs"),
            LeavingReason.FINISHED: _("school afgemaakt"),
            LeavingReason.UNKNOWN: _("onbekend"),
        }
    )

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="enrolments")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="enrolments")
    roster_key = models.CharField(max_length=255)
    leaving_reason = models.CharField(max_length=12, choices=REASONS, blank=True)

    class Meta(Dated.Meta):
        ordering = ["since"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["school", "roster_key", "since"], name="people_enrolment_key_once_a_start"
            ),
        ]


class Membership(Dated):
    """Groepslidmaatschap: a pupil in a group."""

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")

    class Meta(Dated.Meta):
        ordering = ["since"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "group", "since"], name="people_membership_once_a_start"
            ),
        ]
