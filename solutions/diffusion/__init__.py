"""Problem 1: DDPM and DDIM started from a Gaussian, a module per part."""
