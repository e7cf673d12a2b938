"""De technisch beheerder: reference data of the installation; no person and no case."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.calendar.models import Holiday, SchoolHoliday
from portal.people.models import Board, Reglement, School
from portal.signin.admin_site import OperatorAdmin, operator_site

__all__ = ["operator_site"]


@admin.register(Board, site=operator_site)
class BoardAdmin(OperatorAdmin):
    """Boards with their policies."""

    list_display = ["name", "number", "kind"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request: HttpRequest, obj: Board, form: Any, change: bool) -> None:
        """Whoever has the board's own page open is told that something changed."""
        obj.settings_version += 1
        super().save_model(request, obj, form, change)


@admin.register(Reglement, site=operator_site)
class ReglementAdmin(OperatorAdmin):
    """A new version of the rules is a new row: running cases keep the version of their receipt."""

    list_display = ["board", "version", "in_force_on", "mr_agreed_on", "promise_weeks"]


@admin.register(School, site=operator_site)
class SchoolAdmin(OperatorAdmin):
    """Schools by BRIN6."""

    list_display = ["name", "brin6", "board", "sector", "region"]
    list_filter = ["board", "sector"]


@admin.register(Holiday, site=operator_site)
class HolidayAdmin(OperatorAdmin):
    """A day added by decree: name the decree, and take away the mark "zeker"."""

    list_display = ["day", "name", "source", "scope", "certain"]
    list_filter = ["certain"]
    date_hierarchy = "day"


@admin.register(SchoolHoliday, site=operator_site)
class SchoolHolidayAdmin(OperatorAdmin):
    """The regions choose their own autumn and spring weeks: correct them here."""

    list_display = ["first_on", "last_on", "name", "region"]
    list_filter = ["region"]
