"""Minimal sets of levers that open a zone, as a MaxSAT problem over groups of clauses.

For each lever l a variable x(l), "l works". A clause c that some levers touch is in force unless one of them works:

    c  or  x(l) for an l under which it falls  or  y(l) for an l that relaxes it,     y(l) -> x(l) and the weaker form

All other clauses, the meaning rules and the target are hard; the wishes are "x(l) is false". The falsified wishes of a
best model are a smallest set of levers that opens the zone; with "not all of these" added the next best gives the next
set, and since no found set is within it, a minimal one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from commonground.agreement.solving.budget import Budget, OutOfTime
from commonground.agreement.solving.fewest import Fewest
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import Question
from commonground.agreement.third_parties.effects import Lever
from commonground.case.model import Acceptance, Clause, Target
from commonground.logic import Or

__all__ = ["LeverProblem", "lever_problem", "minimal_sets", "turns_on", "under_levers"]


@dataclass(frozen=True, slots=True)
class LeverProblem:
    """A target made hard, with a variable for each lever and one for each clause."""

    hard: tuple[list[int] | tuple[int, ...], ...]
    works: Mapping[str, int]  # lever -> variable
    selectors: Mapping[str, int]  # clause -> literal that puts it in force whatever works
    top: int


def lever_problem(question: Question, target: Target, found: Mapping[str, Lever], alone: bool) -> LeverProblem:
    """The problem of opening a target by levers."""
    encoded = question.encoded
    blockage = encoded.blockage(target, alone)
    hard = list(blockage.hard)
    works = {name: blockage.top + number for number, name in enumerate(found, 1)}
    top = blockage.top + len(works)
    for clause, selector in blockage.selectors.items():
        ways_out = [selector]
        for name, lever in found.items():
            if clause in lever.falls:
                ways_out.append(works[name])
            elif clause in lever.relaxes:
                weaker = encoded.placed(lever.relaxes[clause].formula, top)
                top = weaker.top + 1
                hard += [*weaker.definitions, [-top, works[name]], [-top, weaker.literal]]
                ways_out.append(top)
        hard.append(ways_out)
    return LeverProblem(tuple(hard), works, blockage.selectors, top)


def minimal_sets(problem: LeverProblem, cap: int, budget: Budget) -> tuple[list[tuple[str, ...]], bool]:
    """Minimal sets of levers, smallest first, at most ``cap``; and whether these are all."""
    found: list[tuple[str, ...]] = []
    names = {-variable: name for name, variable in problem.works.items()}
    with Fewest(problem.hard, names, problem.top) as search:
        try:
            while (chosen := search.given_up(budget)) is not None:
                if len(found) == cap:
                    return found, False
                found.append(tuple(names[wish] for wish in chosen))
                if not chosen:
                    break
                search.require(chosen)
        except OutOfTime:
            return found, False
    return found, True


def turns_on(problem: LeverProblem, chosen: Collection[str], clauses: Iterable[str], budget: Budget) -> tuple[str, ...]:
    """Of the clauses that a set touches, those that by standing as they are would keep the zone closed."""
    working = [variable if name in chosen else -variable for name, variable in problem.works.items()]
    with Oracle(problem.hard, budget) as oracle:
        return tuple(c for c in clauses if not oracle.satisfiable([*working, problem.selectors[c]]))


def under_levers(question: Question, levers: Iterable[Lever]) -> Question:
    """The question as it would be if some levers worked."""
    working = tuple(levers)
    fallen = {clause for lever in working for clause in lever.falls}
    clauses = {name: _relaxed(clause, working) for name, clause in question.clauses.items() if name not in fallen}
    acceptances = dict.fromkeys((*question.acceptances, *_supposed(working)))
    return replace(question, clauses=MappingProxyType(clauses), acceptances=tuple(acceptances))


def _relaxed(clause: Clause, working: Iterable[Lever]) -> Clause:
    """A clause that rules out only what all its weaker forms do."""
    forms = [lever.relaxes[clause.id] for lever in working if clause.id in lever.relaxes]
    if not forms:
        return clause
    formulas = tuple(dict.fromkeys(form.formula for form in forms))
    text = " or ".join(dict.fromkeys(f"({form.text})" for form in forms)) if len(formulas) > 1 else forms[0].text
    return replace(clause, formula=formulas[0] if len(formulas) == 1 else Or(formulas), text=text)


def _supposed(working: Iterable[Lever]) -> list[Acceptance]:
    return [item for lever in working for item in lever.supposed]
