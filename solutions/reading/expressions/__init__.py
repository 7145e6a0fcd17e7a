"""A tree and a vocabulary as expressions of SymPy, with the conditions of their text."""
