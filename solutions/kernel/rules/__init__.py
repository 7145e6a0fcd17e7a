"""Rules on expressions; each asks a :class:`~solutions.kernel.reasoner.Reasoner` for the rest."""
