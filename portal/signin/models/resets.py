"""Telefoon kwijt: a member of staff checked who somebody is and takes the factors away."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models import Board, User
from portal.signin.rules import AskedVia, DocumentSeen


class FactorReset(models.Model):
    """Who asked how, the kind of document seen (no copy, no number), and when it acts."""

    WAYS = choices_of({AskedVia.DESK: _("aan de balie"), AskedVia.PHONE: _("per telefoon")})
    DOCUMENTS = choices_of(
        {
            DocumentSeen.PASSPORT: _("paspoort"),
            DocumentSeen.IDENTITY_CARD: _("identiteitskaart"),
            DocumentSeen.DRIVING_LICENCE: _("rijbewijs"),
            DocumentSeen.RESIDENCE_PERMIT: _("verblijfsdocument"),
            DocumentSeen.KNOWN_IN_PERSON: _("bekend bij de school"),
        }
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    asked_via = models.CharField(max_length=8, choices=WAYS)
    document_seen = models.CharField(max_length=20, choices=DOCUMENTS)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    acts_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(done_at=None, cancelled_at=None),
                name="signin_factorreset_waiting_once",
            ),
            models.CheckConstraint(
                condition=~Q(checked_by=models.F("user")), name="signin_factorreset_not_oneself"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
