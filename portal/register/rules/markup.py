"""Opmaak: the few marks of a document: headings, lists and paragraphs, and nothing that runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class BlockKind(StrEnum):
    """What a piece of text is."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    LIST = "list"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text: one line, or the items of a list. Plain text: the page escapes it."""

    kind: BlockKind
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines of the piece as one."""
        return "\n".join(self.lines)


MARK = {  # how many signs stand before the text
    BlockKind.HEADING: 2,
    BlockKind.SUBHEADING: 3,
    BlockKind.LIST: 2,
    BlockKind.PARAGRAPH: 0,
}


def blocks(text: str) -> list[Block]:
    """`# ` a heading, `## ` a smaller one, `- ` an item; a blank line between the rest."""
    found: list[Block] = []
    pieces = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for filled, group in groupby(pieces, key=lambda line: bool(line.strip())):
        if filled:
            found += _runs([line.strip() for line in group])
    return found


def _runs(lines: list[str]) -> Iterator[Block]:
    """Lines without a blank one between them, cut where the kind of line changes."""
    for kind, group in groupby(lines, key=_kind):
        bare = [line[MARK[kind] :].strip() for line in group]
        if kind is BlockKind.LIST:
            yield Block(kind, tuple(bare))
        elif kind is BlockKind.PARAGRAPH:
            yield Block(kind, (" ".join(bare),))
        else:
            yield from (Block(kind, (line,)) for line in bare)


def _kind(line: str) -> BlockKind:
    if line.startswith("## "):
        return BlockKind.SUBHEADING
    if line.startswith("# "):
        return BlockKind.HEADING
    return BlockKind.LIST if line.startswith("- ") else BlockKind.PARAGRAPH
