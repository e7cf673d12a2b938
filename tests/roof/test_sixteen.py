"""Zestien: who is told six weeks ahead, once, and what happens to what was open."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.jobs.actions import tick
from portal.outbox import actions as outbox
from portal.outbox.models import Message
from portal.people import access
from portal.people.models import Guardian, Guardianship, Mandate, Pupil, SixteenNotice, User
from portal.people.rules import MandateScope, Right, turns
from portal.roof import sixteen
from portal.roof.sixteen import tell_ahead
from requests_app.access import get_letter, may_receive
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.requests_app.builders import answer, make_request

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def grow(pupil: Pupil, today: date, *, days: int) -> date:
    """The 16th birthday in so many days."""
    birthday = today + timedelta(days=days)
    Pupil.objects.filter(pk=pupil.pk).update(born_on=turns(birthday, -16))
    pupil.refresh_from_db()
    return birthday


def told() -> set[str]:
    return set(Message.objects.filter(kind="roof.sixteen_ahead").values_list("to", flat=True))


PARENTS = {"fatima@example.org", "daan@example.org"}


@pytest.mark.parametrize(
    "days, mails", [(43, set()), (42, PARENTS), (1, PARENTS), (0, set()), (-1, set())]
)
def test_the_window_is_six_weeks(cast: Cast, today: date, days: int, mails: set[str]) -> None:
    grow(cast.noor, today, days=days)
    assert tell_ahead(noon(today)) == len(mails)
    assert told() == mails  # not Ruud (no authority), not Yara (unknown)


def test_each_person_is_told_once(cast: Cast, today: date) -> None:
    grow(cast.noor, today, days=42)
    assert [tell_ahead(noon(today + n * DAY)) for n in range(5)] == [2, 0, 0, 0, 0]
    assert Message.objects.count() == 2


def test_a_day_missed_is_made_good(cast: Cast, today: date) -> None:
    birthday = grow(cast.noor, today, days=42)
    assert tell_ahead(noon(birthday - DAY)) == 2


def test_the_pupil_is_noted_to_be_invited(cast: Cast, today: date) -> None:
    grow(cast.noor, today, days=30)
    tell_ahead(noon(today))
    row = SixteenNotice.objects.get(guardian=None)
    assert (row.pupil, row.kind, row.told_on) == (cast.noor, "invite", today)


def test_a_pupil_with_an_account_is_told_with_je(cast: Cast, today: date) -> None:
    grow(cast.sam_pupil, today, days=30)
    User.objects.filter(pk=cast.sam.pk).update(email_proven_at=noon(today))
    tell_ahead(noon(today))
    mail = Message.objects.get(to="sam@example.org")
    assert mail.subject == "Er staat een bericht voor je klaar"


def test_a_mailbox_that_the_pupil_did_not_prove_hears_nothing(cast: Cast, today: date) -> None:
    grow(cast.sam_pupil, today, days=30)
    tell_ahead(noon(today))
    assert "sam@example.org" not in told()
    assert SixteenNotice.objects.get(pupil=cast.sam_pupil, guardian=None).kind == "invite"


def test_who_was_told_is_kept_two_years(cast: Cast, today: date) -> None:
    grow(cast.noor, today, days=30)
    tell_ahead(noon(today))
    written = SixteenNotice.objects.count()
    assert sixteen.forget_old(turns(today, 2) - DAY) == 0
    assert sixteen.forget_old(turns(today, 2)) == written
    assert not SixteenNotice.objects.exists()


def test_a_newly_known_address_is_told_later(cast: Cast, today: date) -> None:
    grow(cast.noor, today, days=30)
    Guardian.objects.filter(pk=cast.guardians["daan"].pk).update(user=None, contact_email="")
    assert tell_ahead(noon(today)) == 1
    Guardian.objects.filter(pk=cast.guardians["daan"].pk).update(contact_email="d@example.org")
    assert tell_ahead(noon(today + DAY)) == 1


@pytest.mark.parametrize("informed", [True, False])
def test_after_a_court_order_only_whoever_may_be_informed(
    cast: Cast, today: date, informed: bool
) -> None:
    grow(cast.noor, today, days=30)
    Guardianship.objects.filter(guardian=cast.guardians["daan"]).update(
        restriction_since=today, may_be_informed=informed
    )
    tell_ahead(noon(today))
    assert ("daan@example.org" in told()) is informed


def test_the_mail_holds_no_name_no_address_no_age(cast: Cast, today: date) -> None:
    grow(cast.noor, today, days=30)
    Guardian.objects.update(address_secret=True, street="Geheimstraat 1", town="Ergens")
    tell_ahead(noon(today))
    words = " ".join(f"{mail.subject} {mail.body}" for mail in Message.objects.all())
    for word in ("Noor", "Fatima", "Daan", "Geheim", "Ergens", "16", "Regenboog"):
        assert word not in words


def test_a_former_pupil_without_a_file_is_left_alone(cast: Cast, today: date) -> None:
    grow(cast.bram, today, days=30)
    assert tell_ahead(noon(today)) == 1  # the file is kept another year
    cast.bram.enrolments.update(until=turns(today, -3))
    SixteenNotice.objects.all().delete()
    Message.objects.all().delete()
    assert tell_ahead(noon(today)) == 0
    assert not SixteenNotice.objects.exists()


def test_a_kill_between_two_pupils_loses_and_doubles_nothing(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pupil in (cast.noor, cast.noah):
        grow(pupil, today, days=30)
    send, calls = outbox.announce, iter([True, False])

    def killed(*args: Any, **kwargs: Any) -> Any:
        if not next(calls, False):
            raise RuntimeError
        return send(*args, **kwargs)

    monkeypatch.setattr(sixteen, "announce", killed)
    with pytest.raises(RuntimeError):
        tell_ahead(noon(today))
    monkeypatch.setattr(sixteen, "announce", send)
    tell_ahead(noon(today))
    assert told() == PARENTS | {"olga@example.org"}
    assert Message.objects.count() == SixteenNotice.objects.filter(kind="ahead").count() == 3


def test_the_job_is_a_sweep(cast: Cast, today: date) -> None:
    grow(cast.noor, today, days=30)
    outcomes = {one.name: one for one in tick(noon(today))}
    assert (outcomes["roof.tell_ahead"].count, outcomes["roof.tell_ahead"].error) == (2, "")


def test_on_29_february_and_around_it_nobody_is_missed(cast: Cast) -> None:
    cast.noor.born_on = date(2012, 2, 29)
    cast.noor.save(update_fields=["born_on"])
    first = date(2028, 2, 29) - 42 * DAY
    assert tell_ahead(noon(first - DAY)) == 0
    assert tell_ahead(noon(first)) == 2


def test_the_rights_move_without_any_job(cast: Cast, today: date) -> None:
    birthday = grow(cast.noor, today, days=10)
    Pupil.objects.filter(pk=cast.noor.pk).update(user=cast.olga)
    for day, holder in ((birthday - DAY, cast.fatima), (birthday, cast.olga)):
        for user in (cast.fatima, cast.olga):
            tied = [one for one in access.ties_of(user, day) if one.pupil == cast.noor]
            assert [one.may(Right.CONSENT) for one in tied] == [user == holder]


@pytest.mark.parametrize("days, shown", [(43, False), (42, True), (1, True)])
def test_the_home_page_announces_it(cast: Cast, client_of: SignIn, days: int, shown: bool) -> None:
    now = timezone.localdate()
    birthday = grow(cast.noor, now, days=days)
    html = client_of(cast.fatima).get(reverse("roof:home")).text
    assert ("Noor wordt binnenkort 16" in html) is shown
    assert (f'datetime="{birthday.isoformat()}"' in html) is shown


def test_afterwards_the_home_page_tells_why(cast: Cast, client_of: SignIn) -> None:
    grow(cast.noor, timezone.localdate(), days=0)
    html = client_of(cast.fatima).get(reverse("roof:home")).text
    assert "Noor is 16 jaar of ouder en beslist nu zelf." in html
    assert "binnenkort" not in html


@pytest.mark.parametrize(
    "scope, allowed", [(None, False), (MandateScope.LOOK, False), (MandateScope.ACT, True)]
)
def test_a_request_that_crosses_the_birthday_is_not_delivered_without_a_mandate(
    cast: Cast, today: date, scope: MandateScope | None, allowed: bool
) -> None:
    eve = make_pupil(cast.school, "Aya", turns(today + 10 * DAY, -16))
    tie(cast.guardians["olga"], eve)
    request = make_request(cast.olga, today=today)
    assert request.subject_pupil == eve
    answer(request, cast.iris, today=today)
    birthday = today + 10 * DAY
    if scope is not None:
        Mandate.objects.create(
            pupil=eve, guardian=cast.guardians["olga"], scope=scope, since=birthday
        )
    request.refresh_from_db()
    assert may_receive(cast.olga, request, birthday - DAY)
    assert delivered(cast.olga, request.pk, birthday) is allowed


def delivered(user: User, pk: Any, day: date) -> bool:
    try:
        get_letter(user, pk, day)
    except Http404:
        return False
    return True


def test_the_letter_is_404_in_the_browser_from_the_birthday_on(
    cast: Cast, client_of: SignIn
) -> None:
    now = timezone.localdate()
    request = make_request(cast.fatima, today=now)
    answer(request, cast.iris, today=now)
    url, browser = reverse("requests:letter", args=[request.pk]), client_of(cast.fatima)
    assert browser.get(url).status_code == 200
    grow(cast.noor, now, days=0)
    assert browser.get(url).status_code == 404
    detail = browser.get(reverse("requests:detail", args=[request.pk])).text
    assert "Het verzoek is overgedragen" in detail
