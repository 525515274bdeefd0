"""One file a page: what it shows, as words and as data. How it looks is in ``templates/``."""
