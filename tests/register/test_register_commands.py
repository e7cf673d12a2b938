"""Het register op de opdrachtregel: out, in again, and refused for who may not."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.register.models import Processing
from tests.cast import Cast
from tests.register.builders import adopt, processing


def run(name: str, *args: object, **options: object) -> str:
    out = StringIO()
    call_command(name, *map(str, args), stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_out_and_in_again(cast: Cast, tmp_path: Path, shape: str) -> None:
    adopt(cast, timezone.localdate())
    path, board = tmp_path / f"register.{shape}", cast.board.name
    assert "30 verwerkingen" in run("export_register", path, board=board)
    who = cast.petra.sign_in_name
    assert "Gelijk: 30." in run("import_register", path, board=board, by=who)
    Processing.objects.filter(code="jgz").update(retention="anders")
    assert "Gewijzigd: 1." in run("import_register", path, board=board, by=who, dry_run=True)
    assert processing(cast, "jgz").retention == "anders"
    run("import_register", path, board=board, by=who, approved_by="Het CvB")
    assert processing(cast, "jgz").retention != "anders"


def test_only_the_officer_reads_it_in(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("code;kleur\nx;rood\n")
    with pytest.raises(CommandError, match="niet wijzigen"):
        run("import_register", path, board=cast.board.name, by=cast.frank.sign_in_name)
    with pytest.raises(CommandError, match="Er is niets bewaard"):
        run("import_register", path, board=cast.board.name, by=cast.petra.sign_in_name)
