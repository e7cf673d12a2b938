"""The verbs: add a board or a school, import a roster."""

from portal.roster.actions.add import add_board, add_school
from portal.roster.actions.importing import ImportRefused, import_roster

__all__ = ["ImportRefused", "add_board", "add_school", "import_roster"]
