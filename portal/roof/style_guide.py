"""The page /stijl/: every component of the face with invented content, only while developing."""

from datetime import date

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.days import DayField
from portal.web import Header


class SampleForm(forms.Form):
    """One field of each kind, shown as it comes back with errors."""

    kind = forms.ChoiceField(
        label=_("Wat wilt u vragen?"),
        widget=forms.RadioSelect,
        choices=[("access", _("Ik wil zien wat de school weet")), ("fix", _("Er klopt iets niet"))],
    )
    text = forms.CharField(
        label=_("Uw vraag in uw eigen woorden"),
        help_text=_("Schrijf geen burgerservicenummer op."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    received_on = DayField(
        label=_("Op welke dag kwam het binnen?"),
        help_text=_("Bijvoorbeeld 3-3-2026"),
    )
    school_year = forms.ChoiceField(
        label=_("Schooljaar"),
        required=False,
        choices=[("2026", "2026-2027"), ("2025", "2025-2026")],
    )
    topics = forms.MultipleChoiceField(
        label=_("Waar gaat het over?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("marks", _("Cijfers")), ("care", _("Zorg en begeleiding"))],
    )
    read = forms.BooleanField(label=_("Ik heb de uitleg gelezen"))


class SampleSignIn(forms.Form):
    """The first step of signing in."""

    login = forms.CharField(
        label=_("E-mailadres of inlognaam"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Wachtwoord"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class SampleCode(forms.Form):
    """The second step of signing in."""

    code = forms.CharField(
        label=_("Code van 6 cijfers"),
        help_text=_("U vindt de code in de app op uw telefoon."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


SAMPLE_REQUEST = {
    "promise_by": date(2026, 3, 31),
    "legal_by": date(2026, 4, 7),
    "unsuspended_legal_by": date(2026, 4, 3),
    "steps": [
        (_("De school kreeg uw verzoek op"), date(2026, 3, 3)),
        (_("Een maand later is"), date(2026, 4, 3)),
        (_("Dat is Goede Vrijdag. De eerste werkdag daarna is"), date(2026, 4, 7)),
    ],
    "events": [
        (date(2026, 3, 6), _("Iris bekijkt uw verzoek"), _("U hoeft nu niets te doen.")),
        (date(2026, 3, 3), _("De school kreeg uw verzoek")),
    ],
    "facts": [
        (_("Naam"), "Noor"),
        (_("Groep"), _("Groep 5, juf Lotte")),
        (_("Foto in de schoolgids"), _("Ja"), "success"),
        (_("Foto op Instagram"), _("Nee"), "neutral"),
    ],
}
QUEUE = [
    ("Noor", _("Inzage"), date(2026, 3, 31), "waiting", _("Nog 3 dagen")),
    ("Sam", _("Correctie"), date(2026, 4, 14), "info", _("In behandeling")),
    ("Noor", _("Verzet"), date(2026, 3, 24), "error", _("4 dagen te laat")),
]


@require_safe
@login_not_required
def style_guide(request: HttpRequest) -> HttpResponse:
    """All parts on one page; does not exist outside development."""
    if not settings.DEBUG:
        raise Http404
    facts = {
        "header": Header(
            gettext("Voorbeeldbestuur"),
            ((gettext("Overzicht"), "/stijl/", "page"), (gettext("Verzoeken"), "#kaarten", "")),
        ),
        "sample_form": SampleForm({"text": "", "received_on": "31-2-2026", "topics": ["care"]}),
        "sign_in": SampleSignIn(auto_id="signin_%s"),
        "code": SampleCode(auto_id="code_%s"),
        "sample": SAMPLE_REQUEST,
        "queue": QUEUE,
        "page": Paginator(range(50), 10).page(2),
        "badges": ("success", "info", "waiting", "warning", "error", "neutral"),
    }
    return render(request, "style/style_guide.html", facts)
