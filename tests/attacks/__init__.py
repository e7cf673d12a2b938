"""Attacks that once worked, or that worked on a product like ours (quality.md §7)."""
