"""Formulieren van het register."""
