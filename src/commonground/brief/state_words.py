"""States of the conflict in words: what is taken and what is not, by the options' own titles, or what differs."""

from __future__ import annotations

from commonground.brief.wording import party_name
from commonground.case import Case

__all__ = ["difference_in_words", "state_in_words"]


def state_in_words(case: Case, state: str) -> str:
    """Everything a state holds, by party: ``Russia: yes “attacks”, no “strikes”``; in graph form its name."""
    if not case.options:
        return state
    return "; ".join(_by_party(case, dict(zip(case.options, state, strict=True))))


def difference_in_words(case: Case, state: str, today: str | None) -> str:
    """What is otherwise in ``state`` than in ``today``; all of it where today's state is not said."""
    if today is None or not case.options:
        return state_in_words(case, state)
    pairs = zip(case.options, state, today, strict=True)
    changed = {option: letter for option, letter, was in pairs if letter != was}
    return "; ".join(_by_party(case, changed)) if changed else "as today"


def _by_party(case: Case, letters: dict[str, str]) -> list[str]:
    told: dict[str, list[str]] = {}
    for option, letter in letters.items():
        item = case.options[option]
        told.setdefault(item.party, []).append(f"{'yes' if letter == 'Y' else 'no'} “{item.title}”")
    return [f"{party_name(case, party)}: {', '.join(words)}" for party, words in told.items()]
