"""In de klas: the pages of a group, the fotocheck and the list, and that they never say why."""

import gzip
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from consent.models import Purpose
from portal.audit.models import Event, Look
from portal.people.models import User
from portal.people.rules import RoleKind, turns
from tests.builders import make_group, make_pupil, make_role
from tests.cast import Cast
from tests.consent.builders import ask, say
from tests.consent.klas import (
    LIST,
    LIST_PDF,
    answered,
    ask_more,
    fill,
    group_page,
    list_page,
    photo,
)

SignIn = Callable[[User], Client]
FULL = 30  # pupils of a full group
CHANNELS = 12
WEIGHT = 15_000  # bytes, compressed
EACH = pytest.mark.parametrize("which", [0, 1, 2], ids=["group", "photo check", "list"])


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def lotte(cast: Cast, client_of: SignIn) -> Client:
    """The teacher of Noor's group."""
    return client_of(cast.lotte)


def main(html: str) -> str:
    """What stands on the page itself, as text, without the minute of the stamp."""
    text = re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0])
    return re.sub(r"\d\d:\d\d", "", " ".join(text.split()))


def pages(cast: Cast) -> list[str]:
    group = cast.group
    return [group_page(group), photo(group, cast.noor.pk), list_page(group)]


def test_a_teacher_comes_home_in_class(cast: Cast, lotte: Client) -> None:
    answer = lotte.get(reverse("roof:home"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/klas/")
    html = lotte.get("/klas/").text
    assert group_page(cast.group) in html
    assert group_page(cast.group, "photo_check") in html
    assert "Mijn groepen" in html.partition("<main")[0]


def test_a_pupil_has_a_sign_and_a_word(cast: Cast, lotte: Client, today: date) -> None:
    say(cast.fatima, cast.noor, ask(cast, today), today, yes=True)
    html = lotte.get(group_page(cast.group)).text
    assert "Noor Demo mag niet schoolgids · website van de school · Facebook" in main(html)
    assert "klassenlijst mag Instagram" in main(html)
    assert html.count('<svg class="icon"') >= 2


def test_one_word_is_enough_where_all_is_alike(cast: Cast, lotte: Client, today: date) -> None:
    ask(cast, today)
    text = main(lotte.get(group_page(cast.group)).text)
    assert "Noor Demo mag niets" in text
    assert "mag niet alles" not in text  # that means: some of it
    for purpose in Purpose.objects.all():
        say(cast.fatima, cast.noor, purpose, today, yes=True)
    text = main(lotte.get(group_page(cast.group)).text)
    assert "Noor Demo mag alles" in text
    assert "Alles en niets gaan over: schoolgids · website van de school · Instagram" in text


def test_the_stamp_tells_the_minute(cast: Cast, lotte: Client, today: date) -> None:
    for url in pages(cast):
        html = lotte.get(url).text
        assert re.search(rf'Stand van\s.*"{today.isoformat()}".*, \d\d:\d\d', html), url
        assert "geldig t/m vandaag" in html


@pytest.mark.parametrize(
    "said",
    [
        pytest.param([("fatima", False)], id="one says no"),
        pytest.param([("daan", False)], id="the other says no"),
        pytest.param([("fatima", True), ("daan", False)], id="yes and no"),
        pytest.param([("daan", True), ("fatima", False)], id="no and yes"),
        pytest.param([("fatima", True), ("fatima", False)], id="withdrawn"),
    ],
)
def test_a_no_and_silence_read_alike(
    cast: Cast, lotte: Client, today: date, said: list[tuple[str, bool]]
) -> None:
    purpose = ask(cast, today)
    silent = [main(lotte.get(url).text) for url in pages(cast)]
    for name, yes in said:
        say(getattr(cast, name), cast.noor, purpose, today, yes=yes)
    assert [main(lotte.get(url).text) for url in pages(cast)] == silent
    assert not any(name in page for page in silent for name in ("Fatima", "Daan"))


def test_those_who_may_not_be_on_a_channel(cast: Cast, lotte: Client, today: date) -> None:
    purpose = ask(cast, today)
    fill(cast, today, 1)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    text = main(lotte.get(group_page(cast.group), {"kanaal": str(purpose.pk), "naam": ""}).text)
    assert "Instagram : 1 leerling mag niet." in text
    assert "Kind1 Demo mag niet" in text
    assert "Noor Demo" not in text


def test_a_name_narrows_the_list(cast: Cast, lotte: Client, today: date) -> None:
    ask(cast, today)
    fill(cast, today, 1)
    text = main(lotte.get(group_page(cast.group), {"naam": "noor"}).text)
    assert "Noor Demo" in text
    assert "Kind1" not in text
    assert "Niemand gevonden" in lotte.get(group_page(cast.group), {"naam": "zz"}).text


def test_an_unknown_channel_is_an_error_and_hides_nobody(
    cast: Cast, lotte: Client, today: date
) -> None:
    ask(cast, today)
    html = lotte.get(group_page(cast.group), {"kanaal": str(uuid4())}).text
    assert 'id="fouten"' in html
    assert "Noor Demo" in html


def test_the_photo_check_names_who_may_not(cast: Cast, lotte: Client, today: date) -> None:
    purpose = ask(cast, today)
    (kind,) = fill(cast, today, 1)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    both = main(lotte.get(photo(cast.group, cast.noor.pk, kind.pk)).text)
    assert "Instagram mag niet Kind1" in both
    assert "Facebook mag niet Kind1, Noor" in both
    alone = main(lotte.get(photo(cast.group, cast.noor.pk)).text)
    assert "Instagram mag " in alone
    assert "Instagram mag niet" not in alone


def test_without_ticks_the_page_says_what_to_do(cast: Cast, lotte: Client, today: date) -> None:
    ask(cast, today)
    html = lotte.get(group_page(cast.group, "photo_check")).text
    assert "Vink aan wie er op de foto staan" in html
    assert "Mag deze foto" not in html


def test_without_any_question_a_picture_may_not(cast: Cast, lotte: Client) -> None:
    html = lotte.get(photo(cast.group, cast.noor.pk)).text
    assert "Zonder toestemming mag een foto niet." in html


def test_the_photo_check_keeps_nothing_and_its_ticks_stand(
    cast: Cast, lotte: Client, today: date
) -> None:
    ask(cast, today)
    events = Event.objects.count()
    html = lotte.get(photo(cast.group, cast.noor.pk)).text
    assert re.search(rf'value="{cast.noor.pk}"[^>]* checked', html)
    assert Event.objects.count() == events


def test_the_ticks_stand_in_another_language(cast: Cast, lotte: Client, today: date) -> None:
    ask(cast, today)
    html = lotte.get(photo(cast.group, cast.noor.pk)).text
    found = re.search(r'name="next" value="([^"]+)"', html.partition("<footer")[2])
    assert found
    choice = {"language": "en", "next": unescape(found[1])}
    html = lotte.post(reverse("set_language"), choice, follow=True).text
    assert '<html lang="en"' in html
    assert re.search(rf'value="{cast.noor.pk}"[^>]* checked', html)


def test_a_pupil_of_another_group_is_not_found(cast: Cast, lotte: Client, today: date) -> None:
    other = make_pupil(cast.school, "Kim", turns(today, -8), group=make_group(cast.school, "5B"))
    for key in (other.pk, cast.noah.pk, uuid4()):
        assert lotte.get(photo(cast.group, cast.noor.pk, key)).status_code == 404
    url = group_page(cast.group, "photo_check")
    assert lotte.get(url, {"leerling": "x' or 1=1"}).status_code == 404


def test_another_group_is_not_found_on_the_list(cast: Cast, lotte: Client) -> None:
    other = make_group(cast.school, "5B")
    for name in (LIST, LIST_PDF):
        assert lotte.get(list_page(cast.group, other, name=name)).status_code == 404
        assert lotte.get(reverse(name), {"groep": "x"}).status_code == 404


def test_the_list_is_of_pictures_and_of_several_groups(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    ask(cast, today)
    other = make_group(cast.school, "5B")
    make_pupil(cast.school, "Kim", turns(today, -8), group=other)
    html = client_of(cast.iris).get(list_page(cast.group, other)).text
    assert "Noor Demo" in html
    assert "Kim Demo" in html
    assert "klassenlijst" not in html
    assert list_page(cast.group, other, name=LIST_PDF).replace("&", "&amp;") in html


def test_too_many_groups_are_refused_with_words(cast: Cast, client_of: SignIn) -> None:
    groups = [make_group(cast.school, f"G{nr}") for nr in range(9)]
    html = client_of(cast.iris).get(list_page(*groups)).text
    assert "Kies hooguit 8 groepen." in html
    answer = client_of(cast.iris).get(list_page(*groups, name=LIST_PDF))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse(LIST))


def test_the_own_child_is_left_out_and_said(cast: Cast, client_of: SignIn, today: date) -> None:
    ask(cast, today)
    make_role(cast.fatima, RoleKind.TEACHER, school=cast.school, group=cast.group)
    fill(cast, today, 1)
    client = client_of(cast.fatima)
    html = client.get(group_page(cast.group)).text
    assert "Noor" not in main(html)
    assert "1 leerling van uw eigen gezin staat hier niet." in html
    assert client.get(photo(cast.group, cast.noor.pk)).status_code == 404
    assert (
        "1 leerling van de groep staat niet op deze lijst" in client.get(list_page(cast.group)).text
    )


@EACH
def test_opening_a_list_is_a_look_at_the_group(cast: Cast, lotte: Client, which: int) -> None:
    lotte.get(pages(cast)[which])
    look = Look.objects.get()
    assert (look.subject_type, look.subject_id) == ("people.group", str(cast.group.pk))
    assert (look.user_id, look.roles) == (cast.lotte.pk, "teacher")
    assert look.board_id == cast.board.pk


def test_the_family_sees_that_the_teacher_looked(
    cast: Cast, client_of: SignIn, lotte: Client
) -> None:
    lotte.get(group_page(cast.group))
    html = client_of(cast.daan).get(reverse("roof:looks", args=[cast.noor.pk])).text
    assert "lijst van de groep" in html
    assert "leraar" in html


def queries(client: Client, url: str) -> int:
    client.get(url)  # what is asked once per process
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@EACH
def test_the_number_of_queries_depends_on_no_pupil_and_no_question(
    cast: Cast, lotte: Client, today: date, which: int
) -> None:
    answered([ask(cast, today)], fill(cast, today, 2), cast.petra, today)
    few = queries(lotte, pages(cast)[which])
    pupils = fill(cast, today, FULL - 3)
    answered(ask_more(cast, today, 5), pupils, cast.petra, today)
    assert queries(lotte, pages(cast)[which]) == few
    assert few <= 25


@EACH
def test_a_full_group_stays_light(cast: Cast, lotte: Client, today: date, which: int) -> None:
    ask(cast, today)
    pupils = [*fill(cast, today, FULL - 1), cast.noor]
    ask_more(cast, today, CHANNELS - 7)
    answered(list(Purpose.objects.all()), pupils, cast.petra, today)
    url = [group_page(cast.group), photo(cast.group, *[one.pk for one in pupils]), pages(cast)[2]]
    html = lotte.get(url[which]).content
    assert html.count(b"Kind") >= FULL - 1
    assert len(gzip.compress(html)) < WEIGHT


def test_the_list_comes_as_pdf(cast: Cast, lotte: Client, today: date) -> None:
    say(cast.fatima, cast.noor, ask(cast, today), today, yes=True)
    answer = lotte.get(list_page(cast.group, name=LIST_PDF))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert today.isoformat() in answer.headers["Content-Disposition"]
    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    for words in ("Noor Demo", "Stand van", "geldig t/m vandaag", "× mag niet", "+ mag"):
        assert words in text
    assert "lassenlijst" not in text


def test_every_group_on_the_list_has_its_stamp(cast: Cast, client_of: SignIn, today: date) -> None:
    """In print each group starts a page of its own."""
    ask(cast, today)
    second = make_group(cast.school, "5B")
    text = main(client_of(cast.iris).get(list_page(cast.group, second)).text)
    assert text.count("geldig t/m vandaag") == 2
