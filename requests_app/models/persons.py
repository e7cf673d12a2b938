"""Aanvrager buiten de administratie: somebody at the desk whom the roster does not know."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.people.models import User


@dataclass(frozen=True)
class Gone:
    """Whom a request names after its retention period: nobody (law.md §7)."""

    user: ClassVar[User | None] = None
    user_id: ClassVar[UUID | None] = None

    def __str__(self) -> str:
        return _("(gewist)")


@dataclass(frozen=True)
class Unfound:
    """A pupil whom the desk could not find, by the name that who asked gave."""

    name: str

    def __str__(self) -> str:
        return self.name


class SaysWhom:
    """Of a request: whom it is about when nobody in the roster was found."""

    @property
    def unfound(self) -> str:
        """The name of the pupil whom the desk could not find; mostly empty."""
        is_noted = getattr(self, "requester_noted", False)
        if not is_noted or getattr(self, "subject_pupil_id", None) is not None:
            return ""  # a pupil that was linked is found
        noted = getattr(self, "noted", None)
        return noted.about if noted else ""


class NotedPerson(models.Model):
    """Who asked, as noted at the desk: erasable, so apart from the request.

    `about`: a pupil who could not be found, by name; empty when it is about a pupil that is known,
    or about this person.
    """

    user: ClassVar[User | None] = None
    user_id: ClassVar[UUID | None] = None

    request = models.OneToOneField(
        "requests_app.DataRequest", on_delete=models.PROTECT, related_name="noted"
    )
    name = models.CharField(gettext_lazy("naam"), max_length=120)
    address = models.TextField(gettext_lazy("adres"), blank=True)
    contact = models.CharField(gettext_lazy("telefoon of e-mail"), max_length=120, blank=True)
    relation = models.CharField(gettext_lazy("wie is dit?"), max_length=120, blank=True)
    about = models.CharField(gettext_lazy("over welke leerling"), max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name
