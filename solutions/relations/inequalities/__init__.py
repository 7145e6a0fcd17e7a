"""Inequalities and enclosures: by signs, by elementary bounds, of sums, products and roots."""
