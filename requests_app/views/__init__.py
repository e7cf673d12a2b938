"""Pages of a request: for who asked it, and for staff."""
