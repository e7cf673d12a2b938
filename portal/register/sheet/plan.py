"""Het plan van een import: per line new, changed, unchanged or wrong; nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.people.models import Board
from portal.register.facts import Difference, differences, facts_of, kept
from portal.register.models import Processing
from portal.register.rules import may_publish
from portal.register.sheet.columns import HEADS
from portal.register.sheet.reading import Known, Row, SheetFlaw, read_row
from portal.sheets import safe, unsafe

Lines = list[tuple[int, dict[str, str]]]
Key = tuple[UUID | None, str]
NEEDED = ("code", "naam", "doel", "grondslag", "gegevens")


@dataclass(frozen=True)
class Changed:
    """A line that differs from the register."""

    row: Row
    current: Processing
    differences: list[Difference]


@dataclass
class Plan:
    """What an import would do. `may_apply` is false with one flaw, and when nothing changes."""

    new: list[Row] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: int = 0
    flaws: list[SheetFlaw] = field(default_factory=list)

    @property
    def may_apply(self) -> bool:
        """All or nothing."""
        return not self.flaws and bool(self.new or self.changed)

    @property
    def state(self) -> str:
        """A mark of what was seen, so that nothing else is applied than what was shown."""
        seen = [f"{one.current.pk}:{one.current.version}" for one in self.changed]
        return ",".join([*seen, *(f"new:{row.code}" for row in self.new), str(self.unchanged)])


def make_plan(board: Board, lines: Iterable[tuple[int, Mapping[str, str]]]) -> Plan:
    """Compares the lines with the register of the board."""
    plan, rows = Plan(), list(lines)
    heads = set(rows[0][1]) if rows else set()
    missing = [head for head in NEEDED if head not in heads]
    unknown = sorted(heads - set(HEADS.values()))
    plan.flaws += [SheetFlaw(1, head, _("Deze kolom ontbreekt.")) for head in missing]
    plan.flaws += [SheetFlaw(1, head, _("Deze kolom is niet bekend.")) for head in unknown]
    if not plan.flaws:
        _fill(plan, board, rows)
    return plan


def _fill(plan: Plan, board: Board, lines: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    with override("nl"):
        known, first = Known.of(board), dict[Key, int]()
        stored = board.processings.select_related("school").prefetch_related("recipients")
        present: dict[Key, Processing] = {(one.school_id, one.code): one for one in stored}
        for number, cells in lines:
            row = read_row(number, cells, known)
            key = (row.school.pk if row.school else None, row.code)
            if row.code and key in first:
                words = _("Deze code staat ook op regel %s.") % first[key]
                row.wrong("code", words)
            first.setdefault(key, number)
            _compare(plan, row, present.get(key), has_recipients=HEADS["recipients"] in cells)


def _compare(plan: Plan, row: Row, current: Processing | None, *, has_recipients: bool) -> None:
    if current is not None and not has_recipients:
        row.recipients = list(current.recipients.all())
    named = may_publish([not one.is_category for one in row.recipients])
    if current is not None and current.published_on and not named:
        row.wrong("recipients", _("Vul eerst de echte naam van elke ontvanger in."))
    if row.flaws:
        plan.flaws += row.flaws
    elif current is None:
        plan.new.append(row)
    elif found := _differences(row, current):
        plan.changed.append(Changed(row, current, found))
    else:
        plan.unchanged += 1


def _differences(row: Row, current: Processing) -> list[Difference]:
    stands = facts_of(current)
    for name, value in stands.items():
        if isinstance(value, str) and row.facts.get(name) == _through_sheet(value):
            row.facts[name] = getattr(current, name)  # the sheet could not hold it as it was
    wanted = {name: kept(name, value) for name, value in row.facts.items()}
    wanted["recipients"] = sorted(one.name for one in row.recipients)
    if {one.pk for one in row.recipients} == {one.pk for one in current.recipients.all()}:
        wanted["recipients"] = stands["recipients"]
    return differences(stands, stands | wanted)


def _through_sheet(text: str) -> str:
    """A stored text as it comes back from a sheet: without control signs and outer spaces."""
    return unsafe(str(safe(text))).strip()
