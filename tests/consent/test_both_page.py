"""Beide ouders: the page that asks every holder of authority; there is no way back."""

from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.models import Purpose
from portal.audit.models import Event
from portal.people.models import User
from tests.cast import Cast
from tests.consent.builders import ask, is_allowed, say

SignIn = Callable[[User], Client]


def test_one_yes_is_not_enough_any_more(cast: Cast, client_of: SignIn) -> None:
    today: date = timezone.localdate()
    row, petra = ask(cast, today), client_of(cast.petra)
    say(cast.fatima, cast.noor, row, today, yes=True)
    place = reverse("consent:purpose_both", args=[row.pk])
    home = reverse("consent:purpose", args=[row.pk])
    assert place in petra.get(home).text
    assert "niet terugdraaien" in petra.get(place).text
    answers = [petra.post(place).headers["Location"] for _press in range(2)]
    assert answers == [home, home]
    assert not is_allowed(cast.noor, Purpose.objects.get(pk=row.pk), today)
    assert Event.objects.filter(verb="consent.both_needed").count() == 1
    assert place not in petra.get(home).text
    assert petra.get(place).status_code == 302
