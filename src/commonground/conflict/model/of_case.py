"""From a case to its graph model.

The model's parties are those that own options (in graph form: moves) or have preferences. In option form the axes
follow the order in which the case's options name their parties, so that the flat index of a state is its string of Y
and N read as a binary number; parties that only watch come after them. A party that can act and of which no preferences
are said is refused: silence is not indifference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from commonground.case.model import Case, Preference, Priority, Ranking, Rule, Weights
from commonground.conflict.model.building import refuse_unbuildable
from commonground.conflict.model.feasibility import contradiction, feasible_states
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.model.priorities import by_priorities
from commonground.conflict.model.ranking import NotARanking, by_names, by_patterns
from commonground.conflict.model.weights import by_weights
from commonground.errors import CaseError, Problem, UsageError, Where
from commonground.logic import Axes, Names, evaluate, mentions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Ranks = NDArray[np.unsignedinteger]

__all__ = ["MOST_OPTIONS", "graph_model", "preferences_of"]

MOST_OPTIONS = 30


def graph_model(case: Case, memory: int | None = None) -> OptionForm | GraphForm:
    """The graph model that a case describes.

    Parameters
    ----------
    case
        A case with a conflict part.
    memory
        Bytes that may be used at most; what the system says is free, unless given.

    Raises
    ------
    UsageError
        The case has no conflict part, or the model does not fit into memory.
    CaseError
        It has one that is no model: no state is left, a ranking misses a state, a party's preferences are not said.

    Examples
    --------
    >>> from commonground.case import load
    >>> graph_model(load("saltmarsh"))
    Traceback (most recent call last):
    commonground.errors.UsageError: This case has no conflict part. Expected: options for two or more parties and \
what each prefers, as docs/reference/case-format.md shows.
    """
    in_graph_form = bool(case.conflict.states or case.conflict.moves)
    if not in_graph_form and not case.options:
        what = "This case has no conflict part."
        expected = "options for two or more parties and what each prefers, as docs/reference/case-format.md shows"
        raise UsageError(Problem(what, Where(), expected=expected, code="no-conflict-part"))
    if in_graph_form and case.options:
        what = "The conflict part has both options and named states, and a model has one of them."
        raise CaseError(
            _in_case_file(what, "states", "options without states and moves, or the other way", "two-forms")
        )
    parties = _parties(case)
    problems = [*_unwilling(case, parties), *_too_few(parties), *_with_issues(case)]
    if problems:
        raise CaseError(problems)
    return _graph_form(case, parties) if in_graph_form else _option_form(case, parties, memory)


def preferences_of(case: Case, party: str) -> tuple[Preference, ...]:
    """All that is said of what a party prefers: its priorities in order, or its ranking, or its weights."""
    return tuple(
        item
        for section in (case.priorities, case.rankings, case.weights)
        for item in section.values()
        if item.party == party
    )


def _parties(case: Case) -> tuple[str, ...]:
    acting = dict.fromkeys(option.party for option in case.options.values())
    named = [party for party in case.parties if case.conflict.moves.get(party) or preferences_of(case, party)]
    return tuple(dict.fromkeys((*acting, *named)))


def _unwilling(case: Case, parties: Iterable[str]) -> Iterator[Problem]:
    for party in parties:
        if not preferences_of(case, party):
            what = f"{party} can act, and nothing is said of what it prefers: silence is not indifference."
            expected = f"preferences of {party}, or its options or moves left out"
            yield _in_case_file(what, f"preferences.{party}", expected, "no-preferences")


def _too_few(parties: tuple[str, ...]) -> Iterator[Problem]:
    if len(parties) < 2:
        what = "A conflict has two or more parties; this one has " + (f"only {parties[0]}." if parties else "none.")
        expected = "options or preferences of another party"
        yield _in_case_file(what, "preferences", expected, "too-few-parties")


def _with_issues(case: Case) -> Iterator[Problem]:
    items: list[Rule | Priority] = [*case.feasible.values(), *case.priorities.values()]
    for item in items:
        issues = sorted(mentions(item.formula) & case.issues.keys())
        if issues:
            what = f"{item.id} names {', '.join(issues)}, and rules and priorities of a conflict speak of options only."
            expected = "a formula over " + (", ".join(list(case.options)[:12]) or "options")
            yield Problem(what, item.where, item.text, expected, code="issue-in-conflict")


def _option_form(case: Case, parties: tuple[str, ...], memory: int | None) -> OptionForm:
    if len(case.options) > MOST_OPTIONS:
        what = f"{len(case.options)} options make {1 << len(case.options):,} states, more than any memory here holds."
        expected = f"{MOST_OPTIONS} options or fewer: leave out those that no rule and no preference names"
        raise CaseError(_in_case_file(what, "options", expected, "too-many-options"))
    options = tuple(tuple(o for o in case.options.values() if o.party == party) for party in parties)
    names = tuple(tuple(option.id for option in own) for own in options)
    axes = Axes(parties, tuple(tuple((option, None) for option in own) for own in names))
    rules = tuple(case.feasible.values())
    refuse_unbuildable([preferences_of(case, party) for party in parties], rules, axes, memory)
    feasible = feasible_states(rules, axes)
    if feasible is not None and not feasible.any():
        raise CaseError(_no_state_left(rules, case))
    return OptionForm(
        parties=parties,
        options=names,
        reversible=tuple(tuple(option.irreversible or "both ways" for option in own) for own in options),
        feasible=feasible,
        ranks=_all_ranks(case, axes, feasible),
        status_quo=_status_quo(case, feasible),
    )


def _no_state_left(rules: tuple[Rule, ...], case: Case) -> Problem:
    clash = contradiction(rules, Names({}, options=frozenset(case.options)))
    ids = ", ".join(rule.id for rule in clash)
    what = f"No state is left: {ids} rules out every one."
    if len(clash) > 1:
        what = f"No state is left: {ids} cannot all hold."
    read = "; ".join(rule.text for rule in clash)
    return Problem(what, clash[0].where, read, "rules that some state obeys: change one of these", code="no-state-left")


def _all_ranks(case: Case, axes: Axes, feasible: Mask | None) -> tuple[Ranks, ...]:
    found: list[Ranks] = []
    problems: list[Problem] = []
    for party in axes.names:
        try:
            found.append(_ranks(case, preferences_of(case, party), axes, feasible))
        except CaseError as error:
            problems += error.problems
    if problems:
        raise CaseError(problems)
    return tuple(found)


def _ranks(case: Case, said: tuple[Preference, ...], axes: Axes, feasible: Mask | None) -> Ranks:
    if isinstance(said[0], Ranking):
        try:
            return by_patterns(said[0].places, len(case.options), feasible, axes.shape)
        except NotARanking as error:
            names = [_letters(state, len(case.options)) for state in error.states]
            raise CaseError(_not_a_ranking(said[0], error, names)) from None
    if isinstance(said[0], Weights):
        try:
            return by_weights(said[0].weights, axes, feasible)
        except OverflowError:
            what = f"The weights of {said[0].party} are too large, or too finely divided, to be added exactly."
            expected = "weights of a few digits"
            raise CaseError(Problem(what, said[0].where, expected=expected, code="weights-too-fine")) from None
    return by_priorities([item.formula for item in said if isinstance(item, Priority)], axes, feasible)


def _not_a_ranking(item: Ranking, error: NotARanking, names: list[str]) -> Problem:
    rest = error.count - len(names)
    states = ", ".join(names) + (f" and {rest:,} more" if rest else "")
    what = f"The ranking of {item.party} misses {states}."
    expected = "every feasible state exactly once; tied states in a list of their own"
    if error.kind == "ranking-repeats":
        what = f"The ranking of {item.party} has {states} twice."
        return Problem(what, item.where, expected=expected, code="ranking-repeats")
    return Problem(what, item.where, expected=expected, code="ranking-misses")


def _status_quo(case: Case, feasible: Mask | None) -> int | None:
    today = case.conflict.status_quo
    if today is None:
        return None
    number = int("0" + today.state.replace("Y", "1").replace("N", "0"), 2)
    if feasible is None or feasible.reshape(-1)[number]:
        return number
    values = {option: letter == "Y" for option, letter in zip(case.options, today.state, strict=True)}
    broken = ", ".join(rule.id for rule in case.feasible.values() if not evaluate(rule.formula, values))
    what = f"Today's state {today.state} is not feasible: {broken} rules it out."
    expected = "a state that every rule allows, or rules that allow today's"
    raise CaseError(Problem(what, today.where, today.state, expected, code="status-quo-infeasible"))


def _letters(state: int, width: int) -> str:
    return format(state, f"0{width}b").replace("1", "Y").replace("0", "N")


def _graph_form(case: Case, parties: tuple[str, ...]) -> GraphForm:
    part, names = case.conflict, case.conflict.states
    place = {name: number for number, name in enumerate(names)}
    moves = [[(place[start], place[end]) for start, end in part.moves.get(party, ())] for party in parties]
    return GraphForm(
        parties=parties,
        state_names=names,
        arcs=tuple(np.array(own, dtype=np.intp).reshape(-1, 2) for own in moves),
        ranks=tuple(_rank_by_names(preferences_of(case, party), names) for party in parties),
        status_quo=None if part.status_quo is None else place[part.status_quo.state],
    )


def _rank_by_names(said: tuple[Preference, ...], names: tuple[str, ...]) -> Ranks:
    ranking = said[0]
    if not isinstance(ranking, Ranking):
        what = f"The states of this case have names and no options, so {ranking.party} has to rank them."
        expected = f"{ranking.party}: {{ranking: [...]}}, the best state first"
        raise CaseError(Problem(what, ranking.where, expected=expected, code="needs-ranking"))
    try:
        return by_names(ranking.places, names)
    except NotARanking as error:
        raise CaseError(_not_a_ranking(ranking, error, [names[state] for state in error.states])) from None


def _in_case_file(what: str, field: str, expected: str, code: str) -> Problem:
    return Problem(what, Where("case.yaml", field=field), expected=expected, code=code)
