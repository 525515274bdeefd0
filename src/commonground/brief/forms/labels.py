"""The few words that a form itself adds: marks of standing, captions, where to skip to."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.brief.language import tongue

__all__ = ["labels"]


def labels(language: str) -> Mapping[str, str]:
    """The forms' own words in a language. A standing without a word is shown by its references alone."""
    speak = tongue(language)
    return {
        "fact": "",
        "verdict": "",
        "note": "",
        "assumption": speak.text("Assumed:"),
        "judgement": speak.text("Our reading:"),
        "question": speak.text("To ask:"),
        "table": speak.text("Table"),
        "as_table": speak.text("The same as a table"),
        "not_drawn": speak.text("Not drawn; for pictures: pip install 'commonground[report]'. The same as a table:"),
        "line": speak.text("Line"),
        "marked": speak.text("‹m1 … m1› stands around the words that the row m1 is about. Numbers are those of lines."),
        "skip": speak.text("Skip to the brief"),
        "contents": speak.text("Contents"),
    }
