"""One question a file about one target: is there a zone, what blocks it, what would have to give."""
