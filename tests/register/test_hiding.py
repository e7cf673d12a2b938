"""Verborgen rijen: who agrees, who hears, and that only a decision makes them visible."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.rules import RoleKind
from portal.register.actions import HidingRefusedError, agree_hidden, extend_hidden, lift
from portal.register.actions.hiding import remind
from portal.register.models import Disclosure, HiddenUntil, HidingReview
from tests.builders import TODAY as DAY
from tests.builders import make_role, tie
from tests.cast import Cast
from tests.register.builders import adopt, hidden_row, pending_row


@pytest.fixture(autouse=True)
def _register(cast: Cast) -> None:
    adopt(cast, DAY)


def at(day_after: int) -> datetime:
    return datetime(2026, 11, 25, 12, tzinfo=UTC) + timedelta(days=day_after)


def mailed(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=f"register.{kind}").values_list("to", flat=True))


def test_until_the_second_person_agrees_it_is_pending_and_unseen(cast: Cast) -> None:
    row = pending_row(cast, DAY)
    assert row.hidden
    assert row.hiding.is_pending
    assert not Disclosure.objects.visible_to(cast.noor).exists()


def test_the_fg_hears_it_at_once_and_who_may_be_the_second_person(cast: Cast) -> None:
    pending_row(cast, DAY)
    assert mailed("hidden") == {"frank@example.org"}
    assert mailed("hidden_waits") == {"henk@example.org", "petra@example.org"}
    bodies = " ".join(Message.objects.values_list("body", flat=True))
    assert not [word for word in ("Noor", "Veilig", "verborgen", "verstrekking") if word in bodies]


def test_no_parent_on_the_staff_hears_of_it(cast: Cast) -> None:
    make_role(cast.fatima, RoleKind.OFFICER, cast.board)
    make_role(cast.daan, RoleKind.FG, cast.board)
    pending_row(cast, DAY)
    everybody = set(Message.objects.values_list("to", flat=True))
    assert not everybody & {"fatima@example.org", "daan@example.org"}


def test_a_director_elsewhere_does_not_hear_of_it(cast: Cast) -> None:
    make_role(cast.bas, RoleKind.DIRECTOR, school=cast.so)
    pending_row(cast, DAY)
    assert "bas@example.org" not in mailed("hidden_waits")


def test_the_recorder_is_no_second_person(cast: Cast) -> None:
    row = pending_row(cast, DAY)
    with pytest.raises(HidingRefusedError, match="same_person"):
        agree_hidden(row, by=cast.iris, today=DAY)
    agree_hidden(row, by=cast.henk, today=DAY)
    hiding = HiddenUntil.objects.get(disclosure=row)
    assert (hiding.agreed_by_id, hiding.agreed_on) == (cast.henk.pk, DAY)
    with pytest.raises(HidingRefusedError, match="done"):
        agree_hidden(row, by=cast.petra, today=DAY)


def test_looking_again_needs_a_reason_and_a_day(cast: Cast) -> None:
    row, later = hidden_row(cast, DAY), DAY + timedelta(days=200)
    for reason, day in ((" ", later), ("Nog onveilig.", DAY), ("x", DAY + timedelta(days=400))):
        with pytest.raises(HidingRefusedError, match="review"):
            extend_hidden(row, reason=reason, review_on=day, by=cast.petra, today=DAY)
    extend_hidden(row, reason="Nog onveilig.", review_on=later, by=cast.petra, today=DAY)
    assert HiddenUntil.objects.get(disclosure=row).review_on == later
    assert HidingReview.objects.get().reason == "Nog onveilig."
    assert not Disclosure.objects.visible_to(cast.noor).exists()


def test_what_waits_for_a_second_person_is_not_extended(cast: Cast) -> None:
    row = pending_row(cast, DAY)
    with pytest.raises(HidingRefusedError, match="pending"):
        extend_hidden(row, reason="x", review_on=DAY + timedelta(9), by=cast.petra, today=DAY)


def test_a_review_date_that_passed_reminds_and_shows_nothing(cast: Cast) -> None:
    row = pending_row(cast, DAY)
    assert remind(at(89)) == 0
    assert [remind(at(90)), remind(at(500))] == [1, 1]
    assert mailed("hidden_review") == {"henk@example.org", "petra@example.org"}
    assert Message.objects.filter(kind="register.hidden_review").count() == 2
    assert not Disclosure.objects.visible_to(cast.noor).exists()
    assert HiddenUntil.objects.get(disclosure=row).lifted_on is None


def test_lifting_twice_keeps_the_first_day(cast: Cast) -> None:
    row = pending_row(cast, DAY)
    for day in (DAY, DAY + timedelta(days=3)):
        lift(row, by=cast.petra, today=day)
    assert HiddenUntil.objects.get(disclosure=row).lifted_on == DAY
    assert Event.objects.filter(verb="register.lifted").count() == 1
    assert Disclosure.objects.visible_to(cast.noor).get() == row


def test_the_log_of_events_does_not_name_the_pupil_of_a_hidden_row(cast: Cast) -> None:
    pending_row(cast, DAY)
    event = Event.objects.get(verb="register.disclosed")
    assert event.pupil_id is None
    assert str(cast.noor.pk) not in str(event.facts)


def test_a_second_child_of_the_family_changes_nothing(cast: Cast) -> None:
    tie(cast.guardians["fatima"], cast.noah)
    pending_row(cast, DAY)
    assert not Disclosure.objects.visible_to(cast.noah).exists()
