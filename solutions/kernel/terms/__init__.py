"""What expressions are made of: letters, bound indices, trees, polynomials, certificates."""
