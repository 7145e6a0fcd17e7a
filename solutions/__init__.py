"""Worked solutions whose every step is verified before it can be read."""
