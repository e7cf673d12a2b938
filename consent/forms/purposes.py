"""Vragen: what a school asks consent for, in which words, from when until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.actions.purposes import Asking, Words
from consent.models import Purpose, PurposeText
from consent.rules import NAMED_MEDIA, PAST_MEDIA, Medium, PurposeRefusal
from portal.days import DayField
from portal.numbers import spans
from portal.once.forms import OnceForm
from portal.register.forms.handover import NUMBER

BESIDE = {
    PurposeRefusal.OTHER_MEDIUM: "medium",
    PurposeRefusal.IN_PAST: "since",
    PurposeRefusal.ENDS_BEFORE_START: "until",
    PurposeRefusal.STANDS_IN: "until",
}
FIRST_DAY = {  # of a new text
    PurposeRefusal.IN_PAST: "in_force_on",
    PurposeRefusal.LATER_TEXT: "in_force_on",
    PurposeRefusal.FROM_TOMORROW: "in_force_on",
}
TEXTS = ("title", "question", "explanation", "audience", "kept", "withdrawal", "for_child")
REFUSALS = {
    PurposeRefusal.IN_PAST: _("Kies vandaag of een dag daarna."),
    PurposeRefusal.NOTHING_NEW: _("Er is niets veranderd. Pas de tekst aan of ga terug."),
    PurposeRefusal.TRANSLATED: _("Een collega heeft deze tekst al vertaald."),
    PurposeRefusal.OTHER_DUTCH: _(
        "De Nederlandse tekst is intussen veranderd. Ga terug en vertaal de nieuwe tekst."
    ),
    PurposeRefusal.FROM_TOMORROW: _("Kies morgen of later: vandaag geldt de oude tekst nog."),
    PurposeRefusal.REPLACED: _("Deze school heeft hiervoor al een eigen vraag."),
    PurposeRefusal.LOOSENED: _("Dit kan niet terug: een nee zou dan een ja worden."),
    PurposeRefusal.ENDS_BEFORE_START: _(
        "Kies een latere dag: zo geldt de vraag op geen enkele dag."
    ),
    PurposeRefusal.ALREADY_ENDED: _("Deze vraag is al gestopt."),
    PurposeRefusal.LATER_TEXT: _("Er komt al een nieuwere tekst. Kies die dag of een dag daarna."),
    PurposeRefusal.LONGER: _("Langer kan niet: een ja gold tot de dag die er al stond."),
    PurposeRefusal.OTHER_MEDIUM: _("Kies hetzelfde kanaal als de vraag van het bestuur."),
    PurposeRefusal.STANDS_IN: _(
        "Deze vraag staat in de plaats van een vraag van het bestuur. Zij loopt door: anders telt "
        "een oud ja weer. Laat het bestuur zijn vraag stoppen."
    ),
}


class WordsForm(OnceForm):
    """The words of a question, as families read them."""

    title = forms.CharField(
        label=_("Titel"), help_text=_("Bijvoorbeeld: Foto op Instagram."), max_length=80
    )
    question = forms.CharField(
        label=_("Vraag"),
        help_text=_("Eén ding tegelijk. Bijvoorbeeld: Mag een foto op Instagram?"),
        max_length=200,
    )
    explanation = forms.CharField(
        label=_("Uitleg"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
    audience = forms.CharField(
        label=_("Wie ziet het?"),
        help_text=_("Bijvoorbeeld: iedereen op internet."),
        max_length=200,
    )
    kept = forms.CharField(
        label=_("Hoe lang blijft het?"),
        help_text=_("Bijvoorbeeld: twee schooljaren."),
        max_length=200,
    )
    withdrawal = forms.CharField(
        label=_("Wat gebeurt er bij een nee na een ja?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    for_child = forms.CharField(
        label=_("Uitleg om samen met een kind te lezen"),
        help_text=_("Met ‘je’ en heel korte zinnen. Mag leeg blijven."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """No number of a citizen in free text (UAVG 46)."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for name in TEXTS:
            if spans(str(cleaned.get(name, ""))):
                self.add_error(name, NUMBER)
        return cleaned

    @property
    def words(self) -> Words:
        """Of a form that is valid; lines as they come out of a database."""
        typed = {name: str(self.cleaned_data[name]).replace("\r\n", "\n") for name in TEXTS}
        return Words(**typed)

    def refuse(self, why: PurposeRefusal) -> None:
        """Puts the words of the rule beside the field that they are about."""
        field = BESIDE.get(why)
        self.add_error(field if field in self.fields else FIRST_DAY.get(why), str(REFUSALS[why]))


class AskForm(WordsForm):
    """A new question."""

    medium = forms.ChoiceField(label=_("Waar komt het, of wie krijgt het?"))
    channel = forms.CharField(
        label=_("Hoe heet het?"),
        help_text=_("Alleen bij een ander kanaal of iets anders. Bijvoorbeeld: Snapchat."),
        max_length=80,
        required=False,
    )
    stands_for = forms.ChoiceField(
        label=_("In plaats van een vraag van het bestuur?"),
        help_text=_("Dan ziet u op deze school alleen uw eigen vraag. Iedereen kiest opnieuw."),
        required=False,
    )
    since = DayField(label=_("Vanaf welke dag?"))
    until = DayField(
        label=_("Tot en met welke dag?"),
        help_text=_("Alleen bij iets eenmaligs, zoals een kamp. Daarna mag het niet meer."),
        required=False,
    )
    both_needed = forms.BooleanField(
        label=_("Alle ouders met gezag moeten ja zeggen"),
        help_text=_("Dit kunt u later niet terugdraaien."),
        required=False,
    )
    field_order = ("medium", "channel", "stands_for", *TEXTS, "since", "until", "both_needed")

    def __init__(
        self, *args: Any, stands_for: Sequence[Purpose], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = today
        past = PAST_MEDIA - {one.medium for one in stands_for}
        media = [one for one in Purpose.MEDIA if one[0] not in past]
        self.fields["medium"].choices = [("", _("Kies")), *media]  # type: ignore[attr-defined]
        self.boards = {str(one.pk): one for one in stands_for}
        if self.boards:
            names = [(key, _title(one, today)) for key, one in self.boards.items()]
            self.fields["stands_for"].choices = [("", _("nee")), *names]  # type: ignore[attr-defined]
        else:
            del self.fields["stands_for"]

    def clean(self) -> dict[str, Any]:
        """A channel of the board's own has a name; any other has its name already."""
        cleaned = super().clean()
        if cleaned.get("medium") not in NAMED_MEDIA:
            return cleaned | {"channel": ""}
        if not cleaned.get("channel"):
            self.add_error("channel", _("Vul in hoe het heet. Zo staat het op de lijst."))
        if spans(str(cleaned.get("channel", ""))):
            self.add_error("channel", NUMBER)
        return cleaned

    @property
    def asking(self) -> Asking:
        """Of a form that is valid."""
        typed, last = self.cleaned_data, self.cleaned_data["until"]
        until = last + timedelta(days=1) if last else None  # the first day that no longer counts
        medium, both_needed = Medium(typed["medium"]), typed["both_needed"]
        return Asking(medium, typed["since"], until, both_needed, typed["channel"])

    @property
    def instead_of(self) -> Purpose | None:
        """The question of the board that this one replaces at the school."""
        return self.boards.get(self.cleaned_data.get("stands_for", ""))


class RewordForm(WordsForm):
    """A new text, and whether it means the same."""

    meaning = forms.ChoiceField(
        label=_("Wat is er veranderd?"),
        choices=[
            ("new", _("Er staat iets anders. Wie ja zei, kiest opnieuw. Een nee blijft nee.")),
            ("same", _("Alleen de woorden. Er staat hetzelfde. Antwoorden blijven staan.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er is veranderd.")},
    )
    in_force_on = DayField(label=_("Vanaf welke dag?"))
    field_order = (*TEXTS, "meaning", "in_force_on")

    @classmethod
    def first(cls, text: PurposeText | None, today: date) -> dict[str, Any]:
        """What stands there now, to change."""
        words = {name: getattr(text, name) for name in TEXTS} if text else {}
        return words | {"in_force_on": today + timedelta(days=1)}

    @property
    def same_meaning(self) -> bool:
        """Of a form that is valid."""
        return bool(self.cleaned_data["meaning"] == "same")


class StopForm(forms.Form):
    """The first day on which it is not asked any more."""

    end_on = DayField(label=_("Vanaf welke dag niet meer?"))


def _title(purpose: Purpose, today: date) -> str:
    text = purpose.text_on(today)
    return text.title if text else purpose.code
