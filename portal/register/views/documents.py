"""Reglement en privacyverklaring: to read for everybody, to write for who keeps them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.pdf import render
from portal.people.models import User
from portal.register.access import documents as access
from portal.register.actions import documents as actions
from portal.register.forms.documents import DraftForm
from portal.register.models import RuleDocument
from portal.register.news import forget_news
from portal.register.rules.difference import difference
from portal.register.rules.documents import DocumentKind, lacks_council
from portal.register.rules.markup import blocks
from portal.register.wording_documents import DOCUMENT_KINDS, PUBLISH_REFUSALS
from portal.web import page


@login_not_required
@require_safe
def current(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The version in force, with the older and coming ones by date."""
    return _shown(request, access.get_current(slug, kind, timezone.localdate()))


@login_not_required
@require_safe
def version(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    """One published version."""
    return _shown(request, access.get_version(slug, kind, number))


def _shown(request: HttpRequest, document: RuleDocument) -> HttpResponse:
    today = timezone.localdate()
    notice = access.notice_of(request.user, document)
    if notice is not None and notice.opened_on is None and isinstance(request.user, User):
        actions.note_opened(document, by=request.user, read=False, today=today)
        forget_news(request.session)
    context = {
        "document": document,
        "blocks": blocks(document.text),
        "versions": access.versions_of(document),
        "notice": notice,
        "today": today,
    }
    return page(request, "register/document.html", context)


@login_not_required
@require_safe
def document_pdf(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    """The same, to print."""
    document = access.get_version(slug, kind, number)
    title = f"{DOCUMENT_KINDS[DocumentKind(document.kind)]} {document.board.name}"
    context = {
        "document": document,
        "blocks": blocks(document.text),
        "sender": document.board.name,
    }
    name = f"{document.kind}-versie-{document.version}.pdf"
    return HttpResponse(
        render("pdf/document.html", context, title=title),
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


@login_not_required
@require_safe
def changes(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    """What changed since the version before, in words and marks."""
    document = access.get_version(slug, kind, number)
    earlier, pieces = access.change_of(document)
    context = {"document": document, "earlier": earlier, "pieces": pieces}
    return page(request, "register/document_changes.html", context)


@require_POST
def read(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    """ "Gelezen": one tap by who was told, recorded once."""
    document = access.get_version(slug, kind, number)
    if access.notice_of(request.user, document) and isinstance(request.user, User):
        actions.note_opened(document, by=request.user, read=True, today=timezone.localdate())
        messages.success(request, _("Genoteerd: gelezen."))
    return redirect("register:document_version", slug=slug, kind=kind, number=number)


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """The documents of one's board, with draft and versions."""
    today = timezone.localdate()
    rows = access.kept_documents(request.user, today)
    return page(request, "register/documents.html", {"kept": rows, "today": today})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The draft; nobody outside reads it before it is published."""
    found = access.get_kept(request.user, slug, kind, timezone.localdate())
    form = DraftForm(request.POST or None, kind=found.kind, draft=found.draft)
    context = {"form": form, "kept": found, "theirs": None}
    if form.is_valid() and isinstance(request.user, User):
        shown = form.cleaned_data["version"]
        try:
            actions.save_draft(
                found.board, found.kind, form.writing, version=shown, by=request.user
            )
        except actions.DraftMoved as moved:
            form.moved(moved.row)
            context["theirs"] = moved.row
        else:
            messages.success(request, _("Het concept is opgeslagen."))
            return redirect("register:publish_document", slug=slug, kind=kind)
    return page(request, "register/document_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What will be published, what changed, and the button; after that it never changes."""
    today = timezone.localdate()
    found = access.get_kept(request.user, slug, kind, today)
    problem = ""
    if request.method == "POST" and isinstance(request.user, User):
        try:
            actions.publish_document(
                found.board, found.kind, version=_seen(request), by=request.user, today=today
            )
        except actions.NotPublishable as refusal:
            problem = str(PUBLISH_REFUSALS[refusal.why])
        except actions.DraftMoved:
            problem = _("Het concept is intussen gewijzigd. Lees het hieronder opnieuw.")
        else:
            messages.success(request, _("De nieuwe versie is gepubliceerd."))
            return redirect("register:documents")
    return page(request, "register/document_publish.html", _publishing(found, problem))


def _publishing(found: access.Kept, problem: str) -> dict[str, object]:
    draft = found.draft
    last = found.versions[0] if found.versions else None
    text = draft.text if draft else ""
    return {
        "kept": found,
        "draft": draft,
        "blocks": blocks(text),
        "pieces": difference(last.text, text) if last else [],
        "lacks_council": draft and lacks_council(found.kind, draft.mr_agreed_on),
        "problem": problem,
    }


def _seen(request: HttpRequest) -> int:
    """Which draft the page showed; anything else counts as another one."""
    value = request.POST.get("version", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
