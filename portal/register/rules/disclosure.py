"""Verstrekking: whether these data may go to this recipient (AVG 5, 6, 9, 10; law.md §6)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from portal.register.rules.fields import (
    DataField,
    criminal_fields,
    number_fields,
    special_fields,
    unlisted_fields,
)
from portal.register.rules.recipients import RULES, ConsentNeed, Fact, Hiding, Rule, RuleCode


class Reason(StrEnum):
    """Why something may go or not."""

    NO_CONSENT_NEEDED = "no_consent_needed"
    CONSENT_GIVEN = "consent_given"
    NOTHING_NAMED = "nothing_named"
    FIELD_NEVER = "field_never"
    FIELD_OUTSIDE_SET = "field_outside_set"
    FACT_MISSING = "fact_missing"
    NO_CONSENT = "no_consent"
    NOT_HIDDEN = "not_hidden"
    NO_RECIPIENT = "no_recipient"
    NO_ROLE = "no_role"
    NOBODY = "nobody"
    STOPPED = "stopped"
    IN_FUTURE = "in_future"
    BEFORE_ENROLMENT = "before_enrolment"
    OWN_HOUSEHOLD = "own_household"


@dataclass(frozen=True)
class Verdict:
    """Allowed or not, why, and which fields, facts or number of pupils it hangs on."""

    allowed: bool
    reason: Reason
    fields: frozenset[DataField] = frozenset()
    facts: frozenset[Fact] = frozenset()
    count: int = 0  # pupils that stand in the way
    total: int = 0  # of so many


def may_disclose(
    code: RuleCode,
    fields: Collection[DataField],
    *,
    consent: Collection[bool],
    facts: Collection[Fact],
) -> Verdict:
    """Whether these fields may go to a recipient of this kind.

    `consent` has the effective consent of every pupil concerned: one False, or nobody, is no.
    """
    rule, asked = RULES[code], frozenset(fields)
    if not asked:
        return Verdict(False, Reason.NOTHING_NAMED)
    if forbidden := _forbidden(rule, asked):
        return Verdict(False, Reason.FIELD_NEVER, fields=forbidden)
    beyond = asked - rule.closed if rule.closed else frozenset()
    if beyond and not _may_go_beyond(rule, facts):
        return Verdict(False, Reason.FIELD_OUTSIDE_SET, fields=beyond)
    if missing := _missing(rule, asked, facts):
        return Verdict(False, Reason.FACT_MISSING, facts=missing)
    if not _needs_consent(rule, beyond, facts):
        return Verdict(True, Reason.NO_CONSENT_NEEDED)
    if consent and all(consent):
        return Verdict(True, Reason.CONSENT_GIVEN)
    return Verdict(False, Reason.NO_CONSENT, fields=beyond)


def may_hide(code: RuleCode, facts: Collection[Fact]) -> Verdict:
    """Whether the family may be kept from knowing: a reason, a review date, a second person."""
    if RULES[code].hiding is Hiding.NEVER:
        return Verdict(False, Reason.NOT_HIDDEN)
    needed = frozenset({Fact.REASON, Fact.REVIEW_PLANNED, Fact.SECOND_PERSON})
    if missing := needed - frozenset(facts):
        return Verdict(False, Reason.FACT_MISSING, facts=missing)
    return Verdict(True, Reason.NO_CONSENT_NEEDED)


def may_wait_hidden(code: RuleCode, facts: Collection[Fact]) -> Verdict:
    """Whether it may stay unseen while the second person has not spoken yet."""
    return may_hide(code, {*facts, Fact.SECOND_PERSON})


def starts_hidden(code: RuleCode) -> bool:
    """A demand or order of the police starts unseen by the family (law.md §6)."""
    return RULES[code].hiding is Hiding.STARTS_SO


def fields_for(code: RuleCode) -> frozenset[DataField]:
    """The fields that can ever go to a recipient of this kind; a form offers no others."""
    rule, everything = RULES[code], frozenset(DataField)
    open_end = rule.beyond_with_reason or rule.consent is ConsentNeed.BEYOND_SET
    reach = rule.closed if rule.closed and not open_end else everything
    return reach - _forbidden(rule, everything)


def facts_for(code: RuleCode) -> frozenset[Fact]:
    """Every fact that the rule may ask for; whoever records says which hold."""
    rule = RULES[code]
    found = set(rule.needs).union(*rule.either, *(pair for _field, pair in rule.for_field))
    if rule.beyond_with_reason:
        found.add(Fact.REASON)
    if rule.consent is ConsentNeed.IF_CARERS_JOIN:
        found.add(Fact.FAMILY_CARERS_JOIN)
    return frozenset(found)


def _forbidden(rule: Rule, asked: frozenset[DataField]) -> frozenset[DataField]:
    """Flagged fields go only where the table says so, whatever was consented or reasoned."""
    named_only = number_fields(asked) | unlisted_fields(asked)
    forbidden = asked & rule.never | (named_only - rule.closed)
    if not rule.takes_criminal:
        forbidden |= criminal_fields(asked)
    if not rule.takes_special and rule.consent is not ConsentNeed.BEYOND_SET:
        forbidden |= special_fields(asked)
    return forbidden


def _may_go_beyond(rule: Rule, facts: Collection[Fact]) -> bool:
    if rule.consent is ConsentNeed.BEYOND_SET:
        return True  # consent decides
    return rule.beyond_with_reason and Fact.REASON in facts


def _missing(rule: Rule, asked: frozenset[DataField], facts: Collection[Fact]) -> frozenset[Fact]:
    present = frozenset(facts)
    missing = rule.needs - present
    for_asked = [pair for field, pair in rule.for_field if field in asked]
    for pair in (*rule.either, *for_asked):
        if not pair & present:
            missing |= pair
    return missing


def _needs_consent(rule: Rule, beyond: frozenset[DataField], facts: Collection[Fact]) -> bool:
    needs = {
        ConsentNeed.NEVER: False,
        ConsentNeed.ALWAYS: True,
        ConsentNeed.BEYOND_SET: bool(beyond),
        ConsentNeed.IF_CARERS_JOIN: Fact.FAMILY_CARERS_JOIN in facts,
    }
    return needs[rule.consent]
