"""QR-code: a picture for a telephone, as an address that needs no file and no inline style."""

from urllib.parse import quote, urlencode

import segno

ISSUER = "Zeggenschap"


def picture_of(text: str) -> str:
    """A `data:` address with an SVG picture, for the `src` of an <img>."""
    picture: str = segno.make(text, error="m", micro=False).svg_data_uri(scale=5, light="#fff")
    return picture


def app_address(name: str, typed_key: str) -> str:
    """What an authenticator app reads: whose key it is, and the key."""
    facts = urlencode({"secret": typed_key, "issuer": ISSUER})
    return f"otpauth://totp/{ISSUER}:{quote(name)}?{facts}"
