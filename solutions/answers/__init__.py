"""Readers' answers: read as hostile text, held against a part's boxes, judged by the engine.

- reading: text (LaTeX as people type it, or plain) to a tree with positions; limits on size
- building: tree and vocabulary to expressions by constructors, and where they are defined
- judge: an answer against every box of its part: correct, leading-order, wrong, unreadable
- equality: two real expressions on a domain: equal, different at a point, undecided
- lines: a whole derivation, a line each; the first wrong one
- guarded, command: a process that can be killed, and the command line
"""
