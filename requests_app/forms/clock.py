"""Termijn: a question, its answer, more time, identity and authority; each says what to do."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.files.actions import CleanUpload, check_upload
from portal.once.forms import OnceForm
from requests_app.forms.numbers import NumberCheck
from requests_app.models.words import AUTHORITY_PROOFS, DOCUMENTS, SUSPENSION_REASONS
from requests_app.rules import No, SuspensionReason

TOO_LONG = _("Deze tekst is te lang. Houd het bij 4000 tekens.")
NO_EXCEPTION = _("Een kopie mag alleen bij uitzondering. Vink aan dat dit zo is.")
REFUSED: dict[str, Promise] = {
    No.STATE: _("Dit verzoek is al af. Kijk op de pagina van het verzoek wat er is gebeurd."),
    No.KIND: _("Bij dit soort verzoek kan dit niet. Geef antwoord voor de datum die er staat."),
    No.IDENTIFIED: _(
        "Deze persoon logde in met twee stappen. Dan is bekend wie het is. Ga verder zonder vraag."
    ),
    No.CHECKED: _("De identiteit is al vastgesteld. Ga verder zonder deze vraag."),
    No.OWN_DATA: _("Dit gaat over de eigen gegevens. Daar is geen gezag voor nodig. Ga verder."),
    No.OPEN: _("Er staat al een vraag open. Wacht op dat antwoord, of leg het eerst vast."),
    No.NO_QUESTION: _("Er staat geen vraag open. Stel eerst een vraag, of stuur een bericht."),
    No.BEFORE_RECEIPT: _("Die dag ligt voor de ontvangst van het verzoek. Kies een latere dag."),
    No.BEFORE_QUESTION: _("Die dag ligt voor de dag van de vraag. Kies een latere dag."),
    No.OVERLAP: _("Die dag valt in een andere pauze. Kies een dag buiten die pauze."),
    No.AHEAD: _("Die dag moet nog komen. Kies vandaag of een eerdere dag."),
    No.WORDS: _("Schrijf het op. Zonder tekst kan het niet."),
    No.EXTENDED: _("De termijn is al een keer verlengd. Vaker mag niet. Geef nu antwoord."),
    No.TOO_LATE: _(
        "Verlengen kan niet meer: het bericht moest binnen een maand na ontvangst weg zijn. "
        "Geef zo snel mogelijk antwoord."
    ),
    No.NO_EXCEPTION: NO_EXCEPTION,
    No.NOT_EXTENDED: _("Er is geen verlenging die nog geldt. Kijk op de pagina Termijn."),
    No.TAKEN_BACK: _("Deze vraag is al ingetrokken. De dagen tellen al niet mee."),
    "no_tie": _(
        "De aanvrager staat niet als ouder of verzorger bij deze leerling. "
        "Laat dat eerst aanpassen in de leerlingadministratie."
    ),
}


def clock_words(code: str) -> str:
    """What to do about a code of the rules."""
    return str(REFUSED.get(code, REFUSED[No.STATE]))


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str | Promise]]) -> None:
    """The choices of a list that depends on the case."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared in the form
    field.choices = list(choices)


class AskForm(NumberCheck, OnceForm):
    """A question that stops the clock: only the reasons that the rules allow now."""

    free_texts: ClassVar[tuple[str, ...]] = ("question",)
    field_order = ["reason", "question", "number_choice"]
    reason = forms.ChoiceField(
        label=_("Waarom is deze vraag nodig?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom de vraag nodig is.")},
    )
    question = forms.CharField(
        label=_("De vraag"),
        help_text=_("Deze tekst komt in de brief. Schrijf aan de aanvrager."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        error_messages={"required": _("Schrijf de vraag op."), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, reasons: list[SuspensionReason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", [(one.value, SUSPENSION_REASONS[one]) for one in reasons])


class AnsweredForm(NumberCheck, OnceForm):
    """The day on which an answer came, and how."""

    free_texts: ClassVar[tuple[str, ...]] = ("note",)
    field_order = ["on", "note", "number_choice"]
    on = DayField(
        label=_("Op welke dag kwam het antwoord?"),
        help_text=_("Bijvoorbeeld 25-11-2026."),
        error_messages={
            "required": _("Vul de dag in."),
        },
    )
    note = forms.CharField(
        label=_("Hoe kwam het antwoord, of waarom klopt de dag niet?"),
        help_text=_("Alleen collega's lezen dit."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Schrijf op hoe het antwoord kwam.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class ExtendForm(NumberCheck, OnceForm):
    """Why it takes longer; once."""

    free_texts: ClassVar[tuple[str, ...]] = ("words",)
    field_order = ["words", "number_choice"]
    words = forms.CharField(
        label=_("Waarom duurt het langer?"),
        help_text=_("Deze tekst komt in de brief. Drukte op school is geen reden."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        error_messages={
            "required": _("Schrijf op waarom het langer duurt. Dat moet van de wet."),
            "max_length": TOO_LONG,
        },
    )


class TakeBackForm(NumberCheck, OnceForm):
    """Why an extension lapses; the family reads it."""

    free_texts: ClassVar[tuple[str, ...]] = ("because",)
    field_order = ["because", "number_choice"]
    because = forms.CharField(
        label=_("Waarom neemt u de verlenging terug?"),
        help_text=_("Deze tekst komt in de brief."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={
            "required": _("Schrijf op waarom de verlenging vervalt."),
            "max_length": TOO_LONG,
        },
    )


class WithdrawQuestionForm(NumberCheck, OnceForm):
    """Why a question was a mistake; for colleagues."""

    free_texts: ClassVar[tuple[str, ...]] = ("because",)
    field_order = ["because", "number_choice"]
    because = forms.CharField(
        label=_("Waarom trekt u de vraag in?"),
        help_text=_("Alleen collega's lezen dit."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Schrijf op waarom u de vraag intrekt.")},
    )


class IdentityForm(OnceForm):
    """What kind of document was shown, and when; no number and no copy."""

    document = forms.ChoiceField(
        label=_("Wat liet de aanvrager zien?"),
        widget=forms.RadioSelect,
        choices=[(one.value, words) for one, words in DOCUMENTS.items()],
        error_messages={"required": _("Kies wat u hebt gezien.")},
    )
    on = DayField(label=_("Op welke dag?"), error_messages={"required": _("Vul de dag in.")})

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class CopyForm(OnceForm):
    """The exception: a masked copy for 14 days at most."""

    file = forms.FileField(
        label=_("De kopie"),
        help_text=_("Een PDF of foto van ten hoogste 15 MB."),
        error_messages={"required": _("Kies de kopie.")},
    )
    is_exception = forms.BooleanField(
        label=_("Het kan niet anders, en het nummer en de foto zijn onleesbaar gemaakt"),
        error_messages={"required": NO_EXCEPTION},
    )

    def clean_file(self) -> CleanUpload:
        """Judged by content and written anew."""
        return check_upload(self.cleaned_data["file"])


class AuthorityForm(OnceForm):
    """Whether the requester has authority, on what ground, and since when that is known."""

    outcome = forms.ChoiceField(
        label=_("Heeft de aanvrager gezag over deze leerling?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        error_messages={"required": _("Kies ja of nee.")},
    )
    ground = forms.ChoiceField(
        label=_("Op grond waarvan?"),
        widget=forms.RadioSelect,
        choices=[(one.value, words) for one, words in AUTHORITY_PROOFS.items()],
        error_messages={"required": _("Kies waaruit dit blijkt.")},
    )
    on = DayField(
        label=_("Op welke dag is dit vastgesteld?"),
        help_text=_(
            "De dag waarop het bewijs er was. Staat er een vraag over gezag open? "
            "Dan loopt de termijn weer vanaf die dag."
        ),
        error_messages={"required": _("Vul de dag in.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class ReplyForm(NumberCheck, OnceForm):
    """The answer of who asked, to a question of the school."""

    free_texts: ClassVar[tuple[str, ...]] = ("text",)
    field_order = ["text", "number_choice", "file"]
    text = forms.CharField(
        label=_("Antwoord"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        error_messages={"required": _("Schrijf een antwoord."), "max_length": TOO_LONG},
    )
    file = forms.FileField(
        label=_("Bijlage"),
        help_text=_(
            "Een PDF of foto van ten hoogste 15 MB. Stuur geen kopie van een paspoort of "
            "identiteitskaart."
        ),
        required=False,
    )

    def clean_file(self) -> CleanUpload | None:
        """Judged by content and written anew."""
        upload = self.cleaned_data.get("file")
        return check_upload(upload) if upload else None
