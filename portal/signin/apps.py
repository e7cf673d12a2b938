"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.signin import checks  # noqa: F401  (registers itself)


class SigninConfig(AppConfig):
    name = "portal.signin"
    label = "signin"
    verbose_name = _("Inloggen")
    default_auto_field = "django.db.models.BigAutoField"
