"""Toestemming: the pages of a family, its proof, the desk, and those of staff about a group."""
