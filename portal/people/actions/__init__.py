"""The verbs about people: accounts, roles, mandates, representation."""

from portal.people.actions.accounts import TooYoung, open_account, tie_guardian, tie_pupil
from portal.people.actions.authority import establish_authority
from portal.people.actions.boards import (
    SettingsMoved,
    SettingsRefused,
    change_settings,
    settings_of,
)
from portal.people.actions.roles import (
    LastAdministrator,
    NotIndependent,
    OwnRole,
    RoleRefused,
    accept_secrecy,
    confirm_teacher,
    decide_role,
    end_role,
    grant_role,
    propose_role,
    withdraw_proposal,
)

__all__ = [
    "LastAdministrator",
    "NotIndependent",
    "OwnRole",
    "RoleRefused",
    "SettingsMoved",
    "SettingsRefused",
    "TooYoung",
    "accept_secrecy",
    "change_settings",
    "confirm_teacher",
    "decide_role",
    "end_role",
    "establish_authority",
    "grant_role",
    "open_account",
    "propose_role",
    "settings_of",
    "tie_guardian",
    "tie_pupil",
    "withdraw_proposal",
]
