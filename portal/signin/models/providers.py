"""School-account: who vouches for the staff of a board (OpenID Connect)."""

from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.people.models import Board
from portal.sealed import seal, unseal
from portal.signin.models.throttled import Factor

MFA = ["mfa"]  # what most providers say when they asked a second factor (RFC 8176)
SCOPE = ["openid", "email"]  # no more than what we ask for: who it is, and at which address


class IdentityProviderQuerySet(models.QuerySet["IdentityProvider"]):
    """Words for identity providers."""

    def open(self) -> Self:
        """Those that people may sign in with, in the order of their names."""
        return self.filter(active=True).select_related("app", "board").order_by("app__name", "pk")


class IdentityProvider(models.Model):
    """One registration at a provider of school accounts, for the staff of one board."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, verbose_name=_("bestuur"), related_name="+"
    )
    app = models.OneToOneField(
        "socialaccount.SocialApp", on_delete=models.PROTECT, related_name="identity_provider"
    )
    issuer = models.CharField(_("uitgever (issuer)"), max_length=500)
    sealed_secret = models.TextField(editable=False)
    email_domains = models.JSONField(_("e-maildomeinen"), default=list)
    proven_claim = models.CharField(
        _("claim die zegt dat het adres klopt"), max_length=64, default="email_verified"
    )
    second_factor_values = models.JSONField(
        _("waarden van amr of acr voor een tweede factor"), default=list, blank=True
    )
    asked_acr = models.CharField(_("acr om te vragen"), max_length=200, blank=True)
    active = models.BooleanField(_("in gebruik"), default=True)

    objects = IdentityProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("school-account")
        verbose_name_plural = _("school-accounts")
        ordering = ["issuer"]

    def __str__(self) -> str:
        return str(self.app)

    @property
    def slug(self) -> str:
        """Its name in our addresses, and in the links to accounts."""
        return str(self.app.provider_id)

    @property
    def secret(self) -> str:
        """What we prove ourselves with at the provider, unsealed."""
        return unseal(self.sealed_secret.encode()).decode()

    def keep_secret(self, secret: str) -> None:
        """Seal a new secret; it is never shown again."""
        self.sealed_secret = seal(secret.encode()).decode()

    def terms(self) -> dict[str, Any]:
        """What allauth must know: one issuer, proof of the code (PKCE), the signed token only."""
        return {
            "server_url": self.issuer,
            "oauth_pkce_enabled": True,
            "fetch_userinfo": False,
            "scope": SCOPE,
            "auth_params": {"acr_values": self.asked_acr} if self.asked_acr else {},
        }


class SchoolFactor(Factor):
    """The provider said that it asked a second factor. It takes no code: nothing opens with it."""

    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("tweede factor van de school")
        verbose_name_plural = _("tweede factoren van de school")
        constraints = [
            models.UniqueConstraint(fields=["user", "provider"], name="signin_schoolfactor_once")
        ]

    def verify_token(self, token: str) -> bool:
        """Never: only a fresh round trip to the provider counts."""
        return False
