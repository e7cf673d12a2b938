"""What a fact of an answer is, for the page of the package."""

from datetime import date

from django import template

register = template.Library()


@register.filter
def is_list(value: object) -> bool:
    """Several words."""
    return isinstance(value, tuple)


@register.filter
def is_day(value: object) -> bool:
    """A date."""
    return isinstance(value, date)


@register.filter
def is_path(value: object) -> bool:
    """A file of the package, which the page links to."""
    return isinstance(value, str) and value.startswith("documenten/")


@register.filter
def is_as_written(value: object) -> bool:
    """Dutch words on a page in another language: a plain text is not."""
    return isinstance(value, str) and getattr(value, "is_dutch", False)
