"""Laws of random variables: what is said of them, what follows, and what does not fit."""
