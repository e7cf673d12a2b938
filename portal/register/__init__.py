"""What is processed, and what was shared with whom."""
