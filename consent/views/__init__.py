"""Toestemming: the pages of a family, and those of staff about a group."""
