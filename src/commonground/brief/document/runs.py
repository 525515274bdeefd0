"""The smallest parts of a brief: stretches of words, references, numbers, zones.

A run knows what it is and not how it looks; each form (page, Word file, plain text) sets it in its own way. A number
carries the *path* at which the brief's data holds it, so that a checker can compare what is printed with what was
computed. A reference leads to an anchor of the same document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Number", "Out", "Plain", "Ref", "Run", "Runs", "Style", "Zone", "plain", "runs_of"]

Style = Literal["plain", "strong", "emphasis", "code"]
ZoneWord = Literal["accepted", "not excluded", "excluded", "not computed"]


@dataclass(frozen=True, slots=True)
class Plain:
    """Words, set plainly, strongly, with emphasis or as code."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Ref:
    """Words that lead to another place of the document, such as a clause in the evidence."""

    to: str
    text: str


@dataclass(frozen=True, slots=True)
class Out:
    """Words that lead out of the document. Only http and https addresses come here; see the parts about sources."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A computed number and where the brief's data holds it; a list there stands for its length."""

    value: int
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone: told by a word and a mark, never by colour alone. ``text`` is the word in the reader's language."""

    zone: ZoneWord
    text: str


Run = Plain | Ref | Out | Number | Zone
Runs = tuple[Run, ...]

MARKS = {"accepted": "●", "not excluded": "◐", "excluded": "○", "not computed": "?"}


def runs_of(part: str | Run | Runs) -> Runs:
    """A string, a run or several as runs."""
    if isinstance(part, str):
        return (Plain(part),) if part else ()
    return part if isinstance(part, tuple) else (part,)


def plain(runs: Runs) -> str:
    """The words alone, as they would be read aloud."""
    return "".join(_words(run) for run in runs)


def _words(run: Run) -> str:
    match run:
        case Number(value, _):
            return str(value)
        case Zone(zone, text):
            return f"{MARKS[zone]} {text}"
        case Plain(text) | Ref(_, text) | Out(_, text):
            return text
