"""What a build does around the pages: look first, judge, publish whole."""
