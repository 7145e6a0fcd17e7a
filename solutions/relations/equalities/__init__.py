"""Equality: by the normal form, and by rewriting sums, integrals, angles and cases first."""
