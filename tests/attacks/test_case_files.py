"""Attacks on what hangs on a case: files, letters, notes and the package, by their addresses."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from portal.audit.actions import erasing
from portal.audit.models import Look
from portal.files.actions import CleanUpload
from portal.people.models import User
from portal.people.rules import Authority, RoleKind
from requests_app import actions
from requests_app.models import Attachment, CaseTask, DataRequest, RequestText
from requests_app.rules import Kind
from tests.builders import make_guardian, make_role, tie
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.answers import decide, fresh, package_of
from tests.requests_app.builders import make_request
from tests.requests_app.clock import copied, extended, taken_back
from tests.requests_app.collecting import ask_holders, delivered, noted, weighed
from tests.tools import made

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
SECRET = "Alleen voor Fatima en de school."
PDF = CleanUpload(made.pdf(), "brief.pdf", "application/pdf")


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@dataclass
class Full:
    """A case with one of everything, and the keys of what hangs on it."""

    request: DataRequest
    keys: dict[str, Any]


def full_case(cast: Cast, today: date) -> Full:
    """Fatima asked nine days ago; everything that can hang on a case hangs on it."""
    request = make_request(cast.fatima, Kind.ACCESS, scope=SECRET, today=today - 9 * DAY)
    with_copy(cast, request, today)
    request = actions.take_up(fresh(request), by=cast.iris)
    extended(request, cast, today=today)
    former = taken_back(fresh(request), cast, today=today)
    extended(fresh(request), cast, today=today)
    actions.write(request, text=SECRET, by=cast.fatima, today=today, uploads=[PDF])
    noted(request, SECRET)
    task = ask_holders(cast, request, today=today)[0]
    extract = weighed(cast, delivered(cast, task, today=today), today=today)
    notes = actions.add_notes(
        fresh(request), made.pdf(), through=timezone.now(), by=cast.iris, today=today
    )
    weighed(cast, notes, today=today)
    decide(cast, fresh(request), today=today)
    package_of(fresh(request), today=today)
    return Full(
        fresh(request),
        {
            "attachment": Attachment.objects.get().pk,
            "task": task.pk,
            "extract": extract.pk,
            "pause": request.suspensions.get().pk,
            "copy": request.identity_copies.get().pk,
            "extension": former.pk,
            "pupil_id": cast.noor.pk,
        },
    )


def with_copy(cast: Cast, request: DataRequest, today: date) -> None:
    """It came on paper, so that identity could be asked, and was answered."""
    DataRequest.objects.filter(pk=request.pk).update(filed_by=cast.iris.pk, received_via="letter")
    copied(fresh(request), cast, today=today - 8 * DAY)
    request.suspensions.update(until=today - 7 * DAY)


@pytest.fixture
def full(cast: Cast, today: date) -> Full:
    adopt(cast, today - 20 * DAY)
    return full_case(cast, today)


def addresses(prefix: str) -> Iterator[tuple[str, set[str]]]:
    """Every address of one case with the keys that it takes, by where it begins."""
    rooms = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver)]
    for room in (one for one in rooms if one.namespace in {"requests", "roof"}):
        for route, name in pages_of(room):
            keys = set(re.findall(r"<\w+:(\w+)>", route))
            if route.startswith(prefix) and "pk" in keys:
                yield f"{room.namespace}:{name}", keys - {"pk"}


def pages_of(resolver: URLResolver) -> Iterator[tuple[str, str | None]]:
    """Its addresses, whole, each with its name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{resolver.pattern}{entry.pattern}", entry.name
        else:
            yield from ((f"{resolver.pattern}{route}", name) for route, name in pages_of(entry))


def url(name: str, pk: UUID, more: set[str], keys: dict[str, Any]) -> str:
    return reverse(name, kwargs={"pk": pk, **{key: keys[key] for key in more}})


def statuses(browser: Client, place: str) -> set[int]:
    """Of looking and of posting an empty form; 405 says only that the address takes the other."""
    return {getattr(browser, how)(place).status_code for how in ("get", "post")} - {405}


@pytest.mark.parametrize("who", ["daan", "ruud", "yara", "olga", "mila", "sam", "els"])
def test_nobody_else_of_a_family_reaches_anything(
    cast: Cast, full: Full, client_of: SignIn, who: str
) -> None:
    browser, places = (
        client_of(getattr(cast, who)),
        [*addresses("verzoeken/"), *addresses("behandelen/")],
    )
    assert len(places) > 40
    for name, more in places:
        assert statuses(browser, url(name, full.request.pk, more, full.keys)) == {404}, name


@pytest.mark.parametrize("who", ["bas", "lotte", "ad", "vera", "otto"])
def test_nobody_of_another_school_or_board_reaches_anything(
    cast: Cast, full: Full, client_of: SignIn, who: str
) -> None:
    browser = client_of(getattr(cast, who))
    for name, more in [*addresses("verzoeken/"), *addresses("behandelen/")]:
        assert statuses(browser, url(name, full.request.pk, more, full.keys)) == {404}, name


def test_what_hangs_on_a_case_is_not_reached_through_ones_own_case(
    cast: Cast, full: Full, client_of: SignIn, today: date
) -> None:
    mine = actions.take_up(make_request(cast.olga, today=today), by=cast.bas)
    for who, prefix in ((cast.olga, "verzoeken/"), (cast.bas, "behandelen/")):
        browser = client_of(who)
        for name, more in addresses(prefix):
            if more:
                assert statuses(browser, url(name, mine.pk, more, full.keys)) == {404}, name


def test_within_one_school_a_key_belongs_to_its_own_case(
    cast: Cast, full: Full, client_of: SignIn, today: date
) -> None:
    other = actions.take_up(make_request(cast.daan, today=today), by=cast.iris)
    browser = client_of(cast.iris)
    for name, more in addresses("behandelen/"):
        if more - {"pupil_id"}:  # a pupil hangs on no case
            assert statuses(browser, url(name, other.pk, more, full.keys)) == {404}, name


def counted() -> dict[str, int]:
    """How many rows of each kind there are; looking may be noted."""
    silent = {"audit.look", "sessions.session", "signin.attempt"}
    models = [one for one in apps.get_models() if one._meta.label_lower not in silent]
    return {one._meta.label_lower: one._default_manager.count() for one in models}


@pytest.mark.parametrize("who", ["frank", "henk"])
def test_who_only_watches_changes_nothing(
    cast: Cast, full: Full, client_of: SignIn, who: str
) -> None:
    browser = client_of(getattr(cast, who))
    browser.get(reverse("requests:case", args=[full.request.pk]))
    before = counted(), list(DataRequest.objects.values()), list(CaseTask.objects.values())
    for name, more in addresses("behandelen/"):
        place = url(name, full.request.pk, more, full.keys)
        answer = browser.post(place, {"text": "x", "version": "1"})
        nothing_lies_there = who == "henk" and name == "requests:approve"
        assert answer.status_code in ({302} if nothing_lies_there else {403, 404, 405}), name
    assert (
        counted(),
        list(DataRequest.objects.values()),
        list(CaseTask.objects.values()),
    ) == before


@pytest.mark.parametrize("kind", [RoleKind.HANDLER, RoleKind.OFFICER, RoleKind.FG])
def test_staff_with_a_child_in_it_reach_nothing(
    cast: Cast, full: Full, client_of: SignIn, kind: RoleKind
) -> None:
    tie(make_guardian(cast.board, cast.lotte), cast.noor, Authority.NO)
    where = {"school": cast.school} if kind == RoleKind.HANDLER else {"board": cast.board}
    make_role(cast.lotte, kind, **where)
    browser = client_of(cast.lotte)
    for name, more in [*addresses("behandelen/"), *addresses("verzoeken/")]:
        assert statuses(browser, url(name, full.request.pk, more, full.keys)) == {404}, name
    assert full.request.reference not in browser.get(reverse("requests:queue")).text


def test_who_asked_sees_no_note_and_no_document_of_the_school(
    cast: Cast, full: Full, client_of: SignIn
) -> None:
    browser = client_of(cast.fatima)
    for name, more in addresses("behandelen/"):
        assert statuses(browser, url(name, full.request.pk, more, full.keys)) == {404}, name
    RequestText.objects.update(scope="")
    actions.note(full.request, text="Een notitie.", by=cast.iris)
    html = browser.get(reverse("requests:detail", args=[full.request.pk])).text
    assert "Een notitie." not in html


def test_every_look_at_a_case_leaves_a_trace(cast: Cast, full: Full, client_of: SignIn) -> None:
    browser, pk, silent = client_of(cast.petra), str(full.request.pk), []
    for name, more in addresses("behandelen/"):
        with erasing("tests", by=None):
            Look.objects.all().delete()
        answer = browser.get(url(name, full.request.pk, more, full.keys))
        if answer.status_code == 200 and not Look.objects.filter(subject_id=pk).exists():
            silent.append(name)
    assert silent == []


def test_what_is_gone_is_gone_for_staff_too(
    cast: Cast, full: Full, client_of: SignIn, today: date
) -> None:
    CaseTask.objects.filter(done_on=None).update(done_on=today, result="done")
    actions.anonymise(actions.close(full.request, by=cast.iris, today=today), today=today)
    browser = client_of(cast.petra)
    for name in (
        "case_letter",
        "staff_package",
        "extract_file",
        "case_attachment",
        "clock_question",
    ):
        more = {"extract_file": {"extract"}, "case_attachment": {"attachment"}}.get(name, set())
        more |= {"pause"} if name == "clock_question" else set()
        place = url(f"requests:{name}", full.request.pk, more, full.keys)
        assert browser.get(place).status_code in {404, 410}, name
    html = browser.get(reverse("requests:case", args=[full.request.pk])).text
    assert [words for words in (SECRET, "Brief downloaden") if words in html] == []
