"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "portal.calendar"
    label = "calendar"
    verbose_name = _("Feestdagen en vakanties")
    default_auto_field = "django.db.models.BigAutoField"
