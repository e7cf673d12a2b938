"""Registers the app."""

from django.apps import AppConfig


class OnceConfig(AppConfig):
    name = "portal.once"
    label = "once"
    default_auto_field = "django.db.models.BigAutoField"
