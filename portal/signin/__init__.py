"""The door: password and second factor."""
