"""A log in which a chat model solves both problems: its claims, their readings, and the audit."""
