"""Codes om over te typen: Crockford's alphabet without look-alikes, kept as HMAC only."""

import secrets

from django.utils.crypto import salted_hmac

from portal.signin.rules import LISTED_CODE_LENGTH

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_code(length: int) -> str:
    """`length` signs of 5 bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def fresh_codes(count: int) -> list[str]:
    """So many new codes for a list; shown or printed once, kept as HMAC only."""
    return [new_code(LISTED_CODE_LENGTH) for _ in range(count)]


def new_digits(length: int) -> str:
    """`length` digits: for a code that lives for minutes and is typed on a telephone."""
    return "".join(secrets.choice("0123456789") for _ in range(length))


def in_groups(code: str, size: int = 4) -> str:
    """As it is printed: 'K7QM-2H9D-XW4T'."""
    return "-".join(code[at : at + size] for at in range(0, len(code), size))


def tidy(typed: str) -> str:
    """The code that was meant: without spaces and dashes, look-alikes read well."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return plain.translate(LOOK_ALIKES)


def hidden_code(purpose: str, code: str) -> str:
    """The HMAC under the installation's key by which a code is kept and found (64 hex signs)."""
    mark = salted_hmac(f"portal.signin.code.{purpose}", tidy(code), algorithm="sha256")
    return mark.hexdigest()
