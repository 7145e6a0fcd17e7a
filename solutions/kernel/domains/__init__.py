"""Γ: facts on letters, unit sums, what is put for a letter, and how far a letter may run."""
