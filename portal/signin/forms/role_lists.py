"""What somebody wants to see of the list of roles; a wrong choice shows the list of today."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.people.models import School
from portal.signin.forms.roles import KINDS
from portal.signin.role_list import Chosen, When

ALL = "alle"
DEFAULTS = {"school": ALL, "rol": ALL, "stand": When.NOW.value}
ODD = {"invalid_choice": _("Kies wat in de lijst staat.")}


class RoleFilterForm(forms.Form):
    """School, role, and whether it still holds; sent with GET."""

    school = forms.ChoiceField(label=_("School"), error_messages=ODD)
    rol = forms.ChoiceField(
        label=_("Rol"), choices=[(ALL, _("alle rollen")), *KINDS], error_messages=ODD
    )
    stand = forms.ChoiceField(
        label=_("Wanneer"),
        choices=[
            (When.NOW.value, _("nu")),
            (When.ENDED.value, _("beëindigd")),
            (When.ALL.value, _("alle")),
        ],
        error_messages=ODD,
    )

    def __init__(self, query: QueryDict, *, schools: Iterable[School]) -> None:
        super().__init__(DEFAULTS | query.dict())
        names = [(str(one.pk), str(one)) for one in schools]
        self.fields["school"].choices = [(ALL, _("alle scholen en het bestuur")), *names]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Chosen:
        """What to show."""
        if not self.is_valid():
            return Chosen()
        school, kind = (self.cleaned_data[name] for name in ("school", "rol"))
        return Chosen(
            "" if school == ALL else school,
            "" if kind == ALL else kind,
            When(self.cleaned_data["stand"]),
        )

    @property
    def query(self) -> str:
        """The same choice for a link; empty, or ending with "&"."""
        if not self.is_valid():
            return ""
        given = self.cleaned_data
        text = urlencode({name: given[name] for name in given if given[name] != DEFAULTS[name]})
        return f"{text}&" if text else ""
