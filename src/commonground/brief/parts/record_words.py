"""What is said of a statement of the record, in the language of the brief: its act, how it stands there, its state."""

from __future__ import annotations

from commonground.brief.language import Tongue

__all__ = ["act_words", "mode_words", "status_words"]


def act_words(tongue: Tongue, act: str) -> str:
    """What a statement does."""
    words = {
        "demand": tongue.text("a demand"),
        "propose": tongue.text("a proposal"),
        "accept": tongue.text("an acceptance"),
        "reject": tongue.text("a rejection"),
        "threaten": tongue.text("a threat"),
        "condition": tongue.text("a condition"),
        "commit": tongue.text("a commitment"),
        "concede": tongue.text("a concession"),
        "mandate": tongue.text("word of a mandate"),
        "claim": tongue.text("a claim"),
        "appeal": tongue.text("an appeal"),
        "praise": tongue.text("praise"),
        "criticise": tongue.text("criticism"),
    }
    return words.get(act, act)


def mode_words(tongue: Tongue, mode: str) -> str:
    """How the position stands in the text."""
    words = {
        "own": tongue.text("in the speaker's own words"),
        "direct": tongue.text("quoted by the speaker"),
        "reported": tongue.text("reported by the speaker"),
        "label": tongue.text("a label the speaker puts on it"),
    }
    return words.get(mode, mode)


def status_words(tongue: Tongue, status: str) -> str:
    """Whether a person stands up for the coding."""
    words = {
        "proposed": tongue.text("proposed, confirmed by nobody"),
        "confirmed": tongue.text("confirmed"),
        "corrected": tongue.text("corrected and confirmed"),
        "rejected": tongue.text("rejected"),
    }
    return words.get(status, status)
