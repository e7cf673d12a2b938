"""Eén keer getekend: parts of a page that are alike whenever their facts are."""

from collections.abc import Callable, Hashable, Iterable
from functools import cache, lru_cache
from secrets import token_hex

from django import template
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MARK = token_hex(16)  # in what keeps a place in what is drawn once
TOKEN, PATH = f"token-{MARK}", f"/{MARK}/"  # of a reader's token, and of the page's own address
MOST_DRAWN = 512  # of each template that is drawn once


@register.simple_tag(takes_context=True)
def drawn_once(context: template.Context, name: str, facts: Hashable = None) -> SafeString:
    """A part that is the same whenever the facts are, drawn once per language and remembered.

    The template gets `facts` and nothing else, so nothing of one reader can stay in it; where it
    writes {% csrf_token %} or `path`, those of the reader come in at every reading.
    """
    return _with_marks(context, drawing(name)(facts, get_language()))


@register.simple_tag(takes_context=True)
def drawn_each(context: template.Context, name: str, many: Iterable[Hashable]) -> SafeString:
    """The same part for each of many facts, one after the other."""
    one, language = drawing(name), get_language()
    # Safe: each was drawn by a template.
    drawn = SafeString("".join([one(facts, language) for facts in many]))  # nosec B703
    return _with_marks(context, drawn)


def _with_marks(context: template.Context, drawn: SafeString) -> SafeString:
    """What is of the reader alone, in its places."""
    if MARK not in drawn:
        return drawn
    token, path = escape(context.get("csrf_token", "")), escape(_path(context))
    # Safe: a template wrote it, and what comes in is escaped.
    return SafeString(drawn.replace(TOKEN, token).replace(PATH, path))  # nosec B703


def _path(context: template.Context) -> str:
    """With what was searched or ticked, but never with a place to go on to: that is not ours to
    repeat. Of a part inside a part the mark of the outer one; of a page without a request (our own
    fault) none.
    """
    request = context.get("request")
    if not request:
        return str(context.get("path", ""))
    leads_on = REDIRECT_FIELD_NAME in request.GET
    return str(request.path if leads_on else request.get_full_path())


@cache
def drawing(name: str) -> Callable[[Hashable, str | None], SafeString]:
    """Each template has a memory of its own, so that what varies much drives out nothing else."""

    @lru_cache(maxsize=MOST_DRAWN, typed=True)
    def drawn(facts: Hashable, _language: str | None) -> SafeString:
        return render_to_string(name, {"facts": facts, "csrf_token": TOKEN, "path": PATH})

    return drawn
