"""Figures of problem 2: what is drawn of each part's boxed results."""
