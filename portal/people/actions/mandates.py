"""The verbs of a mandate: a pupil of 16 or 17 gives it, and takes it back at once."""

from datetime import date

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Guardian, Guardianship, Mandate, Pupil, User
from portal.people.rules import MandateScope, mandate_ends_by, may_mandate


class MandateRefused(Exception):
    """The rule says no; `code` tells the page which words to use."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def give_mandate(
    pupil: Pupil, *, guardian: Guardian, scope: MandateScope, until: date, by: User, today: date
) -> Mandate:
    """From today; `until` is the first day that no longer counts.

    The same mandate again is the one that stands. Raises `MandateRefused`: "not_own", "age",
    "no_link", "until" or "open".
    """
    row = Pupil.objects.select_for_update().get(pk=pupil.pk)  # two tabs at once give one
    if refusal := _why_not(row, guardian, until, by, today):
        raise MandateRefused(refusal)
    standing: Mandate | None = (
        Mandate.objects.on(today).filter(pupil=row, guardian=guardian).first()
    )
    if standing is not None:
        if (standing.scope, standing.until) == (scope.value, until):
            return standing
        raise MandateRefused("open")
    mandate = Mandate.objects.create(
        pupil=row, guardian=guardian, scope=scope.value, since=today, until=until
    )
    _note("people.mandate_given", mandate, by, scope=scope.value, until=until.isoformat())
    return mandate


def _why_not(pupil: Pupil, guardian: Guardian, until: date, by: User, today: date) -> str:
    if pupil.user_id != by.pk:
        return "not_own"
    if pupil.born_on is None or not may_mandate(pupil.born_on, today):
        return "age"
    if not Guardianship.objects.on(today).filter(pupil=pupil, guardian=guardian).exists():
        return "no_link"
    if not today < until <= mandate_ends_by(pupil.born_on, today):
        return "until"
    return ""


@transaction.atomic
def revoke_mandate(mandate: Mandate, *, by: User, today: date) -> bool:
    """Ends at once: today no longer counts. False when it was over already."""
    row = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if row.revoked_on is not None or (row.until is not None and row.until <= today):
        return False
    row.until = row.revoked_on = today
    row.save(update_fields=["until", "revoked_on"])
    _note("people.mandate_revoked", row, by)
    return True


def _note(verb: str, mandate: Mandate, by: User, **facts: str) -> None:
    record(
        verb,
        actor=by,
        subject=mandate,
        board_id=mandate.pupil.board_id,
        pupil_id=mandate.pupil_id,
        guardian=str(mandate.guardian_id),
        **facts,
    )
