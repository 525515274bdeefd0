"""A case as a ``.gmcr`` file, for other programs of the graph model.

Rules and priorities become lists of conditions over the options they name, which says the same in another form. Where a
party has a ranking or weights, the file lists every party's ranking of all states and says that these count.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import product
from operator import and_
from typing import Any

import numpy as np

from commonground._version import __version__
from commonground.case.model import Case, Priority
from commonground.conflict.exchange.result import Exported
from commonground.conflict.model.of_case import graph_model, preferences_of
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import Problem, UsageError, Where
from commonground.logic import Formula, evaluate, mentions

__all__ = ["gmcr_from_case"]

MOST_NAMED = 12  # options in one formula
MOST_RANKED = 13  # options of a model whose states are listed one by one

_DIRECTION = {"both ways": "both", "once taken": "fwd", "once dropped": "back"}


def gmcr_from_case(case: Case) -> Exported:
    """The conflict of a case as the bytes of a ``.gmcr`` file.

    Raises
    ------
    CaseError
        The case's conflict part is no model.
    UsageError
        It has none, or one that such a file cannot hold.
    """
    form = graph_model(case)
    if not isinstance(form, OptionForm):
        what = "This case names its states, and a .gmcr file holds options."
        raise UsageError(Problem(what, Where(), expected="a case in option form", code="not-in-this-format"))
    manual = bool(case.rankings or case.weights)
    if manual and form.width > MOST_RANKED:
        what = f"A .gmcr file would have to list the states of {form.width} options one by one."
        expected = f"{MOST_RANKED} options or fewer, or priorities instead of rankings and weights"
        raise UsageError(Problem(what, Where(), expected=expected, code="not-in-this-format"))
    place = {option: number for number, option in enumerate(form.option_names)}
    ways = [way for own in form.reversible for way in own]
    written = {
        "program": "Commonground",
        "version": __version__,
        "options": [
            {"name": case.options[option].title, "permittedDirection": _DIRECTION[way]}
            for option, way in zip(form.option_names, ways, strict=True)
        ],
        "decisionMakers": [_party(case, form, number, place, manual) for number in range(len(form.parties))],
        "infeasibles": [pattern for rule in case.feasible.values() for pattern in _where(rule.formula, False, place)],
        "useManualPreferenceRanking": manual,
        **_coalitions(case, form),
    }
    data = json.dumps(written, ensure_ascii=False, indent=1).encode("utf-8")
    return Exported(data, tuple(_lost(case)))


def _party(case: Case, form: OptionForm, number: int, place: dict[str, int], manual: bool) -> dict[str, Any]:
    party = form.parties[number]
    said = [item.formula for item in preferences_of(case, party) if isinstance(item, Priority)]
    made: dict[str, Any] = {
        "name": case.parties[party].name,
        "options": [place[option] for option in form.options[number]],
        "preferences": [_preference(formula, place) for formula in said if _decides(formula)],
        "misperceptions": [],
    }
    return made | {"preferenceRanking": _ranking(form, number)} if manual else made


def _coalitions(case: Case, form: OptionForm) -> dict[str, Any]:
    """Each party in a group of its own, or with those it moves together with. Groups here do not overlap."""
    groups: list[list[int]] = []
    for members in case.conflict.coalitions:
        group = [form.parties.index(party) for party in members if party in form.parties]
        if len(group) > 1 and not any(set(group) & set(other) for other in groups):
            groups.append(group)
    inside = {number for group in groups for number in group}
    every: list[int | list[int]] = [*groups, *(n for n in range(len(form.parties)) if n not in inside)]
    return {"coalitions": every}


def _decides(formula: Formula) -> bool:
    """Whether a formula is true in some states and false in others."""
    return len(set(_truths(formula, sorted(mentions(formula))))) > 1


def _truths(formula: Formula, names: Sequence[str]) -> list[bool]:
    if len(names) > MOST_NAMED:
        what = f"A formula names {len(names)} options, and a .gmcr file would list every combination of them."
        expected = f"formulas of {MOST_NAMED} options or fewer"
        raise UsageError(Problem(what, Where(), expected=expected, code="not-in-this-format"))
    every = product((False, True), repeat=len(names))
    return [evaluate(formula, dict(zip(names, taken, strict=True))) for taken in every]


def _where(formula: Formula, wanted: bool, place: dict[str, int]) -> list[list[list[Any]]]:
    """Conditions on the options named, of which one holds just where the formula has this truth."""
    names = sorted(mentions(formula), key=place.__getitem__)
    truths = tuple(truth == wanted for truth in _truths(formula, names))
    return [
        [[place[name], letter] for name, letter in zip(names, pattern, strict=False) if letter != "-"]
        for pattern in _patterns(truths)
    ]


def _patterns(truths: tuple[bool, ...]) -> list[str]:
    """Patterns of Y, N and - that match just the true ones of all combinations; what a pattern leaves out is -."""
    if all(truths):
        return [""]
    if not any(truths):
        return []
    half = len(truths) // 2
    without, with_ = truths[:half], truths[half:]
    either = tuple(map(and_, without, with_))
    found = ["-" + pattern for pattern in _patterns(either)]
    for letter, part in (("N", without), ("Y", with_)):
        if part != either:  # else all of it is matched already
            found += [letter + pattern for pattern in _patterns(part)]
    return found


def _preference(formula: Formula, place: dict[str, int]) -> Any:
    members = _where(formula, True, place)
    return members[0] if len(members) == 1 else {"compound": True, "members": members}


def _ranking(form: OptionForm, party: int) -> list[int | list[int]]:
    """States by their number in such files, best first; a list is a tie."""
    states = form.states()
    backwards = [int(form.name(state)[::-1].replace("Y", "1").replace("N", "0") or "0", 2) for state in states.tolist()]
    number = np.empty(len(backwards), dtype=np.intp)
    number[np.argsort(backwards)] = np.arange(1, len(backwards) + 1)
    ranks = form.rank(party)[states]
    places = [sorted(number[ranks == rank].tolist()) for rank in range(int(ranks.max()), 0, -1)]
    return [place[0] if len(place) == 1 else place for place in places]


def _lost(case: Case) -> Iterator[str]:
    yield "Ids, evidence, kinds and notes: the file holds the model and not what it rests on."
    if case.conflict.status_quo:
        yield "Today's state: the file has no place for it."
    if case.priorities or case.feasible:
        yield "The form of rules and priorities: they are written as the combinations of options in which they hold."
