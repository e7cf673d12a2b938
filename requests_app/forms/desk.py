"""Aan de balie: the day of receipt first, then how, who and what."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.files.actions import CleanUpload, check_upload
from portal.once.forms import OnceForm
from portal.people.models import Guardian, Pupil
from portal.register.rules import DataSubject
from requests_app.access import Details
from requests_app.access.desk import Counter
from requests_app.actions.register_at_desk import Arrival, Noted
from requests_app.forms.clock import TOO_LONG, offer
from requests_app.forms.details import DetailFields
from requests_app.forms.numbers import NumberCheck
from requests_app.models import Ask, DataRequest
from requests_app.models.words import ASKS, MARKETING, VIAS
from requests_app.rules import Kind, ReceivedVia

OFF_PORTAL = [(one.value, words) for one, words in VIAS.items() if one != ReceivedVia.PORTAL]
PUPIL, OTHER = "leerling", "anders"
OTHER_FIELDS = ("name", "relation", "address", "contact")
NOT_FOUND = _("Een leerling die niet te vinden is")
NOT_TAKEN: dict[str, tuple[str, Promise]] = {
    "ahead": ("received_on", _("Die dag moet nog komen. Kies vandaag of een eerdere dag.")),
    "before": ("received_on", _("Die dag kan niet kloppen. Kijk het jaar nog eens na.")),
    "via": ("via", _("Kies hoe het verzoek binnenkwam.")),
    "kind": ("kind", _("Informatie over een kind kan alleen een ouder vragen. Kies iets anders.")),
    "young": ("who", _("Deze leerling is nog geen 16. Kies een ouder of iemand anders.")),
    "name": ("name", _("Schrijf op hoe deze persoon heet.")),
    "about": ("about_name", _("Schrijf op hoe de leerling heet.")),
}

DONE = _("Dit verzoek is al af. Intrekken kan niet meer.")
NOT_WITHDRAWN: dict[str, Promise] = {
    "ahead": _("Die dag moet nog komen. Kies vandaag of een eerdere dag."),
    "early": _("Die dag ligt voor de ontvangst van het verzoek. Kies een latere dag."),
}


class DeskForm(DetailFields, NumberCheck, OnceForm):
    """One request, about one pupil or about who asks; or about a pupil who cannot be found."""

    at_times: ClassVar[tuple[str, ...]] = ("name", "about_name")
    free_texts: ClassVar[tuple[str, ...]] = (
        *("scope", "should_be", "shown_by"),
        *("name", "address", "contact", "relation", "about_name"),
    )
    field_order = ["received_on", "via", "school", "who", "name", "relation", "address", "contact"]
    received_on = DayField(
        label=_("Op welke dag kwam het binnen?"),
        help_text=_("Deze dag telt voor de termijn, ook als u het later invoert."),
        error_messages={
            "required": _("Vul de dag in."),
        },
    )
    via = forms.ChoiceField(
        label=_("Hoe kwam het binnen?"),
        widget=forms.RadioSelect,
        choices=OFF_PORTAL,
        error_messages={"required": _("Kies hoe het verzoek binnenkwam.")},
    )
    school = forms.ChoiceField(
        label=_("Bij welke school hoort het?"),
        error_messages={"required": _("Kies een school.")},
    )
    who = forms.ChoiceField(
        label=_("Wie vraagt het?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie het vraagt.")},
    )
    name = forms.CharField(
        label=_("Naam van iemand anders"),
        required=False,
        max_length=120,
    )
    relation = forms.CharField(label=_("Wie is dit?"), required=False, max_length=120)
    address = forms.CharField(
        label=_("Adres"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    contact = forms.CharField(label=_("Telefoon of e-mail"), required=False, max_length=120)
    about = forms.ChoiceField(
        label=_("Over wie gaat het?"),
        widget=forms.RadioSelect,
        choices=[("pupil", _("De leerling")), ("own", _("De aanvrager zelf"))],
        initial="pupil",
    )
    about_name = forms.CharField(
        label=_("Naam van de leerling"),
        help_text=_("Schrijf ook op wat er bekend is, zoals de geboortedag of het schooljaar."),
        required=False,
        max_length=120,
    )
    kind = forms.ChoiceField(
        label=_("Wat wordt er gevraagd?"),
        choices=[("", "–"), *((str(key), words) for key, words in ASKS.items())],
        error_messages={"required": _("Kies wat er wordt gevraagd.")},
    )
    scope = forms.CharField(
        label=_("In de woorden van de aanvrager"),
        help_text=_("Bij verbeteren: wat klopt er niet? Bij stoppen: waarom?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": TOO_LONG},
    )
    scan = forms.FileField(
        label=_("Scan van de brief of e-mail"),
        help_text=_("Een PDF of foto van ten hoogste 15 MB. Het hoeft niet."),
        required=False,
    )

    def __init__(
        self, *args: Any, counter: Counter, details: Details, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.counter = counter
        self.offer(details, tuple(Kind))
        self._name_earlier()
        self.fields["received_on"].initial = today
        if counter.pupil is None:
            self._ask_whom()
        else:
            self._offer_people(counter.pupil)

    def _offer_people(self, pupil: Pupil) -> None:
        del self.fields["school"], self.fields["about_name"]
        people = [(str(one.pk), one.full_name) for one in self.counter.guardians]
        itself = [(PUPIL, pupil.full_name)] if self.counter.is_grown else []
        offer(self, "who", [*itself, *people, (OTHER, _("Iemand anders"))])

    def _ask_whom(self) -> None:
        """Nobody to choose from: who asks is noted, and a pupil who cannot be found too."""
        del self.fields["who"]
        offer(self, "school", [(str(one.pk), one.name) for one in self.counter.schools])
        name = self.fields["name"]
        name.label, name.required = _("Hoe heet de aanvrager?"), True
        name.error_messages["required"] = _("Schrijf op hoe deze persoon heet.")
        offer(self, "about", [("own", _("De aanvrager zelf")), ("pupil", NOT_FOUND)])
        self.fields["about"].initial = "own"

    def _name_earlier(self) -> None:
        """Two parents may have asked the same: here the names stand beside the numbers."""
        if self.earlier:
            named = [
                (key, f"{one.reference} {one.what}, {one.requester}")
                for key, one in self.earlier.items()
            ]
            offer(self, "about_request", [("", _("Geen bepaald verzoek")), *named])

    def clean(self) -> dict[str, Any]:
        """Details that fit who asks and whom it is about."""
        cleaned = super().clean()
        self.check_period(cleaned)
        named = self.earlier.get(cleaned.get("about_request") or "")
        if named is not None and str(self._known(named)) != str(cleaned.get("who")):
            self.add_error("about_request", _("Dat verzoek is van iemand anders."))
        chosen = [self.entries[key] for key in cleaned.get("parts") or []]
        is_own = cleaned.get("about") == "own" and cleaned.get("who") != PUPIL
        if is_own and any(DataSubject.GUARDIAN not in one.data_subjects for one in chosen):
            self.add_error("parts", _("Dit onderdeel gaat niet over ouders. Kies iets anders."))
        return cleaned

    def _known(self, request: DataRequest) -> UUID | str | None:
        """Who asked, as this form names them."""
        return PUPIL if request.requester_pupil_id else request.requester_guardian_id

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """Of somebody who is not in the list; these fold away too."""
        return [self[name] for name in OTHER_FIELDS]

    @property
    def other_open(self) -> bool:
        """Unfolded when something in there is wrong, or was filled in, or nobody can be chosen."""
        return "who" not in self.fields or any(
            field.errors or field.data for field in self.other_fields
        )

    @property
    def fields_in_two(self) -> tuple[list[forms.BoundField], list[forms.BoundField]]:
        """Up to who asks, and after it."""
        rest = [field for field in self.main_fields if field.name not in OTHER_FIELDS]
        place = next(nr for nr, field in enumerate(rest) if field.name in {"who", "school"}) + 1
        return rest[:place], rest[place:]

    def clean_scan(self) -> CleanUpload | None:
        """Judged by content and written anew."""
        upload = self.cleaned_data.get("scan")
        return check_upload(upload) if upload else None

    @property
    def arrival(self) -> Arrival:
        """Who asks about whom, of a form that is valid."""
        facts, schools = self.cleaned_data, {str(one.pk): one for one in self.counter.schools}
        return Arrival(
            pupil=self.counter.pupil,
            school=schools[facts.get("school") or next(iter(schools))],
            requester=self._requester(),
            received_on=facts["received_on"],
            via=ReceivedVia(facts["via"]),
            own=facts["about"] == "own",
        )

    @property
    def ask(self) -> Ask:
        """What is asked."""
        chosen = self.cleaned_data["kind"]
        kind = Kind.OBJECTION if chosen == MARKETING else Kind(chosen)
        return Ask(
            kind=kind,
            scope=self.cleaned_data["scope"],
            direct_marketing=chosen == MARKETING,
            number_confirmed=self.number_confirmed,
            **self.details(kind),
        )

    def refuse(self, code: str) -> None:
        """What to do, beside the field that it is about."""
        field, words = NOT_TAKEN[code]
        self.add_error(field, str(words))

    def _requester(self) -> Guardian | Pupil | Noted:
        facts, who = self.cleaned_data, self.cleaned_data.get("who", OTHER)
        if who == PUPIL and self.counter.pupil is not None:
            return self.counter.pupil
        if who == OTHER:
            about = "" if facts["about"] == "own" else facts.get("about_name", "").strip()
            return Noted(about=about, **{name: facts[name].strip() for name in OTHER_FIELDS})
        return next(one for one in self.counter.guardians if str(one.pk) == who)


class WithdrawalForm(forms.Form):
    """On which day who asked withdrew, and how the school heard it."""

    on = DayField(
        label=_("Op welke dag is het ingetrokken?"),
        help_text=_("De dag waarop de brief of het bericht binnenkwam, of de dag van het gesprek."),
        error_messages={"required": _("Vul de dag in.")},
    )
    via = forms.ChoiceField(
        label=_("Hoe hoorde u het?"),
        widget=forms.RadioSelect,
        choices=OFF_PORTAL,
        error_messages={"required": _("Kies hoe u het hoorde.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today

    @property
    def facts(self) -> dict[str, Any]:
        """Day and channel, of a form that is valid."""
        return {"on": self.cleaned_data["on"], "via": ReceivedVia(self.cleaned_data["via"])}

    def refuse(self, code: str) -> None:
        """What to do, beside the day; of a case that is done already, above the form."""
        words = NOT_WITHDRAWN.get(code)
        self.add_error("on" if words else None, str(words or DONE))
