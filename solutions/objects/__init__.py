"""What a statement can be about: quantities, numbers, laws, recursions and enclosures."""
