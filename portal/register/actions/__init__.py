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
from portal.register.actions.publishing import NotNamedError, publish
from portal.register.actions.restricting import NotStoppableError, lift_restriction, restrict

__all__ = [
    "About",
    "DisclosureRefusedError",
    "Handover",
    "NotNamedError",
    "NotStoppableError",
    "Secrecy",
    "lift",
    "lift_restriction",
    "publish",
    "pupils_concerned",
    "record_disclosure",
    "restrict",
]
