"""The verbs of the register, one file per noun or verb."""

from portal.register.actions.disclosing import Secrecy, is_hidden, record_disclosure
from portal.register.actions.hiding import (
    HidingRefusedError,
    agree_hidden,
    extend_hidden,
    lift,
)
from portal.register.actions.publishing import NotNamedError, publish
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
    "DisclosureRefusedError",
    "Handover",
    "HidingRefusedError",
    "Limits",
    "NotNamedError",
    "Secrecy",
    "Weighed",
    "agree_hidden",
    "extend_hidden",
    "is_hidden",
    "lift",
    "publish",
    "pupils_concerned",
    "record_disclosure",
    "weigh",
]
