"""Values at points: rational numbers where that is exact, and else balls."""
