"""Purposes, the ledger with its current state, publications, rounds, and other systems."""

from consent.models.choices import Choice, CurrentChoice, Giver, PaperProof
from consent.models.publications import (
    Publication,
    PublicationPupil,
    PublicationText,
    TakeDown,
)
from consent.models.purposes import Purpose, PurposeText, text_answered, text_in_force
from consent.models.rounds import Round, RoundReminder
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
    "Round",
    "RoundReminder",
    "SystemToken",
    "TakeDown",
    "text_answered",
    "text_in_force",
]
