"""The verbs of the register, one file per noun or verb."""

from portal.register.actions.announcing import (
    EmptyAnnouncementError,
    IntentRefusedError,
    Plan,
    announce_intent,
    check_objection,
    check_plan,
    close_carried_out,
    drop_intent,
    going_on,
    locked_intent,
    note_objection,
    objection_of,
)
from portal.register.actions.disclosing import Secrecy, is_hidden, record_disclosure
from portal.register.actions.hiding import (
    HidingRefusedError,
    agree_hidden,
    extend_hidden,
    lift,
)
from portal.register.actions.publishing import NotNamedError, publish
from portal.register.actions.telling import (
    address_of,
    readers,
)
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
    "EmptyAnnouncementError",
    "Handover",
    "HidingRefusedError",
    "IntentRefusedError",
    "Limits",
    "NotNamedError",
    "Plan",
    "Secrecy",
    "Weighed",
    "address_of",
    "agree_hidden",
    "announce_intent",
    "check_objection",
    "check_plan",
    "close_carried_out",
    "drop_intent",
    "extend_hidden",
    "going_on",
    "is_hidden",
    "lift",
    "locked_intent",
    "note_objection",
    "objection_of",
    "publish",
    "pupils_concerned",
    "readers",
    "record_disclosure",
    "weigh",
]
