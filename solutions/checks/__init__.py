"""Independent checks: a box against pairs from another road, and its decoys against both."""
