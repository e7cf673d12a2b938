"""Verstrekken: the register records it, consent says who may be in it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from consent.access import allowed_for
from consent.models import Purpose
from portal.audit.actions import record
from portal.people.models import Pupil, User
from portal.register.actions import (
    About,
    Handover,
    Limits,
    Secrecy,
    Weighed,
    pupils_concerned,
    record_disclosure,
    weigh,
)
from portal.register.models import Disclosure
from portal.register.rules import ExclusionCode, Reason


@transaction.atomic
def disclose(
    about: About,
    *,
    handover: Handover,
    purpose: Purpose | None,
    on: date,
    by: User,
    secrecy: Secrecy | None = None,
    stopped: Mapping[UUID, ExclusionCode] | None = None,
    leave_out: bool = False,
    today: date | None = None,
) -> Disclosure:
    """Records a disclosure with the effective consent of that day (AVG 6(1)(a), law.md §6).

    `purpose` is the question that consent was asked for; None where the law asks no consent.
    Raises `DisclosureRefusedError` when a rule refuses.
    """
    row = record_disclosure(
        about,
        handover=handover,
        consent=consent_of(about, purpose, on),
        on=on,
        by=by,
        secrecy=secrecy,
        stopped=stopped,
        leave_out=leave_out,
        today=today,
    )
    if purpose is not None and row.consent == Reason.CONSENT_GIVEN:  # the proof (AVG 7(1))
        record(
            "register.on_consent",
            actor=by,
            subject=row,
            board_id=row.board_id,
            purpose=str(purpose.pk),
        )
    return row


def weigh_disclosure(
    about: About,
    *,
    handover: Handover,
    purpose: Purpose | None,
    on: date,
    by: User,
    stopped: Mapping[UUID, ExclusionCode],
    leave_out: bool,
    today: date,
) -> Weighed:
    """What `disclose` would say, for the page on which somebody checks; writes nothing."""
    limits = Limits(consent_of(about, purpose, on), stopped, leave_out, today)
    return weigh(about, handover, limits, on=on, by=by)


def consent_of(about: About, purpose: Purpose | None, on: date) -> dict[UUID, bool]:
    """The effective consent of everybody it is about, on the day of the handing-over."""
    if purpose is None:
        return {}
    pupils = Pupil.objects.filter(pk__in=pupils_concerned(about, on))
    return allowed_for(purpose, list(pupils), on)
