"""The verbs of the register, one file per noun or verb."""

from portal.register.actions.disclosing import Secrecy, is_hidden, record_disclosure
from portal.register.actions.hiding import (
    HidingRefusedError,
    agree_hidden,
    extend_hidden,
    lift,
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
from portal.register.actions.weighing import (
    About,
    DisclosureRefusedError,
    Handover,
    Limits,
    Weighed,
    pupils_concerned,
    weigh,
)

__all__ = [
    "About",
    "Change",
    "ChangedMeanwhileError",
    "DisclosureRefusedError",
    "Handover",
    "HidingRefusedError",
    "InUseError",
    "Limits",
    "NotNamedError",
    "NotStoppableError",
    "PlanRefusedError",
    "Secrecy",
    "Weighed",
    "add_processing",
    "add_recipient",
    "add_version",
    "agree_hidden",
    "edit_processing",
    "edit_recipient",
    "extend_hidden",
    "import_register",
    "is_hidden",
    "lift",
    "lift_restriction",
    "publish",
    "pupils_concerned",
    "record_disclosure",
    "remove_processing",
    "remove_recipient",
    "restrict",
    "uses_of",
    "weigh",
    "withdraw",
]
