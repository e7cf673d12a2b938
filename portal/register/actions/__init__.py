"""The verbs of the register, one file per noun or verb."""

from portal.register.actions.disclosing import (
    About,
    DisclosureRefusedError,
    Handover,
    Secrecy,
    lift,
    pupils_concerned,
    record_disclosure,
)
from portal.register.actions.importing import PlanRefusedError, import_register
from portal.register.actions.keeping import (
    ChangedMeanwhileError,
    InUseError,
    add_processing,
    add_recipient,
    edit_processing,
    edit_recipient,
    remove_processing,
    remove_recipient,
    uses_of,
)
from portal.register.actions.publishing import NotNamedError, publish, withdraw
from portal.register.actions.restricting import NotStoppableError, lift_restriction, restrict
from portal.register.actions.versions import Change, add_version

__all__ = [
    "About",
    "Change",
    "ChangedMeanwhileError",
    "DisclosureRefusedError",
    "Handover",
    "InUseError",
    "NotNamedError",
    "NotStoppableError",
    "PlanRefusedError",
    "Secrecy",
    "add_processing",
    "add_recipient",
    "add_version",
    "edit_processing",
    "edit_recipient",
    "import_register",
    "lift",
    "lift_restriction",
    "publish",
    "pupils_concerned",
    "record_disclosure",
    "remove_processing",
    "remove_recipient",
    "restrict",
    "uses_of",
    "withdraw",
]
