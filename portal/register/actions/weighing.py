"""Wegen: whether a disclosure may be recorded, and whom it leaves out; writes nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from portal.people.access import household_of, scopes_of
from portal.people.models import Enrolment, Group, Membership, Pupil, School, User
from portal.people.rules import Duty
from portal.register.models import Processing, Recipient
from portal.register.rules import (
    Channel,
    DataField,
    ExclusionCode,
    Fact,
    Reason,
    RecipientRole,
    RuleCode,
    Verdict,
    facts_for,
    may_disclose,
    narrowed,
    stopped_among,
    without_consent,
    wrong_day,
)
from portal.register.wording import ADVICE, BEYOND, FACT_NAMES, FIELD_NAMES, MANY_REFUSALS, REFUSALS

About = Pupil | Group | School
ROLES = {role.value for role in RecipientRole}
APPROVALS = {
    Fact.OFFICER_APPROVED: Duty.APPROVE_ORDERS,
    Fact.DIRECTOR_APPROVED: Duty.APPROVE_REPORTS,
}


class DisclosureRefusedError(Exception):
    """The rule refuses; `code` for machines, the text in Dutch for people, with what to do."""

    def __init__(self, verdict: Verdict) -> None:
        names = [FIELD_NAMES[one] for one in DataField if one in verdict.fields]
        names += [FACT_NAMES[one] for one in Fact if one in verdict.facts]
        texts = MANY_REFUSALS if verdict.total > 1 else REFUSALS
        facts = {"names": ", ".join(map(str, names))}
        facts |= {"count": str(verdict.count), "total": str(verdict.total)}
        words = str(texts.get(verdict.reason, REFUSALS[verdict.reason])) % facts
        if verdict.reason is Reason.NO_CONSENT and names:
            words += str(BEYOND % facts)
        super().__init__(words)
        self.code = verdict.reason.value
        self.advice = str(ADVICE.get(verdict.reason, ""))
        self.verdict = verdict


@dataclass(frozen=True)
class Handover:
    """What went to whom, why and how: the facts that the rule weighs."""

    processing: Processing
    recipients: Sequence[Recipient]
    fields: Collection[DataField]
    channel: Channel
    facts: frozenset[Fact] = frozenset()
    description: str = ""
    source: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Limits:
    """What the other features and the calendar say about a handing-over.

    `consent`: the effective consent of each pupil; one it does not name has none. `stopped`: for
    whom the processing must not be done. `leave_out`: these were not part of it.
    """

    consent: Mapping[UUID, bool]
    stopped: Mapping[UUID, ExclusionCode] = field(default_factory=dict)
    leave_out: bool = False
    today: date | None = None


@dataclass(frozen=True)
class Weighed:
    """The rules' answer, how many pupils were there that day, and who is left out and why."""

    verdict: Verdict
    total: int = 0
    excluded: Mapping[UUID, ExclusionCode] = field(default_factory=dict)

    @property
    def reached(self) -> int:
        """How many pupils it is about."""
        return self.total - len(self.excluded)


def pupils_concerned(about: About, on: date) -> list[UUID]:
    """The pupil, or those who were in the group or school on that day."""
    if isinstance(about, Pupil):
        return [about.pk]
    if isinstance(about, Group):
        rows = Membership.objects.on(on).filter(group=about)
    else:
        rows = Enrolment.objects.on(on).filter(school=about)
    return sorted(set(rows.values_list("pupil_id", flat=True)))


def approved(about: About, handover: Handover, *, by: User, today: date) -> Handover:
    """With what the roles of whoever records approve here; nobody else's approval is a fact."""
    board = about.school.board_id if isinstance(about, Group) else about.board_id
    schools = _schools_of(about, today)
    asked = frozenset().union(*(facts_for(RuleCode(one.rule)) for one in handover.recipients))
    given = {
        fact
        for fact, duty in APPROVALS.items()
        if fact in asked
        for scope in scopes_of(by, today, duty)
        if scope.board == board and (scope.school is None or scope.school in schools)
    }
    return replace(handover, facts=handover.facts - APPROVALS.keys() | given)


def _schools_of(about: About, today: date) -> set[UUID]:
    if isinstance(about, Pupil):
        return set(about.enrolments.on(today).values_list("school", flat=True))
    return {about.school_id if isinstance(about, Group) else about.pk}


def weigh(about: About, handover: Handover, limits: Limits, *, on: date, by: User) -> Weighed:
    """The rules of all recipients together: one refusal refuses, one consent rests on consent."""
    handover = approved(about, handover, by=by, today=limits.today or on)
    if reason := _fault(about, handover, limits, on, by):
        return Weighed(Verdict(False, reason))
    pupils = pupils_concerned(about, on)
    if not pupils:
        return Weighed(Verdict(False, Reason.NOBODY))
    leaves = limits.leave_out and not isinstance(about, Pupil)
    out = stopped_among(pupils, limits.stopped)
    rest = [pupil for pupil in pupils if pupil not in out]
    if out and not (leaves and rest):
        verdict = Verdict(False, Reason.STOPPED, count=len(out), total=len(pupils))
        return Weighed(verdict, len(pupils))
    verdict = _ask_all(handover, rest, limits.consent, on)
    noes = without_consent(rest, limits.consent)
    if verdict.reason is Reason.NO_CONSENT and leaves and len(noes) < len(rest):
        out |= noes
        verdict = _ask_all(handover, [one for one in rest if one not in noes], limits.consent, on)
    if verdict.reason is Reason.NO_CONSENT:
        verdict = replace(verdict, count=len(noes), total=len(pupils))
    return Weighed(verdict, len(pupils), out)


def _fault(about: About, handover: Handover, limits: Limits, on: date, by: User) -> Reason | None:
    """What is wrong before any rule of a recipient is asked."""
    if not handover.recipients:
        return Reason.NO_RECIPIENT
    if any(recipient.role not in ROLES for recipient in handover.recipients):
        return Reason.NO_ROLE
    since = None
    if isinstance(about, Pupil):
        if household_of(by).filter(pk=about.pk).exists():
            return Reason.OWN_HOUSEHOLD
        rows = about.enrolments.order_by("since").values_list("since", flat=True)
        since = rows.first()
    return wrong_day(on, today=limits.today or on, enrolled_since=since)


def _ask_all(
    handover: Handover, pupils: list[UUID], consent: Mapping[UUID, bool], on: date
) -> Verdict:
    verdicts = [_ask(recipient, handover, pupils, consent, on) for recipient in handover.recipients]
    for verdict in verdicts:
        if not verdict.allowed:
            return verdict
    with_consent = (one for one in verdicts if one.reason is Reason.CONSENT_GIVEN)
    return next(with_consent, verdicts[0])


def _ask(
    recipient: Recipient,
    handover: Handover,
    pupils: list[UUID],
    consent: Mapping[UUID, bool],
    on: date,
) -> Verdict:
    """The rule's answer; the agreement is a fact of the recipient, not of whoever types."""
    facts = handover.facts - {Fact.AGREEMENT}
    if recipient.agreement_on is not None and recipient.agreement_on <= on:
        facts |= {Fact.AGREEMENT}
    verdict = may_disclose(
        RuleCode(recipient.rule),
        handover.fields,
        consent=[consent.get(pupil, False) for pupil in pupils],
        facts=facts,
    )
    allowed, forbidden = recipient.allowed, recipient.forbidden
    return narrowed(verdict, handover.fields, allowed=allowed, forbidden=forbidden)
