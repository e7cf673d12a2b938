"""Zestien na het besluit: data go to who got the letter, with the right on that day, or nobody."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.outbox.models import Message
from portal.people.models import Guardianship, Mandate, Pupil, User
from portal.people.rules import MandateScope, turns
from portal.roof import answer as roof
from requests_app import actions
from requests_app.models import AnswerPackage, DataRequest, Delivery
from requests_app.rules import Handed
from tests.builders import make_pupil, make_user, tie
from tests.cast import Cast
from tests.requests_app.answers import fresh, noon, package_of
from tests.requests_app.builders import NO, answer, make_request

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    """The pages and the mails ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def aya(cast: Cast, today: date) -> Pupil:
    """Sixteen today; Olga is her only parent."""
    pupil = make_pupil(cast.school, "Aya", turns(today, -16), user=make_user("Aya"))
    Guardianship.objects.filter(guardian=cast.guardians["olga"]).delete()
    tie(cast.guardians["olga"], pupil)
    return pupil


def decided(cast: Cast, on: date) -> DataRequest:
    """Asked by Olga nine days before a yes."""
    request = make_request(cast.olga, today=on - 9 * DAY)
    answer(request, cast.iris, today=on)
    return fresh(request)


def mandated(cast: Cast, aya: Pupil, today: date) -> None:
    who, scope = cast.guardians["olga"], MandateScope.ACT
    Mandate.objects.create(pupil=aya, guardian=who, scope=scope, since=today)


def told(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=f"requests.{kind}").values_list("to", flat=True))


def test_the_package_is_not_made_for_who_lost_the_right(
    cast: Cast, aya: Pupil, today: date, client_of: SignIn
) -> None:
    request = decided(cast, today - DAY)
    assert roof.make_due(noon(today)) == 0
    assert not AnswerPackage.objects.exists()
    assert told("package_ready") == set()
    page = client_of(cast.iris).get(reverse("requests:answer", args=[request.pk])).text
    assert "mag deze gegevens nu niet krijgen" in page
    assert "kan zelf een verzoek doen" in page


def test_it_is_not_renewed_either(cast: Cast, aya: Pupil, today: date, client_of: SignIn) -> None:
    request = decided(cast, today - DAY)
    package_of(request, today=today - DAY)
    client_of(cast.iris).post(reverse("requests:ask_package", args=[request.pk]))
    assert AnswerPackage.objects.count() == 1
    actions.ask_package(request, by=cast.iris, now=noon(today))
    assert roof.make_due(noon(today)) == 0


@pytest.mark.parametrize("days, allowed", [(0, False), (1, True)])
def test_the_desk_gives_it_to_who_had_the_right_that_day(
    cast: Cast, aya: Pupil, today: date, days: int, allowed: bool
) -> None:
    request, on = decided(cast, today - DAY), today - days * DAY
    cast.guardians["olga"].user = None
    cast.guardians["olga"].save()
    package_of(request, today=today - DAY)

    def give() -> None:
        facts = {"note": "Paspoort gezien.", "by": cast.iris, "may_release": True, "today": today}
        actions.hand_over(request, Handed.DESK, on=on, **facts)  # type: ignore[arg-type]

    if not allowed:
        with pytest.raises(actions.Refused, match="authority"):
            give()
        return
    give()
    assert Delivery.objects.get().on == on


def test_with_a_mandate_who_asked_gets_it_after_all(
    cast: Cast, aya: Pupil, today: date, client_of: SignIn
) -> None:
    request = decided(cast, today - DAY)
    mandated(cast, aya, today)
    package_of(request, today=today)
    assert told("package_ready") == {cast.olga.email}
    url = reverse("requests:package", args=[request.pk])
    assert aya.user
    codes = [client_of(who).get(url).status_code for who in (cast.olga, aya.user)]
    assert codes == [200, 404]


def test_a_mandate_after_the_answer_leaves_it_with_the_pupil(
    cast: Cast, aya: Pupil, today: date, client_of: SignIn
) -> None:
    Pupil.objects.filter(pk=aya.pk).update(born_on=turns(today - 2 * DAY, -16))
    request = decided(cast, today - DAY)
    mandated(cast, aya, today)
    package_of(request, today=today)
    assert aya.user
    assert told("package_ready") == {aya.user.email}
    url = reverse("requests:package", args=[request.pk])
    codes = [client_of(who).get(url).status_code for who in (cast.olga, aya.user)]
    assert codes == [404, 200]


def test_a_no_is_given_at_the_desk_without_the_right(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    request = make_request(cast.yara, today=today)
    answer(request, cast.iris, NO, today=today)
    page = client_of(cast.iris).get(reverse("requests:answer", args=[request.pk])).text
    assert reverse("requests:hand_over", args=[request.pk]) in page
