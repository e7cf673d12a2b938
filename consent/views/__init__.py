"""Toestemming: the pages of a family, its proof, and the desk of the school."""
