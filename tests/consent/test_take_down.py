"""Weghalen: whatever ends consent opens a task, once; and the school ends it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from consent.actions import FinishRefusedError, finish, take_on
from consent.actions.take_down import follow_everybody
from consent.models import Purpose, TakeDown
from consent.rules import CONFIRMATION_DAYS, Removal
from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Enrolment, Guardianship, Pupil, User
from portal.people.rules import Authority, turns
from tests.builders import tie
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say, type_over
from tests.consent.klas import fill
from tests.consent.weg import allowed, free, published, withdrawn

DAY = timedelta(days=1)


def sweep(day: date) -> int:
    return follow_everybody(timezone.make_aware(datetime.combine(day, time(12))))


def done(task: TakeDown, today: date, by: User, how: Removal = Removal.REMOVED) -> TakeDown:
    return finish(task, how=how, reason="De site is weg.", on=today, by=by, today=today)


def states() -> list[tuple[date, str]]:
    return [(row.opened_on, row.how) for row in TakeDown.objects.order_by("opened_on", "done_on")]


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """Noor may be on Instagram, and stands there."""
    found = allowed(cast, today)
    published(cast, found, today)
    return found


def test_a_withdrawal_opens_a_task(cast: Cast, today: date, purpose: Purpose) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    assert states() == [(today, "")]
    event = Event.objects.get(verb="consent.take_down_opened")
    assert (event.actor_id, event.pupil_id) == (None, cast.noor.pk)
    assert event.facts == {"publication": str(TakeDown.objects.get().publication_id)}


def test_a_no_of_the_other_parent_opens_it_too(cast: Cast, today: date, purpose: Purpose) -> None:
    say(cast.daan, cast.noor, purpose, today, yes=False)
    assert states() == [(today, "")]


def test_a_no_on_paper_opens_it_too(cast: Cast, today: date, purpose: Purpose) -> None:
    type_over(cast.noor, "Daan", {purpose: False}, today, by=cast.iris)
    assert states() == [(today, "")]


def test_a_second_no_opens_no_second_task(cast: Cast, today: date, purpose: Purpose) -> None:
    for user in (cast.fatima, cast.daan):
        say(user, cast.noor, purpose, today, yes=False)
    assert sweep(today) == 0
    assert states() == [(today, "")]


def test_each_publication_is_a_task_and_no_other_pupil_or_channel(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    published(cast, purpose, today, title="Nog een foto")
    website = allowed(cast, today, "website")
    published(cast, website, today)
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    assert TakeDown.objects.count() == 2
    assert set(TakeDown.objects.values_list("publication__purpose", flat=True)) == {purpose.pk}


def test_a_yes_again_ends_the_open_task_and_a_new_no_opens_another(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    assert states() == [(today, "allowed_again")]
    say(cast.fatima, cast.noor, purpose, today + DAY, yes=False)
    assert states() == [(today, "allowed_again"), (today + DAY, "")]


def test_what_is_gone_opens_no_task_again(cast: Cast, today: date, purpose: Purpose) -> None:
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    done(TakeDown.objects.get(), today, cast.iris)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    assert sweep(today) == 0
    assert states() == [(today, "removed")]


def test_a_changed_text_is_found_by_the_sweep(cast: Cast, today: date, purpose: Purpose) -> None:
    new_text(purpose, today + DAY)
    assert sweep(today) == 0
    assert [sweep(today + DAY), sweep(today + DAY)] == [1, 0]
    assert states() == [(today + DAY, "")]


def test_authority_that_ended_is_found_by_the_sweep(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    Guardianship.objects.filter(guardian=cast.guardians["fatima"]).update(until=today)
    tie(cast.guardians["fatima"], cast.noor, Authority.NO, since=today)
    assert sweep(today) == 1
    assert states() == [(today, "")]


def test_a_yes_not_confirmed_after_sixteen_is_found_by_the_sweep(
    cast: Cast, today: date, purpose: Purpose
) -> None:
    Pupil.objects.filter(pk=cast.noor.pk).update(born_on=turns(today + DAY, -16))
    last = today + CONFIRMATION_DAYS * DAY
    assert [sweep(last), sweep(last + DAY)] == [0, 1]
    assert states() == [(last + DAY, "")]


def test_leaving_school_takes_no_consent_back(cast: Cast, today: date, purpose: Purpose) -> None:
    Enrolment.objects.filter(pupil=cast.noor).update(until=today)
    assert sweep(today) == 0
    assert states() == []


def test_the_sweep_asks_nothing_more_for_more_pupils(
    cast: Cast, today: date, purpose: Purpose, django_assert_max_num_queries: object
) -> None:
    for pupil in fill(cast, today, 5):
        user = pupil.guardianships.all()[0].guardian.user
        assert user is not None
        say(user, pupil, purpose, today, yes=True)
        published(cast, purpose, today, pupil)
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        assert sweep(today) == 0


def test_the_database_knows_one_open_task_at_most(cast: Cast, today: date) -> None:
    task = withdrawn(cast, today)
    facts = {"publication": task.publication, "pupil": task.pupil, "opened_on": today}
    with pytest.raises(IntegrityError), transaction.atomic():
        TakeDown.objects.create(**facts)


def test_the_first_who_takes_it_has_it(cast: Cast, today: date) -> None:
    task = free(withdrawn(cast, today))
    assert [take_on(task, by=cast.lotte), take_on(task, by=cast.iris)] == [True, False]
    assert TakeDown.objects.get().owner == cast.lotte
    assert Event.objects.filter(verb="consent.take_down_taken").count() == 1


def test_done_is_told_to_both_parents_without_a_word_of_what(cast: Cast, today: date) -> None:
    done(withdrawn(cast, today), today, cast.iris)
    mails = Message.objects.filter(kind="consent.take_down")
    assert {one.to for one in mails} == {cast.fatima.email, cast.daan.email}
    assert len({(one.subject, one.body) for one in mails}) == 1
    assert not any(word in one.body for one in mails for word in ("Noor", "foto", "sportdag"))
    event = Event.objects.get(verb="consent.take_down_done")
    assert (event.actor_id, event.facts["how"]) == (cast.iris.pk, "removed")
    assert "site" not in str(event.facts)


def test_many_pictures_gone_on_one_day_are_one_mail(cast: Cast, today: date) -> None:
    purpose = allowed(cast, today)
    for _number in range(3):
        published(cast, purpose, today)
    say(cast.daan, cast.noor, purpose, today, yes=False)
    for task in TakeDown.objects.all():
        done(task, today, cast.iris)
    assert Message.objects.filter(kind="consent.take_down").count() == 2  # each parent one


def test_a_pupil_of_sixteen_is_told_and_a_parent_with_a_mandate(cast: Cast, today: date) -> None:
    purpose = ask(cast, today)
    say(cast.sam, cast.sam_pupil, purpose, today, yes=True)
    published(cast, purpose, today, cast.sam_pupil)
    say(cast.sam, cast.sam_pupil, purpose, today, yes=False)
    done(TakeDown.objects.get(), today, cast.iris)
    mails = Message.objects.filter(kind="consent.take_down")
    assert {one.to for one in mails} == {cast.sam.email, cast.jan.email}
    assert "voor je klaar" in mails.get(to=cast.sam.email).body


def test_what_is_done_cannot_be_done_again(cast: Cast, today: date) -> None:
    task = withdrawn(cast, today)
    done(task, today, cast.iris)
    with pytest.raises(FinishRefusedError, match="done"):
        done(task, today, cast.lotte)
    assert take_on(task, by=cast.lotte) is False


def test_print_comes_not_in_a_next_edition(cast: Cast, today: date) -> None:
    task = withdrawn(cast, today, "schoolgids")
    with pytest.raises(FinishRefusedError, match="way"):
        done(task, today, cast.iris, Removal.NOT_POSSIBLE)
    assert done(task, today, cast.iris, Removal.NEXT_EDITION).how == "next_edition"
