"""Wie haalt het weg? A task has an owner, who is told when it opens and when it is late."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.actions import give, remind_owners
from consent.models import Purpose, TakeDown
from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Role, User
from tests.builders import make_guardian, tie
from tests.cast import Cast
from tests.consent.builders import ask, say
from tests.consent.klas import fill
from tests.consent.systems import asked_since, take_over, upload
from tests.consent.weg import allowed, free, published, withdrawn

SignIn = Callable[[User], Client]


def told(kind: str = "take_down_opened") -> list[str]:
    return [one.to for one in Message.objects.filter(kind=f"consent.{kind}").order_by("to")]


def mail_of(*users: User) -> list[str]:
    return sorted(str(one.email) for one in users)


def late(day: date) -> int:
    return remind_owners(timezone.make_aware(datetime.combine(day, time(12))))


def test_who_logged_it_has_the_task_and_is_told(cast: Cast, today: date) -> None:
    assert withdrawn(cast, today).owner == cast.iris
    assert told() == [cast.iris.email]
    mail = Message.objects.get(kind="consent.take_down_opened")
    words = f"{mail.subject} {mail.body}"
    assert not any(word in words for word in ("Noor", "Instagram", "sportdag", "Fatima"))


def test_who_has_no_role_any_more_gets_no_task(cast: Cast, today: date) -> None:
    purpose = allowed(cast, today)
    published(cast, purpose, today)
    Role.objects.filter(user=cast.iris).update(until=today)
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    assert TakeDown.objects.get().owner is None
    assert told() == mail_of(cast.henk, cast.lotte)  # who may take it


def test_nobody_gets_a_task_about_the_own_household(cast: Cast, today: date) -> None:
    purpose = allowed(cast, today)
    published(cast, purpose, today)
    tie(make_guardian(cast.board, cast.iris), cast.noor)
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    assert TakeDown.objects.get().owner is None
    assert cast.iris.email not in told()


def test_many_pupils_of_one_picture_are_one_mail(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    pupils = fill(cast, today, 3)
    users = [one.guardianships.all()[0].guardian.user for one in pupils]
    for yes in (True, False):
        for user, pupil in zip(users, pupils, strict=True):
            say(user, pupil, purpose, today, yes=yes)
        if yes:
            published(cast, purpose, today, *pupils)
    assert TakeDown.objects.filter(owner=cast.iris).count() == 3
    assert told() == [cast.iris.email]


def test_a_late_task_is_told_once(cast: Cast, today: date) -> None:
    task = withdrawn(cast, today)
    last = task.due_on([])
    assert [late(last), told("take_down_late")] == [0, []]
    days = [last + timedelta(days=number) for number in range(8, 11)]  # past any holiday
    assert [late(day) for day in days] == [1, 1, 1]
    assert told("take_down_late") == [cast.iris.email]


def test_who_left_is_reminded_no_more_and_who_logged_it_has_it_again(
    cast: Cast, today: date
) -> None:
    task = withdrawn(cast, today)
    give(task, to=cast.lotte, by=cast.iris, today=today)
    Role.objects.filter(user=cast.lotte).update(until=today)
    day = task.due_on([]) + timedelta(days=8)  # past any holiday
    late(day)
    assert TakeDown.objects.get().owner == cast.iris
    assert told("take_down_given") == [cast.iris.email, cast.lotte.email]
    late(day + timedelta(days=1))
    assert told("take_down_late") == [cast.iris.email]


def test_a_task_of_who_left_is_nobody_s_when_who_logged_it_left_too(
    cast: Cast, today: date
) -> None:
    task = withdrawn(cast, today)
    Role.objects.filter(user=cast.iris).update(until=today)
    late(today + timedelta(days=1))  # long before its last day
    assert (TakeDown.objects.get().owner, told("take_down_late")) == (None, [])
    assert told("take_down_free") == mail_of(cast.henk, cast.lotte)
    event = Event.objects.get(verb="consent.take_down_freed")
    assert (event.actor_id, event.facts["publication"]) == (None, str(task.publication_id))


def test_a_late_task_of_nobody_is_told_once_to_all_who_may_take_it(cast: Cast, today: date) -> None:
    task = free(withdrawn(cast, today))
    day = task.due_on([]) + timedelta(days=8)  # past any holiday
    assert [late(day), late(day + timedelta(days=1))] == [1, 1]
    assert told("take_down_late") == mail_of(cast.henk, cast.iris, cast.lotte)
    assert TakeDown.objects.get().owner is None


def test_a_colleague_gets_it_and_is_told(cast: Cast, today: date) -> None:
    task = withdrawn(cast, today)
    assert give(task, to=cast.lotte, by=cast.iris, today=today)
    assert TakeDown.objects.get().owner == cast.lotte
    assert told("take_down_given") == [cast.lotte.email]
    facts = Event.objects.get(verb="consent.take_down_given").facts
    assert facts["owner"] == str(cast.lotte.pk)


@pytest.mark.parametrize("name", ["bas", "frank", "fatima"])
def test_it_is_not_given_to_who_may_not(cast: Cast, today: date, name: str) -> None:
    task = withdrawn(cast, today)
    assert not give(task, to=cast.users[name], by=cast.iris, today=today)
    assert TakeDown.objects.get().owner == cast.iris


def test_the_page_offers_colleagues_who_may(cast: Cast, client_of: SignIn) -> None:
    task = free(withdrawn(cast, timezone.localdate()))
    iris = client_of(cast.iris)
    page = iris.get(reverse("consent:take_down", args=[task.pk])).text
    offered = page.split('name="who"')[1].split("</select>")[0]
    assert all(str(one.pk) in offered for one in (cast.iris, cast.lotte, cast.henk))
    assert not any(str(one.pk) in offered for one in (cast.bas, cast.frank, cast.petra))
    url = reverse("consent:take_down_give", args=[task.pk])
    assert "op naam van" in iris.post(url, {"who": str(cast.lotte.pk)}, follow=True).text
    assert "Kies een collega." in iris.post(url, {"who": str(cast.bas.pk)}, follow=True).text
    assert TakeDown.objects.get().owner == cast.lotte


def test_a_no_from_a_sheet_opens_the_task_at_once(cast: Cast, client_of: SignIn) -> None:
    now = timezone.localdate()
    purpose: Purpose = allowed(cast, now - timedelta(days=9))
    asked_since(purpose, now - timedelta(days=30))
    published(cast, purpose, now)
    line = f"Noor;instagram;nee;{now - timedelta(days=2):%d-%m-%Y};Daan"
    petra = client_of(cast.petra)
    take_over(petra, upload(petra, cast.school, line))
    assert TakeDown.objects.get().opened_on == now
