"""Left sides of typed answers: which box they name, and whether they are what is asked."""
