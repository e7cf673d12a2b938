"""The words of the face in templates: {% card %}, {% notification %}, {% status %} …"""

import datetime
from functools import lru_cache
from typing import NamedTuple

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.defaultfilters import linebreaks_filter
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import controls

register = template.Library()

BADGES = {
    "success": ("safe", "check"),
    "info": ("active", "info"),
    "waiting": ("warning", "clock"),
    "warning": ("warning", "warning"),
    "error": ("danger", "cross"),
    "neutral": ("neutral", "minus"),
}
ALERTS = {
    "success": ("ok", "check"),
    "info": ("info", "info"),
    "debug": ("info", "info"),
    "warning": ("warning", "warning"),
    "error": ("error", "cross"),
}
BUTTONS = {
    "primary": "utrecht-button--primary-action",
    "danger": "utrecht-button--primary-action utrecht-button--danger",
    "secondary": "utrecht-button--secondary-action",
    "subtle": "utrecht-button--subtle",
}
SIDES = {"yes": "check", "no": "cross"}


class Problem(NamedTuple):
    """One line of the error summary: the field's label and id; both empty for the whole form."""

    text: str
    label: str = ""
    target: str = ""


@register.simple_tag
@lru_cache(maxsize=64)
def icon(name: str) -> SafeString:
    """A decorative sign; the text beside it carries the meaning. Drawn once, then remembered."""
    return render_to_string("components/icon.html", {"name": name})


@register.simple_tag
def status(kind: str, text: str) -> SafeString:
    """A status label: text and sign, never colour alone. Kinds: the keys of BADGES."""
    return _label(str(kind), str(text))


@lru_cache(maxsize=512, typed=True)
def _label(kind: str, text: str) -> SafeString:
    """The same few labels stand on every page, so each is drawn once."""
    badge, sign = BADGES.get(kind, BADGES["neutral"])
    return render_to_string("components/status.html", {"badge": badge, "sign": sign, "text": text})


@register.simple_tag
def data_date(value: datetime.date | None, weekday: bool = False, short: bool = False) -> str:
    """A day in words inside <time>; `weekday` puts the day's name before it. None gives a dash.

    `short` is for tables: the month in three letters, kept on one line.
    """
    if value is None:
        return "–"
    day = timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value
    language = get_language()
    month = "M" if language == "en" else "b"  # Dutch months have no capital
    shape = f"j\xa0{month}\xa0Y" if short else "l j F Y" if weekday else "j F Y"
    return _day(day, shape, language)


@register.filter
def written(value: datetime.date, shape: str) -> str:
    """As Django's `date`, for a day inside a sentence; each is written once in a language."""
    return _written(value, shape, get_language())


@lru_cache(maxsize=512)
def _day(day: datetime.date, shape: str, language: str | None) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day, _written(day, shape, language))


@lru_cache(maxsize=512)
def _written(day: datetime.date, shape: str, _active: str | None) -> str:
    return formats.date_format(day, shape)


@register.simple_block_tag
def card(
    content: str, title: str = "", url: str = "", level: int = 2, kind: str = ""
) -> SafeString:
    """A white surface with a heading (level 2-4); `url` makes the heading a link; kind "quiet"."""
    link = '<a class="card__link" href="{}">{}{}</a>'
    words = format_html(link, url, title, icon("next")) if url else title
    head = format_html('<h{0} class="card__title">{1}</h{0}>', level, words) if title else ""
    extra = f" card--{kind}" if kind else ""
    return format_html('<section class="card{}">\n{}\n{}</section>', extra, head, content)


@register.simple_block_tag
def notification(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A message with a sign. Kinds: success, info, warning, error."""
    alert, sign = ALERTS.get(kind, ALERTS["info"])
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{0}" role="{1}">'
        '<div class="utrecht-alert__icon sign sign--{0}">{2}</div>'
        '<div class="utrecht-alert__content">{3}'
        '<div class="utrecht-alert__message">{4}</div></div></div>',
        alert,
        "alert" if alert == "error" else "status",
        icon(sign),
        format_html('<p class="notification-title">{}</p>', title) if title else "",
        content,
    )


@register.simple_block_tag
def explanation(content: str, summary: str, is_open: bool = False) -> SafeString:
    """Text that opens on demand (<details>)."""
    return format_html(
        '<details class="explanation"{}><summary>{}<span>{}</span></summary>'
        '<div class="explanation__body">{}</div></details>',
        " open" if is_open else "",
        icon("next"),
        summary,
        content,
    )


@register.simple_tag
def yes_no(
    name: str, yes: str, no: str, current: str = "", about: str = "", key: object = ""
) -> SafeString:
    """Two buttons of equal size and weight inside a form. `current` is the value that holds now;
    `about` are hidden words; `key`, unique on the page, keeps the focus after an htmx swap.
    """
    words = (str(about), str(key or name))
    ja = _choice("yes", name, yes, _("Ja"), *words, current == yes)
    nee = _choice("no", name, no, _("Nee"), *words, current == no)
    return format_html('<div class="yes-no">{}\n{}</div>', ja, nee)


@lru_cache(maxsize=2048, typed=True)
def _choice(
    side: str, name: str, value: str, word: str, about: str, key: str, is_current: bool
) -> SafeString:
    """One of the two: the same for everybody who reads the question, so drawn once."""
    hidden = format_html('<span class="visually-hidden">: {}</span>', about) if about else ""
    return format_html(
        '<button type="submit" id="{}-{}" class="{}" name="{}" value="{}" aria-pressed="{}">'
        "{}<span>{}{}</span></button>",
        *(side, key, f"utrecht-button {BUTTONS['secondary']}", name, value),
        *("true" if is_current else "false", icon(SIDES[side]), word, hidden),
    )


@register.filter
@lru_cache(maxsize=512, typed=True)  # typed: a safe text is never taken for an unsafe one
def paragraphs(text: str) -> SafeString:
    """Text with blank lines as paragraphs, remembered: a long text is read by many."""
    return linebreaks_filter(text)


@register.simple_block_tag
def table(
    content: str, caption: str, *columns: str, hide_caption: bool = False, kind: str = ""
) -> SafeString:
    """A table whose rows become cards on a phone; inside: <tr> with {% cell label %} blocks.

    "dense": low rows on a desk. "slim": a name and numbers, on a phone too (there the first two).
    """
    words = {"content": content, "caption": caption, "columns": columns}
    facts = {**words, "hide": hide_caption, "kind": kind}
    return render_to_string("components/table.html", facts)


@register.simple_block_tag
def cell(content: str, label: str = "", head: bool = False) -> str:
    """One cell; `label` repeats the column's name on a phone; `head` is the row's own heading."""
    if head:
        return format_html(
            '<th scope="row" class="utrecht-table__cell utrecht-table__header-cell">{}</th>',
            content,
        )
    inside = format_html('<div class="cell">{}</div>', content)
    return format_html('<td class="utrecht-table__cell" data-label="{}">{}</td>', label, inside)


@register.filter
def button_class(kind: str) -> str:
    """The design system's classes of a button; unknown or empty is primary."""
    return BUTTONS.get(kind, BUTTONS["primary"])


@register.filter
def alert_kind(tags: str) -> str:
    """The notification's kind for the tags of a Django message."""
    return next((tag for tag in tags.split() if tag in ALERTS), "info")


@register.filter
def widget_kind(field: BoundField) -> str:
    """Which markup a field needs: checkbox, options, select, textarea or textbox."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "options"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.Select):
        return "select"
    return "textarea" if isinstance(widget, forms.Textarea) else "textbox"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own input, select or textarea with the design system's classes."""
    kind = widget_kind(field)
    attrs = field.field.widget.attrs
    classes = [attrs.get("class", ""), f"utrecht-{kind}", f"utrecht-{kind}--html-{tag_of(kind)}"]
    if field.errors:
        classes.append(f"utrecht-{kind}--invalid")
    if attrs.get("autocomplete") == "one-time-code":
        classes.append("code-input")
    drawn = " ".join(filter(None, classes))
    if type(field.field.widget) is forms.Select:
        return controls.select(field, drawn)
    return field.as_widget(attrs={"class": drawn})


def tag_of(kind: str) -> str:
    """The HTML element behind a kind of control."""
    return kind if kind in {"select", "textarea"} else "input"


@register.simple_tag
def option_controls(field: BoundField) -> SafeString:
    """The radio buttons or checkboxes of a list, each with its label."""
    return controls.ticks(field)


@register.simple_tag
def problems(form: forms.BaseForm) -> list[Problem]:
    """Every error of a form, in the order of the page."""
    found = [Problem(str(text)) for text in form.non_field_errors()]
    for field in form.hidden_fields():
        found += [Problem(str(text)) for text in field.errors]
    for field in form.visible_fields():
        label = str(field.label).rstrip("?:. ")
        found += [Problem(str(text), label, first_id(field)) for text in field.errors]
    return found


def first_id(field: BoundField) -> str:
    """The id a link must jump to: of a list of options, the first."""
    suffix = "_0" if widget_kind(field) == "options" else ""
    return f"{field.auto_id}{suffix}"


@register.simple_tag
def required_mark(field: BoundField) -> str:
    """The words behind the label of a field that may stay empty."""
    return "" if field.field.required else _("(niet verplicht)")
