"""Programs started, limited and killed in one place, and a pool of workers on top of it."""
