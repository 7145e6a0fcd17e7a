"""Misprints of the field's books and papers, each beside its right form; the engine judges both."""
