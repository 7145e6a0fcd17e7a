"""Readers' answers: held against a part's boxes, or against each other, by the relations.

- judge: an answer against every box of its part: correct, leading-order, wrong, unreadable
- boxes, left_sides, leading_order, mistakes: what an answer is held against, and what went wrong
- equality, derivations: two expressions on a domain; a whole derivation, and its first wrong line
- entry, sandbox, command: one request, a process that can be killed, and the command line
- tables, browser: answers with their verdicts, and the judge in a reader's browser
"""
