"""De feiten van een verwerking of ontvanger: one list of columns for all uses (AVG 30)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.register.models import Processing, Recipient
from portal.register.wording import FIELD_NAMES
from portal.register.wording_keeping import DATA_SUBJECTS, INNER_FUNCTIONS

# In the order in which a person reads them.
COLUMNS = (
    *("topic", "name", "purpose", "basis", "special_ground", "data_subjects", "fields", "source"),
    *("retention", "recipients", "consent_needed", "consent_reason", "direct_marketing"),
    *("informing", "inside", "systems", "security"),
    *("dpia", "dpia_reason", "dpia_on", "owner", "review_on", "position"),
)
RECIPIENT_COLUMNS = (
    *("name", "is_category", "role", "rule", "agreement_on", "agreement_version", "country"),
    *("safeguard", "allowed_fields", "forbidden_fields"),
)
LISTS: dict[str, Mapping[Any, str | Promise]] = {
    "fields": FIELD_NAMES,
    "data_subjects": DATA_SUBJECTS,
    "inside": INNER_FUNCTIONS,
    "allowed_fields": FIELD_NAMES,
    "forbidden_fields": FIELD_NAMES,
}
PUBLISHED = "published_on"
# What versions that are older than the column say of it.
BEFORE_IT_WAS_KEPT: dict[str, Any] = {"direct_marketing": False}
LABELS: dict[str, str | Promise] = {"recipients": gettext_lazy("ontvangers")}
Facts = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One column of two versions: whole texts, and for lists what came and what went."""

    label: str
    before: str
    after: str
    added: str = ""
    removed: str = ""


def facts_of(row: Processing, recipients: Iterable[Recipient] | None = None) -> Facts:
    """What the register says of a processing, as plain JSON; recipients by name."""
    rows = row.recipients.all() if recipients is None else recipients
    found = {
        name: kept(name, getattr(row, name))
        for name in (*COLUMNS, PUBLISHED)
        if name != "recipients"
    }
    return found | {"recipients": sorted(one.name for one in rows)}


def recipient_facts(row: Recipient) -> Facts:
    """What the register says of a recipient, as plain JSON."""
    return {name: kept(name, getattr(row, name)) for name in RECIPIENT_COLUMNS}


def kept(name: str, value: object) -> Any:
    """A value as a version keeps it: lists in the order of the closed list."""
    if name in LISTS and isinstance(value, list):
        return [code.value for code in LISTS[name] if code.value in value]
    return plain(value)


def plain(value: object) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\r\n", "\n") if isinstance(value, str) else value


def digest(facts: Mapping[str, Any]) -> str:
    """Guards the erasable text: whoever changes it later, changes this too."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def label_of(name: str, model: type[Model] = Processing) -> str:
    """The Dutch name of a column."""
    if name in LABELS:
        return str(LABELS[name])
    try:
        return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name


def in_words(name: str, value: Any, model: type[Model] = Processing) -> str:
    """A stored value as a person reads it; a dash for nothing."""
    if value in (None, "", []):
        return "–"
    if name in LISTS:
        known = {str(code): str(words) for code, words in LISTS[name].items()}
        return ", ".join(known.get(one, one) for one in value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if name.endswith("_on"):
        return date_format(date.fromisoformat(value), "j F Y")
    field: Any = model._meta.get_field(name)
    return str(dict(field.flatchoices).get(value, value))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What changed between two versions, in the order of the columns; equal columns left out."""
    old, new = BEFORE_IT_WAS_KEPT | dict(before), BEFORE_IT_WAS_KEPT | dict(after)
    return [
        _difference(name, old.get(name), new.get(name), Processing)
        for name in (*COLUMNS, PUBLISHED)
        if old.get(name) != new.get(name)
    ]


def recipient_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """The same for two versions of a recipient."""
    return [
        _difference(name, before.get(name), after.get(name), Recipient)
        for name in RECIPIENT_COLUMNS
        if before.get(name) != after.get(name)
    ]


def _difference(name: str, old: Any, new: Any, model: type[Model]) -> Difference:
    added = removed = ""
    if isinstance(old, list) and isinstance(new, list):
        added = (
            in_words(name, [one for one in new if one not in old]) if set(new) - set(old) else ""
        )
        gone = [one for one in old if one not in new]
        removed = in_words(name, gone) if gone else ""
    before, after = in_words(name, old, model), in_words(name, new, model)
    return Difference(label_of(name, model), before, after, added, removed)
