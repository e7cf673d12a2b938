"""Finding a board by what somebody types, and telling in Dutch what is wrong with a form."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.people.models import Board


def find_board(text: str) -> Board:
    """By name, by name in addresses, or by number. Raises CommandError."""
    board = Board.objects.filter(
        Q(name__iexact=text) | Q(slug=text.casefold()) | Q(number=text)
    ).first()
    if board is None:
        names = ", ".join(Board.objects.values_list("name", flat=True)) or _("(nog geen)")
        raise CommandError(
            _("Er is geen bestuur “%(text)s”. Bekend zijn: %(names)s. Nieuw? Gebruik add_board.")
            % {"text": text, "names": names}
        )
    return board


def refusal(error: ValidationError) -> CommandError:
    """The messages of a validation, one a line, with the field they are about."""
    told = [
        f"{field}: {message}" if field != "__all__" else str(message)
        for field, messages in error.message_dict.items()
        for message in messages
    ]
    return CommandError("\n".join(told))
