"""Sweeps by date."""
