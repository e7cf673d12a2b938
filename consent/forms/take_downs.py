"""Weghalen: to which colleague a task goes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.models import User

PICK_SOMEBODY = _("Kies een collega.")


class GiveForm(forms.Form):
    """One of the colleagues who may do it too."""

    who = forms.ChoiceField(label=_("Wie doet dit?"))

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for one in people}
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "…"), *((str(one.pk), str(one)) for one in people)]

    @property
    def colleague(self) -> User:
        """Of a form that is valid."""
        return self.people[UUID(self.cleaned_data["who"])]
