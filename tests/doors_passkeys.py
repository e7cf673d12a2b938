"""The doors for the script of a passkey: without a ceremony they answer that there is none."""

from tests.door import EVERYBODY, Door

DOORS: dict[str, Door] = {
    "signin:passkey_begin": Door(get={405: EVERYBODY}, post={400: EVERYBODY}, public=True),
    "signin:passkey": Door(get={405: EVERYBODY}, post={400: EVERYBODY}, public=True),
    "signin:passkey_add_begin": Door(get={405: EVERYBODY}, post={200: EVERYBODY}, public=True),
    "signin:passkey_add": Door(get={405: EVERYBODY}, post={400: EVERYBODY}, public=True),
}
