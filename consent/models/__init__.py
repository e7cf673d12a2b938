"""Purposes with their texts, and the ledger of choices with its current state."""

from consent.models.choices import Choice, CurrentChoice, Giver, PaperProof
from consent.models.publications import (
    Publication,
    PublicationPupil,
    PublicationText,
    TakeDown,
)
from consent.models.purposes import Purpose, PurposeText, text_in_force

__all__ = [
    "Choice",
    "CurrentChoice",
    "Giver",
    "PaperProof",
    "Publication",
    "PublicationPupil",
    "PublicationText",
    "Purpose",
    "PurposeText",
    "TakeDown",
    "text_in_force",
]
