"""Foto's: decoded and written anew, without place, time, thumbnail or anything else inside."""

import warnings
from io import BytesIO

from PIL import Image, ImageFile, ImageOps
from pillow_heif import register_heif_opener

from portal.files.rules import MAX_PIXELS, Clean, Kind, Reason, Refused

FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.HEIC: "HEIF"}

register_heif_opener(thumbnails=False)


def clean_picture(content: bytes, kind: Kind) -> Clean:
    """PNG stays PNG, the rest becomes JPEG. Raises `Refused`."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # other libraries switch this on for everybody
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            plain = _decoded(content, FORMATS[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(Reason.TOO_MANY_PIXELS) from error
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError) as error:
        raise Refused(Reason.BROKEN) from error
    return _written(plain, as_png=kind is Kind.PNG)


def _decoded(content: bytes, pillow_format: str) -> Image.Image:
    """The size stands in the first bytes: it is judged before a single pixel is unpacked."""
    with Image.open(BytesIO(content), formats=[pillow_format]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise Refused(Reason.TOO_MANY_PIXELS)
        picture.load()
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        ImageOps.exif_transpose(picture, in_place=True)
        plain: Image.Image = picture if picture.mode == mode else picture.convert(mode)
        plain.info.clear()
        return plain


def _written(plain: Image.Image, *, as_png: bool) -> Clean:
    out = BytesIO()
    if as_png:
        plain.save(out, "PNG")
        return Clean(out.getvalue(), "image/png")
    flat = plain if plain.mode == "RGB" else plain.convert("RGB")
    flat.save(out, "JPEG", quality=88, exif=b"")
    return Clean(out.getvalue(), "image/jpeg")
