"""Zwart gemaakt, of alleen bedekt? Whether text still lies on a page with something black on it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from portal.files.rules import Reason, Refused

DARK = 0.2  # of 1: what the eye takes for black
SMALL = 4.0  # points: a line of a table is no black bar
SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
COVERS = {"/Redact", "/Square", "/Circle", "/Polygon", "/Highlight", "/Ink", "/FreeText"}
MAX_DEPTH = 8


def has_text_and_black(content: bytes) -> bool:
    """True when some page has both; the eye must then look whether the one covers the other.

    What is no PDF has no text to find: False. Raises `Refused` for a PDF that cannot be read.
    """
    if not content.startswith(b"%PDF-"):
        return False
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return any(_has_both(page) for page in pdf.pages)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError) as error:
        raise Refused(Reason.BROKEN) from error


def _has_both(page: pikepdf.Page) -> bool:
    look = _Look()
    look.read(page.obj, page.obj.get("/Resources"), 0)
    return look.text and (look.black or any(_covers(one) for one in page.obj.get("/Annots", [])))


def _covers(note: Any) -> bool:
    """A bar that was laid over the page as a remark."""
    kind = str(note.get("/Subtype", ""))
    if kind == "/Redact":
        return True
    shades = [list(note.get(key, [])) for key in ("/IC", "/C")]
    return kind in COVERS and any(_is_dark(shade) for shade in shades if shade)


class _Look:
    """What was seen of one page; `dark` is the colour that fills now, `bar` whether it is wide."""

    def __init__(self) -> None:
        self.text = self.black = False
        self.dark, self.bar = True, False  # a page begins with black
        self.kept: list[bool] = []

    def read(self, stream: Any, resources: Any, depth: int) -> None:
        for step in pikepdf.parse_content_stream(stream):
            operands, name = step.operands, str(step.operator)
            self._colour(name, operands)
            self._shape(name, operands)
            self.text = self.text or name in SHOWS_TEXT
            if name == "Do" and depth < MAX_DEPTH:
                for form, own in _forms(operands, resources):
                    self.read(form, own, depth + 1)

    def _colour(self, name: str, operands: Any) -> None:
        if name == "q":
            self.kept.append(self.dark)
        elif name == "Q" and self.kept:
            self.dark = self.kept.pop()
        elif name == "cs":
            self.dark = True  # every space begins with black
        elif name in {"g", "rg", "k", "sc", "scn"}:
            self.dark = _is_dark(operands)

    def _shape(self, name: str, operands: Any) -> None:
        if name == "re":
            self.bar = self.bar or min(abs(float(one)) for one in operands[2:4]) >= SMALL
        elif name in {"l", "c", "v", "y"}:
            self.bar = True  # a shape drawn by hand
        elif name in FILLS:
            self.black = self.black or (self.dark and self.bar)
            self.bar = False
        elif name in {"n", "S", "s"}:
            self.bar = False


def _forms(operands: Any, resources: Any) -> Iterator[tuple[Any, Any]]:
    """The drawing that is put here, with what belongs to it."""
    drawings = resources.get("/XObject", {}) if resources is not None else {}
    form = drawings.get(str(operands[0])) if operands else None
    if form is not None and str(form.get("/Subtype", "")) == "/Form":
        yield form, form.get("/Resources", resources)


def _is_dark(shade: Any) -> bool:
    """Grey and colour count up to white, ink (four numbers) up to black."""
    found = [float(one) for one in shade if isinstance(one, int | float) or _is_number(one)]
    if len(found) == 4:
        return found[3] >= 1 - DARK or min(found[:3]) >= 1 - DARK
    return bool(found) and max(found) <= DARK


def _is_number(one: Any) -> bool:
    try:
        float(one)
    except (TypeError, ValueError):
        return False
    return True
