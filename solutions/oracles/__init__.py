"""Other people's programs against our results: each prints its number beside ours."""
