"""Machtiging: given by the pupil alone, to a guardian of today, and gone within one request."""

from datetime import date, timedelta

import pytest

from portal.audit.models import Event
from portal.people import access
from portal.people.actions.mandates import MandateRefused, give_mandate, revoke_mandate
from portal.people.models import Guardian, Mandate, Pupil, User
from portal.people.rules import MandateScope, Right, turns
from tests.builders import make_guardian, make_user, tie
from tests.cast import Cast, make_cast
from tests.tools.together import together

LOOK, ACT = MandateScope.LOOK, MandateScope.ACT
DAY = timedelta(days=1)


def give(
    cast: Cast,
    today: date,
    *,
    to: str = "els",
    scope: MandateScope = LOOK,
    until: date | None = None,
    by: User | None = None,
) -> Mandate:
    return give_mandate(
        cast.sam_pupil,
        guardian=cast.guardians[to],
        scope=scope,
        until=until or today + 30 * DAY,
        by=by or cast.sam,
        today=today,
    )


def rights(user: User, pupil: Pupil, today: date) -> set[Right]:
    return {
        right
        for tie_ in access.ties_of(user, today)
        if tie_.pupil == pupil
        for right in (Right.VIEW, Right.REQUEST, Right.CONSENT)
        if tie_.may(right)
    }


@pytest.mark.parametrize(
    "scope, gained", [(LOOK, {Right.VIEW}), (ACT, {Right.VIEW, Right.REQUEST, Right.CONSENT})]
)
def test_a_mandate_gives_what_it_says(
    cast: Cast, today: date, scope: MandateScope, gained: set[Right]
) -> None:
    assert rights(cast.els, cast.sam_pupil, today) == set()
    give(cast, today, scope=scope)
    assert rights(cast.els, cast.sam_pupil, today) == gained


def test_it_ends_by_itself(cast: Cast, today: date) -> None:
    give(cast, today, until=today + 2 * DAY)
    assert rights(cast.els, cast.sam_pupil, today + DAY) == {Right.VIEW}
    assert rights(cast.els, cast.sam_pupil, today + 2 * DAY) == set()


def test_revoking_acts_on_the_same_day_and_keeps_the_row(cast: Cast, today: date) -> None:
    mandate = give(cast, today)
    assert revoke_mandate(mandate, by=cast.sam, today=today)
    assert rights(cast.els, cast.sam_pupil, today) == set()
    mandate.refresh_from_db()
    assert (mandate.since, mandate.until, mandate.revoked_on) == (today, today, today)


def test_revoking_twice_is_revoking_once(cast: Cast, today: date) -> None:
    mandate = give(cast, today)
    assert [revoke_mandate(mandate, by=cast.sam, today=today) for _ in range(2)] == [True, False]
    assert Event.objects.filter(verb="people.mandate_revoked").count() == 1


def test_an_old_mandate_without_an_end_can_be_revoked(cast: Cast, today: date) -> None:
    assert revoke_mandate(Mandate.objects.get(), by=cast.sam, today=today)
    assert rights(cast.jan, cast.sam_pupil, today) == set()


def refused(cast: Cast, today: date, **changes: object) -> str:
    with pytest.raises(MandateRefused) as refusal:
        give(cast, today, **changes)  # type: ignore[arg-type]
    assert Mandate.objects.count() == 1  # the one of Jan
    return refusal.value.code


def test_nobody_gives_a_mandate_for_another(cast: Cast, today: date) -> None:
    for name in ("els", "jan", "petra", "ad", "fatima"):
        assert refused(cast, today, by=getattr(cast, name)) == "not_own"


@pytest.mark.parametrize("years, days", [(16, 1), (18, 0)])
def test_only_at_16_and_17(cast: Cast, today: date, years: int, days: int) -> None:
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=turns(today, -years) + days * DAY)
    assert refused(cast, today) == "age"


def test_without_a_birth_date_there_is_no_mandate(cast: Cast, today: date) -> None:
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=None)
    assert refused(cast, today) == "age"


@pytest.mark.parametrize("name", ["fatima", "olga", "mila"])
def test_a_stranger_cannot_get_one(cast: Cast, today: date, name: str) -> None:
    assert refused(cast, today, to=name) == "no_link"


def test_a_guardian_whose_link_ended_cannot_get_one(cast: Cast, today: date) -> None:
    cast.guardians["els"].guardianships.update(until=today)
    assert refused(cast, today) == "no_link"


@pytest.mark.parametrize("days", [-1, 0, 366, 4000])
def test_it_ends_after_today_and_within_a_year(cast: Cast, today: date, days: int) -> None:
    assert refused(cast, today, until=today + days * DAY) == "until"


def test_it_never_outlives_the_18th_birthday(cast: Cast, today: date) -> None:
    birthday = today + 10 * DAY
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=turns(birthday, -18))
    assert refused(cast, today, until=birthday + DAY) == "until"
    assert give(cast, today, until=birthday).until == birthday


def test_the_same_mandate_again_is_the_same_row(cast: Cast, today: date) -> None:
    assert give(cast, today) == give(cast, today)
    assert Event.objects.filter(verb="people.mandate_given").count() == 1


def test_a_second_one_waits_until_the_first_is_revoked(cast: Cast, today: date) -> None:
    mandate = give(cast, today)
    with pytest.raises(MandateRefused, match="open"):
        give(cast, today, scope=ACT)
    revoke_mandate(mandate, by=cast.sam, today=today)
    give(cast, today, scope=ACT)
    assert rights(cast.els, cast.sam_pupil, today) >= {Right.CONSENT}


def test_the_log_holds_codes_and_no_names(cast: Cast, today: date) -> None:
    mandate = give(cast, today)
    event = Event.objects.get(verb="people.mandate_given")
    assert (event.actor_id, event.subject_id) == (cast.sam.pk, str(mandate.pk))
    assert event.pupil_id == cast.sam_pupil.pk
    assert "Els" not in str(event.facts)


def test_a_mandate_reaches_one_guardian_only(cast: Cast, today: date) -> None:
    other: Guardian = make_guardian(cast.board, make_user("Kees"))
    tie(other, cast.sam_pupil)
    give(cast, today)
    assert other.user is not None
    assert rights(other.user, cast.sam_pupil, today) == set()


@pytest.mark.django_db(transaction=True)
def test_twenty_tabs_at_once_give_one_mandate(today: date) -> None:
    cast = make_cast(today)
    made = together(20, lambda: give(cast, today).pk)
    assert len(set(made)) == 1
    assert Event.objects.filter(verb="people.mandate_given").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_revocations_at_once_note_one(today: date) -> None:
    cast = make_cast(today)
    mandate = give(cast, today)
    assert together(20, lambda: revoke_mandate(mandate, by=cast.sam, today=today)).count(True) == 1
