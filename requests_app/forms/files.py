"""Bijlagen: several files at once, each judged by content and written anew."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from portal.files.actions import CleanUpload, check_upload
from requests_app.rules import MOST_FILES

HELP = _(
    "Ten hoogste vijf bestanden: PDF of foto, elk ten hoogste 15 MB. "
    "Stuur geen kopie van een paspoort of identiteitskaart."
)
TOO_MANY = _("Dit zijn te veel bestanden. Kies er ten hoogste vijf.")


class FilesInput(forms.FileInput):
    """One button, several files."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"multiple": True})

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Every file under this name; a dictionary of a test holds one."""
        if isinstance(files, MultiValueDict):
            return files.getlist(name)
        found = files.get(name)
        return [found] if found else []


class FilesField(forms.FileField):
    """Gives a list of `CleanUpload`; empty when nothing was chosen."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[CleanUpload]:
        """Counted before anything is opened."""
        chosen = data or []
        if len(chosen) > MOST_FILES:
            raise forms.ValidationError(TOO_MANY, code="files")
        return [check_upload(super(FilesField, self).clean(one, initial)) for one in chosen]
