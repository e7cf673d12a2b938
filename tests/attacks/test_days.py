"""A day reads the same in every language of the page: no American month before a Dutch day."""

from collections.abc import Iterator
from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from portal.register.forms.dates import DayField
from requests_app.forms import NewRequestForm, PlanForm, TaskForm


@pytest.fixture(params=["nl", "en"], autouse=True)
def _language(request: pytest.FixtureRequest) -> Iterator[None]:
    with override(request.param):
        yield


@pytest.mark.parametrize("typed", ["1-9-2025", "01-09-2025", "1/9/2025", "2025-09-01"])
def test_the_first_of_september_is_never_the_ninth_of_january(typed: str) -> None:
    assert DayField().clean(typed) == date(2025, 9, 1)


@pytest.mark.parametrize("form", [NewRequestForm, PlanForm, TaskForm])
def test_every_day_of_a_request_is_read_so(form: type[forms.Form]) -> None:
    days = [one for one in form.base_fields.values() if isinstance(one, forms.DateField)]
    assert days
    assert all(isinstance(one, DayField) for one in days)


@pytest.mark.parametrize("typed", ["01-01-0001", "25-11-0026", "31-12-9999", "29-02-2027"])
def test_a_slip_of_the_finger_comes_back(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        DayField().clean(typed)
