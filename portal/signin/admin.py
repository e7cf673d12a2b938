"""Beheer: the operator's registrations of school accounts; a secret goes in and never comes out."""

from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialApp
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.signin.actions import sso as actions
from portal.signin.admin_site import OperatorAdmin, operator_site
from portal.signin.models import MFA, IdentityProvider

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class WordsField(forms.CharField):
    """A list of words, as a person types them: with commas, spaces or on lines."""

    def prepare_value(self, value: Any) -> Any:
        """The list as text."""
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # a list is kept
        """The text as a list."""
        text = value if isinstance(value, str) else " ".join(value or [])
        return list(dict.fromkeys(text.replace(",", " ").split()))


class IdentityProviderForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """One registration, as the provider's own pages show it."""

    name = forms.CharField(
        label=_("naam op de knop"),
        max_length=40,
        help_text=_("Bijvoorbeeld de naam van het bestuur."),
    )
    slug = forms.SlugField(
        label=_("naam in het adres"),
        max_length=40,
        help_text=_("Staat in het adres waarop de aanbieder terugkomt. Blijft altijd hetzelfde."),
    )
    client_id = forms.CharField(label=_("client-ID"), max_length=191)
    new_secret = forms.CharField(
        label=_("nieuw client-geheim"),
        max_length=500,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Wordt versleuteld bewaard en nooit meer getoond. Leeg: het oude blijft."),
    )
    email_domains = WordsField(
        label=_("e-maildomeinen"),
        help_text=_("Alleen adressen in deze domeinen, zoals school.example.org."),
    )
    second_factor_values = WordsField(
        label=_("waarden van amr of acr voor een tweede factor"),
        required=False,
        initial=MFA,
        help_text=_("Leeg: het portaal vraagt altijd zelf om een code."),
    )

    class Meta:
        model = IdentityProvider
        fields = [
            "board",
            "issuer",
            "email_domains",
            "proven_claim",
            "second_factor_values",
            "asked_acr",
            "active",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.app_id is None:
            self.fields["new_secret"].required = True
            return
        app = self.instance.app
        self.fields["slug"].disabled = self.fields["board"].disabled = True
        self.initial.update(name=app.name, slug=app.provider_id, client_id=app.client_id)

    def clean_issuer(self) -> str:
        """One address, as the provider writes it; http only on this machine."""
        issuer = str(self.cleaned_data["issuer"]).strip()
        parts = urlsplit(issuer)
        is_local = parts.scheme == "http" and parts.hostname in LOOPBACK
        if not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
            raise ValidationError(
                _("Vul het adres van de uitgever in, zonder vraagteken of hekje.")
            )
        if parts.scheme != "https" and not is_local:
            raise ValidationError(_("Het adres van de uitgever begint met https://."))
        return issuer

    def clean_slug(self) -> str:
        """Nobody else's."""
        slug = str(self.cleaned_data["slug"]).lower()
        taken = SocialApp.objects.filter(provider_id=slug).exclude(pk=self.instance.app_id)
        if taken.exists():
            raise ValidationError(_("Deze naam is al in gebruik."))
        return slug

    def clean_email_domains(self) -> list[str]:
        """Plain domains in small letters."""
        domains = [word.lower().lstrip("@") for word in self.cleaned_data["email_domains"]]
        for domain in domains:
            validate_domain_name(domain)
        return domains


@admin.register(IdentityProvider, site=operator_site)
class IdentityProviderAdmin(OperatorAdmin):
    """Who vouches for the staff of a board; see docs/operations.md for the known providers."""

    form = IdentityProviderForm
    list_display = ["__str__", "board", "issuer", "active"]
    list_select_related = ["app", "board"]
    fields = [
        "board",
        "name",
        "slug",
        "issuer",
        "client_id",
        "new_secret",
        "email_domains",
        "proven_claim",
        "second_factor_values",
        "asked_acr",
        "active",
    ]

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """By our own verb, which seals the secret and writes the log."""
        typed = form.cleaned_data
        actions.register_provider(
            form.instance,
            by=request.user,  # type: ignore[arg-type]  # the site lets operators in only
            name=typed["name"],
            slug=typed["slug"],
            client_id=typed["client_id"],
            secret=typed["new_secret"],
        )
