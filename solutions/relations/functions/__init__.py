"""Are two expressions the same function, wherever both are defined?"""
