"""Documents of other people, judged formula by formula."""
