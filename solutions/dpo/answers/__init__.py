"""Answers that people give to problem 2, with the verdict that each must get."""
