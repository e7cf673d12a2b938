"""Check, re-encode, encrypt and serve files."""
