"""Het logboek: the one way in which an answer becomes a row, and the current one of its giver."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from consent import mails
from consent.models import Choice, CurrentChoice, Purpose, PurposeText
from consent.rules import Answer, Capacity, GivenVia
from portal.audit.actions import record
from portal.people.access import Tie
from portal.people.models import Pupil, User


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


def hold(pupil_id: UUID) -> None:
    """Until the transaction ends nobody else writes an answer about this pupil."""
    Pupil.objects.select_for_update().get(pk=pupil_id)


def last_of(purpose: Purpose, tie: Tie) -> CurrentChoice | None:
    """What this giver said last."""
    given = CurrentChoice.objects.filter(purpose=purpose, pupil=tie.pupil, guardian=tie.guardian_id)
    return given.first()


def append(spoken: Spoken, last: CurrentChoice | None) -> Choice:
    """The row of the ledger, the giver's one current row and the row of the audit."""
    choice = _write(spoken)
    current = CurrentChoice.of(choice)
    current.pk = last.pk if last else None  # the giver's one row, renewed
    current.save()
    record(
        f"consent.{choice.answer}",
        actor=spoken.by,
        subject=choice,
        board_id=spoken.tie.pupil.board_id,
        pupil_id=choice.pupil_id,
        purpose=str(choice.purpose_id),
        version=choice.version,
        via=choice.given_via,
    )
    return choice


def tell(choices: Collection[Choice], *, tie: Tie) -> None:
    """One message to the giver, however many answers; nobody without an account."""
    if not choices:
        return
    accounts = User.objects.filter(guardian_records=tie.guardian_id)
    if tie.guardian_id is None:
        accounts = User.objects.filter(pupil_records=tie.pupil)
    to = accounts.first()
    if to is not None:
        mails.choice_received(max(choices, key=lambda one: one.pk), to=to)


def _write(spoken: Spoken) -> Choice:
    text, tie = spoken.text, spoken.tie
    return Choice.objects.create(
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
