"""The rules by which one line follows from another, a file for each family."""
