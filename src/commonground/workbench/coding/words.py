"""Where the words stand that somebody chose: typed with the number of their turn, or marked with the pointer.

A browser says where its selection begins and ends, in characters of the text as it was shown. That is taken only if
the words there are the words in the form, which a person may have changed since.
"""

from __future__ import annotations

from commonground.errors import Problem, UsageError
from commonground.record import Document, normalise
from commonground.statements.afresh import chosen, stretches_of

__all__ = ["place_of"]


def place_of(
    document: Document, turn: int | None, words: str, start: int | None = None, end: int | None = None
) -> tuple[int, int]:
    """Where the words begin and end in the document.

    Raises
    ------
    UsageError
        There is no such turn, or the words are not in it, or in several places of it.
    """
    if start is not None and end is not None and start < end <= len(document.text):
        marked = document.text[start:end]
        if normalise(marked) == normalise(words) and normalise(words):
            before, after = len(marked) - len(marked.lstrip()), len(marked) - len(marked.rstrip())
            return start + before, end - after
    stretches = stretches_of(document)
    if turn is None or not 1 <= turn <= len(stretches):
        what = "Which turn do the words stand in?" if turn is None else "There is no turn of this number."
        expected = f"a number from 1 to {len(stretches)}" if stretches else "a text with words"
        raise UsageError(
            Problem(what, read=None if turn is None else str(turn), expected=expected, code="no-such-turn")
        )
    return chosen(document, stretches[turn - 1], words)
