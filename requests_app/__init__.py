"""Verzoeken: the clock, the case, the decision, the letter."""
