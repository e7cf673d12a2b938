"""make_letters: the same letters from the command line, with progress."""

from datetime import date
from pathlib import Path

import pypdf
import pytest
from django.core.management import CommandError, call_command

from portal.files.models import StoredFile
from portal.signin.models import Invitation, LetterRun
from tests.builders import tie
from tests.cast import Cast
from tests.invite import HOME, make_unknown


def run(cast: Cast, folder: Path, **more: str) -> None:
    board, school = cast.board.name, more.pop("school", cast.school.brin6)
    call_command("make_letters", board=board, school=school, out=folder, **more)


def test_the_letters_lie_in_the_folder_and_nowhere_else(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Anna", "Bo"):
        tie(make_unknown(cast.board, name, **HOME), cast.noor)
    run(cast, tmp_path, group="5A")
    files = list(tmp_path.glob("brieven-*.pdf"))
    assert [len(pypdf.PdfReader(path).pages) for path in files] == [2]
    assert files[0].stat().st_mode & 0o077 == 0
    assert not StoredFile.objects.exclude(wrapped_key=None).exists()
    assert LetterRun.objects.get().finished_at
    shown = capsys.readouterr()
    assert "2/2" in shown.err
    assert "2 brieven in 1 bestanden" in shown.out


def test_a_second_run_makes_nothing(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tie(make_unknown(cast.board, "Anna"), cast.noor)
    run(cast, tmp_path)
    run(cast, tmp_path)
    assert Invitation.objects.count() == 1
    assert "Iedereen heeft al een account" in capsys.readouterr().out


@pytest.mark.parametrize("where", [{"school": "00XX00"}, {"group": "bestaat niet"}])
def test_an_unknown_place_is_refused(
    cast: Cast, today: date, tmp_path: Path, where: dict[str, str]
) -> None:
    with pytest.raises(CommandError):
        run(cast, tmp_path, **where)
