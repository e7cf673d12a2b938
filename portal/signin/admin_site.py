"""Beheer: Django's admin behind our own door, for the operator with two factors."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.people.access import has_duty
from portal.people.rules import Duty

View = Callable[..., HttpResponseBase]


class OperatorSite(AdminSite):
    """No second way in: signing in happens at /inloggen/, passwords are not changed here."""

    site_header = _("Zeggenschap, beheer van de installatie")
    site_title = _("Beheer")
    index_title = _("Beheer")
    logout_template = "signin/signed_out.html"

    def has_permission(self, request: HttpRequest) -> bool:
        """An open account, verified by a device, with the operator's role today."""
        user: Any = request.user
        return bool(
            user.is_authenticated
            and user.is_active
            and user.is_verified()
            and has_duty(user, Duty.RUN_INSTALLATION, timezone.localdate())
        )

    def admin_view(self, view: View, cacheable: bool = False) -> Any:
        """403 for whoever is signed in and is no operator; Django would send them in circles."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, view)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without Django's link to "view on site", which asks for any row of any table."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The middleware sends strangers to our own sign-in page; the others are there."""
        return redirect(f"{self.name}:index")

    def password_change(  # type: ignore[override]  # our page instead of Django's
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """On the page that everybody uses, with its rules."""
        return redirect("signin:password_change")


operator_site = OperatorSite(name="operator")


class OperatorAdmin(ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """Everything registered here is for the operator, and for nobody else."""

    def _is_operator(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the section stands on the first page."""
        return self._is_operator(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether rows may be read."""
        return self._is_operator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether rows may be added."""
        return self._is_operator(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether rows may be changed."""
        return self._is_operator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted in the admin."""
        return False
