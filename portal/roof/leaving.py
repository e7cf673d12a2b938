"""Account weg: six months after the last tie with a school ended (law.md §7).

Never before open cases and retained data end: until then somebody may read, object and complain.
"""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.audit.actions import record
from portal.people.access import subject_of
from portal.people.models import Guardian, Guardianship, Pupil, Role, RoleProposal, User
from portal.people.rules import may_forget_account
from portal.signin.actions.accounts import erase_account
from requests_app.actions import drop_draft
from requests_app.models import DataRequest, RequestDraft


def forget_accounts(now: datetime) -> int:
    """Sweep, daily: the accounts of families whose last tie ended half a year ago.

    An account that ever held a role stays: the log of what staff did refers to it. Returns how
    many went.
    """
    today = timezone.localtime(now).date()
    return sum(_forget(user, today) for user in _candidates().iterator(chunk_size=500))


def _candidates() -> QuerySet[User]:
    """Without a role, and without an open guardianship of a pupil that is still at school."""
    roles = Role.objects.filter(user=OuterRef("pk"))
    at_school = Pupil.objects.filter(enrolments__until__isnull=True)
    ties = Guardianship.objects.filter(until__isnull=True, pupil__in=at_school)
    tied = Guardian.objects.filter(pk__in=ties.values("guardian")).values("user")
    pupils = at_school.filter(user__isnull=False).values("user")
    proposed = RoleProposal.objects.filter(user=OuterRef("pk"))
    rows = User.objects.filter(~Exists(roles), ~Exists(proposed), is_demo=False)
    linked = Q(pk__in=tied.filter(user__isnull=False)) | Q(pk__in=pupils)
    return rows.exclude(linked).order_by("pk")


@transaction.atomic
def _forget(user: User, today: date) -> int:
    """One account in one transaction; the facts are asked again while it is locked."""
    locked = User.objects.select_for_update().filter(pk=user.pk).first()
    if locked is None:
        return 0
    ends = list(_ends(locked))
    made_on = timezone.localtime(locked.created_at).date()
    is_open = DataRequest.objects.of_person(locked).still_open().exists()
    if not may_forget_account(made_on, ends, open_cases=is_open, today=today):
        return 0
    boards = {row.board_id for row in locked.guardian_records.all()}
    boards |= {row.board_id for row in locked.pupil_records.all()}
    _note(locked, boards)
    for draft in RequestDraft.objects.filter(user=locked):
        drop_draft(draft)
    erase_account(locked)
    return 1


def _ends(user: User) -> Iterator[date | None]:
    """The first day without each tie; None for one that still holds.

    A tie with a former pupil holds as long as the school keeps data (law.md §3).
    """
    links = Guardianship.objects.filter(guardian__user=user).select_related("pupil__board")
    for row in links.prefetch_related("pupil__enrolments__school"):
        kept = subject_of(row.pupil).kept_until
        days = [day for day in (row.until, kept) if day is not None]
        yield min(days) if days else None
    own = Pupil.objects.filter(user=user).select_related("board")
    for pupil in own.prefetch_related("enrolments__school"):
        yield subject_of(pupil).kept_until


def _note(user: User, boards: set[UUID]) -> None:
    for board_id in boards or [None]:
        record("roof.account_forgotten", actor=None, subject=user, board_id=board_id)
