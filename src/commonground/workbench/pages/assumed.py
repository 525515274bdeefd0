"""What every page about states says: under which assumed preferences all of it holds, and what today's state is."""

from __future__ import annotations

from typing import Any

from commonground.brief.document import Block, Plain, Ref, Runs, paragraph, sentence
from commonground.brief.parts.references import refs
from commonground.brief.state_words import state_in_words
from commonground.workbench.answers import Answers

__all__ = ["ASSUMED", "assumed", "state_link"]

ASSUMED = "All of it holds under these assumed preferences only, and none of it says what anybody will do."


def state_link(name: str) -> Runs:
    return (Ref(f"state:{name}", name),)


def assumed(answers: Answers, presumed: tuple[str, ...], today: str | None) -> tuple[Block, ...]:
    told: list[Any] = [sentence(ASSUMED, standing="assumption")]
    if presumed:
        count = len(presumed)
        words = f"{count} preference{' is' if count == 1 else 's are'} presumed, without a statement."
        told.append(sentence(words, standing="assumption", refs=refs(answers, presumed)))
    if today is not None:
        told.append(sentence(Plain("Today: "), *state_link(today), Plain(f", {state_in_words(answers.case, today)}.")))
    return (paragraph(*told),)
