"""Wachtwoord: what a new one must be, in words that are there in every language of the page."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's check; its message has no Dutch in the release we use."""

    def get_error_message(self) -> str:
        """How many signs it takes."""
        return _("Dit wachtwoord is te kort. Neem er een van %d tekens of meer.") % self.min_length
