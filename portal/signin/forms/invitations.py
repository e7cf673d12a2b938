"""What the office sends: for which group, once."""

from django import forms

from portal.once.forms import OnceForm


class InviteAllForm(OnceForm):
    """Everybody of a school, or of one group of it."""

    school = forms.UUIDField(widget=forms.HiddenInput)
    group = forms.UUIDField(widget=forms.HiddenInput, required=False)
