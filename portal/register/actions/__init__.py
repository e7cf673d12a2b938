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
from portal.register.actions.disclosing import (
    Secrecy,
    is_hidden,
    record_disclosure,
)
from portal.register.actions.hiding import (
    HidingRefusedError,
    agree_hidden,
    extend_hidden,
    lift,
)
from portal.register.actions.importing import (
    PlanRefusedError,
    import_register,
)
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
from portal.register.actions.publishing import (
    NotNamedError,
    publish,
    withdraw,
)
from portal.register.actions.restricting import (
    NotStoppableError,
    lift_restriction,
    lift_with_notice,
    restrict,
)
from portal.register.actions.telling import (
    address_of,
    readers,
)
from portal.register.actions.unlinking import keep_refusal, unlink_request
from portal.register.actions.versions import (
    Change,
    add_version,
    keep_recipient,
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
    "Change",
    "ChangedMeanwhileError",
    "DisclosureRefusedError",
    "EmptyAnnouncementError",
    "Handover",
    "HidingRefusedError",
    "InUseError",
    "IntentRefusedError",
    "Limits",
    "NotNamedError",
    "NotStoppableError",
    "Plan",
    "PlanRefusedError",
    "Secrecy",
    "Weighed",
    "add_processing",
    "add_recipient",
    "add_version",
    "address_of",
    "agree_hidden",
    "announce_intent",
    "check_objection",
    "check_plan",
    "close_carried_out",
    "drop_intent",
    "edit_processing",
    "edit_recipient",
    "extend_hidden",
    "going_on",
    "import_register",
    "is_hidden",
    "keep_recipient",
    "keep_refusal",
    "lift",
    "lift_restriction",
    "lift_with_notice",
    "locked_intent",
    "note_objection",
    "objection_of",
    "publish",
    "pupils_concerned",
    "readers",
    "record_disclosure",
    "remove_processing",
    "remove_recipient",
    "restrict",
    "unlink_request",
    "uses_of",
    "weigh",
    "withdraw",
]
