"""Documents of other people, judged formula by formula: Markdown, LaTeX, notebooks, chats, text.

``files`` reads one, ``formulas`` finds its formulas and headings, ``grading`` has them judged, and
``report`` and ``page`` show what was found. Nothing here knows mathematics.
"""
