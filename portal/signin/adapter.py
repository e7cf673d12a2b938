"""Where allauth asks our opinion: no sign-up, our stage last, our texts, our outbox."""

import time
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from portal.outbox.actions import post
from portal.people.models import User
from portal.signin import fresh, known, secrecy, visits
from portal.signin.actions import password, reset, sessions

RESET_WAITS = _(
    "Iemand vertelde de school dat uw telefoon kwijt is. Was u dat niet? Stop het dan nu: ga naar "
    "'Beveiliging' en daarna naar 'Waar u bent ingelogd'."
)
STAGE = "portal.signin.stages.SecondFactorStage"


class DoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Closed by default; whatever allauth would do by itself goes through our own rooms."""

    def get_login_stages(self) -> list[str]:
        """allauth's own stages, and the second factor after all of them."""
        return [*super().get_login_stages(), STAGE]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from the school, never from a form."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only pages of this portal, written without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_ajax(self, request: HttpRequest) -> bool:
        """One view, one answer: never JSON."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Both factors were shown: rotate the session and start its clock."""
        super().login(request, user)
        fresh.note(request.session, time.time())
        visits.begin(request.session, user, now=int(time.time()), today=timezone.localdate())
        secrecy.note(request.session, user, timezone.localdate())

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        """allauth noted the whole device and its address: of that a family is kept, no more."""
        response: HttpResponse = super().post_login(request, user, **facts)
        row = sessions.note_sign_in(
            user,
            key=request.session.session_key or "",
            agent=request.headers.get("User-Agent", ""),
            is_known=getattr(user, "knows_browser", known.knows(request, user)),
        )
        visits.tie(request.session, row)
        password.note_factor(user)
        if reset.waiting_for(user):
            messages.warning(request, RESET_WAITS)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """A closed account meets the same page as a wrong password."""
        return redirect("signin:login")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """allauth's own messages are not shown: our pages say what is needed."""

    def format_email_subject(self, subject: str) -> str:
        """No name of a site before it."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail is a row in the outbox, as everywhere."""
        mail = self.render_mail(template_prefix, email, context)
        kind = f"signin.{template_prefix.rsplit('/', 1)[-1]}"
        post(kind, to=email, subject=mail.subject, body=mail.body, key=f"{kind}:{uuid4()}")
