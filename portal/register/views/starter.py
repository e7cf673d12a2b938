"""Beginregister overnemen: what is new, what the board has, and the names of the region."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.register import access
from portal.register.starter import Offer, adopt_starter, offer_for
from portal.signin.access import account
from portal.web import page


class NamesForm(forms.Form):
    """The own name of each regional recipient; an empty one can be filled in later."""

    def __init__(self, *args: object, offer: Offer, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        for party in offer.unnamed:
            self.fields[party.code] = forms.CharField(
                label=party.name.capitalize(), max_length=120, required=False
            )

    @property
    def names(self) -> dict[str, str]:
        """Only what was filled in."""
        return {code: name for code, name in self.cleaned_data.items() if name}


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Adopts every new row as a draft; publishing is the officer's next step."""
    today = timezone.localdate()
    board = access.get_kept_board(request.user, slug, today)
    access.must_edit(request.user, board.pk, today)
    offer = offer_for(board)
    form = NamesForm(request.POST if request.method == "POST" else None, offer=offer)
    if request.method == "POST" and form.is_valid():
        by, names = account(request.user), form.names
        made = adopt_starter(board, by=by, today=today, names=names, publish_named=False)
        words = ngettext("%d verwerking overgenomen.", "%d verwerkingen overgenomen.", len(made))
        messages.success(request, f"{words % len(made)} {_('Het zijn nog concepten.')}")
        return redirect("register:keeping")
    return page(request, "register/starter.html", {"board": board, "offer": offer, "form": form})
