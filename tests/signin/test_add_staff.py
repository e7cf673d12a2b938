"""add_staff: the first people of a board and of the installation, by letter."""

from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import User
from portal.signin.models import Invitation
from tests.cast import Cast

NEW = {"sign_in": "nina", "email": "nina@example.org"}


def run(cast: Cast, folder: Path, kind: str = "administrator", **more: Any) -> None:
    facts = {"board": cast.board.number, "out": folder, **NEW, **more}
    call_command("add_staff", "Nina Nieuw", role=kind, **facts)


def test_the_first_administrator_has_a_role_and_a_letter(cast: Cast, tmp_path: Path) -> None:
    run(cast, tmp_path)
    nina = User.objects.get(sign_in_name="nina")
    role = nina.roles.get()
    assert (role.kind, role.board, role.granted_by) == ("administrator", cast.board, None)
    assert not nina.has_usable_password()
    assert Invitation.objects.still_open(timezone.now()).get(user=nina).board == cast.board
    (letter,) = tmp_path.glob("brieven-*.pdf")
    assert "Nina Nieuw" in pypdf.PdfReader(letter).pages[0].extract_text()
    assert letter.stat().st_mode & 0o077 == 0


def test_an_operator_belongs_to_no_board(cast: Cast, tmp_path: Path) -> None:
    run(cast, tmp_path, "operator")
    role = User.objects.get(sign_in_name="nina").roles.get()
    assert (role.kind, role.board) == ("operator", None)


def test_the_fg_hears_of_it_and_the_log_says_that_the_installation_did_it(
    cast: Cast, tmp_path: Path
) -> None:
    run(cast, tmp_path, "officer")
    fg = Message.objects.get(kind="signin.role_changed")
    assert fg.to == cast.frank.email
    assert Event.objects.get(verb="people.role_granted", facts__kind="officer").actor_id is None


@pytest.mark.parametrize(
    "wrong", [{"sign_in": "FATIMA"}, {"sign_in": "ni@na"}, {"email": "geen adres"}, {"board": "x"}]
)
def test_what_is_wrong_is_told_and_nothing_is_made(
    cast: Cast, tmp_path: Path, wrong: dict[str, str]
) -> None:
    with pytest.raises(CommandError):
        run(cast, tmp_path, **wrong)
    assert not User.objects.filter(display_name="Nina Nieuw").exists()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["teacher", "handler", "director"])
def test_who_works_at_one_school_gets_a_role_on_the_pages(
    cast: Cast, tmp_path: Path, kind: str
) -> None:
    with pytest.raises(CommandError):
        run(cast, tmp_path, kind)
