"""Keuzelijst en vinkjes: controls with many options, written without a template for each option.

A class has thirty of them. Everything goes through `_text`, which escapes as a template does.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.forms import CheckboxSelectMultiple, RadioSelect, Select
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

LABEL = "utrecht-form-label utrecht-form-label--radio"
PLAIN = {Select, RadioSelect, CheckboxSelectMultiple}  # whose options have nothing of their own
Option = tuple[str, object, bool]  # value, label, is it chosen


def select(field: BoundField, classes: str) -> SafeString:
    """The <select> of a field, as its widget would write it."""
    widget = field.field.widget
    attrs = field.build_widget_attrs({"class": classes}, widget)
    if found := widget.attrs.get("id") or field.auto_id:
        attrs["id"] = found
    options = _options(field)
    if options is None:
        facts = widget.get_context(field.html_name, field.value(), attrs)["widget"]
        inside = "".join(_group(name, several) for name, several, _nr in facts["optgroups"])
    else:
        inside = "".join(
            f'<option value="{_text(value)}"{" selected" if chosen else ""}>{_text(label)}</option>'
            for value, label, chosen in options
        )
    about = _attrs({"name": field.html_name, **widget.attrs, **attrs})
    return SafeString(f"<select{about}>{inside}</select>")  # nosec B703


def ticks(field: BoundField) -> SafeString:
    """Every radio button or checkbox of a field with its label."""
    options = _options(field)
    if options is None:
        return SafeString("".join(_tick(one.data) for one in field))  # nosec B703
    widget = field.field.widget
    base = widget.attrs.get("id") or field.auto_id
    attrs = {**widget.attrs, **field.build_widget_attrs({}, widget), "id": None}
    facts = {"type": widget.input_type, "name": field.html_name, "attrs": attrs}
    about = _about(facts)
    start = f'<div class="option"><input{_attrs({key: about.pop(key) for key in ("type", "name")})}'
    end = f"{_attrs(about)}>"
    label = f'<label class="{LABEL}"'
    found = []
    for number, (value, text, chosen) in enumerate(options):
        key = f'"{_text(f"{base}_{number}")}"' if base else ""
        mine = f' value="{_text(value)}"{f" id={key}" if key else ""}{" checked" if chosen else ""}'
        to = f" for={key}" if key else ""
        found.append(f"{start}{mine}{end}{label}{to}>{_text(text)}</label></div>")
    return SafeString("".join(found))  # nosec B703


def _options(field: BoundField) -> list[Option] | None:
    """None when they stand in groups, or the widget makes its own."""
    widget = field.field.widget
    if type(widget) not in PLAIN:
        return None
    values, found, is_free = set(widget.format_value(field.value())), list[Option](), True
    for value, label in widget.choices:
        if isinstance(label, list | tuple):
            return None
        text = "" if value is None else str(value)
        chosen = is_free and text in values
        found.append((text, label, chosen))
        is_free = is_free and (widget.allow_multiple_selected or not chosen)
    return found


def _tick(facts: Mapping[str, Any]) -> str:
    about = _about(facts) | {"value": str(facts["value"])}
    label = _attrs({"class": LABEL, "for": facts["attrs"].get("id")})
    words = f"<label{label}>{_text(facts['label'])}</label>"
    return f'<div class="option"><input{_attrs(about)}>{words}</div>'


def _about(facts: Mapping[str, Any]) -> dict[str, Any]:
    """A browser paints "required" as wrong before any answer, so it goes without."""
    name = "radio-button" if facts["type"] == "radio" else "checkbox"
    about = {"type": facts["type"], "name": facts["name"]}
    about |= facts["attrs"] | {"class": f"utrecht-{name} utrecht-{name}--html-input"}
    about.pop("required", None)
    return about


def _group(name: str | None, options: Iterable[Mapping[str, Any]]) -> str:
    inside = "".join(
        f"<option{_attrs({'value': str(one['value']), **one['attrs']})}>"
        f"{_text(one['label'])}</option>"
        for one in options
    )
    return f"<optgroup{_attrs({'label': name})}>{inside}</optgroup>" if name else inside


def _attrs(attrs: Mapping[str, Any]) -> str:
    """True is a name alone; None and False are left out."""
    return "".join(
        f" {key}" if it is True else f' {key}="{_text(it)}"'
        for key, it in attrs.items()
        if it is not None and it is not False
    )


def _text(text: object) -> str:
    return str(text) if isinstance(text, SafeString) else escape(str(text))
