"""No name reads as another one, as a formula of others, or as a claim."""
