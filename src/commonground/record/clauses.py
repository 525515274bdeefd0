"""Sentences and clauses as far as the frame of a quotation needs them: where one begins, and who its subject is.

A small grammar of surfaces, not a parser: the *subject* of a verb is the words before it, back to the last sign or
word that begins a clause, without adverbs and auxiliaries. It gives the words as they stand ("they", "one delegate").
"""

from __future__ import annotations

import re
from functools import cache

from commonground.record.cues import cues

__all__ = [
    "LONGEST",
    "Span",
    "pattern_of_forms",
    "sentence_end",
    "sentence_start",
    "subject",
    "verb_before",
    "verb_group",
]

Span = tuple[int, int]

LONGEST = 2_000  # code points of a sentence; a longer one is cut here

# A line that ends in a letter or a comma goes on in the next, as in text broken by hand; a blank line ends all.
_LINE_END = r"(?<![\w,\r])\n|(?<![\w,])\r\n|\n(?=[ \t]*\r?\n)"
_STOP = re.compile(r"[.!?…]+[”’\"')\]]*\s+(?=[“‘\"'(\[]*[^\W\d_a-z]|\Z)|" + _LINE_END)
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Amb|Lt|Col|No|vs|[A-Z]))\.$")
_END = re.compile(r"[.!?…]+(?=[”’\"')\]]*(?:\s|\Z))|" + _LINE_END + r"|\Z")
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*[.’']?")
_BOUNDARY = re.compile(r"[,;:—–(“”\"«»]|\s-\s")
_POSSESSIVE = frozenset(
    re.findall(r"\w+", "my your his her its our their the a an this that these those no any some such")
)
_SUBJECTS = frozenset(re.findall(r"\w+", "i you he she it we they this that these those who"))
_PREPOSITIONS = frozenset(
    re.findall(
        r"\w+", "in at on during after before for with from to of by under over about into near through within against"
    )
)
_DETERMINERS = frozenset(
    re.findall(r"\w+", "the a an one some this that these those another many several every each his her their")
)

# "opened by saying", "began his remarks by noting", "went on to say": verbs that only bring in the one that reports.
_BRINGS_IN = re.compile(
    r"\b(?:(?:opened|began|started|closed|ended|finished|concluded|continued|replied|responded|answered|followed|resumed)"
    r"(?:\s+(?:his|her|its|their|the)(?:\s+[^\W\d_]+){1,2})?\s+by|(?:went\s+on|proceeded|continued)\s+to)\s+$",
    re.IGNORECASE,
)


def sentence_start(text: str, start: int, end: int) -> int:
    """Where the sentence that ``end`` stands in begins, not before ``start``."""
    found = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() <= end and not _ABBREVIATED.search(text, max(start, stop.start() - 8), stop.start() + 1):
            found = stop.end()
    return found


def sentence_end(text: str, start: int, end: int) -> int:
    """Where the sentence that ``start`` stands in ends, its sign included, not after ``end``."""
    end = min(end, start + LONGEST)
    for stop in _END.finditer(text, start, end):
        if not _ABBREVIATED.search(text, max(start, stop.start() - 8), stop.start() + 1):
            return stop.end() if stop.group().strip() else stop.start()
    return end


@cache
def _forms() -> frozenset[str]:
    return frozenset(form for line in cues("reporting_verbs") for form in line.split())


def pattern_of_forms() -> str:
    """A regular expression for any form of a reporting verb."""
    forms = (form for line in cues("reporting_verbs") for form in line.split())
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(longest_first).replace("_", r"\s+") + ")"


def verb_before(text: str, start: int, end: int, within: int = 6) -> Span | None:
    """The last reporting verb in ``text[start:end]`` with at most ``within`` words after it; no noun."""
    words = list(_WORD.finditer(text, start, end))
    for place in range(len(words) - 1, max(-1, len(words) - 2 - within), -1):
        low = words[place].group().lower()
        pair = f"{low}_{words[place + 1].group().lower()}" if place + 1 < len(words) else low
        if pair in _forms():
            return words[place].start(), words[place + 1].end() if pair != low else words[place].end()
        if low in _forms() and not (place and _makes_a_noun(words[place - 1].group(), low)):
            return words[place].span()
    return None


def _makes_a_noun(previous: str, verb: str) -> bool:
    """``their demands``, ``Arno's reply``: a noun; ``this says`` is none, and ``her said`` neither."""
    low = previous.lower()
    if low in {"this", "that", "these", "those", "some", "any"}:
        return False
    return low in _POSSESSIVE or (previous.endswith(("'s", "’s", "s’")) and not verb.lower().endswith(("d", "ing")))


def verb_group(text: str, start: int, verb: int) -> int:
    """Where the group of verbs begins that ends in the one at ``verb``: "opened by saying", "went on to say"."""
    brings_in = _BRINGS_IN.search(text, max(start, verb - 80), verb)
    return brings_in.start() if brings_in else verb


def subject(text: str, start: int, verb: int) -> Span | None:
    """The words before the verb at ``verb`` that are its subject, not before ``start``."""
    verb = verb_group(text, start, verb)
    end = start + len(text[start:verb].rstrip())
    head = text[start:end].rstrip()
    if head.endswith(","):
        return _before_apposition(text, start, start + len(head))
    clause = start
    for sign in _BOUNDARY.finditer(text, start, end):
        clause = sign.end()
    words = list(_WORD.finditer(text, clause, end))
    while words and words[-1].group().lower() == "who":
        words.pop()
    for place in range(len(words) - 1, -1, -1):
        if words[place].group().lower() in _openers() and not _joins_names(words, place):
            following = words[place + 1 :]
            if _kept(following):
                words = following
                break
            return _first(words[:place])
    return _span(_kept(words))


def _joins_names(words: list[re.Match[str]], place: int) -> bool:
    """``Arno and Belt said``: one subject of two names."""
    beside = words[max(0, place - 1) : place] + words[place + 1 : place + 2]
    names = len(beside) == 2 and all(word.group()[:1].isupper() for word in beside)
    return names and words[place].group().lower() in {"and", "or"}


@cache
def _openers() -> frozenset[str]:
    return frozenset(cues("clause_openers"))


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(cues("adverbs"))


def _kept(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The noun phrase at the end of a clause, without adverbs and auxiliaries on both sides."""
    words = list(words)
    while words and words[-1].group().lower() in _adverbs():
        words.pop()
    while words and words[0].group().lower() in _adverbs():
        words.pop(0)
    if not words:
        return []
    if words[-1].group().lower() in _SUBJECTS:
        return words[-1:]
    if words[0].group().lower() in _PREPOSITIONS or len(words) > 8:
        return _last_phrase(words)
    return words


def _last_phrase(words: list[re.Match[str]]) -> list[re.Match[str]]:
    for place in range(len(words) - 1, -1, -1):
        if words[place].group().lower() in _DETERMINERS:
            return words[place:]
        if not words[place].group()[:1].isupper() and place < len(words) - 1 and words[-1].group()[:1].isupper():
            return words[place + 1 :]
    return words[-1:]


def _first(words: list[re.Match[str]]) -> Span | None:
    """The subject that a clause begins with, for ``He rose and said``."""
    words = list(words)
    while words and words[0].group().lower() in _adverbs() | _openers():
        words.pop(0)
    if not words:
        return None
    if words[0].group().lower() in cues("pronouns"):
        return _span(words[:1])
    if words[0].group().lower() in _DETERMINERS:
        return _span(words[:2])
    taken = 0
    while taken < len(words) and words[taken].group()[:1].isupper():
        taken += 1
    return _span(words[:taken])


def _before_apposition(text: str, start: int, end: int) -> Span | None:
    """The name before ``, the minister,`` or ``, who came late,``, else before the comma."""
    commas = [sign.start() for sign in re.finditer(",", text[start:end])]
    if len(commas) < 2:
        return _span(_kept(list(_WORD.finditer(text, start, end)))) if commas and start + commas[0] < end - 1 else None
    first = start + commas[-3] + 1 if len(commas) > 2 else start
    return _span(_kept(list(_WORD.finditer(text, first, start + commas[-2]))))


def _span(words: list[re.Match[str]]) -> Span | None:
    return (words[0].start(), words[-1].end()) if words else None
