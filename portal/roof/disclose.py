"""Verstrekken: the register records it, consent says who may be in it."""

from datetime import date

from consent.access import allowed_for
from consent.models import Purpose
from portal.people.models import Pupil, User
from portal.register.actions import (
    About,
    Handover,
    Secrecy,
    pupils_concerned,
    record_disclosure,
)
from portal.register.models import Disclosure


def disclose(
    about: About,
    *,
    handover: Handover,
    purpose: Purpose | None,
    on: date,
    by: User,
    secrecy: Secrecy | None = None,
) -> Disclosure:
    """Records a disclosure with the effective consent of that day (AVG 6(1)(a), law.md §6).

    `purpose` is the question that consent was asked for; None where the law asks no consent.
    Raises `DisclosureRefusedError` when a rule refuses.
    """
    consent = {}
    if purpose is not None:
        pupils = Pupil.objects.filter(pk__in=pupils_concerned(about, on))
        consent = allowed_for(purpose, list(pupils), on)
    return record_disclosure(
        about, handover=handover, consent=consent, on=on, by=by, secrecy=secrecy
    )
