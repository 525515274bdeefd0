"""Insertions: what an editor put into somebody's words, and what it tells.

An *insertion* is a stretch in brackets within one line that holds no other bracket of its kind. Its *use*:

* ``antecedent``: it stands after a pronoun and says who is meant: ``They (the guests)``;
* ``name``: it completes a name or names the holder of a title: ``President (Arno)``, ``(Ana) Ruiz``;
* ``editorial``: a word of an editor or a transcriber: ``the (full-scale) war``, ``(laughs)``;
* ``kept``: it is no insertion: a sum, an abbreviation, a reference, or an author's own parenthesis.

All but ``kept`` are left out of the reading view; so are the marks of notes (``[12]``) and page breaks, whose use is
``note`` and ``page``. These are rules of thumb: each decision stays visible, and can be turned round by its start.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from commonground.record.cues import cues, pattern

__all__ = ["Insertion", "Use", "insertions_in"]

Use = Literal["antecedent", "name", "editorial", "kept", "note", "page"]

LONGEST = 300  # code points; what is longer is an author's own parenthesis
_WORDS = 12  # an editor's insertion is short

_BRACKETED = re.compile(
    rf"\((?P<round>[^()\[\]\n]{{1,{LONGEST}}})\)"
    rf"|\[(?P<square>[^\[\]\n]{{1,{LONGEST}}})\]"
    r"|(?P<page>\f[ \t]*)"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:[-'’.][^\W\d_]+)*)\.?[ \t]*$")
_WORD_AFTER = re.compile(r"[ \t]*([^\W\d_]+)")
_PAGE = re.compile(r"(?:page|p\.|pg\.?)\s*\d+(?:\s*of\s*\d+)?", re.IGNORECASE)
_NOTE = re.compile(r"\d{1,3}|[a-z]|\*+|fn\.?\s*\d+|note\s*\d+|footnote\s*\d+", re.IGNORECASE)
_NUMBERS = re.compile(r"[\d\W_]*\d[\d\W_]*(?:%|[^\W\d_]{1,3}\b|million|billion|percent|per cent|thousand)?[\W_]*")
_ABBREVIATION = re.compile(r"(?:the\s+)?[“\"‘']?(?=(?:[^\W\d_a-zß-ÿ]\W?){2}|\w[A-Z])[^\W\d_][\w.&/-]{1,11}[”\"’']?")
_REFERENCE = re.compile(
    r"(?:article|articles|art|arts|para|paras|paragraph|section|sec|chapter|annex|resolution|rule|decision|law|act|vol|pp|"
    r"ch|fig|table|no|nos|ibid|cf|doc|document|see)\b\.?\s*[\dIVXLC§(]|§|[A-Z]{1,2}/[\w/.]*\d|https?:|www\.|\w+@\w",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:born|died|founded|since|from|until|in|c\.)\s+[^()]*\d{4}", re.IGNORECASE)
_LINKING = frozenset(re.findall(r"\w+", "of the de la le von van der den bin ibn al el to for and du da di"))


@dataclass(frozen=True, slots=True)
class Insertion:
    """A stretch in brackets, brackets included; ``text`` is what is between them."""

    start: int
    end: int
    text: str
    use: Use


def insertions_in(text: str, *, spoken: bool = True, uses: Mapping[int, Use] | None = None) -> tuple[Insertion, ...]:
    """The stretches in brackets of a text, each with its use; ``uses`` overrules that of the one at a start.

    In a *spoken* text (an interview, a verbatim record) a round bracket is the work of an editor unless it looks
    otherwise; in a written one it is the author's own unless it says who is meant.

    >>> [(each.text, each.use) for each in insertions_in("They (the guests) paid a fine (40 euros).")]
    [('the guests', 'antecedent'), ('40 euros', 'kept')]
    """
    given = uses or {}
    found = []
    for match in _BRACKETED.finditer(text):
        start, end = match.span()
        inner = match["round"] or match["square"] or ""
        use = given.get(start) or _use(text, match, inner, spoken=spoken)
        found.append(Insertion(start, end, inner, use))
    return tuple(found)


def _use(text: str, match: re.Match[str], inner: str, *, spoken: bool) -> Use:
    if match["page"] is not None:
        return "page"
    square = match["square"] is not None
    if square and (_PAGE.fullmatch(inner.strip()) or _NOTE.fullmatch(inner.strip())):
        return "page" if _PAGE.fullmatch(inner.strip()) else "note"
    before = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    previous = before.group(1) if before else ""
    if previous.lower() in cues("pronouns") and inner[:1].isalpha() and not _kept(inner) and not _own(inner):
        return "antecedent"
    if _kept(inner) or not inner[:1].isalnum():
        return "kept"
    after = _WORD_AFTER.match(text, match.end())
    if _names(inner) and _beside_a_name(previous, after.group(1) if after else ""):
        return "name"
    return "editorial" if square or (spoken and not _own(inner)) else "kept"


def _kept(inner: str) -> bool:
    """A sum, an abbreviation, a date or a reference."""
    inner = inner.strip()
    return bool(
        _NUMBERS.fullmatch(inner)
        or _sum(inner)
        or _ABBREVIATION.fullmatch(inner)
        or _REFERENCE.match(inner)
        or _YEAR.match(inner)
    )


_SUM = re.compile(r"(?:about |some |around |nearly |over |up to )?(?:[A-Z]{1,3}\s?)?[$€£¥]?\s?\d", re.IGNORECASE)


def _sum(inner: str) -> bool:
    return bool(_SUM.match(inner))


def _own(inner: str) -> bool:
    """An author's own parenthesis: long, a sentence by itself, or begun like an aside."""
    return len(inner.split()) > _WORDS or " / " in inner or bool(_own_start().match(inner))


def _names(inner: str) -> bool:
    """Whether every word could be part of a name."""
    return inner[:1].isupper() and all(word[:1].isupper() or word.lower() in _LINKING for word in inner.split())


def _beside_a_name(before: str, after: str) -> bool:
    """Whether what stands beside is a name or a title, and not only a word that begins a sentence."""
    return (
        after[:1].isupper()
        or before.lower() in cues("titles")
        or (before[:1].isupper() and before.lower() not in _LINKING)
    )


def _own_start() -> re.Pattern[str]:
    return re.compile(rf"{pattern('own_words')}\b", re.IGNORECASE)
