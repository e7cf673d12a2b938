"""Tegelijk: twenty starts make one round, and four sweeps mail everybody once."""

from datetime import date

import pytest

from consent.models import Round, RoundReminder
from portal.outbox.models import Message
from portal.roof.reminding import remind_due
from tests.cast import make_cast
from tests.consent.builders import ask
from tests.consent.rondes import noon, prove, start
from tests.tools.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_starts_at_once_open_one_round(today: date) -> None:
    cast = make_cast(today)
    rows = together(20, lambda: start(cast, today))
    assert len({row.pk for row in rows}) == Round.objects.count() == 1


def test_sweeps_at_once_mail_everybody_once(today: date) -> None:
    cast = make_cast(today)
    ask(cast, today)
    prove(*cast.users.values())
    start(cast, today)
    assert sum(together(4, lambda: remind_due(noon(today)))) == 2
    assert Message.objects.count() == RoundReminder.objects.count() == 2
