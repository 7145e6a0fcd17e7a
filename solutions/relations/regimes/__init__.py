"""Regimes: what is small against what, whether that can be reached, and orders in it."""
