"""The verdicts of the audit."""

CORRECT = "correct"
NOT_ASKED = "correct-but-not-what-was-asked"
LEADING = "leading-order"
WRONG = "wrong"
AMBIGUOUS = "ambiguous"
REMARK = "remark"

VERDICTS = (CORRECT, NOT_ASKED, LEADING, WRONG, AMBIGUOUS, REMARK)
"""A remark is no verdict: no machine can judge it, and an editor's note stands there."""

JUDGED = "judged"
"""What a receipt of the audit says of a part all of whose claims have a verdict."""
