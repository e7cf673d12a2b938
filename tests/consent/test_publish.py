"""Publiceren: only of those who may be there on that day, and never a word about why."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from consent.actions import Published, PublishRefusedError, publish
from consent.models import (
    Publication,
    PublicationPupil,
    PublicationText,
    Purpose,
    TakeDown,
)
from portal.audit.models import Event
from portal.people.models import Pupil
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say
from tests.consent.klas import fill
from tests.consent.weg import allowed, published

WEEK = timedelta(days=7)


def test_what_was_published_is_ids_with_the_words_beside_it(cast: Cast, today: date) -> None:
    row = published(cast, allowed(cast, today), today)
    assert [one.pupil_id for one in row.pupils.all()] == [cast.noor.pk]
    guarded = [*Publication.objects.values(), *PublicationPupil.objects.values()]
    logged = list(Event.objects.filter(verb="consent.published").values())
    assert "sportdag" not in str(guarded) + str(logged)
    assert logged[0]["facts"] == {"purpose": str(row.purpose_id), "pupils": 1}
    PublicationText.objects.all().delete()
    assert not TakeDown.objects.exists()


@pytest.mark.parametrize("model", [Publication, PublicationPupil])
def test_what_was_published_cannot_be_undone(
    cast: Cast, today: date, model: type[Publication] | type[PublicationPupil]
) -> None:
    published(cast, allowed(cast, today), today)
    PublicationText.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model._base_manager.all()._raw_delete("default")


def test_one_who_may_not_stops_it_all(cast: Cast, today: date) -> None:
    purpose, (other,) = allowed(cast, today), fill(cast, today, 1)
    with pytest.raises(PublishRefusedError) as refused:
        published(cast, purpose, today, cast.noor, other)
    assert list(refused.value.pupils) == [other.pk]
    assert not Publication.objects.exists()


def test_a_yes_to_another_channel_is_no_yes(cast: Cast, today: date) -> None:
    allowed(cast, today, "website")
    with pytest.raises(PublishRefusedError):
        published(cast, ask(cast, today, "instagram"), today)


def test_a_no_of_the_other_parent_stops_it(cast: Cast, today: date) -> None:
    purpose = allowed(cast, today)
    say(cast.daan, cast.noor, purpose, today, yes=False)
    with pytest.raises(PublishRefusedError):
        published(cast, purpose, today)


def test_a_day_to_come_is_refused(cast: Cast, today: date) -> None:
    purpose = allowed(cast, today)
    with pytest.raises(PublishRefusedError, match="future"):
        published(cast, purpose, today, on=today + timedelta(days=1))


def test_the_consent_of_that_day_counts(cast: Cast, today: date) -> None:
    purpose = ask(cast, today - 3 * WEEK)
    say(cast.fatima, cast.noor, purpose, today - WEEK, yes=True)
    with pytest.raises(PublishRefusedError):
        published(cast, purpose, today, on=today - 2 * WEEK)  # nobody had said anything
    published(cast, purpose, today, on=today - WEEK)
    assert Publication.objects.count() == 1


def test_what_was_allowed_then_and_not_now_is_a_task_at_once(cast: Cast, today: date) -> None:
    purpose = ask(cast, today - 3 * WEEK)
    say(cast.fatima, cast.noor, purpose, today - 2 * WEEK, yes=True)
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    published(cast, purpose, today, on=today - WEEK)
    assert TakeDown.objects.get().opened_on == today


def test_the_text_of_that_day_counts(cast: Cast, today: date) -> None:
    purpose = ask(cast, today - 3 * WEEK)
    say(cast.fatima, cast.noor, purpose, today - 2 * WEEK, yes=True)
    new_text(purpose, today)
    published(cast, purpose, today, on=today - WEEK)
    assert Publication.objects.count() == 1
    with pytest.raises(PublishRefusedError):
        published(cast, purpose, today)


def found(cast: Cast, purpose: Purpose, today: date, *pupils: Pupil) -> Publication:
    what = Published(cast.school, purpose, today - WEEK, "Oude foto", found=True)
    return publish(what, pupils=[one.pk for one in pupils], by=cast.iris, today=today)


def test_what_stands_there_already_is_logged_and_comes_down(cast: Cast, today: date) -> None:
    purpose, (other,) = allowed(cast, today - 2 * WEEK), fill(cast, today, 1)
    row = found(cast, purpose, today, cast.noor, other)
    task = TakeDown.objects.get()
    assert (task.publication_id, task.pupil_id, task.opened_on) == (row.pk, other.pk, today)
    assert Event.objects.get(verb="consent.published").facts["found"] is True


def test_found_where_everybody_may_be_is_a_publication_as_any(cast: Cast, today: date) -> None:
    found(cast, allowed(cast, today - 2 * WEEK), today, cast.noor)
    assert not TakeDown.objects.exists()
    assert "found" not in Event.objects.get(verb="consent.published").facts


def test_what_is_found_does_not_lie_ahead(cast: Cast, today: date) -> None:
    what = Published(cast.school, ask(cast, today), today + WEEK, "Foto", found=True)
    with pytest.raises(PublishRefusedError, match="future"):
        publish(what, pupils=[cast.noor.pk], by=cast.iris, today=today)
