"""What is typed at the door."""

from portal.signin.forms.door import (
    WRONG_CODE,
    WRONG_PAIR,
    CodeForm,
    OneTimeInput,
    SignInForm,
    wrong_code,
)
from portal.signin.forms.factors import AppForm, NameForm

__all__ = [
    "WRONG_CODE",
    "WRONG_PAIR",
    "AppForm",
    "CodeForm",
    "NameForm",
    "OneTimeInput",
    "SignInForm",
    "wrong_code",
]
