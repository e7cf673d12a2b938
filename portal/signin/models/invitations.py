"""Uitnodiging: a letter with a code that opens an account once (law.md §3)."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.files.models import StoredFile
from portal.people.models import Board, Group, Guardian, Pupil, School, User
from portal.signin.rules import INVITATION_TRIES, InvitedAs, Standing


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Words for invitations."""

    def still_open(self, now: datetime) -> "InvitationQuerySet":
        """Those whose code may still open an account."""
        return self.waiting().filter(expires_at__gt=now, wrong_tries__lt=INVITATION_TRIES)

    def waiting(self) -> "InvitationQuerySet":
        """Neither used nor revoked: at most one a person. It may be too late or locked."""
        return self.filter(used_at=None, revoked_at=None)


class Invitation(models.Model):
    """One person of one board. The code is kept as HMAC; printing again makes a new code."""

    KINDS = choices_of(
        {
            InvitedAs.GUARDIAN: _("ouder of verzorger"),
            InvitedAs.PUPIL: _("leerling"),
            InvitedAs.STAFF: _("medewerker"),
        }
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, null=True, related_name="+")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(  # staff: the account is made when the invitation is
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reference = models.CharField(max_length=8, unique=True)
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    alone_until = models.DateTimeField(null=True)  # opened with this letter alone: provisional
    checked_at = models.DateTimeField(null=True)  # the office asked whether that was right
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="guardian", guardian__isnull=False, pupil=None, user=None)
                | Q(kind="pupil", pupil__isnull=False, guardian=None, user=None)
                | Q(kind="staff", user__isnull=False, guardian=None, pupil=None),
                name="signin_invitation_one_person",
            ),
            models.UniqueConstraint(
                fields=["guardian"],
                condition=Q(used_at=None, revoked_at=None, guardian__isnull=False),
                name="signin_invitation_guardian_open_once",
            ),
            models.UniqueConstraint(
                fields=["pupil"],
                condition=Q(used_at=None, revoked_at=None, pupil__isnull=False),
                name="signin_invitation_pupil_open_once",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at=None, revoked_at=None, user__isnull=False),
                name="signin_invitation_user_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def person(self) -> Guardian | Pupil | User:
        """Who is invited."""
        person = self.guardian or self.pupil or self.user
        assert person is not None  # noqa: S101  (the constraint says so)
        return person

    def standing(self, now: datetime) -> Standing:
        """What the office sees of it."""
        if self.used_at:
            return Standing.ACTIVE
        if self.revoked_at:
            return Standing.REVOKED
        if self.wrong_tries >= INVITATION_TRIES:
            return Standing.LOCKED
        return Standing.OPEN if now < self.expires_at else Standing.EXPIRED


class LetterRun(models.Model):
    """A pile of letters that is being made: for a school, or one group of it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.board} {self.made_at}"


class PlannedLetter(models.Model):
    """One letter of a run, in the order of the envelopes; `file` holds it with its neighbours."""

    run = models.ForeignKey(LetterRun, on_delete=models.CASCADE, related_name="letters")
    number = models.PositiveIntegerField()
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["run", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="signin_plannedletter_once")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"


class AddressProof(models.Model):
    """A code sent to an e-mail address, to show that its owner reads there."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    code_hash = models.CharField(max_length=64)
    valid_until = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.user_id)


class LetterProof(models.Model):
    """A code sent to the address that the school knows: a letter can be opened by an ex-partner.

    Nothing of the account is made, and nothing is shown, before `passed_at`.
    """

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="proof")
    email = models.EmailField()
    code_hash = models.CharField(max_length=64)
    valid_until = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    passed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.invitation_id)


class Objected(models.Model):
    """ "Dit was ik niet": a link in the notice of an activation; pressing it closes the account."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    valid_until = models.DateTimeField()
    pressed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)
