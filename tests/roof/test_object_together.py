"""Tegelijk: many taps at one moment are one objection and one verzet."""

from datetime import date

import pytest

from portal.people.access import ties_of
from portal.people.models import User
from portal.register.access import Announced
from portal.register.models import Objection
from portal.roof.object import object_by
from requests_app.models import DataRequest
from tests.cast import make_cast
from tests.register.builders import adopt, announced
from tests.tools.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_taps_at_once_are_one_request(today: date) -> None:
    cast = make_cast(today)
    adopt(cast, today)
    row = announced(cast, cast.noor, today)

    def tap() -> object:
        fatima = User.objects.get(pk=cast.fatima.pk)
        (mine,) = ties_of(fatima, today)
        return object_by(Announced(row, mine), by=fatima, today=today)

    assert len(set(together(10, tap))) == 1
    assert (Objection.objects.count(), DataRequest.objects.count()) == (1, 1)
