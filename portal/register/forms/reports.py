"""Rapporten: what staff choose, upload and type."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.files.actions import CleanUpload, check_upload
from portal.numbers import spans
from portal.once.forms import OnceForm
from portal.register.access.reports import Line, Reader
from portal.register.forms.handover import NUMBER
from portal.register.models import Recipient
from portal.register.rules import Channel
from portal.register.rules.reports import Asked
from portal.register.wording import CHANNELS

PDF = "application/pdf"
OTHER = "anders"
WAYS = (Channel.LINK, Channel.SECURE_MAIL, Channel.PAPER)
TOO_LONG = _("Deze tekst is te lang. Houd het bij 4000 tekens.")


class SchoolForm(forms.Form):
    """To which school; in the address, so that the next page knows it."""

    naar = forms.ChoiceField(label=_("Naar welke school?"))
    naam = forms.CharField(
        label=_("Naam van de andere school"),
        help_text=_("Bijvoorbeeld: De Zwaan in Zwanendam."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, schools: Sequence[Recipient], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {str(one.pk): one.name for one in schools}
        field = self.fields["naar"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        known = [("", _("Kies")), *self.names.items()]
        field.choices = [*known, (OTHER, _("Een andere school"))]
        if not self.names:
            del self.fields["naar"]
            self.fields["naam"].required = True

    def clean(self) -> dict[str, Any]:
        """A known one, or the name of another, without the number of a citizen."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if spans(str(cleaned.get("naam", ""))):
            self.add_error("naam", NUMBER)
        elif cleaned.get("naar") == OTHER and not cleaned.get("naam"):
            self.add_error("naam", _("Vul de naam van de andere school in."))
        return cleaned

    @property
    def to(self) -> str:
        """The name of the new school, of a form that is valid."""
        known = self.names.get(self.cleaned_data.get("naar", ""))
        return known or " ".join(str(self.cleaned_data["naam"]).split())


class ReportFileForm(OnceForm):
    """The report itself."""

    file = forms.FileField(
        label=_("Het rapport"),
        help_text=_("Een PDF van ten hoogste 15 MB."),
        widget=forms.FileInput(attrs={"accept": PDF}),
        error_messages={
            "required": _("Kies de PDF van het rapport."),
            "empty": _("Dit bestand is leeg. Kies een ander bestand."),
        },
    )

    def clean_file(self) -> CleanUpload:
        """A clean PDF; a photo is no report."""
        clean = check_upload(self.cleaned_data["file"])
        if clean.content_type != PDF:
            raise forms.ValidationError(_("Dit is geen PDF. Bewaar het rapport als PDF."))
        return clean


class SurelyForm(OnceForm):
    """One button, once."""


class PaperForm(OnceForm):
    """A signature on paper, and what was written beside it."""

    who = forms.ChoiceField(
        label=_("Wie heeft het rapport gezien?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie het rapport heeft gezien.")},
    )
    on = DayField(label=_("Op welke dag?"), help_text=_("De dag bij de handtekening."))
    view = forms.CharField(
        label=_("Eigen mening"),
        help_text=_("Neem over wat er staat, zonder iets te veranderen. Leeg: geen mening."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, line: Line, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.key: one for one in line.readers}
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(one.key, _reader(one)) for one in line.readers]
        self.fields["on"].initial = today

    def clean_view(self) -> str:
        """No number of a citizen in free text (UAVG 46)."""
        text = str(self.cleaned_data["view"])
        if spans(text):
            raise forms.ValidationError(NUMBER)
        return text

    @property
    def who_saw(self) -> Asked:
        """Of a form that is valid."""
        return self.people[self.cleaned_data["who"]].who


def _reader(one: Reader) -> str:
    """Who saw it already may still have written something on paper."""
    if one.seen is None:
        return one.name
    return gettext("%(name)s (zag het al; leg alleen een mening vast)") % {"name": one.name}


class SendForm(OnceForm):
    """How it goes, and why already."""

    reason = forms.CharField(
        label=_("Waarom gaat het rapport weg voordat iedereen het zag?"),
        help_text=_("Deze tekst is voor collega's."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Schrijf op waarom het rapport nu weggaat.")},
    )
    channel = forms.ChoiceField(
        label=_("Hoe?"),
        choices=[("", _("Kies")), *((one.value, CHANNELS[one]) for one in WAYS)],
    )

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """No number of a citizen in free text (UAVG 46)."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if spans(str(cleaned.get("reason", ""))):
            self.add_error("reason", NUMBER)
        return cleaned
