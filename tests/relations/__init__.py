"""The rules by which one line follows from another, each asked for its own conditions."""
