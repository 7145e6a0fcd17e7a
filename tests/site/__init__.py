"""Tests over the site as it was built: what a reader gets, not what a module returns."""
