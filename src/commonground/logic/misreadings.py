"""What to tell somebody whose formula cannot be read: the character, what was read, what would be right.

People bring habits from other notations (``==``, ``&&``, ``→``, ``AND``); where the habit is recognised, the
problem's nearest word is the sign of this language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from commonground.errors import Problem, Where, nearest_word, shortened
from commonground.logic.names import KEYWORDS

__all__ = ["at_character", "empty", "not_text", "too_deep", "too_long", "unexpected_character", "unexpected_word"]

_OTHER_NOTATIONS = {
    "and": ("&", "&&", "∧", "/\\"),
    "or": ("|", "||", "∨", "\\/"),
    "not": ("!", "~", "¬"),
    "iff": ("<->", "<=>", "<-->", "↔", "⇔", "≡"),
    "->": ("=>", "==>", "-->", "→", "⇒", "–>", "—>"),
    "=": ("==", "===", ":=", ":"),
    "!=": ("<>", "≠", "/=", "=/=", "!=="),
    "<=": ("≤", "=<", "⩽"),
    ">=": ("≥", "⩾"),
    "in": ("∈",),
    "not in": ("∉",),
}
_MEANT = {sign: ours for ours, signs in _OTHER_NOTATIONS.items() for sign in signs}
_QUOTATION_MARKS = "\"'`“”‘’«»„‚"


def at_character(
    column: int,
    what: str,
    code: str,
    *,
    read: str | None = None,
    expected: str | None = None,
    nearest: str | None = None,
) -> Problem:
    """A problem at a character of the formula, from 1; said in words too, for formulas that stand in no file."""
    said = f"At character {column}: {what}"
    return Problem(said, where=Where(column=column), read=read, expected=expected, nearest=nearest, code=code)


def empty() -> Problem:
    return at_character(1, "there is no formula.", "formula-empty", expected="a comparison or an option")


def not_text(value: object) -> Problem:
    """A file may hold ``clause: true`` or ``clause: 3``, which are no texts."""
    expected = "the formula in quotation marks"
    return Problem("A formula has to be a text.", read=repr(value), expected=expected, code="formula-not-text")


def too_long(length: int, longest: int) -> Problem:
    what = f"the formula is {length:,} characters long; at most {longest:,} can be read."
    return at_character(longest + 1, what, "formula-too-long", expected="several shorter formulas")


def too_deep(column: int, deepest: int) -> Problem:
    what = f"the formula is nested more than {deepest} levels deep."
    return at_character(column, what, "formula-too-deep", expected="several simpler formulas")


def unexpected_character(text: str, place: int) -> Problem:
    """``text[place]`` begins no word of the language."""
    foreign = _foreign_sign(text, place)
    if foreign is not None:
        return foreign
    character = text[place]
    expected = "letters, digits, underscores, brackets and comparison signs"
    if character in _QUOTATION_MARKS:
        expected = "names without quotation marks"
    elif re.match(r"\w\W\w", text[max(place - 1, 0) : place + 2]):
        expected = "names of letters, digits and underscores only"
    what = f"{_shown(character)} has no meaning in a formula."
    return at_character(place + 1, what, "formula-character", read=character, expected=expected)


def unexpected_word(text: str, place: int, word: str | None, accepts: Collection[str]) -> Problem:
    """``word`` (None: the end of the text) stands at ``text[place]``, where only ``accepts`` can."""
    foreign = _foreign_sign(text, place) if word is not None else None
    if foreign is not None:
        return foreign
    open_brackets = text.count("(", 0, place) - text.count(")", 0, place)
    expected = _in_words(accepts, open_brackets > 0)
    nearest = None
    if word is None:
        what = "the formula stops too early."
    elif word == ")" and open_brackets == 0:
        what = "this “)” closes nothing."
    elif word in KEYWORDS and "NAME" in accepts and "LPAR" not in accepts:
        what = f"“{word}” is a word of the language and cannot be a name."
    else:
        what = f"“{shortened(word, 40)}” does not belong here."
        nearest = _keyword_meant(word, accepts)
    return at_character(place + 1, what, "formula-syntax", read=word, expected=expected, nearest=nearest)


def _foreign_sign(text: str, place: int) -> Problem | None:
    """The problem of a sign from another notation that covers ``place``, if one does."""
    for run in re.finditer(r"[^\w\s(){},]+", text):
        if run.start() <= place < run.end() and run.group() in _MEANT:
            ours = _MEANT[run.group()]
            what = f"“{run.group()}” is not a sign of this language."
            return at_character(run.start() + 1, what, "formula-character", read=run.group(), nearest=ours)
    return None


def _in_words(accepts: Collection[str], inside_brackets: bool) -> str:
    if "LPAR" in accepts:
        return "a comparison, an option, “not” or “(”"
    if "COMMA" in accepts:
        return "“,” or “}”"
    if "RBRACE" in accepts:
        return "a name or “}”"
    for sign, words in (("NAME", "a name"), ("LBRACE", "“{”")):
        if sign in accepts:
            return words
    if set(accepts) == {"IN"}:
        return "“in”"
    more = "a comparison sign, " if "EQUAL" in accepts else ""
    return f"{more}“and”, “or”, “->”, “iff” or {'“)”' if inside_brackets else 'the end'}"


def _keyword_meant(word: str, accepts: Collection[str]) -> str | None:
    if "LPAR" in accepts or "NAME" in accepts:
        return None
    if word.casefold() in {"implies", "then"}:
        return "->"
    return nearest_word(word, sorted(KEYWORDS - {"true", "false"}))


def _shown(character: str) -> str:
    """The character; by its number and name too where it cannot be seen."""
    if character.isprintable() and not unicodedata.combining(character):
        return f"“{character}”"
    return f"the character U+{ord(character):04X} ({unicodedata.name(character, 'unnamed').lower()})"
