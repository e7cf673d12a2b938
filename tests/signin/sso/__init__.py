"""School accounts: the round trip, and the attacks on it."""
