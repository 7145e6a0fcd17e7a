"""What a judgement leaves behind: verdicts, reasons, counterexamples, and the words for them."""
