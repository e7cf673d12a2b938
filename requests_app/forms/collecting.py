"""Verzamelen: a document of a holder, what was decided about others in it, a blackened version."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.files.actions import CleanUpload, check_extract, check_upload, has_text_under_black
from portal.once.forms import OnceForm
from requests_app.forms.numbers import NumberCheck
from requests_app.models import Extract
from requests_app.models.words import OTHERS
from requests_app.rules import Others
from requests_app.rules.collecting import choices_for, needs_weighing

PDF = "application/pdf"
NO_WORDS = _("Schrijf op wat u hebt afgewogen. Er staan gegevens van anderen in.")
COLLECT_REFUSED = {
    "state": _("Deze zaak is al af. Er kan niets meer bij."),
    "kind": _("Bij dit verzoek hoort geen pakket met gegevens."),
    "extracts": _("Er staat al een document bij. Kijk dat eerst na."),
    "others": _("Deze keuze past niet bij dit document. Laad de pagina opnieuw."),
    "decided": _(
        "Het besluit zegt niet dat er iets achterblijft. Vervang dit document door een versie "
        "waarin is weggelakt wat van anderen is."
    ),
    "words": NO_WORDS,
}


def collect_words(code: str) -> Promise:
    """What to do about an answer of the rules."""
    return COLLECT_REFUSED.get(code, COLLECT_REFUSED["state"])


def _weighing(help_text: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Wat is besloten, en waarom?"),
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=required,
        error_messages={"required": NO_WORDS},
    )


class ExtractForm(NumberCheck, OnceForm):
    """What a holder delivered: a PDF, a photo, an office file, a sheet or a text."""

    free_texts: ClassVar[tuple[str, ...]] = ("title",)
    field_order = ["title", "number_choice", "upload"]
    title = forms.CharField(
        label=_("Wat is het?"),
        help_text=_("Bijvoorbeeld: toetsen uit het leerlingvolgsysteem. De aanvrager leest dit."),
        max_length=120,
        error_messages={"required": _("Schrijf op wat het is.")},
    )
    upload = forms.FileField(
        label=_("Het bestand"),
        help_text=_(
            "PDF, foto, Word (.docx), Excel (.xlsx), OpenDocument, CSV of tekst, tot 15 MB."
        ),
        error_messages={"required": _("Kies een bestand.")},
    )

    def clean_upload(self) -> CleanUpload:
        """Judged by its content."""
        upload: UploadedFile[Any] = self.cleaned_data["upload"]
        return check_extract(upload)


class WeighForm(NumberCheck, forms.Form):
    """Whether others are in it, and what that means for the answer (AVG 15(4))."""

    free_texts: ClassVar[tuple[str, ...]] = ("weighing",)
    field_order = ["others", "weighing", "number_choice"]
    others = forms.ChoiceField(
        label=_("Bevat dit gegevens van anderen?"),
        help_text=_("Bijvoorbeeld van een andere ouder, een andere leerling of wie iets meldde."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u zag.")},
    )
    weighing = _weighing(
        _("Alleen nodig als er gegevens van anderen in staan. Dit blijft bij de school."),
        required=False,
    )

    def __init__(self, *args: Any, extract: Extract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["others"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        fitting = choices_for(is_replacement=extract.replaces_id is not None)
        field.choices = [(one.value, OTHERS[one]) for one in fitting]
        if extract.others != Others.UNCHECKED:
            field.initial = extract.others
        self.fields["weighing"].initial = extract.weighing

    @property
    def choice(self) -> Others:
        """What was chosen, of a form that is valid."""
        return Others(self.cleaned_data["others"])

    def clean(self) -> dict[str, Any]:
        """The same answer that the rules give, beside its field."""
        cleaned = super().clean()
        chosen = cleaned.get("others")
        if chosen and needs_weighing(Others(chosen)) and not cleaned.get("weighing", "").strip():
            self.add_error("weighing", NO_WORDS)
        return cleaned


class BlackForm(NumberCheck, OnceForm):
    """A version in which parts were made unreadable, with words about which and why."""

    free_texts: ClassVar[tuple[str, ...]] = ("weighing",)
    field_order = ["upload", "weighing", "number_choice"]
    upload = forms.FileField(
        label=_("De versie met zwarte vlakken"),
        help_text=_("Een PDF of een foto, tot 15 MB."),
        error_messages={"required": _("Kies een bestand.")},
    )
    weighing = _weighing(
        _("Wat is onleesbaar gemaakt, en van wie? Dit blijft bij de school."), required=True
    )
    text_under_black = False

    def clean_upload(self) -> CleanUpload:
        """Judged by its content; whether text is still under the black is kept beside it."""
        upload: UploadedFile[Any] = self.cleaned_data["upload"]
        found = check_upload(upload)
        if found.content_type == PDF:
            self.text_under_black = has_text_under_black(found.content)
        return found
