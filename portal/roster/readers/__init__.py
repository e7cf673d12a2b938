"""Readers: from a file of a school's administration to plain facts. No Django, no database."""
