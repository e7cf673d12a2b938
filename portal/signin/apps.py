"""Registers the app."""

from django.apps import AppConfig

from portal.signin import checks  # noqa: F401  (registers itself)


class SigninConfig(AppConfig):
    name = "portal.signin"
    label = "signin"
    default_auto_field = "django.db.models.BigAutoField"
