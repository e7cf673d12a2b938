"""Purposes with their texts, and the ledger of choices with its current state."""

from consent.models.choices import Choice, CurrentChoice, Giver
from consent.models.purposes import Purpose, PurposeText, text_in_force

__all__ = ["Choice", "CurrentChoice", "Giver", "Purpose", "PurposeText", "text_in_force"]
