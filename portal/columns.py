"""Words for columns, so that migrations hold plain strings and never import a rule."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.utils.functional import Promise

E = TypeVar("E", bound=StrEnum)


def choices_of(labels: Mapping[E, str | Promise]) -> list[tuple[str, str | Promise]]:
    """The `choices` of a column: plain values with their Dutch label."""
    return [(member.value, label) for member, label in labels.items()]
