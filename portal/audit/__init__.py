"""What happened and who looked; the guards of append-only tables."""
