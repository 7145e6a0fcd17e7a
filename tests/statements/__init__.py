"""Statements: what they say, what they assume, and how a page and a terminal show them."""
