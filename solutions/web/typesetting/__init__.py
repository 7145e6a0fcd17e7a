"""Formulas set by MathJax when a page is built."""
