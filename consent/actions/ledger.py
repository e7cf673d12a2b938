"""Het logboek: the one way in which an answer becomes a row, and the current one of its giver."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from consent import mails
from consent.last import last_by
from consent.models import Choice, CurrentChoice, Purpose, PurposeText
from consent.rules import Answer, Capacity, GivenVia
from portal.audit.actions import record
from portal.people.access import Tie
from portal.people.models import Pupil, User
from portal.prepared import Prepared
from portal.written import Written

# With every answer; see portal/prepared.py.
HELD = Prepared(
    lambda pupil: (
        Pupil.objects.select_for_update(no_key=True)  # rows that name the pupil need not wait
        .filter(pk=pupil)
        .order_by()
        .values_list("pk", flat=True)
    )
)
# See portal/written.py.
LEDGER, CURRENT = Written(Choice), Written(CurrentChoice, fixed=("purpose", "pupil", "guardian"))


class RefusedError(Exception):
    """The rule says no; `code` tells the page which words to use."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Spoken:
    """An answer that the rules let through. The day of the tie is the day on which it was given."""

    text: PurposeText
    tie: Tie
    answer: Answer
    capacity: Capacity
    via: GivenVia
    by: User
    stated: bool = False  # what the school says of the days before its records (ADR 19)


def hold(pupil_id: UUID) -> None:
    """Until the transaction ends nobody else writes an answer about this pupil."""
    if not HELD(pupil_id):
        raise Pupil.DoesNotExist


def last_of(purpose: Purpose, tie: Tie) -> Any:
    """What this giver said last, as `last_by` has it."""
    return last_by(purpose.pk, tie.pupil.pk, tie.guardian_id)


def append(spoken: Spoken, last: CurrentChoice | None) -> Choice:
    """The row of the ledger, the giver's one current row and the row of the audit."""
    choice = _write(spoken)
    current = CurrentChoice.of(choice)
    if last:
        current.pk = last.pk  # the giver's one row, renewed
        CURRENT.renew(current)
    else:
        CURRENT.lay(current)
    record(
        f"consent.{choice.answer}",
        actor=spoken.by,
        subject=choice,
        board_id=spoken.tie.pupil.board_id,
        pupil_id=choice.pupil_id,
        purpose=str(choice.purpose_id),
        version=choice.version,
        via=choice.given_via,
        **({"stated": True} if spoken.stated else {}),
    )
    return choice


def tell(choices: Collection[Choice], *, tie: Tie, giver: User | None = None) -> None:
    """One message an hour to the giver, however many answers; nobody without an account.

    `giver`: the account behind the tie, where it is known.
    """
    if not choices:
        return
    to = giver or _account(tie)
    if to is not None:
        mails.choice_received(max(choices, key=lambda one: one.pk), to=to)


def _account(tie: Tie) -> User | None:
    accounts = User.objects.filter(guardian_records=tie.guardian_id)
    if tie.guardian_id is None:
        accounts = User.objects.filter(pupil_records=tie.pupil)
    return accounts.first()


def _write(spoken: Spoken) -> Choice:
    text, tie = spoken.text, spoken.tie
    choice = Choice(
        purpose_id=text.purpose_id,
        pupil_id=tie.pupil.pk,
        guardian_id=tie.guardian_id,
        answer=spoken.answer.value,
        version=text.version,
        capacity=spoken.capacity.value,
        on=tie.today,
        language=text.language,
        text_sha256=text.fingerprint,
        given_via=spoken.via.value,
        entered_by_id=spoken.by.pk,
    )
    LEDGER.insert(choice)
    return choice
