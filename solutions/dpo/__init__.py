"""Problem 2: direct preference optimisation, a module per part."""
