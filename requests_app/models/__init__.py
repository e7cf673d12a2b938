"""Verzoeken: the request, its clock, its decision, and the texts that may be erased."""

from requests_app.models.asked import CaseNumber, RequestText, of_same_asker
from requests_app.models.asking import asking_of, is_identified
from requests_app.models.clock import (
    Case,
    Extension,
    SuspensionPeriod,
    if_extended,
    if_withdrawn,
    with_dates,
)
from requests_app.models.decisions import (
    Decision,
    DecisionPart,
    DecisionPartText,
    DecisionText,
    OwnStatement,
    ProposedDecision,
)
from requests_app.models.delivery import AnswerPackage, Delivery, Rating
from requests_app.models.drafts import Attachment, RequestDraft, RequestPart
from requests_app.models.hidden import HiddenNotice
from requests_app.models.messages import CaseMessage, CaseNote
from requests_app.models.persons import Gone, NotedPerson
from requests_app.models.questions import (
    AuthorityCheck,
    ExtensionReasons,
    IdentityCheck,
    IdentityCopy,
    SuspensionQuestion,
)
from requests_app.models.receivers import (
    addressee_of,
    handed_to,
    may_be_given,
    may_message,
    may_read,
    may_receive,
    may_write,
    reader_of,
    receiver_of,
    requester_has_right,
    seat_of,
)
from requests_app.models.requests import DataRequest
from requests_app.models.targets import Advice, Ask, Target
from requests_app.models.tasks import CaseTask, Extract

__all__ = [
    "Advice",
    "AnswerPackage",
    "Ask",
    "Attachment",
    "AuthorityCheck",
    "Case",
    "CaseMessage",
    "CaseNote",
    "CaseNumber",
    "CaseTask",
    "DataRequest",
    "Decision",
    "DecisionPart",
    "DecisionPartText",
    "DecisionText",
    "Delivery",
    "Extension",
    "ExtensionReasons",
    "Extract",
    "Gone",
    "HiddenNotice",
    "IdentityCheck",
    "IdentityCopy",
    "NotedPerson",
    "OwnStatement",
    "ProposedDecision",
    "Rating",
    "RequestDraft",
    "RequestPart",
    "RequestText",
    "SuspensionPeriod",
    "SuspensionQuestion",
    "Target",
    "addressee_of",
    "asking_of",
    "handed_to",
    "if_extended",
    "if_withdrawn",
    "is_identified",
    "may_be_given",
    "may_message",
    "may_read",
    "may_receive",
    "may_write",
    "of_same_asker",
    "reader_of",
    "receiver_of",
    "requester_has_right",
    "seat_of",
    "with_dates",
]
