"""Groepslijst: what each pupil of a group may today, and not one word about why (law.md §4)."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple
from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language

from consent.models.purposes import LEADING_LANGUAGE
from consent.outcomes import Asked, purposes_of
from consent.remembered import Memory, digest_of
from consent.rules import NAMED_MEDIA, Medium, in_the_way, is_picture
from consent.weighing import allowed_of
from portal.people.access import Person, fill_facts, home_of, is_grown
from portal.people.models import Group, Membership, Pupil
from portal.prepared import Prepared

BETWEEN = "\xa0· "  # no line begins with it
# Behind the page on the teacher's phone; see portal/prepared.py.
MEMBERS_OF = Prepared(
    lambda groups: Membership.objects.filter(group__in=groups).select_related("pupil").order_by()
)


class Channel(NamedTuple):
    """One purpose that is asked at the school, by a short name."""

    key: UUID
    name: str
    is_picture: bool


class Named(NamedTuple):
    """A pupil as far as a list shows one; lists are remembered, so nothing here can change."""

    pk: UUID
    key: str  # the same in words, as it stands in addresses
    call_name: str
    full_name: str


class Shown(NamedTuple):
    """The names of channels as they stand on the page; a channel may have commas in its name."""

    may: str
    may_not: str


class Place(NamedTuple):
    """Which group a page is about."""

    group: UUID
    name: str
    school: str


class ListShown(NamedTuple):
    """What a page shows of a list, and nothing of who reads it."""

    all_names: str
    rows: tuple[tuple[str, Shown], ...]  # the full name of a pupil, and where it may and may not


@dataclass(frozen=True)
class Line:
    """A pupil, and the channels where the pupil may and may not be seen."""

    pupil: Named
    allowed: frozenset[UUID]
    channels: tuple[Channel, ...]

    @cached_property
    def shown(self) -> Shown:
        """Where it is allowed today, and all others: a no, silence, and whatever else, alike."""
        return _shown(self.channels, self.allowed)

    @cached_property
    def marks(self) -> tuple[tuple[Channel, bool], ...]:
        """Channel by channel, for a table."""
        return tuple((one, one.key in self.allowed) for one in self.channels)


@dataclass(frozen=True)
class ClassList:
    """A group on a day; `left_out`: how many pupils of the reader's own household it leaves out."""

    group: Group
    channels: tuple[Channel, ...]
    lines: tuple[Line, ...]
    left_out: int

    @property
    def all_names(self) -> str:
        """Every channel that is asked."""
        return BETWEEN.join(one.name for one in self.channels)

    @property
    def place(self) -> Place:
        """The group by its names of this moment."""
        return Place(self.group.pk, self.group.name, self.group.school.name)

    @property
    def shown(self) -> ListShown:
        """Every pupil with every channel, drawn once as long as nobody answers anew."""
        rows = tuple((line.pupil.full_name, line.shown) for line in self.lines)
        return ListShown(self.all_names, rows)

    @property
    def pictures(self) -> "ClassList":
        """The same with only the channels of pictures, as a photographer needs."""
        channels = tuple(one for one in self.channels if one.is_picture)
        lines = tuple(replace(line, channels=channels) for line in self.lines)
        return replace(self, channels=channels, lines=lines)

    def called(self, words: str) -> "ClassList":
        """Only the pupils with these words in their name, accents or not."""
        wanted = _plain(words).split()
        named = (line for line in self.lines if _has(line.pupil.full_name, wanted))
        return replace(self, lines=tuple(named))

    def not_on(self, key: UUID) -> "ClassList":
        """Only the pupils that may not be seen on this channel."""
        return replace(self, lines=tuple(one for one in self.lines if key not in one.allowed))


MEMORY: Memory[list[ClassList]] = Memory()


class Answer(NamedTuple):
    """May this picture be on a channel: yes when `not_for` is empty, else these names."""

    channel: Channel
    not_for: tuple[str, ...]


def class_list(user: Person, group: Group, today: date) -> ClassList:
    """One group, in a fixed number of queries."""
    return class_lists(user, [group], today)[0]


def class_lists(user: Person, groups: Collection[Group], today: date) -> list[ClassList]:
    """Several groups; the number of queries depends on neither groups nor pupils."""
    home, language = home_of(user), (get_language() or LEADING_LANGUAGE)[:2]
    beside = (language, tuple(sorted(home)))
    digest = digest_of(groups, today, *beside)
    found = MEMORY.get(digest)
    if found is None:
        rows = _memberships(groups, today)
        found = _made(groups, rows, home, today, language)
        # Of who is grown more is to be known; and what changed meanwhile may change back.
        if not _any_grown(rows, today) and digest_of(groups, today, *beside) == digest:
            MEMORY.keep(digest, found)
    return [replace(one, group=group) for one, group in zip(found, groups, strict=True)]


def _any_grown(rows: Iterable[Membership], today: date) -> bool:
    return any(is_grown(row.pupil, today) for row in rows)


def _made(
    groups: Collection[Group],
    rows: Collection[Membership],
    home: Collection[UUID],
    today: date,
    language: str,
) -> list[ClassList]:
    pupils = list({row.pupil_id: row.pupil for row in rows if row.pupil_id not in home}.values())
    asked = purposes_of(pupils, today, language)
    allowed = allowed_of(pupils, asked, today)
    found = []
    for group in groups:
        mine = {row.pupil_id: row.pupil for row in rows if row.group_id == group.pk}
        seen = [one for key, one in mine.items() if key not in home]
        channels = _channels((one for pupil in seen for one in asked[pupil.pk]), group)
        lines = tuple(
            Line(
                Named(one.pk, str(one.pk), one.call_name, one.full_name), allowed[one.pk], channels
            )
            for one in seen
        )
        found.append(ClassList(group, channels, lines, len(mine) - len(seen)))
    return found


def pictured_in(found: ClassList, keys: Iterable[str]) -> list[Line]:
    """The pupils with these ids, in the order of the list; 404 for an id that is not on it."""
    wanted = set(keys)
    lines = [line for line in found.lines if line.pupil.key in wanted]
    if len(lines) != len(wanted):
        raise Http404
    return lines


def photo_answers(found: ClassList, pictured: Collection[Line]) -> list[Answer]:
    """For each channel of pictures, whom of these pupils the picture may not show."""
    names, keys = short_names(found), [line.pupil.key for line in pictured]
    answers = []
    for number, channel in enumerate(found.channels):
        if channel.is_picture:
            allowed = {line.pupil.key for line in pictured if line.marks[number][1]}
            blocked = in_the_way(keys, allowed)
            answers.append(Answer(channel, tuple(names[key] for key in blocked)))
    return answers


def short_names(found: ClassList) -> dict[str, str]:
    """What each pupil is called; in full where two in the group are called alike."""
    pupils = [line.pupil for line in found.lines]
    times = Counter(pupil.call_name for pupil in pupils)
    return {
        pupil.key: pupil.call_name if times[pupil.call_name] == 1 else pupil.full_name
        for pupil in pupils
    }


def _memberships(groups: Collection[Group], today: date) -> list[Membership]:
    """Who is in these groups today and goes to that school today, by first name."""
    schools = {group.pk: group.school_id for group in groups}
    boards = {group.school.board_id: group.school.board for group in groups}
    rows = [row for row in MEMBERS_OF(list(schools)) if row.is_on(today)]
    pupils = {row.pupil_id: row.pupil for row in rows}
    for pupil in pupils.values():
        pupil.board = boards.get(pupil.board_id) or pupil.board
    fill_facts(list(pupils.values()), today)
    for row in rows:
        row.pupil = pupils[row.pupil_id]
    here = [row for row in rows if _is_at(row.pupil, schools[row.group_id], today)]
    return sorted(here, key=lambda row: _by_name(row.pupil))


def _is_at(pupil: Pupil, school: UUID, today: date) -> bool:
    return any(row.school_id == school and row.is_on(today) for row in pupil.enrolments.all())


def _by_name(pupil: Pupil) -> tuple[str, str, UUID]:
    return (_plain(pupil.first_name), _plain(pupil.last_name), pupil.pk)


def _channels(asked: Iterable[Asked], group: Group) -> tuple[Channel, ...]:
    """What is asked at this school, by its medium or its own name; by its title where several
    have the same, or it has none.

    A picture asked about one pupil is a channel too, on which all others are not allowed; other
    questions about one pupil are nobody else's business.
    """
    of_anybody = {one.purpose.pk: one for one in asked}.values()
    here = [
        one
        for one in of_anybody
        if one.purpose.school_id in (None, group.school_id)
        and (one.purpose.pupil_id is None or is_picture(Medium(one.purpose.medium)))
    ]
    here.sort(key=lambda one: (one.purpose.position, one.purpose.code))
    times = Counter(_place(one) for one in here)
    return tuple(
        Channel(
            one.purpose.pk,
            _name(one, is_alone=times[_place(one)] == 1),
            is_picture(Medium(one.purpose.medium)),
        )
        for one in here
    )


def _name(asked: Asked, *, is_alone: bool) -> str:
    medium = Medium(asked.purpose.medium)
    has_name = bool(asked.purpose.channel) or medium not in NAMED_MEDIA
    return asked.purpose.channel_name if is_alone and has_name else asked.text.title


def _place(asked: Asked) -> tuple[str, str]:
    return (asked.purpose.medium, asked.purpose.channel.casefold())


@lru_cache(maxsize=256)
def _shown(channels: tuple[Channel, ...], allowed: frozenset[UUID]) -> Shown:
    """The same for many pupils, so written once."""
    return Shown(
        BETWEEN.join(one.name for one in channels if one.key in allowed),
        BETWEEN.join(one.name for one in channels if one.key not in allowed),
    )


def _plain(text: str) -> str:
    """Without case and accents: Maëlle is found as maelle."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in letters if not unicodedata.combining(one))


def _has(name: str, wanted: Iterable[str]) -> bool:
    plain = _plain(name)
    return all(word in plain for word in wanted)
