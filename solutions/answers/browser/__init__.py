"""Readers' answers in the reader's own browser: Python there, its pack, and what stands in.

entry   one function from JSON to JSON, which the page's worker calls
pack    the files of the site that bring Python, SymPy and this package, made at build time
flint   rationals, balls and polynomials without python-flint; numpy: present, of no use
"""
