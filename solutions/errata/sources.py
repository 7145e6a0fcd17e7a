"""Books that are cited for several misprints."""

from solutions.errata.erratum import Citation

INTRODUCTION, ADVANCED = "An Introduction", "Advanced Topics"


def murphy(book: str, edition: str, place: str, reported: str) -> Citation:
    """One of Murphy’s two books; he answered each report cited here, and mended the place."""
    title = f"Probabilistic Machine Learning: {book}"
    return Citation("K. Murphy", title, edition, place, reported, "fixed")


def deisenroth(edition: str, place: str, issue: int) -> Citation:
    """The drafts of Mathematics for Machine Learning; each report cited here was followed."""
    return Citation(
        "M. Deisenroth, A. Faisal, C. S. Ong",
        "Mathematics for Machine Learning",
        edition,
        place,
        f"mml-book/mml-book.github.io issue {issue}",
        "fixed",
    )


def raschka(edition: str, place: str, reported: str) -> Citation:
    """Machine Learning with PyTorch and Scikit-Learn."""
    return Citation(
        "S. Raschka, Y. Liu, V. Mirjalili",
        "Machine Learning with PyTorch and Scikit-Learn",
        edition,
        place,
        reported,
        "confirmed",
    )
