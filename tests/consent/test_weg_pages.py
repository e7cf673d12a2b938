"""Publicaties en weghalen, on the page: what staff do, and what they never see."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.models import Publication, PublicationText, Purpose, TakeDown
from portal.audit.models import Look
from portal.people.models import User
from portal.people.rules import RoleKind
from tests.builders import make_group, make_role, tie
from tests.cast import Cast
from tests.consent.builders import ask, say
from tests.consent.klas import fill
from tests.consent.weg import allowed, free, published, withdrawn

SignIn = Callable[[User], Client]
LIST, LOG = reverse("consent:take_downs"), reverse("consent:publish")


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


@pytest.fixture
def lotte(cast: Cast, client_of: SignIn) -> Client:
    """The teacher of Noor's group."""
    return client_of(cast.lotte)


def page_of(task: TakeDown, name: str = "take_down") -> str:
    return reverse(f"consent:{name}", args=[task.pk])


def typed(cast: Cast, purpose: Purpose, now: date, *keys: object, **other: Any) -> dict[str, Any]:
    return {
        "once_key": str(uuid4()),
        "title": "Foto van de sportdag",
        "channel": str(purpose.pk),
        "place": "https://example.org/p/1",
        "on": now.strftime("%d-%m-%Y"),
        f"leerlingen-{cast.group.pk}": [str(key) for key in keys or (cast.noor.pk,)],
    } | other


def ended(now: date, **other: str) -> dict[str, str]:
    facts = {"once_key": str(uuid4()), "how": "removed", "on": now.strftime("%d-%m-%Y")}
    return facts | {"reason": ""} | other


def test_a_teacher_logs_what_stands_on_instagram(cast: Cast, lotte: Client, now: date) -> None:
    purpose = allowed(cast, now)
    page = lotte.post(LOG, typed(cast, purpose, now), follow=True).text
    assert "Foto van de sportdag" in page
    assert 'href="https://example.org/p/1" rel="noreferrer noopener"' in page
    assert Look.objects.filter(subject_id=str(cast.group.pk), user_id=cast.lotte.pk).exists()


def test_the_same_form_sent_twice_is_one_publication(cast: Cast, lotte: Client, now: date) -> None:
    facts = typed(cast, allowed(cast, now), now)
    assert [lotte.post(LOG, facts).status_code for _ in range(2)] == [302, 302]
    assert Publication.objects.count() == 1


def test_who_may_not_is_named_and_not_why(cast: Cast, lotte: Client, now: date) -> None:
    purpose = allowed(cast, now)
    say(cast.daan, cast.noor, purpose, now, yes=False)
    page = lotte.post(LOG, typed(cast, purpose, now)).text
    assert "Mag niet: Noor." in page
    assert not Publication.objects.exists()
    assert not any(word in page for word in ("Daan", "Fatima", "gezamenlijk", "ingetrokken"))


def test_silence_and_a_no_read_alike_to_staff(cast: Cast, lotte: Client, now: date) -> None:
    purpose, facts = ask(cast, now), {}
    facts = typed(cast, purpose, now)
    pages = [lotte.post(LOG, facts).text]
    say(cast.daan, cast.noor, purpose, now, yes=False)
    pages.append(lotte.post(LOG, facts).text)
    assert len({without_token(page) for page in pages}) == 1


def test_what_stands_there_already_is_offered_once_somebody_may_not(
    cast: Cast, lotte: Client, now: date
) -> None:
    purpose, offer = ask(cast, now), "Dit staat er al."
    assert offer not in lotte.get(LOG).text
    assert offer not in lotte.post(LOG, typed(cast, purpose, now, cast.noor.pk, title="")).text
    assert offer in lotte.post(LOG, typed(cast, purpose, now, cast.noor.pk)).text
    assert not Publication.objects.exists()
    answer = lotte.post(LOG, typed(cast, purpose, now, cast.noor.pk, found="on"))
    assert answer.status_code == 302
    assert TakeDown.objects.get().pupil_id == cast.noor.pk


def without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize(
    "other, words",
    [
        pytest.param({"title": ""}, "Schrijf op wat het is.", id="no title"),
        pytest.param({"title": "Foto van 111222333"}, "burgerservicenummer", id="a number"),
        pytest.param({"title": "x" * 121}, "120", id="too long"),
        pytest.param({"channel": ""}, "Kies wat past.", id="no channel"),
        pytest.param({"on": "25-11-2199"}, "nog niet geweest", id="a day to come"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    cast: Cast, lotte: Client, now: date, other: dict[str, str], words: str
) -> None:
    page = lotte.post(LOG, typed(cast, allowed(cast, now), now, **other))
    assert page.status_code == 200
    assert "error-summary" in page.text
    assert words in page.text
    assert not Publication.objects.exists()


def test_nobody_ticked_is_nothing_to_log(cast: Cast, lotte: Client, now: date) -> None:
    facts = typed(cast, allowed(cast, now), now) | {f"leerlingen-{cast.group.pk}": []}
    assert "Vink minstens één leerling aan." in lotte.post(LOG, facts).text


def test_only_pupils_of_the_list_can_be_ticked(cast: Cast, lotte: Client, now: date) -> None:
    for stranger in (cast.noah, cast.strange_pupil, cast.bram):
        facts = typed(cast, allowed(cast, now), now, stranger.pk)
        assert lotte.post(LOG, facts).status_code == 200
    assert not Publication.objects.exists()


def test_another_group_is_no_group_of_the_teacher(cast: Cast, lotte: Client) -> None:
    other = make_group(cast.school, "6B")
    assert lotte.get(f"{LOG}?groep={other.pk}").status_code == 404


def test_the_office_chooses_groups_first(cast: Cast, client_of: SignIn, now: date) -> None:
    other = make_group(cast.school, "6B")
    fill(cast, now, 1)[0].memberships.update(group=other)
    iris = client_of(cast.iris)
    assert "Kies eerst uit welke groepen" in iris.get(LOG).text
    ask(cast, now)
    page = iris.get(f"{LOG}?groep={cast.group.pk}&groep={other.pk}").text
    assert ["Noor Demo" in page, "Kind1 Demo" in page] == [True, True]


def test_the_own_child_cannot_be_logged_or_taken_down(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    task = withdrawn(cast, now)
    tie(cast.guardians["olga"], cast.noor)
    make_role(cast.olga, RoleKind.HANDLER, school=cast.school)
    olga = client_of(cast.olga)
    assert "Noor Demo" not in olga.get(LOG).text
    assert "Noor Demo" not in olga.get(LIST).text
    assert olga.get(page_of(task)).status_code == 404
    assert olga.post(page_of(task), ended(now)).status_code == 404


def test_the_list_says_who_what_and_when(cast: Cast, lotte: Client, now: date) -> None:
    withdrawn(cast, now)
    page = lotte.get(LIST).text
    assert all(words in page for words in ("Noor Demo", "Foto van de sportdag", "Instagram"))
    assert "utrecht-status-badge--warning" in page
    assert not any(name in page for name in ("Fatima", "Daan", "ingetrokken"))


def test_too_late_has_a_sign_and_a_word(cast: Cast, lotte: Client, now: date) -> None:
    withdrawn(cast, now)
    TakeDown.objects.update(opened_on=now - timedelta(days=20))
    page = lotte.get(LIST).text
    assert "te laat" in page
    assert "utrecht-status-badge--danger" in page


def test_what_must_go_first_stands_on_top(cast: Cast, lotte: Client, now: date) -> None:
    purpose = allowed(cast, now)
    for title in ("Later", "Eerst"):
        published(cast, purpose, now, title=title)
    say(cast.daan, cast.noor, purpose, now, yes=False)
    first = TakeDown.objects.filter(publication__text__title="Eerst")
    first.update(opened_on=now - timedelta(days=3))
    page = lotte.get(LIST).text
    assert page.index("Eerst") < page.index("Later")


def test_a_colleague_takes_it_and_everybody_sees_who(
    cast: Cast, lotte: Client, client_of: SignIn, now: date
) -> None:
    task = free(withdrawn(cast, now))
    assert "nog niemand" in lotte.get(LIST).text
    assert "Ik doe dit" in lotte.get(page_of(task)).text
    assert "op uw naam" in lotte.post(page_of(task, "take_on"), follow=True).text
    iris = client_of(cast.iris)
    assert "Lotte" in iris.get(LIST).text
    assert "Een collega doet dit al" in iris.post(page_of(task, "take_on"), follow=True).text


def test_done_leaves_the_list(cast: Cast, lotte: Client, now: date) -> None:
    task, facts = withdrawn(cast, now), ended(now)
    for _time in range(2):  # pressed twice
        assert "Er hoeft nu niets weg." in lotte.post(page_of(task), facts, follow=True).text
    row = TakeDown.objects.get()
    assert (row.how, row.done_on, row.done_by_id) == ("removed", now, cast.lotte.pk)


@pytest.mark.parametrize(
    "other, words",
    [
        pytest.param({"how": ""}, "Kies wat past.", id="no way"),
        pytest.param({"how": "next_edition"}, "Kies wat past.", id="a way of paper"),
        pytest.param({"how": "not_possible"}, "waarom het niet weg kan", id="no reason"),
        pytest.param({"reason": "111222333"}, "burgerservicenummer", id="a number"),
        pytest.param({"on": "25-11-2199"}, "tot en met vandaag", id="a day to come"),
    ],
)
def test_a_task_does_not_end_with_what_is_wrong(
    cast: Cast, lotte: Client, now: date, other: dict[str, str], words: str
) -> None:
    page = lotte.post(page_of(withdrawn(cast, now)), ended(now, **other)).text
    assert words in page
    assert TakeDown.objects.open().exists()


def test_a_colleague_who_is_later_reads_that_it_is_done(
    cast: Cast, lotte: Client, now: date
) -> None:
    task = withdrawn(cast, now)
    lotte.post(page_of(task), ended(now))
    page = lotte.post(page_of(task), ended(now)).text
    assert 'id="id_how' not in page


def test_print_says_that_it_cannot_be_taken_back(cast: Cast, lotte: Client, now: date) -> None:
    page = lotte.get(page_of(withdrawn(cast, now, "schoolgids"))).text
    assert "Niet terug te halen; komt niet in een volgende uitgave" in page
    assert "Waarom kan het niet weg?" not in page


def test_the_fg_looks_and_does_nothing(cast: Cast, client_of: SignIn, now: date) -> None:
    page = client_of(cast.frank).get(page_of(withdrawn(cast, now))).text
    assert "Ik doe dit" not in page
    assert "Leg vast" not in page


def test_a_teacher_sees_no_task_of_another_group(cast: Cast, lotte: Client, now: date) -> None:
    task = withdrawn(cast, now)
    cast.noor.memberships.update(group=make_group(cast.school, "6B"))
    assert "Noor Demo" not in lotte.get(LIST).text
    assert lotte.get(page_of(task)).status_code == 404


def test_an_erased_text_leaves_the_task(cast: Cast, lotte: Client, now: date) -> None:
    task = withdrawn(cast, now)
    PublicationText.objects.all().delete()
    assert "Noor Demo" in lotte.get(LIST).text
    assert "tekst verwijderd" in lotte.get(page_of(task)).text


@pytest.mark.parametrize(
    "place", ["javascript:alert(1)", "data:text/html,x", "//example.org", "http://[", "bladzijde 4"]
)
def test_only_an_address_of_the_web_is_a_link(
    cast: Cast, lotte: Client, now: date, place: str
) -> None:
    published(cast, allowed(cast, now), now, place=place, title="<b>Foto</b>")
    page = lotte.get(reverse("consent:publications")).text
    assert "noopener" not in page
    assert "&lt;b&gt;Foto" in page


def test_the_groups_page_says_how_much_must_go(cast: Cast, lotte: Client, now: date) -> None:
    assert "moet 1 foto" not in lotte.get(reverse("consent:groups")).text
    withdrawn(cast, now)
    assert "Er moet 1 foto of tekst weg." in lotte.get(reverse("consent:groups")).text


def test_the_number_of_queries_depends_on_no_task_and_no_pupil(
    cast: Cast, lotte: Client, now: date
) -> None:
    withdrawn(cast, now)
    pages = [LIST, LOG, reverse("consent:publications"), reverse("consent:groups")]
    few = [counted(lotte, url) for url in pages]
    purpose = allowed(cast, now, "website")
    for pupil in fill(cast, now, 5):
        user = pupil.guardianships.all()[0].guardian.user
        assert user is not None
        say(user, pupil, purpose, now, yes=True)
        published(cast, purpose, now, pupil)
        say(user, pupil, purpose, now, yes=False)
    assert [counted(lotte, url) for url in pages] == few


def counted(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)
