"""What can be said: quantities, statements with all that they assume, and lines that follow."""
