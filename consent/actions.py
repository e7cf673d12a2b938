"""The verbs of consent: choose, and rebuild the current state from the ledger."""

from datetime import date

from django.db import transaction

from consent import mails
from consent.models import Choice, CurrentChoice, Giver, Purpose, PurposeText
from consent.rules import Answer, Capacity, GivenVia, answer_for, is_same_word, may_say
from portal.audit.actions import record
from portal.people.access import Tie
from portal.people.models import Pupil, User
from portal.people.rules import Right


class RefusedError(Exception):
    """The rule says no; `code` tells the page which words to use."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def choose(
    purpose: Purpose,
    *,
    tie: Tie,
    capacity: Capacity,
    says_yes: bool,
    version: int,
    language: str,
    by: User,
    via: GivenVia = GivenVia.PORTAL,
) -> Choice | None:
    """Appends the answer of the person behind `tie`, on its day; None when it repeats the last one.

    A no after a yes is the withdrawal: at once, to whatever text, and nobody need approve.
    `version` and `language` are of the text that was read. Raises `RefusedError`: "no_right", or
    "text_changed" for a yes to a text that is no longer in force.
    """
    Pupil.objects.select_for_update().get(pk=tie.pupil.pk)  # two taps at once become one row
    last = _last(purpose, tie)
    answer = answer_for(Answer(last.answer) if last else None, says_yes=says_yes)
    if not may_say(answer, capacity, has_right=tie.may(Right.CONSENT)):
        raise RefusedError("no_right")
    text = _text_read(purpose, version, language, says_yes=says_yes, today=tie.today)
    word = last.word if last else None
    if is_same_word(word, answer=answer, version=text.version, capacity=capacity):
        return None
    choice = _append(text, tie=tie, answer=answer, capacity=capacity, by=by, via=via)
    current = CurrentChoice.of(choice)
    current.pk = last.pk if last else None  # the giver's one row, renewed
    current.save()
    _note(choice, tie=tie, by=by)
    return choice


@transaction.atomic
def rebuild_current(*, repair: bool = False) -> tuple[int, int]:
    """Compares current state and ledger: (givers, differences). `repair` makes them equal."""
    latest: dict[Giver, CurrentChoice] = {}
    for choice in Choice.objects.order_by("id").iterator(chunk_size=2000):
        row = CurrentChoice.of(choice)
        latest[row.giver] = row
    kept = {row.giver: row for row in CurrentChoice.objects.iterator(chunk_size=2000)}
    wrong = [row for giver, row in latest.items() if not _equal(row, kept.get(giver))]
    extra = [row.pk for giver, row in kept.items() if giver not in latest]
    if repair:
        stale = [kept[row.giver].pk for row in wrong if row.giver in kept]
        CurrentChoice.objects.filter(pk__in=[*stale, *extra]).delete()
        CurrentChoice.objects.bulk_create(wrong, batch_size=1000)
    return len(latest), len(wrong) + len(extra)


def _last(purpose: Purpose, tie: Tie) -> CurrentChoice | None:
    given = CurrentChoice.objects.filter(purpose=purpose, pupil=tie.pupil, guardian=tie.guardian_id)
    return given.first()


def _text_read(
    purpose: Purpose, version: int, language: str, *, says_yes: bool, today: date
) -> PurposeText:
    """The text that was read. A no is taken to any text, so that nothing delays a withdrawal."""
    in_force = purpose.text_on(today, language)
    if in_force is None:
        raise RefusedError("not_asked")
    if in_force.version == version:
        return in_force
    if says_yes:
        raise RefusedError("text_changed")
    older = [text for text in purpose.texts.all() if text.version == version]
    return older[0] if older else in_force


def _append(
    text: PurposeText, *, tie: Tie, answer: Answer, capacity: Capacity, by: User, via: GivenVia
) -> Choice:
    return Choice.objects.create(
        purpose_id=text.purpose_id,
        pupil_id=tie.pupil.pk,
        guardian_id=tie.guardian_id,
        answer=answer.value,
        version=text.version,
        capacity=capacity.value,
        on=tie.today,
        language=text.language,
        text_sha256=text.fingerprint,
        given_via=via.value,
        entered_by_id=by.pk,
    )


def _note(choice: Choice, *, tie: Tie, by: User) -> None:
    record(
        f"consent.{choice.answer}",
        actor=by,
        subject=choice,
        board_id=tie.pupil.board_id,
        pupil_id=choice.pupil_id,
        purpose=str(choice.purpose_id),
        version=choice.version,
        via=choice.given_via,
    )
    own = tie.guardian_id is None
    to = by if own else User.objects.filter(guardian_records=tie.guardian_id).first()
    if to is not None:
        mails.choice_received(choice, to=to)


def _equal(row: CurrentChoice, kept: CurrentChoice | None) -> bool:
    facts = ["choice_id", "answer", "version", "capacity", "on"]
    return kept is not None and all(getattr(row, fact) == getattr(kept, fact) for fact in facts)
