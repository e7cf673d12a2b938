"""Verstrekken: record what was handed over, lift what was hidden."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Enrolment, Group, Membership, Pupil, School, User
from portal.register.models import (
    Disclosure,
    DisclosureRecipient,
    DisclosureText,
    HiddenUntil,
    Processing,
    Recipient,
)
from portal.register.rules import (
    Channel,
    DataField,
    Fact,
    Reason,
    RuleCode,
    Verdict,
    may_disclose,
    may_hide,
    narrowed,
    starts_hidden,
)
from portal.register.wording import FACT_NAMES, FIELD_NAMES, REFUSALS

About = Pupil | Group | School


class DisclosureRefusedError(Exception):
    """The rule refuses; `code` for machines, the text in Dutch for people."""

    def __init__(self, verdict: Verdict) -> None:
        names = [FIELD_NAMES[one] for one in DataField if one in verdict.fields]
        names += [FACT_NAMES[one] for one in Fact if one in verdict.facts]
        words = str(REFUSALS[verdict.reason])
        super().__init__(words % {"names": ", ".join(map(str, names))} if names else words)
        self.code = verdict.reason.value
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


@dataclass(frozen=True)
class Secrecy:
    """Why the family does not see a row for now; the second person is another than the recorder."""

    reason: str
    review_on: date
    agreed_by: User

    def facts(self, *, by: User, on: date) -> set[Fact]:
        """Which conditions for hiding are met."""
        holds = {
            Fact.REASON: bool(self.reason.strip()),
            Fact.REVIEW_PLANNED: self.review_on > on,
            Fact.SECOND_PERSON: self.agreed_by.pk != by.pk,
        }
        return {fact for fact, held in holds.items() if held}


@transaction.atomic
def record_disclosure(
    about: About,
    *,
    handover: Handover,
    consent: Mapping[UUID, bool],
    on: date,
    by: User,
    secrecy: Secrecy | None = None,
) -> Disclosure:
    """Appends what was handed over about a pupil, group or school on a day.

    `consent` is the effective consent of each pupil concerned; a pupil it does not name has none.
    Raises `DisclosureRefusedError` when the rule of any recipient refuses; then nothing is written.
    """
    verdict = _weigh(about, handover, consent, on)
    if not verdict.allowed:
        raise DisclosureRefusedError(verdict)
    hidden = _is_hidden(handover, secrecy, on=on, by=by)
    row = _append(about, handover, on=on, by=by, hidden=hidden, consent=verdict.reason)
    if hidden and secrecy:
        HiddenUntil.objects.create(
            disclosure=row,
            reason=secrecy.reason,
            review_on=secrecy.review_on,
            agreed_by_id=secrecy.agreed_by.pk,
        )
    return row


@transaction.atomic
def lift(disclosure: Disclosure, *, by: User, today: date) -> None:
    """From today the family sees the row; the ledger itself does not change."""
    hiding = HiddenUntil.objects.select_for_update().get(disclosure=disclosure)
    hiding.lifted_on = today
    hiding.save(update_fields=["lifted_on"])
    record("register.lifted", actor=by, subject=disclosure, board_id=disclosure.board_id)


def pupils_concerned(about: About, on: date) -> list[UUID]:
    """The pupil, or those who were in the group or school on that day."""
    if isinstance(about, Pupil):
        return [about.pk]
    if isinstance(about, Group):
        rows = Membership.objects.on(on).filter(group=about)
    else:
        rows = Enrolment.objects.on(on).filter(school=about)
    return sorted(set(rows.values_list("pupil_id", flat=True)))


def _weigh(about: About, handover: Handover, consent: Mapping[UUID, bool], on: date) -> Verdict:
    """The rules of all recipients together: one refusal refuses, one consent rests on consent."""
    pupils = pupils_concerned(about, on)
    verdicts = [_ask(recipient, handover, pupils, consent, on) for recipient in handover.recipients]
    for verdict in verdicts:
        if not verdict.allowed:
            return verdict
    with_consent = (one for one in verdicts if one.reason is Reason.CONSENT_GIVEN)
    nobody = verdicts[0] if verdicts else Verdict(False, Reason.NOTHING_NAMED)
    return next(with_consent, nobody)


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


def _is_hidden(handover: Handover, secrecy: Secrecy | None, *, on: date, by: User) -> bool:
    """Hidden when somebody asks for it, or when the rule starts so; both on the same conditions."""
    codes = [RuleCode(recipient.rule) for recipient in handover.recipients]
    if secrecy is None and not any(starts_hidden(code) for code in codes):
        return False
    facts = secrecy.facts(by=by, on=on) if secrecy else set()
    for code in codes:
        verdict = may_hide(code, facts)
        if not verdict.allowed:
            raise DisclosureRefusedError(verdict)
    return True


def _append(
    about: About, handover: Handover, *, on: date, by: User, hidden: bool, consent: Reason
) -> Disclosure:
    processing = handover.processing
    row = Disclosure.objects.create(
        board_id=processing.board_id,
        on=on,
        basis=processing.basis,
        fields=[one.value for one in DataField if one in handover.fields],
        channel=handover.channel.value,
        processing=processing,
        consent=consent.value,
        hidden=hidden,
        recorded_by_id=by.pk,
        **_whom(about),
    )
    DisclosureRecipient.objects.bulk_create(
        DisclosureRecipient(disclosure=row, recipient=one) for one in handover.recipients
    )
    if handover.description:
        DisclosureText.objects.create(disclosure=row, description=handover.description)
    pupil = row.pupil_id
    record("register.disclosed", actor=by, subject=row, board_id=row.board_id, pupil_id=pupil)
    return row


def _whom(about: About) -> dict[str, UUID]:
    if isinstance(about, Pupil):
        return {"pupil_id": about.pk}
    return {"group_id" if isinstance(about, Group) else "school_id": about.pk}
