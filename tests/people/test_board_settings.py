"""Instellingen van het bestuur: one row with old and new, bounds, and the second of two editors."""

import pytest

from portal.audit.models import Event
from portal.people.actions import SettingsMoved, SettingsRefused, change_settings, settings_of
from portal.people.models import Board
from portal.people.rules import BoardSettings
from tests.cast import Cast


def change(cast: Cast, *, days: int = 14, eyes: bool = False, years: int = 2) -> Board:
    board = Board.objects.get(pk=cast.board.pk)
    settings = BoardSettings(days, eyes, years)
    return change_settings(board, settings=settings, version=1, by=cast.petra)


def rows() -> list[Event]:
    return list(Event.objects.filter(verb="people.settings_changed"))


def test_a_change_leaves_one_row_with_old_and_new(cast: Cast) -> None:
    change(cast, days=21, eyes=True)
    (row,) = rows()
    assert row.facts == {"objection_days": "14>21", "four_eyes": "0>1"}
    assert (row.actor_id, row.board_id) == (cast.petra.pk, cast.board.pk)
    stands = Board.objects.get(pk=cast.board.pk)
    assert settings_of(stands) == BoardSettings(21, True, 2)
    assert (stands.settings_version, stands.complaint_days) == (2, 42)


def test_the_same_again_writes_nothing(cast: Cast) -> None:
    change(cast, years=3)
    change(cast, years=3)
    assert len(rows()) == 1


def test_the_second_of_two_editors_is_told(cast: Cast) -> None:
    change(cast, years=3)
    with pytest.raises(SettingsMoved) as refusal:
        change(cast, years=4)
    assert refusal.value.current.request_years == 3
    assert len(rows()) == 1


def test_outside_the_bounds_nothing_changes(cast: Cast) -> None:
    with pytest.raises(SettingsRefused) as refusal:
        change(cast, days=1, eyes=True)
    assert refusal.value.names == {"objection_days"}
    assert not rows()
    assert not Board.objects.get(pk=cast.board.pk).four_eyes
