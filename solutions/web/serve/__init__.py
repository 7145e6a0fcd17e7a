"""The site while it is written: every save is built and shown, or why it cannot be."""
