"""Apparaten: where one is signed in, ending that, and what happened to one's account."""

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.audit.models import Event
from portal.signin import visits
from portal.signin.access import account, get_own_session, happened_to, is_pupil
from portal.signin.actions import reset
from portal.signin.actions.sessions import end_one, end_sessions
from portal.signin.fresh import needs_fresh_factor
from portal.signin.rules import DeviceFamily
from portal.web import page

HAPPENED = {
    "signin.new_device": gettext_lazy("Ingelogd met een nieuwe browser of op een nieuw apparaat"),
    "signin.password_reset": gettext_lazy("Nieuw wachtwoord gekozen met een link per e-mail"),
    "signin.password_changed": gettext_lazy("Wachtwoord veranderd"),
    "signin.address_proven": gettext_lazy("E-mailadres bevestigd"),
    "signin.address_removed": gettext_lazy("E-mailadres weggehaald"),
    "signin.reset_mailed": gettext_lazy("Een link voor een nieuw wachtwoord gemaild"),
    "signin.reset_asked": gettext_lazy("De school kreeg de vraag om de tweede stap weg te halen"),
    "signin.reset_cancelled": gettext_lazy("De vraag om de tweede stap weg te halen is gestopt"),
    "signin.reset_done": gettext_lazy("De tweede stap is weggehaald"),
    "signin.card_issued": gettext_lazy("De school gaf een kaart met codes"),
    "signin.passkey_added": gettext_lazy("Een passkey toegevoegd"),
    "signin.app_added": gettext_lazy("Een app met codes toegevoegd"),
    "signin.mail_added": gettext_lazy("Codes per e-mail gekozen"),
    "signin.codes_issued": gettext_lazy("Nieuwe codes gemaakt"),
    "signin.factor_removed": gettext_lazy("Een manier om in te loggen weggehaald"),
    "signin.sessions_ended": gettext_lazy("Uitgelogd op andere apparaten"),
}
EVERYWHERE = gettext_lazy("Overal uitgelogd")


def words_for(device: DeviceFamily) -> str:
    """'Chrome op Android', as far as it is known."""
    browser = device.browser or _("Onbekende browser")
    system = device.system or _("een onbekend apparaat")
    return _("%(browser)s op %(system)s") % {"browser": browser, "system": system}


def words_of(event: Event) -> Promise:
    """What happened; signing out everywhere takes this browser along."""
    return EVERYWHERE if event.facts.get("why") == "everywhere" else HAPPENED[event.verb]


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """One's own devices, a reset that waits, and the last things that happened."""
    user, now = account(request.user), timezone.now()
    found = visits.signed_in(user, this=request.session.session_key, now=now)
    context = {
        "devices": [(one, words_for(one.device)) for one in found],
        "waiting": reset.waiting_for(user),
        "is_pupil": is_pupil(user),
        "events": [(one.at, words_of(one)) for one in happened_to(user, HAPPENED)],
    }
    return page(request, "signin/sessions.html", context)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Signs one device out; another person's does not exist."""
    row = get_own_session(account(request.user), pk)
    is_this_one = row.session_key == request.session.session_key
    end_one(row, by=account(request.user))
    if is_this_one:
        logout(request)
        return redirect("signin:signed_out")
    messages.success(request, _("Dit apparaat is uitgelogd."))
    return redirect("signin:sessions")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Signs every other device out."""
    end_sessions(account(request.user), by=account(request.user), why="others")
    stay(request)
    messages.success(request, _("Alle andere apparaten zijn uitgelogd."))
    return redirect("signin:sessions")


@require_POST
def end_everywhere(request: HttpRequest) -> HttpResponse:
    """Signs every device out, this one too."""
    end_sessions(account(request.user), by=account(request.user), why="everywhere")
    logout(request)
    return redirect("signin:signed_out")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_fresh_factor
def cancel_reset(request: HttpRequest) -> HttpResponse:
    """The owner lost nothing: the reset that waits does not act. A thief shows no fresh factor."""
    user = account(request.user)
    if request.method == "POST":
        if reset.cancel_reset(user, now=timezone.now()):
            messages.success(request, _("Het is gestopt. De tweede stap blijft zoals hij is."))
        else:
            messages.info(request, _("Er was niets meer om te stoppen."))
        return redirect("signin:sessions")
    waiting = reset.waiting_for(user)
    if waiting is None:
        return redirect("signin:sessions")
    facts = {"waiting": waiting, "is_pupil": is_pupil(user)}
    return page(request, "signin/sessions_stop.html", facts)


def stay(request: HttpRequest) -> None:
    """All sessions of the account ended: this one goes on, under a new key."""
    update_session_auth_hash(request, account(request.user))
    visits.follow(request.session)
