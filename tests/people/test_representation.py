"""Vertegenwoordiging: two persons, one reason, a review within a year; it fails closed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404

from consent.access import capacity_of
from consent.rules import Capacity
from portal.audit.models import Event
from portal.people import access
from portal.people.actions.representation import (
    Ground,
    RepresentationRefused,
    agree_to_representation,
    end_representation,
    propose_representation,
)
from portal.people.models import Guardianship, Pupil, Representation, User
from portal.people.rules import Authority, Duty, Reason, RepresentationBasis, Right, RoleKind, turns
from tests.builders import make_role, tie
from tests.cast import Cast, make_cast
from tests.consent.builders import ask, is_allowed, say
from tests.doors_sixteen import make_kim, make_represented
from tests.tools.together import together

DAY = timedelta(days=1)
UNABLE = RepresentationBasis.UNABLE
CURATOR = RepresentationBasis.CURATOR
RIGHTS = (Right.VIEW, Right.REQUEST, Right.CONSENT)


def ground(today: date, basis: RepresentationBasis = UNABLE, **facts: Any) -> Ground:
    given: dict[str, Any] = {"reason": "Kan dit niet overzien.", "review_by": turns(today, 1)}
    return Ground(basis, **(given | facts))


def propose(
    cast: Cast, today: date, chosen: Ground | None = None, *, by: User | None = None
) -> Representation:
    link = Guardianship.objects.get(pupil=make_kim(cast, today))
    allowed = access.grounds_for(link, today)
    return propose_representation(
        link, chosen or ground(today), allowed=allowed, by=by or cast.petra, today=today
    )


def rights_of(user: User, pupil: Pupil, today: date) -> list[Right]:
    mine = [one for one in access.ties_of(user, today) if one.pupil == pupil]
    return [right for right in RIGHTS if any(one.may(right) for one in mine)]


def test_one_person_alone_gives_no_right(cast: Cast, today: date) -> None:
    row = propose(cast, today)
    assert rights_of(cast.olga, row.pupil, today) == []


def test_with_a_second_person_the_guardian_acts(cast: Cast, today: date) -> None:
    row = propose(cast, today)
    agree_to_representation(row, by=cast.henk, today=today)
    assert rights_of(cast.olga, row.pupil, today) == list(RIGHTS)
    (tied,) = [one for one in access.ties_of(cast.olga, today) if one.pupil == row.pupil]
    assert tied.verdict(Right.VIEW).reason is Reason.REPRESENTATIVE


def test_the_pupil_keeps_the_own_rights(cast: Cast, today: date) -> None:
    row = make_represented(cast, today)
    Pupil.objects.filter(pk=row.pupil_id).update(user=cast.tom)
    assert rights_of(cast.tom, row.pupil, today) == list(RIGHTS)


def test_the_one_who_decided_cannot_agree(cast: Cast, today: date) -> None:
    row = propose(cast, today)
    with pytest.raises(RepresentationRefused, match="same_person"):
        agree_to_representation(row, by=cast.petra, today=today)
    with pytest.raises(IntegrityError):
        Representation.objects.update(agreed_by=cast.petra, agreed_on=today)


def test_neither_person_is_of_the_household(cast: Cast, today: date) -> None:
    with pytest.raises(RepresentationRefused, match="household"):
        propose(cast, today, by=cast.olga)
    row = propose(cast, today)
    tie(cast.guardians["fatima"], row.pupil)
    for user in (cast.olga, cast.fatima):
        for verb in (agree_to_representation, end_representation):
            with pytest.raises(RepresentationRefused, match="household"):
                verb(row, by=user, today=today)


def test_it_lapses_when_nobody_looks_at_it_again(cast: Cast, today: date) -> None:
    row = make_represented(cast, today, review_by=today + 3 * DAY)
    assert rights_of(cast.olga, row.pupil, today + 3 * DAY) == list(RIGHTS)
    assert rights_of(cast.olga, row.pupil, today + 4 * DAY) == []
    assert not access.stands(row, today + 4 * DAY)


@pytest.mark.parametrize("days", [-1, 366])
def test_a_review_lies_within_twelve_months(cast: Cast, today: date, days: int) -> None:
    with pytest.raises(RepresentationRefused, match="review"):
        propose(cast, today, ground(today, review_by=today + days * DAY))


def test_a_review_written_too_far_away_counts_for_a_year(cast: Cast, today: date) -> None:
    row = make_represented(cast, today, review_by=today + 1000 * DAY)
    assert rights_of(cast.olga, row.pupil, turns(today, 1)) == list(RIGHTS)
    assert rights_of(cast.olga, row.pupil, turns(today, 1) + DAY) == []


def test_ending_acts_at_once(cast: Cast, today: date) -> None:
    row = make_represented(cast, today)
    assert end_representation(row, by=cast.petra, today=today)
    assert rights_of(cast.olga, row.pupil, today) == []
    assert not end_representation(row, by=cast.petra, today=today)


def test_at_18_it_is_over_and_a_curator_needs_a_document(cast: Cast, today: date) -> None:
    row = make_represented(cast, today)
    Pupil.objects.filter(pk=row.pupil_id).update(born_on=turns(today, -18))
    assert rights_of(cast.olga, row.pupil, today) == []
    with pytest.raises(RepresentationRefused, match="ground"):
        propose(cast, today)
    with pytest.raises(RepresentationRefused, match="document"):
        propose(cast, today, ground(today, CURATOR))
    new = propose(cast, today, ground(today, CURATOR, document_reference="C/16/1 EJ 26"))
    agree_to_representation(new, by=cast.henk, today=today)
    assert rights_of(cast.olga, row.pupil, today) == list(RIGHTS)


def test_in_ordinary_education_nobody_represents_at_16(cast: Cast, today: date) -> None:
    link = Guardianship.objects.get(guardian=cast.guardians["els"])
    assert access.grounds_for(link, today) == frozenset()
    with pytest.raises(Http404):
        access.get_representable(cast.petra, link.pk, today)


def test_without_authority_nobody_represents_a_minor(cast: Cast, today: date) -> None:
    row = make_represented(cast, today)
    Guardianship.objects.filter(pupil=row.pupil).update(authority=Authority.UNKNOWN)
    assert rights_of(cast.olga, row.pupil, today) == []
    with pytest.raises(RepresentationRefused, match="ground"):
        propose(cast, today)


def test_a_court_order_goes_before(cast: Cast, today: date) -> None:
    row = make_represented(cast, today)
    Guardianship.objects.filter(pupil=row.pupil).update(restriction_since=today, may_view=True)
    assert rights_of(cast.olga, row.pupil, today) == [Right.VIEW]


def test_an_ended_link_ends_it(cast: Cast, today: date) -> None:
    row = make_represented(cast, today)
    Guardianship.objects.filter(pupil=row.pupil).update(until=today)
    assert rights_of(cast.olga, row.pupil, today) == []
    assert not access.stands(row, today)


def test_a_second_proposal_waits_for_the_first(cast: Cast, today: date) -> None:
    propose(cast, today)
    with pytest.raises(RepresentationRefused, match="open"):
        propose(cast, today)


def test_a_review_replaces_the_earlier_decision_without_a_gap(cast: Cast, today: date) -> None:
    old = make_represented(cast, today - 300 * DAY)
    new = propose(cast, today)
    assert rights_of(cast.olga, old.pupil, today) == list(RIGHTS)
    agree_to_representation(new, by=cast.henk, today=today)
    old.refresh_from_db()
    assert old.until == today
    assert rights_of(cast.olga, old.pupil, today) == list(RIGHTS)


@pytest.mark.parametrize("state", ["agreed", "over"])
def test_what_is_agreed_or_over_cannot_be_agreed_to(cast: Cast, today: date, state: str) -> None:
    row = propose(cast, today)
    verb = agree_to_representation if state == "agreed" else end_representation
    verb(row, by=cast.henk, today=today)
    with pytest.raises(RepresentationRefused, match=state):
        agree_to_representation(row, by=cast.frank, today=today)


def test_every_verb_is_in_the_log_without_the_reason(cast: Cast, today: date) -> None:
    row = propose(cast, today)
    agree_to_representation(row, by=cast.henk, today=today)
    end_representation(row, by=cast.petra, today=today)
    events = Event.objects.filter(subject_id=str(row.pk)).order_by("id")
    assert [one.verb.rpartition("_")[2] for one in events] == ["proposed", "agreed", "ended"]
    assert not [one for one in events if "overzien" in str(one.facts)]


def test_the_director_of_another_school_does_not_see_it(cast: Cast, today: date) -> None:
    row = make_represented(cast, today)
    with pytest.raises(Http404):
        access.get_representation(cast.henk, row.pk, today)
    make_role(cast.bas, RoleKind.DIRECTOR, school=cast.so)
    found = access.get_representation(cast.bas, row.pk, today, duty=Duty.AGREE_REPRESENTATION)
    assert found == row
    with pytest.raises(PermissionDenied):
        access.get_representation(cast.bas, row.pk, today, duty=Duty.DECIDE_REPRESENTATION)


def test_an_officer_does_not_see_the_own_household(cast: Cast, today: date) -> None:
    row = make_represented(cast, today)
    make_role(cast.olga, RoleKind.OFFICER, cast.board)
    assert list(access.representations_for(cast.olga, today)) == []
    assert list(access.representations_for(cast.petra, today)) == [row]
    link = Guardianship.objects.get(pupil=row.pupil)
    with pytest.raises(Http404):
        access.get_representable(cast.olga, link.pk, today)


def test_the_search_finds_only_who_may_be_represented(cast: Cast, today: date) -> None:
    make_kim(cast, today)
    found = access.find_representable(cast.petra, "demo", today)
    assert [one.pupil.first_name for one in found] == ["Kim"]
    assert access.find_representable(cast.petra, "k", today) == []
    assert access.find_representable(cast.vera, "demo", today) == []


def test_families_with_young_children_ask_nothing_more(
    cast: Cast, today: date, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(2):
        access.ties_of(cast.fatima, today)
    with django_assert_num_queries(3):  # mandates, as before
        access.ties_of(cast.els, today)
    make_represented(cast, today)
    with django_assert_num_queries(4):
        access.ties_of(cast.olga, today)


def test_a_representative_speaks_for_the_pupil_while_it_holds(cast: Cast, today: date) -> None:
    purpose, row = ask(cast, today), make_represented(cast, today)
    tied = next(one for one in access.ties_of(cast.olga, today) if one.pupil == row.pupil)
    assert capacity_of(tied) is Capacity.MANDATE
    say(cast.olga, row.pupil, purpose, today, yes=True)
    assert is_allowed(row.pupil, purpose, today)
    end_representation(row, by=cast.petra, today=today)
    assert not is_allowed(row.pupil, purpose, today)


@pytest.mark.parametrize("basis, allowed", [(CURATOR, True), (UNABLE, False)])
def test_the_yes_of_a_curator_stands_for_an_adult(
    cast: Cast, today: date, basis: RepresentationBasis, allowed: bool
) -> None:
    purpose = ask(cast, today)
    row = make_represented(cast, today)
    say(cast.olga, row.pupil, purpose, today, yes=True)
    Pupil.objects.filter(pk=row.pupil_id).update(born_on=turns(today, -18))
    Representation.objects.update(basis=basis, document_reference="C/16/1 EJ 26")
    assert is_allowed(row.pupil, purpose, today) is allowed


def test_the_pupils_own_no_outweighs_the_representative(cast: Cast, today: date) -> None:
    purpose, row = ask(cast, today), make_represented(cast, today)
    Pupil.objects.filter(pk=row.pupil_id).update(user=cast.tom)
    say(cast.olga, row.pupil, purpose, today, yes=True)
    say(cast.tom, row.pupil, purpose, today, yes=False)
    assert not is_allowed(row.pupil, purpose, today)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_agree_at_once_one_does(today: date) -> None:
    cast = make_cast(today)
    row = propose(cast, today)

    def agree() -> bool:
        try:
            agree_to_representation(row, by=cast.henk, today=today)
        except RepresentationRefused:
            return False
        return True

    assert together(20, agree).count(True) == 1
