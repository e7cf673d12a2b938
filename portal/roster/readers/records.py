"""XML, one small record at a time: any DOCTYPE refused, depth and size bounded, lines known."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from portal.roster.readers.flaws import Flaw, Unreadable

RECORDS = {"school", "vestiging", "groep", "samengestelde_groep", "leerling", "leerkracht"}
SKIPPED = "toevoegingen"  # blocks of a supplier, of any type
CHUNK = 64 * 1024
MAX_DEPTH = 64
MAX_ELEMENTS = 600_000  # in one file: 25,000 pupils have about 400,000
MAX_NODES = 2_000  # in one record
MAX_TEXT = 100_000  # characters in one record
MAX_TOKEN = 1024 * 1024  # bytes of one tag or one stretch that the parser holds back


@dataclass(slots=True)
class Node:
    """An element by its local name."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def child(self, name: str) -> "Node | None":
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def value(self, name: str) -> str:
        """The text of the first child of that name; empty when there is none."""
        found = self.child(name)
        return found.text.strip() if found else ""


def _local(name: str) -> str:
    return name.rpartition("}")[2]


class _Collector:
    """The parser's target: keeps the record that is being read and nothing around it."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.done: list[Node] = []
        self.open: list[Node] = []
        self.depth = self.skipped_at = self.elements = self.nodes = self.letters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable(Flaw.TOO_DEEP, self.line)
        if self.elements > MAX_ELEMENTS:
            raise Unreadable(Flaw.TOO_MANY, self.line)
        name = _local(tag)
        if self.skipped_at or not (self.open or name in RECORDS):
            return
        if name == SKIPPED:
            self.skipped_at = self.depth
        node = Node(name, {_local(key): value for key, value in attributes.items()}, self.line)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.nodes = self.letters = 0
        self.nodes += 1
        self._bound()
        self.open.append(node)

    def data(self, text: str) -> None:
        if self.open and not self.skipped_at:
            self.letters += len(text)
            self._bound()
            self.open[-1].text += text

    def end(self, _tag: str) -> None:
        inside = not self.skipped_at or self.skipped_at == self.depth
        if self.skipped_at == self.depth:
            self.skipped_at = 0
        self.depth -= 1
        if inside and self.open:
            node = self.open.pop()
            if not self.open:
                self.done.append(node)

    def close(self) -> None:
        """The parser asks for it; what was read has been taken already."""

    def take(self) -> list[Node]:
        taken, self.done = self.done, []
        return taken

    @property
    def line(self) -> int:
        return int(self.parser.CurrentLineNumber)

    def _bound(self) -> None:
        if self.nodes > MAX_NODES or self.letters > MAX_TEXT:
            raise Unreadable(Flaw.RECORD_TOO_BIG, self.line)


def records(content: bytes) -> Iterator[Node]:
    """The records of a document in its order, whatever stands around them. Raises Unreadable."""
    collector = _Collector()
    parser = DefusedXMLParser(target=collector, forbid_dtd=True)
    collector.parser = parser.parser
    try:
        for start in range(0, len(content), CHUNK):
            parser.feed(content[start : start + CHUNK])
            if start + CHUNK - collector.parser.CurrentByteIndex > MAX_TOKEN:
                raise Unreadable(Flaw.RECORD_TOO_BIG, collector.line)
            yield from collector.take()
        parser.close()
    except DefusedXmlException as refused:
        raise Unreadable(Flaw.DOCTYPE, collector.line) from refused
    except ParseError as broken:
        raise Unreadable(Flaw.BROKEN_XML, broken.position[0]) from broken
    except (LookupError, ValueError) as encoding:  # an encoding that the parser does not know
        raise Unreadable(Flaw.BROKEN_XML, 1) from encoding
    yield from collector.take()
