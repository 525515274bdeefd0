"""The kind of a text in words, and why it is taken for that."""

from __future__ import annotations

from commonground.brief.language import Tongue
from commonground.record import Document

__all__ = ["kind_words", "why_this_kind"]


def kind_words(tongue: Tongue, kind: str) -> str:
    """What a kind of record is called."""
    words = {
        "interview": tongue.text("an interview"),
        "verbatim": tongue.text("a verbatim record"),
        "memcon": tongue.text("a memorandum of conversation"),
        "statement": tongue.text("a statement"),
        "news": tongue.text("a news report"),
        "captions": tongue.text("captions"),
    }
    return words[kind]


def why_this_kind(tongue: Tongue, document: Document) -> str:
    """Why a document is taken for the kind it is."""
    if document.given.kind is not None:
        return tongue.text("because you said so")
    if document.given.hint == document.kind:
        return tongue.text("because the format of the file marks it so")
    return _recognised(tongue)[document.kind]


def _recognised(tongue: Tongue) -> dict[str, str]:
    return {
        "interview": tongue.text("because lines begin with the names of speakers, mostly without titles and countries"),
        "verbatim": tongue.text(
            "because lines begin with names of speakers as in a meeting's record: with titles, countries or languages"
        ),
        "memcon": tongue.text("because its head reads as that of a memorandum of conversation"),
        "statement": tongue.text(
            "because no line begins with the name of a speaker, and nothing shows a reporter at work: one voice"
        ),
        "news": tongue.text("because it has a dateline, a byline or reporting sentences: somebody writes about others"),
        "captions": tongue.text("because its form is that of captions"),
    }
