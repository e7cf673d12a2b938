"""A day reads the same in every language of the page: no American month before a Dutch day."""

import ast
from collections.abc import Iterator
from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from portal import urls
from portal.days import DayField
from tests.test_house_rules import OURS, ROOT, SOURCES

FIELD = ROOT / "portal" / "days.py"


@pytest.fixture(params=["nl", "en"], autouse=True)
def _language(request: pytest.FixtureRequest) -> Iterator[None]:
    with override(request.param):
        yield


def heirs(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    """Every form of the house; the addresses load them all."""
    assert urls.urlpatterns
    for one in kind.__subclasses__():
        yield one
        yield from heirs(one)


@pytest.mark.parametrize("typed", ["1-9-2025", "01-09-2025", "1/9/2025", "2025-09-01"])
def test_the_first_of_september_is_never_the_ninth_of_january(typed: str) -> None:
    assert DayField().clean(typed) == date(2025, 9, 1)


def test_every_day_that_somebody_types_is_read_so() -> None:
    own = [one for one in heirs(forms.BaseForm) if one.__module__.startswith(OURS)]
    days = [
        (form.__qualname__, field)
        for form in own
        for field in getattr(form, "base_fields", {}).values()
        if isinstance(field, forms.DateField | forms.DateTimeField)
    ]
    assert len(days) > 30
    assert [name for name, field in days if not isinstance(field, DayField)] == []


def test_no_form_makes_another_field_for_a_day() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        if path != FIELD
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node) in {"forms.DateField", "forms.DateTimeField", "forms.DateInput"}
    ]
    assert found == []


@pytest.mark.parametrize("typed", ["01-01-0001", "25-11-0026", "31-12-9999", "29-02-2027"])
def test_a_slip_of_the_finger_comes_back_with_an_example(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="25-11-2026"):
        DayField().clean(typed)
