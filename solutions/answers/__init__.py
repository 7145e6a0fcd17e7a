"""Readers' answers: read as hostile text, held against a part's boxes, judged by the engine.

from solutions.answers.judge import check
check("1a", r"\\mathcal N(0, \\sigma^2 + 1)")["verdict"]    # "correct"

reading  text (LaTeX as people type it, or plain) → tree with positions; limits on size
building tree and a vocabulary → expressions of SymPy by constructors, and where it is defined
judge    an answer against every box of its part: correct, leading-order, wrong, unreadable
equality two real expressions on a domain: equal, different at a point, undecided
lines    a whole derivation, a line each: the first wrong one
"""
