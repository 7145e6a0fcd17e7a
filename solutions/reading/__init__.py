"""Text as people type it: scanned, parsed to a tree, printed back, and built into expressions."""
