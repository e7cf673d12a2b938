"""Grote bestanden: in pieces that cannot be changed, moved, left out or borrowed."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.files.actions import FileDamaged, FileRefused, pieces, read, store, write_file
from portal.files.actions.serve import serve_in_pieces
from portal.files.models import StoredFile
from portal.files.sealing import PIECE, TAG, PieceWriter, new_key, opened
from portal.sealed import seal

KEY, ABOUT = new_key(), b"a file"
THREE = bytes(range(256)) * (PIECE * 2 // 256) + b"the end"
SEALED = PIECE + TAG


def sealed(content: bytes, about: bytes = ABOUT, step: int = 1000) -> bytes:
    out = io.BytesIO()
    writer = PieceWriter(out, KEY, about)
    for start in range(0, len(content), step):
        writer.write(content[start : start + step])
    writer.finish()
    return out.getvalue()


def unsealed(content: bytes, about: bytes = ABOUT) -> bytes:
    return b"".join(opened(io.BytesIO(content), KEY, about))


@settings(max_examples=40)
@given(size=st.integers(0, 3 * PIECE), step=st.integers(700, 2 * PIECE))
def test_whatever_is_written_comes_back(size: int, step: int) -> None:
    content = (THREE * 2)[:size]
    assert unsealed(sealed(content, step=step)) == content


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_the_edges_of_a_piece(size: int) -> None:
    assert unsealed(sealed(THREE[:size])) == THREE[:size]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda s: s[:-1] + bytes([s[-1] ^ 1]), id="a changed bit"),
        pytest.param(lambda s: s[:-1], id="one byte short"),
        pytest.param(lambda s: s[: 2 * SEALED], id="without its last piece"),
        pytest.param(lambda s: s[:SEALED], id="its first piece only"),
        pytest.param(lambda s: s[SEALED:], id="without its first piece"),
        pytest.param(lambda s: s[SEALED : 2 * SEALED] + s[:SEALED] + s[2 * SEALED :], id="turned"),
        pytest.param(lambda s: s[:SEALED] + s, id="a piece twice"),
        pytest.param(lambda s: s + s[2 * SEALED :], id="the end twice"),
        pytest.param(lambda _s: b"", id="nothing"),
    ],
)
def test_what_was_touched_does_not_open(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(InvalidTag):
        unsealed(spoil(sealed(THREE)))


def test_a_piece_of_another_file_does_not_fit() -> None:
    with pytest.raises(InvalidTag):
        unsealed(sealed(THREE, b"another file"))


@pytest.mark.django_db
def test_a_large_file_is_written_and_read_bit_by_bit() -> None:
    def fill(out: PieceWriter) -> None:
        for _time in range(40):
            out.write(THREE)

    file = write_file(fill, name="pakket.zip", content_type="application/zip")
    assert not StoredFile.objects.exists()
    assert max(len(part) for part in pieces(file)) <= PIECE
    assert (read(file), file.size) == (THREE * 40, len(THREE) * 40)
    assert THREE[:64] not in file.path.read_bytes()


@pytest.mark.django_db
def test_whoever_lays_another_file_in_its_place_is_noticed() -> None:
    one, other = (store(THREE, name="x.pdf", content_type="application/pdf") for _time in "ab")
    one.path.write_bytes(other.path.read_bytes())
    with pytest.raises(FileDamaged):
        read(one)


@pytest.mark.django_db
def test_a_file_of_before_the_pieces_still_opens() -> None:
    file, key = store(b"oud", name="x.pdf", content_type="application/pdf"), Fernet.generate_key()
    file.path.write_bytes(Fernet(key).encrypt(b"oud"))
    file.wrapped_key = seal(key)
    assert read(file) == b"oud"


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OSError(28, "No space left"), RuntimeError("killed")])
def test_half_a_file_never_stays(settings: Any, error: Exception) -> None:
    def fill(out: PieceWriter) -> None:
        out.write(THREE)
        raise error

    with pytest.raises(FileRefused if isinstance(error, OSError) else RuntimeError):
        write_file(fill, name="x.zip", content_type="application/zip")
    assert [one for one in Path(settings.FILES_ROOT).rglob("*") if one.is_file()] == []


@pytest.mark.django_db
def test_a_large_answer_leaves_in_pieces() -> None:
    file = store(THREE, name="pakket.zip", content_type="application/zip")
    answer = serve_in_pieces(file)
    assert b"".join(answer) == THREE
    assert answer.headers["Content-Length"] == str(len(THREE))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="pakket.zip"'
    assert answer.headers["Content-Type"] == "application/zip"


@pytest.mark.django_db
def test_an_answer_does_not_begin_with_a_wrong_piece() -> None:
    file = store(THREE, name="pakket.zip", content_type="application/zip")
    file.path.write_bytes(b"x" * 500)
    with pytest.raises(FileDamaged):
        serve_in_pieces(file)
