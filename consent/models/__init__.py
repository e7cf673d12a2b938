"""Purposes with their texts, the ledger with its current state, and systems that read it."""

from consent.models.choices import Choice, CurrentChoice, Giver, PaperProof
from consent.models.publications import (
    Publication,
    PublicationPupil,
    PublicationText,
    TakeDown,
)
from consent.models.purposes import Purpose, PurposeText, text_in_force
from consent.models.systems import SystemToken

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
    "SystemToken",
    "TakeDown",
    "text_in_force",
]
