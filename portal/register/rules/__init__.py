"""Verwerken en verstrekken: the law of the register, without Django."""

from portal.register.rules.basis import (
    Channel,
    LegalBasis,
    RecipientRole,
    Topic,
    may_publish,
    objection_possible,
)
from portal.register.rules.disclosure import (
    Reason,
    Verdict,
    may_disclose,
    may_hide,
    starts_hidden,
)
from portal.register.rules.fields import (
    FACTS,
    DataField,
    FieldFacts,
    criminal_fields,
    known_fields,
    number_fields,
    special_fields,
)
from portal.register.rules.recipients import (
    RULES,
    ConsentNeed,
    Fact,
    Hiding,
    Rule,
    RuleCode,
)
from portal.register.rules.retention import (
    CountsFrom,
    Keeping,
    Kept,
    PupilFacts,
    Why,
    ends,
    kept_until,
)

__all__ = [
    "FACTS",
    "RULES",
    "Channel",
    "ConsentNeed",
    "CountsFrom",
    "DataField",
    "Fact",
    "FieldFacts",
    "Hiding",
    "Keeping",
    "Kept",
    "LegalBasis",
    "PupilFacts",
    "Reason",
    "RecipientRole",
    "Rule",
    "RuleCode",
    "Topic",
    "Verdict",
    "Why",
    "criminal_fields",
    "ends",
    "kept_until",
    "known_fields",
    "may_disclose",
    "may_hide",
    "may_publish",
    "number_fields",
    "objection_possible",
    "special_fields",
    "starts_hidden",
]
