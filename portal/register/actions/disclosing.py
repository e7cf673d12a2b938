"""Verstrekken: record what was handed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Group, Pupil, User
from portal.register import mails
from portal.register.actions.weighing import (
    About,
    DisclosureRefusedError,
    Handover,
    Limits,
    Weighed,
    approved,
    weigh,
)
from portal.register.models import (
    Disclosure,
    DisclosureExclusion,
    DisclosureRecipient,
    DisclosureText,
    HiddenUntil,
)
from portal.register.rules import (
    DataField,
    ExclusionCode,
    Fact,
    RuleCode,
    is_review_planned,
    may_hide,
    may_wait_hidden,
    starts_hidden,
)


@dataclass(frozen=True)
class Secrecy:
    """Why the family does not see a row for now; the second person is another than the recorder.

    Without `agreed_by` the row waits for that person, unseen all the same.
    """

    reason: str
    review_on: date
    agreed_by: User | None = None

    def facts(self, *, by: User, on: date) -> set[Fact]:
        """Which conditions for hiding are met."""
        holds = {
            Fact.REASON: bool(self.reason.strip()),
            Fact.REVIEW_PLANNED: is_review_planned(self.review_on, today=on),
            Fact.SECOND_PERSON: self.agreed_by is not None and self.agreed_by.pk != by.pk,
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
    stopped: Mapping[UUID, ExclusionCode] | None = None,
    leave_out: bool = False,
    today: date | None = None,
) -> Disclosure:
    """Appends what was handed over about a pupil, group or school on a day.

    `consent`, `stopped`, `leave_out`, `today`: see `Limits`. A row for many is one row, with those
    it did not reach beside it. Raises `DisclosureRefusedError` when the rule of any recipient
    refuses; then nothing is written.
    """
    limits = Limits(consent, stopped or {}, leave_out, today)
    weighed = weigh(about, handover, limits, on=on, by=by)
    if not weighed.verdict.allowed:
        raise DisclosureRefusedError(weighed.verdict)
    day = today or on
    handover = approved(about, handover, by=by, today=day)
    hidden = is_hidden(handover, secrecy, on=day, by=by)
    row = _append(about, handover, weighed, on=on, by=by, hidden=hidden)
    if hidden and secrecy:
        _hide(row, secrecy, day)
    return row


def is_hidden(handover: Handover, secrecy: Secrecy | None, *, on: date, by: User) -> bool:
    """Hidden when somebody asks for it, or when the rule starts so; both on the same conditions.

    Raises `DisclosureRefusedError` when a condition is not met.
    """
    codes = [RuleCode(recipient.rule) for recipient in handover.recipients]
    if secrecy is None and not any(starts_hidden(code) for code in codes):
        return False
    facts = secrecy.facts(by=by, on=on) if secrecy else set()
    ask = may_wait_hidden if secrecy and secrecy.agreed_by is None else may_hide
    for code in codes:
        verdict = ask(code, facts)
        if not verdict.allowed:
            raise DisclosureRefusedError(verdict)
    return True


def _hide(row: Disclosure, secrecy: Secrecy, day: date) -> None:
    """The FG hears it at once, and who may be the second person; both without content."""
    second = secrecy.agreed_by
    HiddenUntil.objects.create(
        disclosure=row,
        reason=secrecy.reason,
        review_on=secrecy.review_on,
        agreed_by_id=second.pk if second else None,
        agreed_on=day if second else None,
    )
    mails.tell_fg(row, today=day)
    if second is None:
        mails.ask_second(row, today=day)


def _append(
    about: About, handover: Handover, weighed: Weighed, *, on: date, by: User, hidden: bool
) -> Disclosure:
    processing = handover.processing
    row = Disclosure.objects.create(
        board_id=processing.board_id,
        on=on,
        basis=processing.basis,
        fields=[one.value for one in DataField if one in handover.fields],
        channel=handover.channel.value,
        processing=processing,
        consent=weighed.verdict.reason.value,
        hidden=hidden,
        recorded_by_id=by.pk,
        **_whom(about),
    )
    _append_beside(row, handover, weighed)
    stated = " ".join(fact.value for fact in Fact if fact in handover.facts)
    record(
        "register.disclosed",
        actor=by,
        subject=row,
        board_id=row.board_id,
        pupil_id=None if hidden else row.pupil_id,  # a trace by pupil would betray it
        **({"stated": stated} if stated else {}),
    )
    return row


def _append_beside(row: Disclosure, handover: Handover, weighed: Weighed) -> None:
    DisclosureRecipient.objects.bulk_create(
        DisclosureRecipient(disclosure=row, recipient=one) for one in handover.recipients
    )
    DisclosureExclusion.objects.bulk_create(
        DisclosureExclusion(disclosure=row, pupil_id=pupil, reason=code.value)
        for pupil, code in weighed.excluded.items()
    )
    words = {
        "description": handover.description,
        "source": handover.source,
        "reference": handover.reference,
    }
    if any(words.values()):
        DisclosureText.objects.create(disclosure=row, **words)


def _whom(about: About) -> dict[str, UUID]:
    if isinstance(about, Pupil):
        return {"pupil_id": about.pk}
    return {"group_id" if isinstance(about, Group) else "school_id": about.pk}
