"""Stukken: content of any size, encrypted piece by piece, each piece bound to its place.

The nonce is the piece's number and whether it is the last one, under a key that is used for one
file only. So a changed, moved, missing, doubled or borrowed piece is noticed, and an early end too.
"""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECE = 64 * 1024
TAG = 16


def new_key() -> bytes:
    """A key for one file."""
    return AESGCM.generate_key(256)


class PieceWriter:
    """What is written here lands encrypted in `out`; `finish` seals the last piece.

    `about` names the file, so that its content cannot be laid under another name.
    """

    def __init__(self, out: BinaryIO, key: bytes, about: bytes) -> None:
        self._out, self._cipher, self._about = out, AESGCM(key), about
        self._rest, self._number = bytearray(), 0
        self._digest, self.size = hashlib.sha256(), 0

    def write(self, content: bytes | bytearray | memoryview) -> int:
        """Takes any number of bytes and keeps less than one piece of them."""
        view = memoryview(content)
        for start in range(0, len(view), PIECE):
            part = view[start : start + PIECE]
            self._digest.update(part)
            self._rest += part
            if len(self._rest) > PIECE:
                self._seal(bytes(self._rest[:PIECE]), last=False)
                del self._rest[:PIECE]
        self.size += len(view)
        return len(view)

    def flush(self) -> None:
        """For whoever takes this for a file: a piece leaves when it is full."""

    def finish(self) -> None:
        """Nothing may be written after this."""
        self._seal(bytes(self._rest), last=True)

    @property
    def sha256(self) -> str:
        """Of all that was written."""
        return self._digest.hexdigest()

    def _seal(self, part: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._out.write(self._cipher.encrypt(nonce, part, self._about))
        self._number += 1


def opened(source: BinaryIO, key: bytes, about: bytes) -> Iterator[bytes]:
    """The content piece by piece; `cryptography.exceptions.InvalidTag` at the first wrong one."""
    cipher, number = AESGCM(key), 0
    sealed = source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        yield cipher.decrypt(_nonce(number, last=not following), sealed, about)
        if not following:
            return
        sealed, number = following, number + 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
