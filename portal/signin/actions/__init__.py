"""The verbs of the door, one file per noun."""

from portal.signin.actions.door import (
    check_password,
    enter_code,
    forget_attempts,
    issue_authenticator,
    leave,
)
from portal.signin.actions.factors import (
    AlreadyHasDevice,
    NewApp,
    add_app,
    add_mail,
    enrol_first_app,
    enrol_first_mail,
    issue_codes,
    mail_code,
    remove_factor,
    rename_factor,
)
from portal.signin.actions.mailbox import (
    enter_mailbox_code,
    has_mailbox_code,
    send_mailbox_code,
)

__all__ = [
    "AlreadyHasDevice",
    "NewApp",
    "add_app",
    "add_mail",
    "check_password",
    "enrol_first_app",
    "enrol_first_mail",
    "enter_code",
    "enter_mailbox_code",
    "forget_attempts",
    "has_mailbox_code",
    "issue_authenticator",
    "issue_codes",
    "leave",
    "mail_code",
    "remove_factor",
    "rename_factor",
    "send_mailbox_code",
]
