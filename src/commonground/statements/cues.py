"""The cue lexicon: words that give an act away, kept as data in ``cues.toml`` with sentences to try each rule on.

In one clause the first rule that is met decides. A negation before it ("not", "never", "refused to") turns the act
into the rule's ``negated`` act or, where it has none, leaves the rule unmet. A bare "if" is no cue: in talks it is
far more often a way of speaking than a condition.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from commonground.statements.required import required
from commonground.statements.schema import Act, Modality, Polarity

__all__ = ["Cue", "Hit", "Lexicon", "lexicon", "modality_of"]

Whose = Literal["subject", "owner", "voice"]

_NEGATED = re.compile(
    r"(?:\b(?:not|never|nobody|neither|nor|refus\w+ to|cannot)|\w+n[’']t)\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)
_CONDITIONAL = re.compile(r"\b(?:if|unless|only (?:then|after|when|once|if)|provided)\b", re.IGNORECASE)
_HABITUAL = re.compile(
    r"\b(?:always|usually|every time|whenever|when(?:ever)? you|keeps? \w+ing|again and again)\b", re.IGNORECASE
)
_CONDITIONAL_WORDS, _HABITUAL_WORDS = (tuple(required(each.pattern)) for each in (_CONDITIONAL, _HABITUAL))
_OTHER_WAY: dict[Polarity, Polarity] = {"for": "against", "against": "for", "neutral": "neutral"}


@dataclass(frozen=True, slots=True)
class Cue:
    """One rule of the lexicon; the fields are told at the head of ``cues.toml``."""

    name: str
    act: Act
    polarity: Polarity
    pattern: re.Pattern[str]
    whose: Whose
    yes: tuple[str, ...]
    no: tuple[str, ...]
    negated: Act | None = None
    where: Literal["anywhere", "quotation"] = "anywhere"
    whole: bool = False
    required: tuple[str, ...] = ("",)  # strings, in small letters, of which what meets the rule holds one


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that is met at ``start:end`` of a clause, with the act and polarity after any negation."""

    cue: Cue
    start: int
    end: int
    act: Act
    polarity: Polarity
    words: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rules in their order; words by which a position is labelled; words for steps of talks."""

    cues: tuple[Cue, ...]
    labels: re.Pattern[str]
    steps: re.Pattern[str]

    def first(self, clause: str, *, quoted: bool = False) -> Hit | None:
        """The first rule that is met in a clause.

        >>> lexicon().first("We do not accept that line.").act
        'reject'
        >>> lexicon().first("If you look at the map, you see the river.") is None
        True
        """
        small = clause.lower()
        for cue in self.cues:
            if cue.whole or (cue.where == "quotation" and not quoted):
                continue
            if not any(map(small.__contains__, cue.required)):
                continue
            match = cue.pattern.search(clause)
            if match is None:
                continue
            act, polarity = cue.act, cue.polarity
            if cue.act != "condition" and _NEGATED.search(clause, max(0, match.start() - 40), match.start()):
                if cue.negated is None:
                    continue
                act, polarity = cue.negated, _OTHER_WAY[polarity]
            if act != "claim" or cue.act == "claim":
                return Hit(cue, match.start(), match.end(), act, polarity, " ".join(match.group().split()))
        return None

    def whole(self, quotation: str) -> Hit | None:
        """The rule that makes the whole of a quotation one move."""
        for cue in self.cues:
            if cue.whole and (match := cue.pattern.search(quotation)):
                words = " ".join(match.group().split()).lstrip("\"'“‘«„ ")
                return Hit(cue, match.start(), match.end(), cue.act, cue.polarity, words)
        return None


def modality_of(clause: str) -> Modality:
    """How a clause is put: asked, said of every time, under a condition, or plainly."""
    if clause.rstrip(" \n\r\t\"'”’)").endswith("?"):
        return "questioned"
    small = clause.lower()
    if any(map(small.__contains__, _HABITUAL_WORDS)) and _HABITUAL.search(clause):
        return "habitual"
    conditional = any(map(small.__contains__, _CONDITIONAL_WORDS)) and _CONDITIONAL.search(clause)
    return "conditional" if conditional else "asserted"


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    data = tomllib.loads((files("commonground.statements") / "cues.toml").read_text("utf-8"))
    rules = tuple(_cue(entry) for entry in data["cue"])
    return Lexicon(rules, _any_of(data["labels"]), _any_of(data["steps"]))


def _cue(entry: dict[str, Any]) -> Cue:
    spaced = entry["pattern"].replace(" ", r"\s+")  # lines may break between words
    pattern = re.compile(rf"(?<!\w)(?:{spaced})(?!\w)", re.IGNORECASE)
    rest = {key: tuple(value) if key in {"yes", "no"} else value for key, value in entry.items() if key != "pattern"}
    return Cue(pattern=pattern, required=tuple(sorted(required(spaced))) or ("",), **cast("Any", rest))


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
