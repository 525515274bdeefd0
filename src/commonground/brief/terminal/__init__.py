"""Answers on a terminal: tables that a person understands, with the same words as the page."""
