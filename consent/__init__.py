"""Toestemming: purposes, choices and what follows from them."""
