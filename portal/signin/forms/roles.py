"""What an administrator fills in about roles."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.people.models import Board, Group, Role, School, User, folded
from portal.people.rules import SCHOOL_ROLES, RoleKind
from portal.signin import staff

KINDS = [(value, label) for value, label in Role.KINDS if value != RoleKind.OPERATOR.value]
NOBODY = _(
    "Wij vinden bij uw bestuur niemand met deze inlognaam of dit e-mailadres. Kijk of het klopt. "
    "Heeft deze collega nog geen account? Maak dat dan eerst."
)


class GiveRoleForm(forms.Form):
    """To whom, which role, and where; for a teacher then the groups of that school.

    `asked` in the answer says of which school the groups were on the page.
    """

    person = forms.CharField(
        label=_("Inlognaam of e-mailadres van de collega"),
        help_text=_("Is de collega ook ouder op een school? Gebruik dan het account dat er al is."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": _("Vul een inlognaam of e-mailadres in."),
            "max_length": _("Dit is te lang. Vul een inlognaam of e-mailadres in."),
        },
    )
    kind = forms.ChoiceField(
        label=_("Rol"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een rol."), "invalid_choice": _("Kies een rol.")},
    )
    place = forms.ChoiceField(
        label=_("Waar"),
        error_messages={
            "required": _("Kies waar."),
            "invalid_choice": _("Kies een school of bestuur uit de lijst."),
        },
    )

    def __init__(
        self,
        *args: object,
        boards: Iterable[Board],
        schools: Iterable[School],
        today: date,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        self.boards, self.schools = list(boards), list(schools)
        places = [*self.boards, *self.schools]
        self.fields["place"].choices = [(str(one.pk), str(one)) for one in places]  # type: ignore[attr-defined]
        self.groups = self._groups(today)
        if self.groups:
            self.fields["groups"] = forms.MultipleChoiceField(
                label=_("Groepen van deze leraar"),
                help_text=_("Weet u de groep nog niet? Laat dan alles leeg."),
                choices=[(str(one.pk), str(one)) for one in self.groups],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                error_messages={"invalid_choice": _("Kies groepen van deze school.")},
            )

    def _groups(self, today: date) -> list[Group]:
        """The groups to choose from, once somebody said teacher and a school that has any."""
        if self.data.get("kind") != RoleKind.TEACHER:
            return []
        place = self.data.get("place")
        school = next((one for one in self.schools if str(one.pk) == place), None)
        return staff.groups_of(school, today) if school else []

    @property
    def asked(self) -> str:
        """The school of which the groups stand on this page; empty without any."""
        return str(self.groups[0].school_id) if self.groups else ""

    @property
    def still_asks(self) -> bool:
        """Whether the groups of this school were not on the page before."""
        return self.asked != "" and self.data.get("asked") != self.asked

    def clean_person(self) -> User:
        """A colleague of these boards."""
        found = staff.colleague(self.cleaned_data["person"], self.boards)
        if found is None:
            raise ValidationError(NOBODY)
        return found

    def clean(self) -> None:
        """A role of a school at a school, a role of the board at the board."""
        super().clean()
        kind, place = self.cleaned_data.get("kind"), self.cleaned_data.get("place")
        if not (kind and place):
            return
        at_school = kind in SCHOOL_ROLES
        if at_school != (self.school is not None):
            words = (
                _("Deze rol hoort bij een school. Kies een school.")
                if at_school
                else _("Deze rol geldt voor het hele bestuur. Kies het bestuur.")
            )
            self.add_error("place", words)

    @property
    def school(self) -> School | None:
        """The school that was chosen, if it was one."""
        place = self.cleaned_data.get("place")
        return next((one for one in self.schools if str(one.pk) == place), None)

    @property
    def board(self) -> Board:
        """The board that was chosen, or that of the school."""
        if self.school:
            return self.school.board
        return next(one for one in self.boards if str(one.pk) == self.cleaned_data["place"])

    @property
    def wanted(self) -> dict[str, Any]:
        """As the verb takes it."""
        return {
            "user": self.cleaned_data["person"],
            "kind": RoleKind(self.cleaned_data["kind"]),
            "board": self.board,
            "school": self.school,
            "groups": [
                one for one in self.groups if str(one.pk) in self.cleaned_data.get("groups", [])
            ],
        }


class StaffAccountForm(forms.Form):
    """A new colleague; the letter or mail with the code comes from the page of invitations."""

    display_name = forms.CharField(
        label=_("Naam"),
        max_length=120,
        error_messages={
            "required": _("Vul een naam in."),
            "max_length": _("Maak de naam korter: hoogstens 120 tekens."),
        },
    )
    sign_in_name = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,63}$",
        label=_("Inlognaam"),
        help_text=_("Kleine letters en cijfers, bijvoorbeeld: iris.demo"),
        strip=True,
        error_messages={
            "required": _("Vul een inlognaam in."),
            "invalid": _("Gebruik 3 tot 64 kleine letters, cijfers, punten of streepjes."),
        },
    )
    email = forms.EmailField(
        label=_("E-mailadres van het werk"),
        widget=forms.EmailInput({"autocomplete": "off"}),  # somebody else's address
        error_messages={
            "required": _("Vul een e-mailadres in."),
            "invalid": _("Vul een e-mailadres in, zoals naam@school.nl."),
        },
    )

    board = forms.ModelChoiceField(
        label=_("Bestuur"),
        queryset=Board.objects.none(),
        empty_label=None,
        error_messages={
            "required": _("Kies een bestuur."),
            "invalid_choice": _("Kies een bestuur uit de lijst."),
        },
    )

    def __init__(self, *args: object, boards: Iterable[Board], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        mine = Board.objects.filter(pk__in=[one.pk for one in boards])
        self.fields["board"].queryset = mine  # type: ignore[attr-defined]

    def clean_sign_in_name(self) -> str:
        """Free, and compared as accounts are."""
        name = folded(self.cleaned_data["sign_in_name"])
        if User.objects.filter(sign_in_name=name).exists():
            raise ValidationError(_("Deze inlognaam bestaat al. Kies een andere."))
        return name

    def clean_email(self) -> str:
        """Of nobody else."""
        email = folded(self.cleaned_data["email"])
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("Dit e-mailadres hoort al bij een account."))
        return email
