"""What is judged is kept under a key of all that went into it, and comes through one door."""
