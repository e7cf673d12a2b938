"""Verzegeld: the few secrets that rest in the database, encrypted with keys that can be renewed."""

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FERNET_KEYS])


def seal(content: bytes) -> bytes:
    """Encrypted and authenticated with the first key of the settings."""
    return _keys().encrypt(content)


def unseal(token: bytes) -> bytes:
    """The content; any key of the settings opens it.

    Raises `cryptography.fernet.InvalidToken` when no key fits or the token was changed.
    """
    return _keys().decrypt(token)
