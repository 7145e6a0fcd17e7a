"""The readings of the log's claims, a module per part, in the order of the log."""
