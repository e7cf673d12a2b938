"""Deuren: who sees which request, who may decide, and what is offered to whom."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from portal.people.rules import RoleKind
from requests_app import access
from requests_app.models import Advice
from requests_app.rules import Kind
from tests.builders import TODAY, make_role
from tests.cast import Cast
from tests.requests_app.builders import make_request

STAFF = ["iris", "bas", "lotte", "henk", "petra", "frank", "ad", "vera", "otto"]
FAMILY = ["fatima", "daan", "ruud", "yara", "tom", "olga", "mila", "sam", "els", "jan"]
EVERYBODY = [*FAMILY, *STAFF]


@pytest.mark.parametrize("name", EVERYBODY)
def test_only_who_asked_has_the_request(cast: Cast, name: str) -> None:
    request = make_request(cast.fatima)
    if name == "fatima":
        assert access.get_request(cast.fatima, request.pk, TODAY).request == request
        return
    with pytest.raises(Http404):
        access.get_request(getattr(cast, name), request.pk, TODAY)
    assert request not in access.own_requests(getattr(cast, name), TODAY)


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_case_exists_for_its_school_and_its_board(cast: Cast, name: str) -> None:
    request = make_request(cast.fatima)
    user = getattr(cast, name)
    if name not in {"iris", "henk", "petra", "frank"}:
        with pytest.raises(Http404):
            access.get_case(user, request.pk, TODAY)
        return
    case = access.get_case(user, request.pk, TODAY)
    assert access.may_decide(user, case, TODAY) == (name in {"iris", "petra"})


@pytest.mark.parametrize("name", ["frank", "henk"])
def test_who_sees_but_may_not_decide_is_refused(cast: Cast, name: str) -> None:
    request = make_request(cast.fatima)
    with pytest.raises(PermissionDenied):
        access.get_case_to_decide(getattr(cast, name), request.pk, TODAY)


@pytest.mark.parametrize("name", ["fatima", "lotte", "ad", "otto", "sam"])
def test_a_list_that_is_not_for_the_role_is_refused(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        access.Workplace(getattr(cast, name), TODAY).queue()
    with pytest.raises(PermissionDenied):
        access.overview(getattr(cast, name), TODAY)


@pytest.mark.parametrize("name", ["iris", "henk"])
def test_the_overview_is_for_officer_and_fg(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        access.overview(getattr(cast, name), TODAY)
    make_request(cast.fatima)
    assert len(access.overview(cast.petra, TODAY)) == len(access.overview(cast.frank, TODAY)) == 1
    assert not access.overview(cast.vera, TODAY)


@pytest.mark.parametrize("filer, own", [("fatima", False), ("daan", False), ("daan", True)])
def test_staff_never_see_a_case_of_their_own_household(cast: Cast, filer: str, own: bool) -> None:
    make_role(cast.fatima, RoleKind.HANDLER, school=cast.school)
    request = make_request(getattr(cast, filer), own=own)
    with pytest.raises(Http404):
        access.get_case(cast.fatima, request.pk, TODAY)
    assert not access.Workplace(cast.fatima, TODAY).queue()
    assert len(access.Workplace(cast.iris, TODAY).queue()) == 1


def test_own_data_without_a_school_is_for_the_officer(cast: Cast) -> None:
    cast.guardians["ruud"].guardianships.all().delete()
    request = make_request(cast.ruud, own=True)
    assert request.school is None
    assert access.get_case(cast.petra, request.pk, TODAY).request == request
    with pytest.raises(Http404):
        access.get_case(cast.iris, request.pk, TODAY)


def test_the_queue_starts_with_what_is_due_first(cast: Cast) -> None:
    late = make_request(cast.fatima, Kind.COMPLAINT)
    soon = make_request(cast.daan, Kind.OBJECTION, direct_marketing=True)
    usual = make_request(cast.fatima)
    assert [case.request for case in access.Workplace(cast.iris, TODAY).queue()] == [
        soon,
        usual,
        late,
    ]


def offered(cast: Cast, name: str) -> list[tuple[str, int]]:
    found = access.targets(getattr(cast, name), TODAY)
    return [(t.subject_pupil.call_name if t.subject_pupil else "self", len(t.kinds)) for t in found]


@pytest.mark.parametrize(
    "name, lines",
    [
        ("fatima", [("Noor", 8), ("self", 8)]),
        ("ruud", [("Noor", 1), ("self", 8)]),
        ("yara", [("Noor", 9), ("self", 8)]),
        ("els", [("self", 8)]),
        ("jan", [("Sam", 8), ("self", 8)]),
        ("sam", [("Sam", 8)]),
        ("tom", [("Bram", 8), ("self", 8)]),
        ("iris", []),
    ],
)
def test_everybody_is_offered_what_the_law_gives(
    cast: Cast, name: str, lines: list[tuple[str, int]]
) -> None:
    assert offered(cast, name) == lines


def test_advice_stands_beside_the_offer(cast: Cast) -> None:
    ruud, yara = (access.targets(user, TODAY)[0] for user in (cast.ruud, cast.yara))
    assert (ruud.kinds, ruud.advice) == ((Kind.INFORMATION,), Advice.ONLY_INFORMATION)
    assert yara.advice == Advice.AUTHORITY_UNKNOWN


def test_a_stranger_cannot_point_at_a_pupil(cast: Cast) -> None:
    with pytest.raises(Http404):
        access.get_target(cast.olga, f"kind-{cast.noor.pk}", TODAY)
    with pytest.raises(Http404):
        access.get_target(cast.olga, f"zelf-{cast.guardians['fatima'].pk}", TODAY)
