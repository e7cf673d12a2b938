"""What must be sent is a row."""
