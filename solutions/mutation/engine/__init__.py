"""Mutation testing of the engine: its own source made wrong, and its tests seen to notice."""
