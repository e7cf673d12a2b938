"""Instellingen van het bestuur: one verb, one audit row with what was and what comes."""

from typing import Any

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Board, User
from portal.people.rules import BoardSettings, changed, out_of_bounds


class SettingsRefused(Exception):
    """A value lies outside the bounds; `names` are the settings."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(names)))
        self.names = names


class SettingsMoved(Exception):
    """Somebody else changed them since the page was opened; `current` is what stands now."""

    def __init__(self, current: Board) -> None:
        super().__init__(current.settings_version)
        self.current = current


def settings_of(board: Board) -> BoardSettings:
    """What the board chose."""
    return BoardSettings(board.objection_days, board.four_eyes, board.request_years)


@transaction.atomic
def change_settings(board: Board, *, settings: BoardSettings, version: int, by: User) -> Board:
    """Replaces the settings; the same again writes nothing. May raise one of the two above."""
    if wrong := out_of_bounds(settings):
        raise SettingsRefused(wrong)
    row: Board = Board.objects.select_for_update().get(pk=board.pk)
    found = changed(settings_of(row), settings)
    if not found:
        return row
    if row.settings_version != version:
        raise SettingsMoved(row)
    for name in found:
        setattr(row, name, getattr(settings, name))
    row.settings_version += 1
    row.save(update_fields=[*found, "settings_version"])
    codes: dict[str, Any] = {name: f"{old}>{new}" for name, (old, new) in found.items()}
    record("people.settings_changed", actor=by, subject=row, board_id=row.pk, **codes)
    return row
