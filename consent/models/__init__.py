"""Purposes with their texts, the ledger of choices with its current state, and rounds."""

from consent.models.choices import Choice, CurrentChoice, Giver, PaperProof
from consent.models.purposes import Purpose, PurposeText, text_in_force
from consent.models.rounds import Round, RoundReminder

__all__ = [
    "Choice",
    "CurrentChoice",
    "Giver",
    "PaperProof",
    "Purpose",
    "PurposeText",
    "Round",
    "RoundReminder",
    "text_in_force",
]
