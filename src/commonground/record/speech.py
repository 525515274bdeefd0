"""Which quotation marks hold speech, and whose: the frame around them decides, never what is between them.

A pair of marks holds *speech* if one of these *frames* is beside it in the same sentence:

1. before: a reporting verb, with at most a few words for whom it is said to, and a colon or comma
   (``They told us: “…”``), or the verb itself, or ``that`` (``he said that “…”``);
2. before: a noun of speech, or a name alone, and a colon (``Their answer: “…”``, ``Ruiz: “…”``);
3. after, where what is quoted ends in a comma, a question or an exclamation: subject and verb in either order
   (``“…,” Ruiz told us``, ``“…,” said Ruiz``);
4. ``according to`` before or after;
5. a quotation that begins a sentence after another one in the same paragraph goes on with its source;
6. in a headline or a paragraph of its own: a dash and a name after it.

Everything else in quotation marks is a word, a title, an irony or an argument that nobody is said to have uttered.
"""

from __future__ import annotations

import re
from functools import cache

from commonground.record.clauses import Span, pattern_of_forms, sentence_start, subject, verb_before
from commonground.record.cues import cues, pattern
from commonground.record.marks import Marked

__all__ = ["Frame", "frame_of", "goes_on"]

_REACH = 300  # code points of the text around that a frame may take up
_ACCORDING = re.compile(r"according\s+to\s+(?P<who>[^,.;:“”\"\n]{2,80}?)\s*,?\s*$", re.IGNORECASE)
_AFTER_ACCORDING = re.compile(r"\s*,?\s*according\s+to\s+(?P<who>[^,.;:“”\"\n]{2,80})", re.IGNORECASE)
_DASH = re.compile(r"[ \t]*[—–―-]{1,2}[ \t]*(?P<who>[^\n“”\"]{2,120})")
_DASH_ENDS = re.compile(r"\s+(?:on|about|in|to|at|after|as|over|during|amid|before)\s+|[,.;:(]")
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Amb|Lt|Col|St)\."  # a full stop that ends no sentence
_PHRASE_ENDS = re.compile(
    r"[,;:?!—–(\n“”\"]|(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Gen|Sen|Amb|Col))(?<!\bProf)\.|\s+(?:in|on|at|during|after|before|when|while|to|as|with|for|about)\b|\Z"
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")

# Who is speaking (a stretch of the text, or None where the frame names nobody).
Frame = tuple[Span | None]


def frame_of(text: str, mark: Marked, low: int, high: int, *, headline: bool = False) -> Frame | None:
    """The frame of a pair of marks, or None where there is none.

    ``low`` and ``high`` bound what may be looked at: the turn or the quotation around this one, and within it what is
    between the pair before and the pair after. Frame 5 is :func:`goes_on`.
    """
    start = sentence_start(text, max(low, mark.outer_start - _REACH), mark.outer_start)
    return (
        _before(text, mark, start)
        or _after(text, mark, min(high, mark.outer_end + _REACH))
        or (_dashed(text, mark, low, high, headline=headline))
    )


def goes_on(text: str, mark: Marked, previous: Marked) -> bool:
    """Frame 5: whether this begins a sentence after ``previous``, in the same paragraph."""
    between = text[previous.outer_end : mark.outer_start]
    if "\n" in between or len(between) > _REACH or not _sentence_like(text, mark):
        return False
    stripped = between.rstrip()
    return stripped[-1:] in {".", "!", "?"} if stripped else text[mark.outer_start - 1 : mark.outer_start].isspace()


def _before(text: str, mark: Marked, start: int) -> Frame | None:
    end = mark.outer_start
    while end > start and text[end - 1].isspace():
        end -= 1
    if end == start:
        return None
    according = _ACCORDING.search(text[start:end])
    if according:
        return ((start + according.start("who"), start + according.end("who")),)
    sign = text[end - 1] if text[end - 1] in ":,—–-" else ""
    body = end - len(sign)
    verb = verb_before(text, start, body, within=12 if not sign else 7)
    if verb and (sign or _adjacent(text, verb[1], body) or _mixed(text, mark, start, body)):
        if not sign and _naming().search(text, max(start, body - 60), body):
            return None
        if sign in "—–-" and sign and not _sentence_like(text, mark):
            return None
        return (subject(text, start, verb[0]),)
    return _by_noun_or_name(text, mark, start, body) if sign == ":" else None


def _adjacent(text: str, verb_end: int, end: int) -> bool:
    """Whether a verb stands straight before the mark, or with up to three words for whom it is said to, or ``that``."""
    words = _WORD.findall(text, verb_end, end)
    if not words or words[-1].lower() == "that":
        return len(words) < 5
    return len(words) < 4 and words[0].lower() in {"to", *cues("pronouns")}


def _mixed(text: str, mark: Marked, start: int, end: int) -> bool:
    """A part of what was said, quoted within a report of it: three words or more, and no name or title."""
    words = _WORD.findall(text, mark.start, mark.end)
    titled = all(word[:1].isupper() for word in words if len(word) > 3)
    return len(words) >= 3 and not titled and text.find("\n", start, end) < 0


def _by_noun_or_name(text: str, mark: Marked, start: int, end: int) -> Frame | None:
    words = list(_WORD.finditer(text, start, end))
    for word in reversed(words[-5:]):
        if word.group().lower() in cues("speech_nouns"):
            place = words.index(word)
            owner = words[place - 1] if place else None
            return ((owner.start(), owner.end()) if owner and _owns(owner.group()) else None,)
    if words and len(words) <= 5 and all(word.group()[:1].isupper() for word in words) and mark.end - mark.start > 1:
        return ((words[0].start(), words[-1].end()),)
    return None


def _owns(word: str) -> bool:
    return word.lower() in {"my", "your", "his", "her", "its", "our", "their"} or word.endswith(("'s", "’s", "s’"))


def _after(text: str, mark: Marked, high: int) -> Frame | None:
    last = text[mark.end - 1]
    comma = text[mark.outer_end : mark.outer_end + 1] == ","
    if not comma and last not in ",?!…—–-.":
        if len(_WORD.findall(text, mark.start, mark.end)) < 3:
            return None
    elif last == "." and not comma and not text[mark.outer_end : mark.outer_end + 2].strip().islower():
        return None
    according = _AFTER_ACCORDING.match(text, mark.outer_end, high)
    if according:
        return (according.span("who"),)
    inverted = _inverted().match(text, mark.outer_end, high)
    if inverted:
        return (_phrase(text, inverted.end(), high),)
    straight = _straight().match(text, mark.outer_end, high)
    if not straight or not _begins_a_subject(straight["who"]):
        return None
    return (_named(text, straight.start("who"), straight.start("verb")),)


@cache
def _inverted() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:also\s+|then\s+)?(?:{pattern_of_forms()})\s+(?=[^\W\d_])", re.IGNORECASE)


@cache
def _straight() -> re.Pattern[str]:
    forms = pattern_of_forms()
    return re.compile(
        rf"\s*,?\s*(?P<who>(?:{_TITLE}\s+)?[^\W\d_][^.;:?!“”\"«»\n]{{0,120}}?)\s+(?P<verb>{forms})\b", re.IGNORECASE
    )


@cache
def _naming() -> re.Pattern[str]:
    return re.compile(rf"\b{pattern('naming')}\s*$", re.IGNORECASE)


def _begins_a_subject(words: str) -> bool:
    first = _WORD.match(words)
    if not first:
        return False
    low = first.group().lower()
    name, comma, _ = words.partition(",")
    if len(name.split()) > 6 or len(words.split()) > 14 or (comma and not name[:1].isupper()):
        return False
    determiners = {"the", "a", "an", "one", "his", "her", "their", "its", "our", "another", "some"}
    return words[:1].isupper() or low in determiners or (low in cues("pronouns") and low not in {"me", "him", "them"})


def _named(text: str, start: int, verb: int) -> Span | None:
    """The subject after a quotation: what stands before the first comma, if what follows is an apposition."""
    comma = text.find(",", start, verb)
    return subject(text, start, verb) if comma < 0 else (start, comma)


def _phrase(text: str, start: int, high: int) -> Span | None:
    end = _PHRASE_ENDS.search(text, start, high)
    stop = end.start() if end else high
    words = list(_WORD.finditer(text, start, stop))[:7]
    return (words[0].start(), words[-1].end()) if words else None


def _dashed(text: str, mark: Marked, low: int, high: int, *, headline: bool) -> Frame | None:
    line = max(low, text.rfind("\n", 0, mark.outer_start) + 1)
    if text[line : mark.outer_start].strip():
        return None
    dash = _DASH.match(text, mark.outer_end, high)
    if not dash or not (headline or len(dash["who"].split()) <= 8):
        return None
    who = dash["who"] if not headline else _DASH_ENDS.split(dash["who"], maxsplit=1)[0]
    start = dash.start("who")
    return ((start, start + len(who.rstrip(" .\r\t"))),) if who[:1].isupper() or headline else None


def _sentence_like(text: str, mark: Marked) -> bool:
    """Written as a sentence: a capital first, a stop or a comma last, more than two words."""
    words = _WORD.findall(text, mark.start, mark.end)
    return len(words) > 2 and not text[mark.start].islower() and text[mark.end - 1] in ".,?!…"
