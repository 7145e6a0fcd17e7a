"""Mutation: make every line of every part wrong in small ways, and see verification catch it."""
