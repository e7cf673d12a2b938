"""Lijsten met codes: recovery codes and the paper card for somebody without a smartphone."""

import time
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.signin.models.throttled import Factor
from portal.signin.rules import ListKind
from portal.signin.secret_codes import hidden_code


class CodeList(Factor):
    """Codes on paper; each opens the door once. The codes are kept as HMAC only."""

    KINDS = choices_of({ListKind.RECOVERY: _("herstelcodes"), ListKind.CARD: _("kaart met codes")})

    kind = models.CharField(max_length=8, choices=KINDS)
    reference = models.CharField(max_length=8)  # printed on the paper, so that one knows which
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("lijst met codes")
        verbose_name_plural = _("lijsten met codes")

    @property
    def left(self) -> int:
        """How many codes still open, as they were counted with the list or else are now."""
        if "unused" in self.__dict__:
            return int(self.__dict__["unused"])
        return int(self.codes.filter(used_at=None).count())

    def fill(self, codes: Iterable[str]) -> None:
        """Numbered as on the paper; only their HMACs are kept."""
        ListedCode.objects.bulk_create(
            ListedCode(list=self, number=number, code_hash=hidden_code("list", code))
            for number, code in enumerate(codes, start=1)
        )

    def verify_token(self, token: str) -> bool:
        """Whether the code is on the list and unused. Only to be called by django_otp."""
        allowed, _why = self.verify_is_allowed()
        if not allowed:
            return False
        unused = self.codes.filter(used_at=None, code_hash=hidden_code("list", token))
        if unused.update(used_at=timezone.now()) != 1:
            self.throttle_increment()
            return False
        self.note_use()
        return True


class ListedCode(models.Model):
    """One code of a list: its number on the paper, and its HMAC."""

    list = models.ForeignKey(CodeList, on_delete=models.CASCADE, related_name="codes")
    number = models.PositiveSmallIntegerField()
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["list", "number"], name="signin_listedcode_once"),
            models.UniqueConstraint(fields=["list", "code_hash"], name="signin_listedcode_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} {self.number}"


class MailedCode(Factor):
    """A code by e-mail, for guardians only: it lives ten minutes and opens once."""

    code_hash = models.CharField(max_length=64, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("code per e-mail")
        verbose_name_plural = _("codes per e-mail")
        constraints = [models.UniqueConstraint(fields=["user"], name="signin_mailedcode_once")]

    def verify_token(self, token: str) -> bool:
        """Whether it is the last code that was sent, in time and unused."""
        allowed, _why = self.verify_is_allowed()
        if not allowed or not self.code_hash:
            return False
        is_late = self.valid_until is None or self.valid_until.timestamp() < time.time()
        if is_late or self.code_hash != hidden_code("mail", token):
            self.throttle_increment()
            return False
        self.code_hash = ""
        self.note_use(also=("code_hash",))
        return True
