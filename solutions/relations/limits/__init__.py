"""Approximations and limits in a regime, and as a whole number grows."""
