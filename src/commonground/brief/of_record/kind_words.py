"""The kind of a text in words, and why it is taken for that."""

from __future__ import annotations

from commonground.record import Document

__all__ = ["KIND_WORDS", "why_this_kind"]

KIND_WORDS = {
    "interview": "an interview",
    "verbatim": "a verbatim record",
    "memcon": "a memorandum of conversation",
    "statement": "a statement",
    "news": "a news report",
    "captions": "captions",
}
_RECOGNISED = {
    "interview": "lines begin with the names of speakers, mostly without titles and countries",
    "verbatim": "lines begin with names of speakers as in a meeting's record: with titles, countries or languages",
    "memcon": "its head reads as that of a memorandum of conversation",
    "statement": "no line begins with the name of a speaker, and nothing shows a reporter at work: one voice",
    "news": "it has a dateline, a byline or reporting sentences: somebody writes about others",
    "captions": "its form is that of captions",
}


def why_this_kind(document: Document) -> str:
    """Why a document is taken for the kind it is."""
    if document.given.kind is not None:
        return "because you said so"
    if document.given.hint == document.kind:
        return "because the format of the file marks it so"
    return f"because {_RECOGNISED[document.kind]}"
