"""Brieven: one page for one person, in six languages, made in files that a kill cannot halve."""

import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest
from django.test import Client
from django.utils.formats import date_format

from portal import pdf, press
from portal.audit.models import Event
from portal.files.actions import FileGone, read
from portal.files.models import StoredFile
from portal.outbox.models import Message
from portal.people.models import User
from portal.people.rules import turns
from portal.signin import invited, letters, piles
from portal.signin.actions import letters as making
from portal.signin.actions.invite import PURPOSE, Where, invite, invite_all, revoke
from portal.signin.letter_texts import DUTCH, FOREIGN
from portal.signin.letters import Envelope, invitation_letter
from portal.signin.models import Invitation, LetterRun, PlannedLetter
from portal.signin.rules import INVITATION_HOLDS, Delivery
from portal.signin.secret_codes import hidden_code, tidy
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.invite import HOME, HOUR, NOW, code_on, make_letter, make_unknown, pages_of
from tests.tools.test_press import KILLED_AFTER_ONE


@pytest.fixture(autouse=True)
def _own_house(settings: Any) -> None:
    settings.ROOT_URLCONF = "portal.urls"


def make_run(cast: Cast, today: date, names: list[str], **fields: Any) -> LetterRun:
    """A pile for new guardians of Noor."""
    for name in names:
        tie(make_unknown(cast.board, name, **{**HOME, **fields}), cast.noor)
    place = invited.get_place(cast.ad, cast.school.pk, None, today)
    guardians, pupils = invited.strangers(cast.ad, place, today)
    where = Where(cast.board, cast.school)
    return invite_all(guardians, pupils, where=where, by=cast.ad, now=NOW, today=today)


def letter_of(envelope: Envelope) -> bytes:
    """As the press prints it."""
    return pdf.laid_out(invitation_letter(envelope), pdf.style())


def one_letter(cast: Cast, today: date, **fields: Any) -> str:
    """The text of a letter to somebody with this name and address."""
    guardian = make_unknown(cast.board, "Fien", **{**HOME, **fields})
    invitation, code = make_letter(guardian, cast.board, NOW, today)
    content = letter_of(Envelope(invitation, code, Delivery.POST, cast.school, NOW))
    pages = pypdf.PdfReader(BytesIO(content)).pages
    assert len(pages) == 1
    return re.sub(r"\s+", " ", pages[0].extract_text())


def test_each_person_gets_one_page_with_the_code_that_opens(cast: Cast, today: date) -> None:
    run = make_run(cast, today, ["Anna", "Bo", "Cas"])
    assert making.make_due(NOW) == 3
    pages = pages_of(run)
    assert len(pages) == 3
    for page, letter in zip(pages, run.letters.select_related("invitation"), strict=True):
        invitation = letter.invitation
        assert hidden_code(PURPOSE, code_on(page)) == invitation.code_hash
        assert tidy(re.search(r"Kenmerk ([\w-]{9})", page)[1]) == invitation.reference  # type: ignore[index]
        assert f"Inlognaam {invitation.reference.lower()}" in page


def test_no_child_stands_on_a_letter(cast: Cast, today: date) -> None:
    run = make_run(cast, today, ["Anna"])
    making.make_due(NOW)
    assert "Noor" not in "".join(pages_of(run))


def test_the_five_lines_come_out_as_they_went_in(cast: Cast, today: date) -> None:
    text = one_letter(cast, today)
    for line in DUTCH:
        assert line in text
    for other in FOREIGN:
        if other.direction == "ltr":
            assert f"{other.name} {' '.join(other.lines)}" in text, other.code


def test_every_word_of_the_arabic_lines_comes_out_whole(cast: Cast, today: date) -> None:
    """The order is not compared: who reads a PDF puts lines from right to left by guess."""
    words = re.findall(r"\w+", one_letter(cast, today))
    arabic = next(other for other in FOREIGN if other.code == "ar")
    assert len(arabic.lines) == len(DUTCH)
    wanted = Counter(re.findall(r"\w+", f"{arabic.name} {' '.join(arabic.lines)}"))
    assert Counter(word for word in words if word in wanted) == wanted


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("<b>Fien</b><script>x</script>", id="html"),
        pytest.param("\u202egnirts\u202c {{ code }}", id="turned around, template"),
        pytest.param("Şükrü Łęcki-Öğüt Євген", id="other alphabets"),
        pytest.param("W" * 64, id="long"),
    ],
)
def test_a_hostile_name_stays_text_on_one_page(cast: Cast, today: date, name: str) -> None:
    text = one_letter(cast, today, first_name=name, street="S" * 80, last_name="L" * 128)
    assert letters.plain(name)[:60] in text.replace(" ", "") or letters.plain(name)[:60] in text
    assert "\u202e" not in text
    assert "Code" in text


def test_the_letter_is_tagged_and_its_picture_has_words(cast: Cast, today: date) -> None:
    invitation, code = make_letter(make_unknown(cast.board, "Fien"), cast.board, NOW, today)
    content = letter_of(Envelope(invitation, code, Delivery.POST, None, NOW))
    with pikepdf.open(BytesIO(content)) as opened:
        assert opened.Root.MarkInfo.Marked
        parts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary)]
        figures = [o for o in parts if o.get("/S") == "/Figure"]
    assert [invitation.reference[:4] in str(one.Alt) for one in figures] == [True]


def test_a_letter_that_is_handed_over_has_no_address(cast: Cast, today: date) -> None:
    tie(make_unknown(cast.board, "Els", street="Elders 1", town="Ver"), cast.noor)
    run = make_run(cast, today, ["Geheim"], address_secret=True)
    making.make_due(NOW)
    page = next(page for page in pages_of(run) if "Geheim" in page)
    assert re.search(r" C ?\d+ \w+ \d{4} ", page)  # for who sorts: into somebody's own hands
    assert "Kerkstraat" not in page


def test_a_letter_has_a_date_and_a_greeting_and_no_words_for_staff(cast: Cast, today: date) -> None:
    text = one_letter(cast, today)
    printed = date_format(NOW - INVITATION_HOLDS, "j F Y")
    assert printed in text
    assert "Beste Fien Demo," in text
    assert "hiermee logt u straks in" in text
    assert "meegeven" not in text
    assert "Per post" not in text


def test_a_pupil_reads_in_the_letter_that_the_rights_moved(cast: Cast, today: date) -> None:
    kim = make_pupil(cast.vo, "W" * 60, turns(today, -17), prefix="L" * 25)
    invitation, code = make_letter(kim, cast.board, NOW, today)
    content = letter_of(Envelope(invitation, code, Delivery.BY_HAND, cast.vo, NOW))
    pages = pypdf.PdfReader(BytesIO(content)).pages
    assert len(pages) == 1
    assert "Vanaf nu beslis je zelf over je gegevens" in pages[0].extract_text()


def test_letters_lie_in_the_order_of_the_envelopes(cast: Cast, today: date) -> None:
    run = make_run(cast, today, ["Cas", "Anna", "Bo"])
    names = [str(one.invitation.person) for one in run.letters.select_related("invitation")]
    assert names == sorted(names)


def test_a_file_holds_a_hundred_letters_at_most(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "LETTERS_IN_A_FILE", 2)
    run = make_run(cast, today, ["Anna", "Bo", "Cas"])
    making.make_due(NOW)
    run.refresh_from_db()
    assert [one.letters for one in piles.files_of(cast.ad, run)] == [2, 1]
    assert (run.done, run.finished_at) == (3, NOW)


def test_a_kill_in_the_middle_leaves_nothing_half(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run(cast, today, ["Anna", "Bo"])
    before = set(Invitation.objects.values_list("code_hash", flat=True))
    with monkeypatch.context() as patch:
        patch.setattr(making, "_finish", kill)
        with pytest.raises(KeyboardInterrupt):
            making.make_due(NOW)
    assert set(Invitation.objects.values_list("code_hash", flat=True)) == before
    assert not StoredFile.objects.exists()
    assert making.make_due(NOW) == 2
    assert making.make_due(NOW) == 0
    assert len(pages_of(run)) == 2


def kill(*_args: Any) -> None:
    raise KeyboardInterrupt


def test_a_press_that_is_killed_leaves_nothing_half(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch, real_press: None
) -> None:
    run = make_run(cast, today, ["Anna", "Bo"])
    before = set(Invitation.objects.values_list("code_hash", flat=True))
    with monkeypatch.context() as patch:
        patch.setattr(press, "COMMAND", [sys.executable, "-c", KILLED_AFTER_ONE])
        with pytest.raises(press.PressStopped):
            making.make_due(NOW)
    assert set(Invitation.objects.values_list("code_hash", flat=True)) == before
    assert not StoredFile.objects.exists()
    assert making.make_due(NOW) == 2
    assert len(pages_of(run)) == 2


def test_a_file_that_another_process_made_is_not_made_twice(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run(cast, today, ["Anna"])
    slow = making._joined
    monkeypatch.setattr(making, "_joined", lambda *args: second(monkeypatch, slow, run, args))
    assert making.make_file(run, now=NOW) == 0
    assert StoredFile.objects.count() == 1


def second(
    patch: pytest.MonkeyPatch, slow: Callable[..., bytes], run: LetterRun, args: Any
) -> bytes:
    """While the first renders, another makes the same file."""
    patch.setattr(making, "_joined", slow)
    making.make_file(run, now=NOW)
    return slow(*args)


def test_a_revoked_letter_is_not_printed(cast: Cast, today: date) -> None:
    run = make_run(cast, today, ["Anna", "Bo"])
    revoke(PlannedLetter.objects.filter(run=run)[0].invitation, by=cast.ad, now=NOW)
    making.make_due(NOW)
    run.refresh_from_db()
    assert (run.total, run.done, len(pages_of(run))) == (1, 1, 1)


def test_after_a_week_nobody_can_read_the_letters(cast: Cast, today: date) -> None:
    run = make_run(cast, today, ["Anna"])
    making.make_due(NOW)
    file = PlannedLetter.objects.get(run=run).file
    assert file
    assert making.forget_old(file.created_at + timedelta(days=6, hours=23)) == 0
    assert making.forget_old(file.created_at + timedelta(days=7)) == 1
    file.refresh_from_db()
    with pytest.raises(FileGone):
        read(file)


def test_the_mail_holds_the_reference_and_never_the_code(cast: Cast, today: date) -> None:
    run = make_run(cast, today, ["Anna"], contact_email="anna@example.org")
    making.make_due(NOW)
    message = Message.objects.get(kind="signin.invited")
    assert message.to == "anna@example.org"
    assert Invitation.objects.get().reference in message.body
    assert code_on(pages_of(run)[0]) not in message.body
    assert "Anna" not in message.body


def test_a_shared_mailbox_gets_no_invitation(cast: Cast, today: date) -> None:
    make_run(cast, today, ["Anna", "Bo"], contact_email="samen@example.org")
    make_run(cast, today, ["Cas"], contact_email="fatima@example.org")
    make_run(cast, today, ["Dee"], contact_email="dée@example.org")
    making.make_due(NOW)
    assert not Message.objects.filter(kind="signin.invited").exists()


def test_progress_shows_with_and_without_script(
    cast: Cast, today: date, client_of: Callable[[User], Client]
) -> None:
    run, ad = make_run(cast, today, ["Anna", "Bo"]), client_of(cast.ad)
    url = f"/uitnodigingen/brieven/{run.pk}/"
    page = ad.get(url).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "0 van 2 brieven klaar" in page
    making.make_due(NOW)
    part = ad.get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section id="letters">')
    assert "2 van 2 brieven klaar" in part
    assert part.strip() in ad.get(url).content.decode()


def test_a_file_needs_a_fresh_factor_and_is_noted(
    cast: Cast, today: date, client_of: Callable[[User], Client]
) -> None:
    run, ad = make_run(cast, today, ["Anna"]), client_of(cast.ad)
    making.make_due(NOW)
    answer = ad.get(f"/uitnodigingen/brieven/{run.pk}/1/")
    assert answer.content.startswith(b"%PDF-")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert Event.objects.filter(verb="signin.letters_fetched").count() == 1
    assert ad.get(f"/uitnodigingen/brieven/{run.pk}/2/").status_code == 404


def test_a_letter_for_ones_own_household_stays_shut(
    cast: Cast, today: date, client_of: Callable[[User], Client]
) -> None:
    run = make_run(cast, today, ["Anna"])
    making.make_due(NOW)
    own = make_unknown(cast.board, "Ad", user=cast.ad)
    tie(own, cast.noor)
    ad = client_of(cast.ad)
    assert ad.get(f"/uitnodigingen/brieven/{run.pk}/1/").status_code == 404
    assert "uw eigen gezin" in ad.get(f"/uitnodigingen/brieven/{run.pk}/").content.decode()


def test_a_new_letter_kills_the_old_code(cast: Cast, today: date) -> None:
    guardian = make_unknown(cast.board, "Anna")
    old, _code = make_letter(guardian, cast.board, NOW, today)
    invite(guardian, where=Where(cast.board), by=cast.ad, now=NOW + HOUR, today=today)
    old.refresh_from_db()
    assert old.revoked_at == NOW + HOUR
    assert Invitation.objects.still_open(NOW + HOUR).count() == 1
