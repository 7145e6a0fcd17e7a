"""Executed notebooks, brought to the standard of the other pages."""
