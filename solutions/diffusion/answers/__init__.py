"""Answers that people give to problem 1, with the verdict that each must get."""
