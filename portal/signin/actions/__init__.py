"""The verbs of the door, one file per noun."""

from portal.signin.actions.door import (
    AlreadyHasDevice,
    check_password,
    enter_code,
    forget_attempts,
    issue_authenticator,
    leave,
    withdraw_authenticator,
)

__all__ = [
    "AlreadyHasDevice",
    "check_password",
    "enter_code",
    "forget_attempts",
    "issue_authenticator",
    "leave",
    "withdraw_authenticator",
]
