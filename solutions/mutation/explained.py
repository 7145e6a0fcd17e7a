"""Survivors that cannot be avoided, each with the reason, typed by a person: none so far.

``{("1e", "the mutant's text"): "One sentence that says why nothing can catch it."}``
"""

EXPLAINED: dict[tuple[str, str], str] = {}
