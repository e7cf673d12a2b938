"""Account en rol: who signs in, and what a member of staff is for."""

import unicodedata
from typing import Any
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models.boards import Board, Group, School
from portal.people.models.dated import Dated
from portal.people.rules import BOARD_ROLES, SCHOOL_ROLES, RoleKind

AT_SCHOOL = sorted(kind.value for kind in SCHOOL_ROLES)
AT_BOARD = sorted(kind.value for kind in BOARD_ROLES)


def folded(text: str) -> str:
    """The form in which names and addresses are kept and compared: NFKC, case-folded."""
    return unicodedata.normalize("NFKC", text.strip()).casefold()


class UserManager(BaseUserManager["User"]):
    """Makes accounts; there is no public sign-up."""

    def create_user(
        self, sign_in_name: str, password: str | None = None, *, email: str = "", **fields: Any
    ) -> "User":
        """A saved account. Without a password nobody can sign in with it."""
        user = self.model(sign_in_name=folded(sign_in_name), email=folded(email) or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account with this sign-in name, however it is cased."""
        return self.get(sign_in_name=folded(username or ""))


class User(AbstractBaseUser):
    """An account. One person has one, whatever the number of boards and roles."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sign_in_name = models.CharField(_("inlognaam"), max_length=64, unique=True)
    email = models.EmailField(_("e-mailadres"), null=True, blank=True, unique=True)
    display_name = models.CharField(_("naam"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=True) | ~Q(email=""), name="people_user_email_not_empty"
            ),
            models.CheckConstraint(
                condition=~Q(sign_in_name__contains="@"),
                name="people_user_sign_in_name_is_no_address",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.sign_in_name

    def clean(self) -> None:
        """Names and addresses that differ only in case are the same."""
        super().clean()
        self.sign_in_name = folded(self.sign_in_name)
        self.email = folded(self.email or "") or None

    def has_perm(self, _perm: str, _obj: object = None) -> bool:
        """Django's own permissions are not used: a Role says what somebody may do."""
        return False

    def has_module_perms(self, _app_label: str) -> bool:
        """See `has_perm`."""
        return False


class Role(Dated):
    """What a member of staff is for, where, and from when until when."""

    KINDS = choices_of(
        {
            RoleKind.TEACHER: _("leraar"),
            RoleKind.HANDLER: _("behandelaar"),
            RoleKind.DIRECTOR: _("directeur"),
            RoleKind.OFFICER: _("privacy officer"),
            RoleKind.FG: _("functionaris gegevensbescherming"),
            RoleKind.ADMINISTRATOR: _("beheerder"),
            RoleKind.OPERATOR: _("technisch beheerder"),
        }
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(_("rol"), max_length=16, choices=KINDS)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, blank=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True)
    granted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="granted_roles"
    )

    class Meta(Dated.Meta):
        ordering = ["since"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=AT_SCHOOL, board__isnull=False, school__isnull=False)
                | Q(kind__in=AT_BOARD, board__isnull=False, school__isnull=True)
                | Q(kind=RoleKind.OPERATOR.value, board__isnull=True, school__isnull=True),
                name="people_role_reach_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")),
                name="people_role_not_from_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"


class TeachingLink(models.Model):
    """A teacher's group as the school's file says it; grants nothing until somebody confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="teaching_links")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="teaching_links")
    staff_key = models.CharField(max_length=255)
    name = models.CharField(_("naam"), max_length=160)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "group", "staff_key"], name="people_teachinglink_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="people_teachinglink_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name
