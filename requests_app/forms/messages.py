"""Bericht en notitie: text, and with a message at most five files."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.once.forms import OnceForm
from requests_app.forms.clock import TOO_LONG
from requests_app.forms.files import HELP, TOO_MANY, FilesField
from requests_app.forms.numbers import NumberCheck

REFUSED = {
    "state": _("Dit verzoek is af. Berichten kunnen niet meer. Begin zo nodig een nieuw verzoek."),
    "moved": _("Dit verzoek is overgedragen. U kunt hier geen bericht meer sturen."),
    "no_reader": _(
        "De aanvrager kan hier nu geen berichten lezen. Schrijf een brief, bel, "
        "of stel een vraag op de pagina Termijn."
    ),
    "words": _("Schrijf een bericht."),
    "files": TOO_MANY,
}


def message_words(code: str) -> str:
    """What to do about a refusal."""
    return str(REFUSED.get(code, REFUSED["state"]))


class MessageForm(NumberCheck, OnceForm):
    """What is said, and what goes with it."""

    free_texts: ClassVar[tuple[str, ...]] = ("text",)
    field_order = ["text", "number_choice", "uploads"]
    text = forms.CharField(
        label=_("Bericht"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": REFUSED["words"], "max_length": TOO_LONG},
    )
    uploads = FilesField(label=_("Bijlagen"), help_text=HELP, required=False)


class OwnMessageForm(MessageForm):
    """Of who asked; while a question is open it is the answer, unless they say otherwise."""

    field_order = ["text", "number_choice", "uploads", "is_reply"]
    is_reply = forms.BooleanField(
        label=_("Dit is mijn antwoord op de vraag van de school"),
        help_text=_(
            "De termijn loopt dan meteen weer verder. Gaat het over iets anders? "
            "Haal dan het vinkje weg."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, is_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_asked:
            del self.fields["is_reply"]


class NoteForm(NumberCheck, OnceForm):
    """For colleagues; but whoever asks for their data gets to see it."""

    free_texts: ClassVar[tuple[str, ...]] = ("text",)
    field_order = ["text", "number_choice"]
    text = forms.CharField(
        label=_("Notitie"),
        help_text=_("Schrijf het zo dat de aanvrager het mag lezen. Bij inzage gaat het mee."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": _("Schrijf een notitie."), "max_length": TOO_LONG},
    )
