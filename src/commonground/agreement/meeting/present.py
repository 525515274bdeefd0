"""Who sits there: the level of each party at the table, as said or as it sat at the last round.

``ukraine=delegation,russia=delegation`` names levels for parties. A party left out is taken to sit at the level at
which it sat in the latest round that says so, up to the round asked about, and the answer says that this was taken
over. Where no round says, it has to be named: a meeting of an unnamed level is no meeting one could ask about.
A party that is said to be absent sits at none: it can sign nothing and give up nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commonground.case.model import Case
from commonground.errors import Problem, UsageError, nearest_word

__all__ = ["present_at", "present_from"]


def present_from(text: str, case: Case) -> dict[str, str]:
    """The levels that a text names; parties may be left out.

    >>> from commonground.case import load
    >>> present_from("ukraine=delegation, russia=leader", load("istanbul-2025"))
    {'ukraine': 'delegation', 'russia': 'leader'}
    """
    found: dict[str, str] = {}
    for piece in text.split(","):
        party, sign, level = (part.strip() for part in piece.partition("="))
        if not (party and sign and level):
            what = "Who is present is written as party=level, with commas between parties."
            example = ",".join(f"{item.id}={item.levels[0]}" for item in case.table)
            raise _seating_error("bad-present", what, piece.strip() or text, f"such as {example}")
        if party in found:
            raise _seating_error(
                "party-twice", f"The party “{party[:80]}” is named twice.", piece.strip(), "one level a party"
            )
        found[party] = level
    _check(case, found)
    return found


def present_at(
    case: Case, given: Mapping[str, str] | None = None, round: str | None = None, absent: Iterable[str] = ()
) -> tuple[dict[str, str], dict[str, str]]:
    """The level of every party that is there, and for those not given the round it was taken over from."""
    given, away = given or {}, frozenset(absent)
    _check(case, {**{name: _any_level(case, name) for name in away}, **given})
    now = case.latest_round if round is None else round
    known = [] if now is None else [item for item in case.rounds.values() if item.position <= case.rounds[now].position]
    levels: dict[str, str] = {}
    taken: dict[str, str] = {}
    for party in case.table:
        if party.id in away:
            continue
        if party.id in given:
            levels[party.id] = given[party.id]
            continue
        last = next((item for item in reversed(known) if party.id in item.present), None)
        if last is None:
            what = f"At which level {party.name[:80]} would sit is not said, and no round shows it."
            raise _seating_error("level-not-said", what, None, f"{party.id}= one of {', '.join(party.levels)}")
        levels[party.id], taken[party.id] = last.present[party.id], last.id
    return levels, taken


def _any_level(case: Case, name: str) -> str:
    return case.parties[name].levels[0] if name in case.parties else ""


def _check(case: Case, given: Mapping[str, str]) -> None:
    table = [party.id for party in case.table]
    for name, level in given.items():
        if name not in case.parties:
            what, nearest = f"The case has no party “{str(name)[:80]}”.", nearest_word(str(name), table)
            raise _seating_error("unknown-party", what, str(name), _one_of(table), nearest)
        if name not in table:
            what = f"{case.parties[name].name[:80]} is outside the table, where no level of it can sit."
            raise _seating_error("not-at-table", what, name, _one_of(table))
        levels = case.parties[name].levels
        if level not in levels:
            what = f"{case.parties[name].name[:80]} has no level “{str(level)[:80]}”."
            nearest = nearest_word(str(level), levels)
            raise _seating_error("unknown-level", what, str(level), _one_of(levels), nearest)


def _one_of(names: list[str] | tuple[str, ...]) -> str:
    return f"one of {', '.join(names)}" if names else "no party: there is none at the table"


def _seating_error(code: str, what: str, read: str | None, expected: str, nearest: str | None = None) -> UsageError:
    return UsageError(Problem(what, read=read, expected=expected, nearest=nearest, code=code))
