"""Expressions as TeX for a page and as text for a terminal."""
