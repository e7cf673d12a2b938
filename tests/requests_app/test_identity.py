"""Identiteit en gezag: what is written down, and what must be gone (law.md §3)."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from portal.audit.models import Event
from portal.files.actions import FileGone, read
from portal.people.models import Guardianship
from portal.people.rules import Authority
from requests_app import access, actions
from requests_app.actions.identity import forget_copies
from requests_app.models import DataRequest, IdentityCheck, SuspensionPeriod
from requests_app.rules import AuthorityProof, Document, SuspensionReason
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import make_request
from tests.requests_app.clock import PICTURE, asked, copied
from tests.requests_app.test_clock import DAY, desk_request, refused

FACTS: dict[str, Any] = {"document": Document.PASSPORT, "on": TODAY, "today": TODAY}


def test_a_document_at_the_desk_leaves_its_kind_and_the_day_and_ends_the_pause(cast: Cast) -> None:
    request = desk_request(cast)
    pause = asked(request, cast, SuspensionReason.IDENTITY)
    day = TODAY + 2 * DAY
    actions.check_identity(
        request, document=Document.PASSPORT, on=day, by=cast.iris, today=day + DAY
    )
    check = IdentityCheck.objects.get()
    assert (check.document, check.checked_on, check.checked_by) == ("passport", day, cast.iris.pk)
    pause.refresh_from_db()
    assert pause.until == day
    refused("checked", asked, request, cast, SuspensionReason.IDENTITY, today=day)


def test_nothing_is_checked_of_who_signed_in_and_never_twice(cast: Cast) -> None:
    own, desk = make_request(cast.fatima), desk_request(cast)
    refused("identified", actions.check_identity, own, by=cast.iris, **FACTS)
    refused("ahead", actions.check_identity, desk, by=cast.iris, **{**FACTS, "on": TODAY + DAY})
    actions.check_identity(desk, by=cast.iris, **FACTS)
    refused("checked", actions.check_identity, desk, by=cast.iris, **FACTS)


def test_a_copy_is_an_exception_to_an_open_question(cast: Cast) -> None:
    request, facts = desk_request(cast), {"by": cast.iris, "today": TODAY}
    refused("no_question", actions.keep_copy, request, PICTURE, is_exception=True, **facts)
    asked(request, cast, SuspensionReason.IDENTITY)
    refused("no_exception", actions.keep_copy, request, PICTURE, is_exception=False, **facts)
    assert read(copied(request, cast).file) == PICTURE.content


def test_a_copy_lies_encrypted_and_goes_with_the_check(cast: Cast) -> None:
    request = desk_request(cast)
    copy = copied(request, cast)
    assert PICTURE.content not in copy.file.path.read_bytes()
    actions.check_identity(request, by=cast.iris, **FACTS)
    copy.refresh_from_db()
    assert (copy.gone_on, copy.file.key_destroyed_on) == (TODAY, TODAY)
    with pytest.raises(FileGone):
        read(copy.file)
    assert Event.objects.get(verb="requests.destroy_copy").facts == {"copy": str(copy.pk)}


@pytest.mark.parametrize("days, gone", [(13, 0), (14, 1), (40, 1)])
def test_a_copy_goes_after_fourteen_days_by_itself(cast: Cast, days: int, gone: int) -> None:
    copy = copied(desk_request(cast), cast)
    now = datetime.combine(TODAY + timedelta(days=days), time(12), tzinfo=UTC)
    assert [forget_copies(now) for _ in range(2)] == [gone, 0]
    copy.refresh_from_db()
    assert copy.file.is_readable is not bool(gone)
    assert Event.objects.filter(verb="requests.destroy_copy").count() == gone


def check(request: DataRequest, cast: Cast, *, yes: bool, **facts: Any) -> None:
    actions.check_authority(
        request,
        ground=AuthorityProof.COURT,
        has_authority=yes,
        by=cast.iris,
        **{"on": TODAY, "today": TODAY, **facts},
    )


def tie_of(cast: Cast, name: str) -> Guardianship:
    return Guardianship.objects.get(guardian=cast.guardians[name], until=None)


def test_authority_that_was_shown_opens_the_answer_and_the_past_stays(cast: Cast) -> None:
    request = make_request(cast.yara)
    pause = asked(request, cast, SuspensionReason.AUTHORITY)
    assert not access.requester_has_right(request, TODAY)
    check(request, cast, yes=True)
    request = DataRequest.objects.with_facts().get(pk=request.pk)
    assert access.requester_has_right(request, TODAY)
    row = tie_of(cast, "yara")
    assert (row.authority, row.established_on, row.since) == (Authority.YES, TODAY, TODAY)
    assert row.authority_note == "uitspraak van de rechter"
    assert Guardianship.objects.filter(
        guardian=row.guardian, authority=Authority.UNKNOWN, until=TODAY
    )
    assert SuspensionPeriod.objects.get(pk=pause.pk).until == TODAY


def test_no_authority_is_an_outcome_too_and_leaves_a_trace(cast: Cast) -> None:
    request = make_request(cast.yara)
    check(request, cast, yes=False)
    assert tie_of(cast, "yara").authority == Authority.NO
    event = Event.objects.get(verb="people.establish_authority")
    assert event.facts == {"was": "onbekend", "authority": "nee"}
    assert event.actor_id == cast.iris.pk


def test_the_same_answer_again_opens_no_new_row(cast: Cast) -> None:
    check(make_request(cast.fatima), cast, yes=True)
    row = Guardianship.objects.get(guardian=cast.guardians["fatima"])
    assert (row.authority, row.established_on) == (Authority.YES, TODAY)


def test_about_own_data_and_ahead_of_time_no_authority_is_written(cast: Cast) -> None:
    own = make_request(cast.ruud, own=True)
    refused("own_data", check, own, cast, yes=True)
    refused("ahead", check, make_request(cast.yara), cast, yes=True, on=TODAY + DAY)
