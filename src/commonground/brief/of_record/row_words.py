"""What the marks of a row are called in the language of the brief: acts, answers, what was set aside."""

from __future__ import annotations

from commonground.brief.language import Tongue

__all__ = [
    "acts_as_headings",
    "answer_words",
    "aside_words",
    "insertion_words",
    "modality_words",
    "polarity_words",
]


def acts_as_headings(tongue: Tongue) -> dict[str, str]:
    """The acts of moves, in the order in which they are listed."""
    return {
        "demand": tongue.text("Demands"),
        "propose": tongue.text("Proposals"),
        "accept": tongue.text("Acceptances"),
        "reject": tongue.text("Rejections"),
        "threaten": tongue.text("Threats"),
        "condition": tongue.text("Conditions"),
        "commit": tongue.text("Commitments"),
        "concede": tongue.text("Concessions"),
        "mandate": tongue.text("Mandates"),
    }


def aside_words(tongue: Tongue, role: str) -> str:
    words = {
        "headline": tongue.text("Headline"),
        "byline": tongue.text("Byline"),
        "lead": tongue.text("Lead"),
        "note": tongue.text("Note"),
        "marked": tongue.text("Set apart in the file"),
    }
    return words[role]


def insertion_words(tongue: Tongue, use: str) -> str:
    words = {
        "antecedent": tongue.text("an editor's: says who is meant"),
        "name": tongue.text("an editor's: completes a name"),
        "editorial": tongue.text("an editor's word"),
        "kept": tongue.text("left standing: the speaker's own"),
        "note": tongue.text("the mark of a note"),
        "page": tongue.text("a page break"),
    }
    return words[use]


def answer_words(tongue: Tongue, how: str, speaker: str) -> str:
    words = {
        "denies": tongue.text("{speaker} denies it", speaker=speaker),
        "grants": tongue.text("{speaker} grants it", speaker=speaker),
        "takes up": tongue.text("{speaker} takes it up", speaker=speaker),
    }
    return words[how]


def polarity_words(tongue: Tongue, polarity: str) -> str:
    words = {
        "for": tongue.text("for something"),
        "against": tongue.text("against something"),
        "neutral": tongue.text("neither for nor against"),
    }
    return words[polarity]


def modality_words(tongue: Tongue, modality: str) -> str:
    words = {
        "asserted": tongue.text("said outright"),
        "questioned": tongue.text("asked"),
        "habitual": tongue.text("said of what is usual"),
        "conditional": tongue.text("said under a condition"),
    }
    return words[modality]
