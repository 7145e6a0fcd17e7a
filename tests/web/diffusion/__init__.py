"""A stand-in for a folder of parts."""
