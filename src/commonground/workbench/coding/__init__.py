"""Coding in a browser: the text cut for showing, where chosen words stand, and what a form says of them."""
