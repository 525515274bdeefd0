"""Reported speech: what somebody is said to have said, without quotation marks.

Two forms only, because precision counts more than reach here: a subject, a verb of saying and ``that``
(``Ruiz argues that …``), and a subject, a verb of saying and a colon (``They say: first …``). What is reported runs to
the end of the sentence. The speaker's own ``I say that`` reports nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonground.record.clauses import Span, sentence_end, sentence_start, subject, verb_before, verb_group
from commonground.record.cues import cues

__all__ = ["reported_in"]

_REACH = 200
_LEADS = re.compile(r"\bthat\s+(?=[^\W_])|(?<=[a-z]):[ \t]+(?=[^\W\d_])")
_BEFORE_COLON = frozenset(
    re.findall(r"\w+", "say says said tell tells told ask asks asked answer answers answered reply replies replied")
)
_NOT_TOLD = frozenset(
    re.findall(r"\w+", "and or but to not never must should would could can may might will do does did want like")
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def reported_in(text: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """What is reported in ``text[start:end]`` and the source of each.

    >>> text = "The envoy told us that they would come. I think that is so."
    >>> [(text[a:b], text[c:d]) for (a, b), (c, d) in reported_in(text, 0, len(text))]
    [('they would come.', 'The envoy')]
    """
    begun = start  # nothing before the last reported clause belongs to the next: reports stand within reports
    for lead in _LEADS.finditer(text, start, end):
        place = lead.start()
        sentence = sentence_start(text, max(begun, place - _REACH), place)
        colon = lead.group()[0] == ":"
        verb = verb_before(text, sentence, place, within=3)
        if verb is None or (colon and text[verb[0] : verb[1]].lower() not in _BEFORE_COLON):
            continue
        who = subject(text, sentence, verb[0])
        if (
            who is None
            or not _reports(text[who[0] : who[1]])
            or not _is_told(text[who[1] : verb_group(text, sentence, verb[0])])
        ):
            continue
        begun = lead.end()
        yield (lead.end(), sentence_end(text, lead.end(), end)), who


def _is_told(between: str) -> bool:
    """Whether the verb follows its subject as in a report: no ``would``, no ``must``, no verb in between."""
    words = {word.lower() for word in _WORD.findall(between)}
    return between.rstrip().endswith(",") or (words <= set(cues("adverbs")) and not words & _NOT_TOLD)


def _reports(who: str) -> bool:
    return who.lower() not in {"i", "me", "it", "this", "that", "these", "there", "which", "who", "one"}
