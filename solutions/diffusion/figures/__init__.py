"""Figures of problem 1: what is drawn of each part's boxed results."""
