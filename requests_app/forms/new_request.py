"""Nieuw verzoek: what somebody asks, in their own words; the form advises, it never blocks."""

from typing import Any, ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.numbers import cut
from portal.once.forms import OnceForm
from portal.register.models import Processing
from requests_app.access import Begun, Details
from requests_app.forms.details import DetailFields
from requests_app.forms.files import HELP, TOO_MANY, FilesField
from requests_app.forms.kind_words import HINTS, advice_about
from requests_app.forms.numbers import KEEP, REMOVE, REMOVED, NumberCheck
from requests_app.models import Ask, Attachment, RequestDraft, Target
from requests_app.models.words import ASKS, MARKETING
from requests_app.rules import MOST_FILES, Kind

PASSING = frozenset({"once_key", "uploads", "kept", "concept"})  # no part of what is asked
NEEDS_WORDS = frozenset({Kind.CORRECTION, Kind.COMPLAINT, Kind.QUESTION})


class NewRequestForm(DetailFields, NumberCheck, OnceForm):
    """The kinds are those that the target offers; `processing` is what the request is about."""

    at_times: ClassVar[tuple[str, ...]] = ("scope",)  # may stay empty, but not for every kind
    free_texts: ClassVar[tuple[str, ...]] = ("scope", "should_be", "shown_by")
    field_order = ["kind", "scope", "number_choice"]
    kind = forms.ChoiceField(
        label=_("Waar gaat het om?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waar het om gaat.")},
    )
    scope = forms.CharField(
        label=_("Eigen woorden"),
        help_text=_(
            "Schrijf op om welke gegevens het gaat. "
            "Bij verbeteren, een klacht of een vraag is dit nodig. "
            "Bij inzien mag dit leeg blijven: dan gaat het om alles."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=4000,
        error_messages={"max_length": _("Deze tekst is te lang. Houd het bij 4000 tekens.")},
    )

    uploads = FilesField(label=_("Bijlagen"), help_text=HELP, required=False)
    kept = forms.MultipleChoiceField(
        label=_("Deze bestanden gaan mee"),
        help_text=_("Haal het vinkje weg om een bestand niet mee te sturen."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    concept = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        target: Target,
        processing: Processing | None = None,
        chosen: str = "",
        details: Details | None = None,
        begun: Begun | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.begun = begun
        self._go_on(begun.draft if begun else None)
        self.processing = processing
        self._offer_kinds(target, chosen)
        self._narrow(details or Details(), target)

    def _offer_kinds(self, target: Target, chosen: str) -> None:
        choices = [(str(kind), ASKS[kind]) for kind in target.kinds]
        if Kind.OBJECTION in target.kinds:
            place = target.kinds.index(Kind.OBJECTION) + 1
            choices.insert(place, (MARKETING, ASKS[MARKETING]))
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - declared above
        kind.choices = choices
        self.asks = {str(value): str(label) for value, label in choices}
        if len(choices) == 1:
            kind.initial = choices[0][0]
        elif chosen in {value for value, _label in choices}:
            kind.initial = self.initial["kind"] = chosen

    def _narrow(self, details: Details, target: Target) -> None:
        """Only the fields and the words of the kind that was chosen; all while none is."""
        found = str(self["kind"].value() or "")
        if found not in self.asks:
            self.offer(details, target.kinds)
            return
        one = Kind.OBJECTION if found == MARKETING else Kind(found)
        self.offer(details, (one,))
        self.speak_of(found)
        self.fields["kind"].widget = forms.HiddenInput()

    @property
    def kind_words(self) -> str:
        """What is asked, as one chose it."""
        return str(ASKS[self.one_kind]) if self.one_kind else ""

    @property
    def advice(self) -> Promise | None:
        """About the one entry that it is about, where this right mostly does not reach it."""
        return advice_about(self.one_kind, self.processing) if self.processing else None

    @property
    def options(self) -> list[tuple[str, str, str]]:
        """The first step: each kind with a line that explains it; reclame has its own button."""
        rows = self.asks.items()
        return [(value, label, str(HINTS[value])) for value, label in rows if value != MARKETING]

    def _go_on(self, draft: RequestDraft | None) -> None:
        """With what was typed before, and the files that were chosen then."""
        files = [(str(one.pk), one.file.name) for one in draft.attachments.all()] if draft else []
        if not files:
            del self.fields["kept"]
        self._choose("kept", files)
        if draft is None:
            return
        self.initial["kept"] = [key for key, _name in files]
        for name, texts in draft.answers.items():
            field = self.fields.get(name)
            several = isinstance(field, forms.MultipleChoiceField)
            self.initial[name] = texts if several else next(iter(texts), "")

    @property
    def kept_files(self) -> list[Attachment]:
        """The files that go along."""
        return list(self.begun.draft.attachments.all()) if self.begun else []

    @property
    def answers(self) -> dict[str, list[str]]:
        """What was typed so far, as it was typed: also when it is not right yet."""
        own = [name for name in self.fields if name not in PASSING]
        data = self.data if isinstance(self.data, MultiValueDict) else MultiValueDict()
        found = {name: [text.replace("\x00", "") for text in data.getlist(name)] for name in own}
        if self.data.get("number_choice") == REMOVE:
            for name in self.texts_of_people:
                found[name] = [cut(text, REMOVED) for text in found.get(name, [])]
        if self.processing:
            found["verwerking"] = [str(self.processing.pk)]
        return {name: texts for name, texts in found.items() if any(texts)}

    @property
    def is_no_number(self) -> bool:
        """Whether the writer says of a number that it is no BSN."""
        return bool(self.data.get("number_choice") == KEEP)

    @property
    def ask(self) -> Ask:
        """What is asked, once the form is valid; stopping advertisements is a kind of verzet."""
        chosen = self.cleaned_data["kind"]
        return Ask(
            kind=Kind.OBJECTION if chosen == MARKETING else Kind(chosen),
            scope=self.cleaned_data["scope"],
            direct_marketing=chosen == MARKETING,  # AVG 21(2)-(3)
            number_confirmed=self.number_confirmed,
            processing=self.processing,
            uploads=tuple(self.cleaned_data["uploads"]),
            **self.details(Kind.OBJECTION if chosen == MARKETING else Kind(chosen)),
        )

    def clean(self) -> dict[str, Any]:
        """Some kinds say nothing without words."""
        cleaned = super().clean()
        if cleaned.get("kind") in NEEDS_WORDS and not str(cleaned.get("scope", "")).strip():
            self.add_error("scope", _("Schrijf in een paar woorden op wat er is."))
        self.check_period(cleaned)
        if len(cleaned.get("uploads") or []) + len(cleaned.get("kept") or []) > MOST_FILES:
            self.add_error("uploads", TOO_MANY)
        return cleaned
