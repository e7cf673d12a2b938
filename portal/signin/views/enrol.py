"""Eerste keer: the first factor of an account, and the recovery codes that belong to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.signin import access, actions, known, qr
from portal.signin.drafts import APP, CODES
from portal.signin.forms import WRONG_CODE, AppForm, CodeForm, wrong_code
from portal.signin.models import AuthenticatorApp
from portal.signin.rules import FactorKind, ListKind
from portal.signin.secret_codes import in_groups
from portal.signin.stages import SecondFactorStage
from portal.signin.views.code import mail_to, too_many
from portal.signin.views.waiting import CODE, ENROL, PROVE, RECOVERY, waiting

page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@page_and_form
@waiting(PROVE)
def prove(request: HttpRequest, stage: SecondFactorStage) -> HttpResponse:
    """No factor yet: first a code from the mailbox, so that a bare password is never enough."""
    user, now = stage.login.user, timezone.now()
    form = CodeForm(request.POST or None, way=FactorKind.MAIL)
    if request.method == "POST" and form.is_valid():
        if actions.enter_mailbox_code(user, form.cleaned_data["code"], now=now):
            stage.proven("mail")
            return redirect(ENROL)
        form.add_error("code", wrong_code(FactorKind.MAIL))
    page = {"form": form, "is_sent": actions.has_mailbox_code(user, now=now)}
    return TemplateResponse(request, "signin/enrol_prove.html", page)


@require_POST
@waiting(PROVE)
def prove_send(request: HttpRequest, stage: SecondFactorStage) -> HttpResponse:
    """Send that code, or say that there were too many."""
    if not actions.send_mailbox_code(stage.login.user, now=timezone.now()):
        messages.error(request, too_many())
    return redirect(PROVE)


@page_and_form
@waiting(ENROL)
def enrol(request: HttpRequest, stage: SecondFactorStage) -> HttpResponse:
    """An app, shown as QR code and as text, confirmed with the code that it shows."""
    user, key = stage.login.user, stage.drafts.app_key()
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = actions.NewApp(key, form.cleaned_data["name"], form.cleaned_data["code"])
        try:
            app = actions.enrol_first_app(user, new, now=timezone.now())
        except actions.AlreadyHasDevice:
            return redirect(CODE)
        if app:
            stage.drafts.drop(APP)
            response = stage.complete(app)
            known.remember(request, response, user)
            return response
        form.add_error("code", WRONG_CODE)
    today, by_mail = timezone.localdate(), stage.reset_by_mail
    may_mail = access.may_add_mail(user, today, reset_by_mail=by_mail)
    page = {"form": form, "may_mail": may_mail, "is_pupil": access.is_pupil(user)}
    page |= app_words(user.sign_in_name, key)
    return TemplateResponse(request, "signin/enrol.html", page)


@require_POST
@waiting(ENROL)
def enrol_mail(request: HttpRequest, stage: SecondFactorStage) -> HttpResponse:
    """A guardian without an app chooses codes by mail; the first one leaves at once."""
    user, today, by_mail = stage.login.user, timezone.localdate(), stage.reset_by_mail
    try:
        actions.enrol_first_mail(user, today=today, reset_by_mail=by_mail)
    except actions.AlreadyHasDevice:
        return redirect(CODE)
    mail_to(request, user, by_mail=by_mail)
    return redirect(CODE)


@page_and_form
@waiting(RECOVERY)
def recovery(request: HttpRequest, stage: SecondFactorStage) -> HttpResponse:
    """Ten codes for when the factor is lost; in force when one says that they are kept."""
    user, device = stage.login.user, stage.shown
    if request.method == "POST" and device and stage.drafts.has(CODES):
        codes = stage.drafts.codes()
        actions.issue_codes(user, ListKind.RECOVERY, codes, by=user, ends=False)
        return stage.finish(device)
    codes = [in_groups(code, 5) for code in stage.drafts.codes()]
    page = {"codes": codes, "is_pupil": access.is_pupil(user)}
    return TemplateResponse(request, "signin/recovery.html", page)


@require_safe
@waiting(RECOVERY)
def recovery_file(_request: HttpRequest, stage: SecondFactorStage) -> HttpResponse:
    """The same codes as a text file."""
    return codes_file(stage.drafts.codes())


def app_words(name: str, key: bytes) -> dict[str, str]:
    """The key of an app that is not saved yet, as picture, as link and as text."""
    typed = AuthenticatorApp.typed(key)
    address = qr.app_address(name, typed)
    return {
        "address": address,
        "picture": qr.picture_of(address),
        "typed_key": in_groups(typed).replace("-", " "),
    }


def codes_file(codes: list[str]) -> HttpResponse:
    """A text file to keep; only the person that made it can ask for it."""
    lines = [_("Herstelcodes voor Zeggenschap"), _("Elke code werkt één keer."), ""]
    text = "\r\n".join([*lines, *(in_groups(code, 5) for code in codes), ""])
    headers = {"Content-Disposition": 'attachment; filename="herstelcodes.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
