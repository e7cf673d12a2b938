"""Holidays and school holidays as data."""
