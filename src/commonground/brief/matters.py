"""Matters and level vectors in words: what an issue, an outcome or a named target is called where a person reads."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.brief.wording import listed, party_name
from commonground.case import Case, Clause
from commonground.statements.cues import lexicon

__all__ = [
    "by_account",
    "levels_in_words",
    "matter_in_words",
    "matters_named",
    "owned_in_words",
    "package_in_words",
]


def matter_in_words(case: Case, name: str) -> str:
    """An issue by its title, an outcome by issue and outcome, a named target by its name."""
    if name in case.issues:
        matter = case.issues[name]
        others = tuple(matter.outcomes)[1:]
        return f"{matter.title}: “{matter.outcomes[others[0]]}”" if len(others) == 1 else matter.title
    issue, _, outcome = name.partition("=")
    if issue in case.issues and outcome in case.issues[issue].outcomes:
        return f"{case.issues[issue].title}: “{case.issues[issue].outcomes[outcome]}”"
    return f"“{name}”"


def matters_named(words: str) -> tuple[str, ...]:
    """What a text without a case is about, as far as the lexicon of steps knows the words: “ceasefire”, “meeting”.

    >>> matters_named("First a Ceasefire, then the  ceasefire is watched.")
    ('ceasefire',)
    """
    return tuple(dict.fromkeys(" ".join(found.casefold().split()) for found in lexicon().steps.findall(words)))


def package_in_words(case: Case, package: Mapping[str, str]) -> str:
    """Issue by issue how it comes out."""
    return "; ".join(f"{case.issues[i].title}: “{case.issues[i].outcomes[o]}”" for i, o in package.items()) or "nothing"


def levels_in_words(case: Case, levels: Mapping[str, str]) -> str:
    """Who sits at which level: ``leader on all sides``, or ``Ukraine: leader and Russia: experts``."""
    if len(levels) > 1 and len(set(levels.values())) == 1:
        return f"{next(iter(levels.values()))} on all sides"
    return listed(f"{party_name(case, party)}: {level}" for party, level in levels.items())


def owned_in_words(case: Case, clauses: tuple[str, ...]) -> str:
    """Clauses, by the levels that own them: ``U1, U2 (leader)``."""
    by_owner: dict[str, list[Clause]] = {}
    for name in clauses:
        clause = case.clauses[name]
        by_owner.setdefault(clause.owner, []).append(clause)
    return "; ".join(f"{', '.join(c.id for c in items)} ({owner})" for owner, items in by_owner.items())


def by_account(case: Case, teller: str | None) -> str:
    """`` (by Ukraine's account alone)``, or nothing."""
    return f" (by {party_name(case, teller)}'s account alone)" if teller else ""
