"""Compounds: what is made of known quantities has the value that they give it.

A variance, a difference or a limit means what it says. Where what it is made of is known, it is
computed from that, and not declared; where nothing of it is known, it is a model like any other.
"""
