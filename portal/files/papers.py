"""PDF: refused when it can do something by itself, else written anew."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from portal.files.rules import MAX_PAGES, Clean, Reason, Refused

ACTIVE_KEYS = {
    "/AA",
    "/EF",
    "/EmbeddedFiles",
    "/JS",
    "/JavaScript",
    "/RichMediaContent",
    "/RichMediaSettings",
    "/XFA",
}
ACTIONS = {
    "/GoToE",
    "/GoToR",
    "/ImportData",
    "/JavaScript",
    "/Launch",
    "/Movie",
    "/Rendition",
    "/RichMediaExecute",
    "/Sound",
    "/SubmitForm",
}
ANNOTATIONS = {"/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound"}
MAX_DEPTH = 50


def clean_pdf(content: bytes) -> Clean:
    """Raises `Refused`. Writing it anew leaves out what no page uses, also what hides behind it."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return Clean(_rewritten(pdf), "application/pdf")
    except pikepdf.PasswordError as error:
        raise Refused(Reason.LOCKED) from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError) as error:
        raise Refused(Reason.BROKEN) from error


def _rewritten(pdf: pikepdf.Pdf) -> bytes:
    if pdf.is_encrypted:
        raise Refused(Reason.LOCKED)
    if not 1 <= len(pdf.pages) <= MAX_PAGES:
        raise Refused(Reason.TOO_MANY_PAGES if len(pdf.pages) else Reason.BROKEN)
    if any(_is_active(part) for thing in pdf.objects for part in _dictionaries(thing, 0)):
        raise Refused(Reason.ACTIVE)
    if "/OpenAction" in pdf.Root:
        del pdf.Root.OpenAction
    out = BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _dictionaries(thing: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    """Every dictionary written inside this object; what it refers to has its own turn."""
    if depth > MAX_DEPTH:
        raise Refused(Reason.BROKEN)
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.Dictionary):
        yield thing
        parts: list[Any] = list(thing.values())
    elif isinstance(thing, pikepdf.Array):
        parts = list(thing)
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _dictionaries(part, depth + 1)


def _is_active(part: pikepdf.Object) -> bool:
    """It runs, opens, sends, plays or carries something."""
    if ACTIVE_KEYS & set(part.keys()):
        return True
    return str(part.get("/S", "")) in ACTIONS or str(part.get("/Subtype", "")) in ANNOTATIONS
