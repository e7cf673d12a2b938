"""The verbs of the questions themselves: ask, ask in new words, translate, and stop asking."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Required, TypedDict

from django.db import transaction
from django.utils.text import slugify

from consent.models import Purpose, PurposeText
from consent.models.purposes import LEADING_LANGUAGE
from consent.rules import (
    Medium,
    PurposeRefusal,
    ask_refusal,
    end_refusal,
    may_need,
    text_refusal,
)
from portal.audit.actions import record
from portal.people.models import Board, Group, Pupil, School, User

Target = Board | School | Group | Pupil
LONGEST_CODE = 40


class PurposeRefusedError(Exception):
    """A rule refuses; `why` tells the page which words to use."""

    def __init__(self, why: PurposeRefusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Words:
    """What is read before an answer."""

    title: str
    question: str
    explanation: str
    withdrawal: str
    audience: str = ""
    kept: str = ""
    for_child: str = ""


@dataclass(frozen=True)
class Asking:
    """Where it publishes or hands over, from when until when, and how many voices it needs."""

    medium: Medium
    since: date
    until: date | None = None
    both_needed: bool = False
    channel: str = ""


@transaction.atomic
def ask(
    target: Target,
    asking: Asking,
    words: Words,
    *,
    school: School | None = None,
    by: User,
    today: date,
    instead_of: Purpose | None = None,
) -> Purpose:
    """A new question. `school` is where a pupil is asked about; `instead_of` a question of the
    board in whose place a school's own stands, for the pupils of that school.

    Raises `PurposeRefusedError`.
    """
    place = _place(target, school)
    board = Board.objects.select_for_update().get(pk=place["board"].pk)  # two colleagues at once
    why = _ask_refusal(asking, place.get("school"), instead_of, today)
    if why is not None:
        raise PurposeRefusedError(why)
    purpose = Purpose.objects.create(
        **place,
        **asdict(asking) | {"medium": asking.medium.value},
        code=instead_of.code if instead_of else _free_code(board, _code_of(place, words)),
        position=instead_of.position if instead_of else _last_position(board) + 1,
    )
    write(purpose, words, version=1, in_force_on=asking.since)
    record("consent.purpose_added", actor=by, subject=purpose, board_id=purpose.board_id)
    return purpose


@transaction.atomic
def reword(
    purpose: Purpose, words: Words, *, same_meaning: bool, in_force_on: date, by: User, today: date
) -> PurposeText:
    """A new version in Dutch. Unless it means the same, every earlier yes lapses to "asked again"
    on its first day; a no stands (law.md §4). Raises `PurposeRefusedError`.
    """
    Purpose.objects.select_for_update().get(pk=purpose.pk)
    newest = purpose.texts.filter(language=LEADING_LANGUAGE).order_by("-version").first()
    why = text_refusal(
        in_force_on=in_force_on,
        newest_on=newest.in_force_on if newest else None,
        same=newest is not None and _reads_alike(newest, words),
        same_meaning=same_meaning,
        today=today,
    )
    if why is not None:
        raise PurposeRefusedError(why)
    text = write(
        purpose,
        words,
        version=newest.version + 1 if newest else 1,
        in_force_on=in_force_on,
        same_as=newest.meaning if newest and same_meaning else None,
    )
    facts: dict[str, Any] = {"version": text.version, "same_meaning": same_meaning}
    record("consent.text_added", actor=by, subject=purpose, board_id=purpose.board_id, **facts)
    return text


@transaction.atomic
def translate(
    purpose: Purpose, words: Words, *, language: str, version: int, by: User
) -> PurposeText:
    """The newest Dutch version in another language; the version stays (the Dutch decides).

    A translation that is there already is left: somebody may have answered it. `version` is of
    the Dutch text that was translated. Raises `PurposeRefusedError`.
    """
    row = Purpose.objects.select_for_update().get(pk=purpose.pk)  # with the texts of all languages
    newest = row.texts.filter(language=LEADING_LANGUAGE).latest("version")
    if newest.version != version:
        raise PurposeRefusedError(PurposeRefusal.OTHER_DUTCH)
    if row.texts.filter(language=language, version=version).exists():
        raise PurposeRefusedError(PurposeRefusal.TRANSLATED)
    text = write(
        purpose,
        words,
        version=newest.version,
        in_force_on=newest.in_force_on,
        same_as=newest.same_as,
        language=language,
    )
    record(
        "consent.text_translated",
        actor=by,
        subject=purpose,
        board_id=purpose.board_id,
        version=text.version,
        language=language,
    )
    return text


@transaction.atomic
def stop_asking(purpose: Purpose, *, end_on: date, by: User, today: date) -> None:
    """From that day nobody is asked and nothing is allowed any more. The proof stays."""
    row = Purpose.objects.select_for_update().get(pk=purpose.pk)
    why = end_refusal(
        since=row.since,
        until=row.until,
        end_on=end_on,
        stands_in=row.stands_in_after(end_on),
        today=today,
    )
    if why is not None:
        raise PurposeRefusedError(why)
    row.until = end_on
    row.save(update_fields=["until"])
    record("consent.purpose_ended", actor=by, subject=row, board_id=row.board_id, on=str(end_on))


@transaction.atomic
def need_both(purpose: Purpose, *, both: bool, by: User) -> None:
    """Every holder of authority must say yes. Taking that back would turn a no into a yes."""
    row = Purpose.objects.select_for_update().get(pk=purpose.pk)
    if not may_need(before=row.both_needed, after=both):
        raise PurposeRefusedError(PurposeRefusal.LOOSENED)
    if row.both_needed != both:
        row.both_needed = both
        row.save(update_fields=["both_needed"])
        record("consent.both_needed", actor=by, subject=row, board_id=row.board_id)


def _ask_refusal(
    asking: Asking, school: School | None, instead_of: Purpose | None, today: date
) -> PurposeRefusal | None:
    code = instead_of.code if instead_of else ""
    if instead_of and instead_of.channel and asking.channel != instead_of.channel:
        return PurposeRefusal.OTHER_MEDIUM
    return ask_refusal(
        since=asking.since,
        until=asking.until,
        medium=asking.medium,
        stands_for=Medium(instead_of.medium) if instead_of else None,
        is_replaced=Purpose.objects.filter(school=school, code=code).exists(),
        today=today,
    )


class Place(TypedDict, total=False):
    """The columns that say about whom."""

    board: Required[Board]
    school: School
    group: Group
    pupil: Pupil


def _place(target: Target, school: School | None) -> Place:
    if isinstance(target, Board):
        return {"board": target}
    if isinstance(target, School):
        return {"board": target.board, "school": target}
    if isinstance(target, Group):
        return {"board": target.school.board, "school": target.school, "group": target}
    if school is None:
        raise ValueError("a pupil is asked about at a school")
    return {"board": school.board, "school": school, "pupil": target}


def _code_of(place: Place, words: Words) -> str:
    """Other systems and colleagues see codes: of one pupil it says nothing."""
    return "een-leerling" if "pupil" in place else words.title


def _reads_alike(text: PurposeText, words: Words) -> bool:
    return all(getattr(text, name) == value for name, value in asdict(words).items())


def _free_code(board: Board, title: str) -> str:
    """The title as a code that the whole board does not have yet."""
    taken = set(Purpose.objects.filter(board=board).values_list("code", flat=True))
    start = slugify(title)[: LONGEST_CODE - 4] or "vraag"
    names = (start if number == 1 else f"{start}-{number}" for number in range(1, len(taken) + 3))
    return next(name for name in names if name not in taken)


def _last_position(board: Board) -> int:
    rows = Purpose.objects.filter(board=board).order_by("-position")
    return rows.values_list("position", flat=True).first() or 0


def write(
    purpose: Purpose,
    words: Words,
    *,
    version: int,
    in_force_on: date,
    same_as: int | None = None,
    language: str = LEADING_LANGUAGE,
) -> PurposeText:
    """The row of a text; the verbs above say whether it may be there."""
    return PurposeText.objects.create(
        purpose=purpose,
        version=version,
        language=language,
        in_force_on=in_force_on,
        same_as=same_as,
        **asdict(words),
    )
