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

__all__ = [
    "About",
    "DisclosureRefusedError",
    "Handover",
    "NotNamedError",
    "Secrecy",
    "lift",
    "publish",
    "pupils_concerned",
    "record_disclosure",
]
