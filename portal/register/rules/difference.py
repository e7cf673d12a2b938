"""Verschil: what changed between two versions of a text, so that a person can read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from portal.register.rules.markup import Block, BlockKind, blocks


class Change(StrEnum):
    """What happened to a piece."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Part:
    """Some words and what happened to them: same, added or removed."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph or item with its words, in the order of reading."""

    change: Change
    kind: BlockKind
    parts: tuple[Part, ...]


ALIKE = 0.5  # below this two pieces are another text, not a changed one


def difference(old: str, new: str) -> list[Piece]:
    """Both versions as one text; a piece that was rewritten shows its words."""
    before, after = _pieces(old), _pieces(new)
    found: list[Piece] = []
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            found += [_whole(Change.SAME, one) for one in after[first:last]]
        else:
            found += _replaced(before[start:end], after[first:last])
    return found


def has_changes(pieces: list[Piece]) -> bool:
    """Whether there is anything to show."""
    return any(piece.change is not Change.SAME for piece in pieces)


def _pieces(text: str) -> list[Block]:
    """Items of a list one by one, so that one new item is one change."""
    return [Block(block.kind, (line,)) for block in blocks(text) for line in block.lines]


def _replaced(old: list[Block], new: list[Block]) -> Iterator[Piece]:
    """In order; an old piece that looks like the next new one is shown as changed."""
    waiting = list(old)
    for after in new:
        found = next((one for one in waiting if _alike(one, after)), None)
        if found is None:
            yield _whole(Change.ADDED, after)
            continue
        gone = waiting[: waiting.index(found)]
        waiting = waiting[waiting.index(found) + 1 :]
        yield from (_whole(Change.REMOVED, one) for one in gone)
        yield Piece(Change.CHANGED, after.kind, tuple(_words(found.text, after.text)))
    yield from (_whole(Change.REMOVED, one) for one in waiting)


def _alike(old: Block, new: Block) -> bool:
    if old.kind is not new.kind:
        return False
    return SequenceMatcher(a=_split(old.text), b=_split(new.text)).ratio() >= ALIKE


def _words(old: str, new: str) -> Iterator[Part]:
    before, after = _split(old), _split(new)
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            yield Part(Change.SAME, "".join(after[first:last]))
            continue
        if gone := "".join(before[start:end]):
            yield Part(Change.REMOVED, gone)
        if come := "".join(after[first:last]):
            yield Part(Change.ADDED, come)


def _split(text: str) -> list[str]:
    """Words with the space behind them, so that joined they are the text again."""
    return re.findall(r"\S+\s*", text)


def _whole(change: Change, block: Block) -> Piece:
    return Piece(change, block.kind, (Part(change, block.text),))
