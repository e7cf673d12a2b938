"""Registers the app."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "portal.roster"
    label = "roster"
    default_auto_field = "django.db.models.BigAutoField"
