"""Who is at which school, read from the school's files."""
