"""Bevestigen: what weighs heavily asks for the second factor again."""

import time
from urllib.parse import urlencode

import django_otp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from portal.signin import access, actions, fresh
from portal.signin.access import account
from portal.signin.forms import CodeForm, wrong_code
from portal.signin.stages import RESET_BY_MAIL
from portal.signin.views.code import chosen_way, mail_to, words_of
from portal.signin.views.waiting import safe_next

page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@page_and_form
def confirm(request: HttpRequest) -> HttpResponse:
    """A code of any kind, once, counted as at the door; the session gets a new key."""
    user, to = account(request.user), safe_next(request)
    today = timezone.localdate()
    ways = access.ways_of(user, today)
    form = CodeForm(request.POST or None, way=chosen_way(request, ways))
    if request.method == "POST" and form.is_valid():
        code, now = form.cleaned_data["code"], int(time.time())
        device = actions.enter_code(user, code, now=now, again=True)
        if device:
            request.session.cycle_key()
            django_otp.login(request, device)
            fresh.note(request.session, now)
            return redirect(to or "signin:security")
        form.add_error("code", wrong_code(chosen_way(request, ways)))
    by_mail = bool(request.session.get(RESET_BY_MAIL))
    page = {"form": form, "next": to, "schools": access.schools_for(user, today)}
    page["is_pupil"] = access.is_pupil(user)
    page |= words_of(request, user, ways, by_mail=by_mail)
    return TemplateResponse(request, "signin/confirm.html", page)


@require_POST
def confirm_by_mail(request: HttpRequest) -> HttpResponse:
    """Send a code to the mailbox of a guardian who chose that before."""
    mail_to(request, account(request.user), by_mail=bool(request.session.get(RESET_BY_MAIL)))
    words = {"manier": "mail", "next": safe_next(request)}
    return redirect(f"{reverse('signin:confirm')}?{urlencode(words)}")
