"""Which two steps of a case a condition names: what has to come first, and what waits for it.

The two stretches are the words of two statements of which one follows the other, both confirmed; or the two sides of
one statement that puts a condition or an ordering. A stretch names a step if the step's title stands in it, a phase of
it, or a telling word of these that no other step has. Only where both name one, and not the same, is anything said.
What holds *while* something lasts is left alone: what has to end is a state and seldom a step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from commonground.case.model import Case
from commonground.case.vocabulary import vocabulary_of
from commonground.statements import Statement, Vocabulary
from commonground.statements.cues import lexicon
from commonground.statements.issues import Issues
from commonground.statements.splitting import condition_in, orderings

__all__ = ["named_steps"]

_LASTING = ("while", "long as")


def named_steps(case: Case, statement: Statement) -> Mapping[str, str]:
    """``before`` and ``after`` as the ids of two steps; nothing where the words do not name two."""
    titles = {step.id: (step.title, *step.phases) for step in case.steps.values()}
    steps = Issues(Vocabulary(actors=vocabulary_of(case).actors, issues=titles))
    for first, then in _stretches(case, statement):
        before, after = steps.of(first), steps.of(then)
        if before is not None and after is not None and before != after:
            return MappingProxyType({"before": before, "after": after})
    return MappingProxyType({})


def _stretches(case: Case, statement: Statement) -> Iterator[tuple[str, str]]:
    first, then = _pair(case, statement)
    if first is not then and first.counts and then.counts and not _lasts(statement.cue):
        yield from ((one, two) for one in _words(first) for two in _words(then))
    for words in _words(statement):
        split = condition_in(words)
        for each in (split,) if split is not None else orderings(words, lexicon().steps):
            if not _lasts(each.cue):
                yield words[slice(*each.first)], words[slice(*each.then)]


def _pair(case: Case, statement: Statement) -> tuple[Statement, Statement]:
    """The two sides of a condition of which the statement is one; twice the statement where it is the whole."""
    first = case.statements.get(statement.follows or "")
    if first is not None:
        return first, statement
    return statement, next((each for each in case.statements.values() if each.follows == statement.id), statement)


def _lasts(cue: str | None) -> bool:
    return (cue or "").casefold().endswith(_LASTING)


def _words(statement: Statement) -> Iterator[str]:
    """What was said, where it may be kept, and what the coder wrote."""
    quote = statement.anchor.quote if statement.anchor else None
    yield from (words for words in (quote, statement.paraphrase) if words)
