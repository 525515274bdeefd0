"""What the words of a coding mean, in a few plain words each, for whoever has no codebook at hand.

A case's own codebook says it at length, and counts where it says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ACT_WORDS", "MODALITY_WORDS", "MODE_WORDS", "POLARITY_WORDS"]

ACT_WORDS: Mapping[str, str] = {
    "demand": "asks for it as a must",
    "propose": "puts it forward for both",
    "accept": "says that it is agreed or acceptable",
    "reject": "refuses it",
    "threaten": "announces harm unless",
    "condition": "this only if, or only after, that",
    "commit": "binds their own side to it",
    "concede": "gives up what they held before",
    "mandate": "what somebody was sent to do, or may do",
    "claim": "says how something is",
    "appeal": "calls on somebody to act",
    "praise": "speaks well of somebody",
    "criticise": "speaks ill of somebody",
}
POLARITY_WORDS: Mapping[str, str] = {
    "for": "wants the matter to move",
    "against": "does not want it",
    "neutral": "neither",
}
MODALITY_WORDS: Mapping[str, str] = {
    "asserted": "said outright",
    "questioned": "asked, or put in doubt",
    "habitual": "told as what is usually said",
    "conditional": "said with an if",
}
MODE_WORDS: Mapping[str, str] = {
    "own": "for oneself, or one’s own side",
    "direct": "quoted, in another’s own words",
    "reported": "what another is said to hold",
    "label": "a name given to something",
}
