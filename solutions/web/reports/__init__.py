"""What a page tells of the whole: the audit, errata, oracles, mutants, the kernel."""
