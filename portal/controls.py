"""Keuzelijst en vinkjes: controls with many options, written without a template for each option.

A class has thirty of them. Everything goes through `_text`, which escapes as a template does.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

LABEL = "utrecht-form-label utrecht-form-label--radio"


def select(field: BoundField, classes: str) -> SafeString:
    """The <select> of a field, as its widget would write it."""
    widget = field.field.widget
    attrs = field.build_widget_attrs({"class": classes, "id": field.auto_id}, widget)
    facts = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    inside = "".join(_group(name, options) for name, options, _nr in facts["optgroups"])
    about = _attrs({"name": field.html_name, **facts["attrs"]})
    return SafeString(f"<select{about}>{inside}</select>")  # nosec B703


def ticks(field: BoundField) -> SafeString:
    """Every radio button or checkbox of a field with its label."""
    return SafeString("".join(_tick(one.data) for one in field))  # nosec B703


def _tick(facts: Mapping[str, Any]) -> str:
    """A browser paints "required" as wrong before any answer, so it goes without."""
    name = "radio-button" if facts["type"] == "radio" else "checkbox"
    about = {"type": facts["type"], "name": facts["name"], "value": str(facts["value"])}
    about |= facts["attrs"] | {"class": f"utrecht-{name} utrecht-{name}--html-input"}
    about.pop("required", None)
    label = _attrs({"class": LABEL, "for": facts["attrs"].get("id")})
    words = f"<label{label}>{_text(facts['label'])}</label>"
    return f'<div class="option"><input{_attrs(about)}>{words}</div>'


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
