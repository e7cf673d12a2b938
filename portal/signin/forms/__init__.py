"""What is typed at the door."""

from portal.signin.forms.door import (
    WRONG_CODE,
    WRONG_PAIR,
    CodeForm,
    OneTimeInput,
    SignInForm,
)

__all__ = [
    "WRONG_CODE",
    "WRONG_PAIR",
    "CodeForm",
    "OneTimeInput",
    "SignInForm",
]
