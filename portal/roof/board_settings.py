"""Instellingen van het bestuur: what the board chose itself, and since when it holds."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.people.access import boards_with_settings, may_change_settings, one_of
from portal.people.actions import SettingsMoved, change_settings, settings_of
from portal.people.models import Board
from portal.people.rules import BOUNDS, BoardSettings, changed
from portal.register.facts import Difference
from portal.signin.access import account
from portal.web import page

LABELS: dict[str, Any] = {
    "objection_days": gettext_lazy("Dagen om bezwaar te maken"),
    "four_eyes": gettext_lazy("Elk besluit gaat langs een tweede persoon"),
    "request_years": gettext_lazy("Jaren dat een verzoek bewaard blijft"),
}
HINTS: dict[str, Any] = {
    "objection_days": gettext_lazy(
        "Zo lang kan een gezin bezwaar maken als de school iets wil delen. Dit geldt voor "
        "aankondigingen die hierna komen. Wat al aangekondigd is, houdt zijn laatste dag."
    ),
    "four_eyes": gettext_lazy(
        "Een directeur of privacy officer kijkt dan mee voordat het antwoord weggaat. Dit geldt "
        "meteen, voor elk verzoek zonder besluit. Wat al voorgelegd is, blijft wachten."
    ),
    "request_years": gettext_lazy(
        "Na zoveel jaar wist het portaal de teksten, namen en bestanden van een gesloten verzoek. "
        "Dit geldt meteen, ook voor verzoeken die al gesloten zijn. Kiest u minder jaren? Dan "
        "gaat binnen een dag weg wat dan te oud is. Dat komt niet terug."
    ),
}


class SettingsForm(forms.Form):
    """What a board chooses; the bounds are those of the rule."""

    objection_days = forms.IntegerField()
    request_years = forms.IntegerField()
    four_eyes = forms.BooleanField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            self.fields[name].label, self.fields[name].help_text = label, HINTS[name]

    def clean(self) -> dict[str, Any]:
        """Numbers inside the bounds."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for name, (least, most) in BOUNDS.items():
            if name in cleaned and not least <= cleaned[name] <= most:
                words = _("Kies een getal van %(least)s tot en met %(most)s.")
                self.add_error(name, words % {"least": least, "most": most})
        return cleaned

    @property
    def settings(self) -> BoardSettings:
        """As the verb takes them."""
        return BoardSettings(**{name: self.cleaned_data[name] for name in LABELS})


@require_http_methods(["GET", "HEAD", "POST"])
def board_settings(request: HttpRequest) -> HttpResponse:
    """See them, and change them as privacy officer."""
    today = timezone.localdate()
    boards = boards_with_settings(request.user, today)
    board = one_of(boards, request.GET.get("bestuur", ""))
    may_change = may_change_settings(request.user, board.pk, today)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    form = SettingsForm(request.POST or None, initial=_stands(board))
    lost: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, board, form)
        except SettingsMoved as refusal:
            form, lost = _again(form, refusal.current)
        else:
            messages.success(request, _("De instellingen zijn bewaard."))
            return redirect(f"{reverse('roof:board_settings')}?bestuur={board.slug}")
    context = {"board": board, "boards": boards, "form": form, "lost": lost}
    context |= {"may_change": may_change, "rows": _rows(board, read_only=not may_change)}
    return page(request, "roof/board_settings.html", context)


def _save(request: HttpRequest, board: Board, form: SettingsForm) -> None:
    version = form.cleaned_data["version"]
    change_settings(board, settings=form.settings, version=version, by=account(request.user))


def _stands(board: Board) -> dict[str, Any]:
    found = {name: getattr(board, name) for name in LABELS}
    return found | {"version": board.settings_version}


def _again(form: SettingsForm, current: Board) -> tuple[SettingsForm, list[Difference]]:
    """The same answers on top of the newer version, and what differs."""
    lost = [
        Difference(str(LABELS[name]), _words(name, stands), _words(name, mine))
        for name, (stands, mine) in changed(settings_of(current), form.settings).items()
    ]
    return SettingsForm({**form.cleaned_data, "version": current.settings_version}), lost


def _words(name: str, value: int) -> str:
    if name == "four_eyes":
        return _("ja") if value else _("nee")
    return str(value)


def _rows(board: Board, *, read_only: bool) -> list[tuple[str, str]]:
    """What cannot be changed here; for who only reads, everything."""
    names = LABELS if read_only else {}
    rows = [(str(label), _words(name, getattr(board, name))) for name, label in names.items()]
    return [*rows, (_("Dagen voor het antwoord op een klacht"), str(board.complaint_days))]
