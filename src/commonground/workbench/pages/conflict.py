"""Would it hold: the states nobody gains by leaving, one state with the reasons, and the ways there.

All of it holds under the preferences that the case assumes, which every page says first.
"""

from __future__ import annotations

import numpy as np

from commonground.brief.document import Plain, Runs, Section, Table, paragraph, sentence
from commonground.brief.plots.paths import paths_of
from commonground.brief.state_words import difference_in_words, state_in_words
from commonground.brief.wording import party_name
from commonground.errors import CommongroundError, UsageError
from commonground.workbench.answers import Answers, TakesLongError
from commonground.workbench.page import Opened, Page
from commonground.workbench.pages.assumed import assumed, state_link
from commonground.workbench.pages.state_graph import graph_part

__all__ = ["paths", "stability", "state"]

MOST = 50  # states listed
_WORDS = {
    "nash": "no way to improve alone",
    "gmr": "any answer of the others deters",
    "smr": "any answer deters, and there is no way round it",
    "seq": "an answer that the others would want deters",
    "sseq": "such an answer deters, and there is no way round it",
    "sim": "answers given at the same time deter",
}


def stability(found: Opened) -> Page:
    """Every concept with its equilibria, those under most concepts first."""
    answers, report = found.answers, found.answers.stability
    marks = {concept: report.equilibria(concept) for concept in report.masks}
    rows = []
    for concept in report.concepts:
        count = f"{int(np.count_nonzero(marks[concept])):,}" if concept in marks else "not computed"
        rows.append(tuple(_words(cell) for cell in (concept, _WORDS[concept], count)))
    heads = tuple(map(_words, ("Concept", "A party stays when", "Equilibria")))
    concepts = Table(_words(f"Equilibria among {report.count:,} states"), heads, tuple(rows))
    votes = np.stack(list(marks.values())).sum(axis=0)
    states = np.flatnonzero(votes)
    best = states[np.argsort(-votes[states], kind="stable")[:MOST]].tolist()
    listed = [
        (
            state_link(report.model.name(each)),
            _words(difference_in_words(found.case, report.model.name(each), report.status_quo)),
            _words(", ".join(concept for concept, mask in marks.items() if mask[each])),
        )
        for each in best
    ]
    more = f": the first {MOST} of {states.size:,}, those under most concepts first" if states.size > MOST else ""
    caption = _words(f"States from which nobody gains by leaving{more}")
    otherwise = "Otherwise than today" if report.status_quo else "What is done"
    equilibria = Table(caption, tuple(map(_words, ("State", otherwise, "Under"))), tuple(listed))
    sections = (
        Section("assumed", "On what it rests", assumed(answers, report.presumed, report.status_quo)),
        Section("concepts", "What staying means", (concepts,)),
        Section("equilibria", "Where it would stay", (equilibria,)),
    )
    graph = {"graph": graph_part(found), "after": 2}
    return Page("Stable states", report.to_dict(), sections, "states.html", graph)


def state(found: Opened) -> Page:
    """One state: what is done in it, for whom it is stable, and why each party would stay or leave."""
    from commonground.conflict.stability.states import known_state

    answers, report, name = found.answers, found.answers.stability, found.name()
    number = known_state(report.model, name)
    name = report.model.name(number)
    heads = (_words("Party"), *map(_words, report.masks))
    rows = []
    for side in report.parties:
        stays = [bool(report.stable(concept, side)[number]) for concept in report.masks]
        rows.append((_words(party_name(found.case, side)), *(_words("stays" if each else "leaves") for each in stays)))
    told = {side: _explained(answers, number, side) for side in report.parties}
    why = tuple(
        Section(f"why-{place}", party_name(found.case, side), (paragraph(*(sentence(each) for each in sentences)),))
        for place, (side, sentences) in enumerate(told.items())
    )
    sections = (
        Section("state", "What is done in it", (paragraph(sentence(state_in_words(found.case, name), ".")),)),
        Section("who", "Does anybody gain by leaving it?", (Table((), heads, tuple(rows)),)),
        *why,
        Section("assumed", "On what it rests", assumed(answers, report.presumed, report.status_quo)),
    )
    stable = {
        concept: {side: bool(report.stable(concept, side)[number]) for side in report.parties}
        for concept in report.masks
    }
    data = {**report.frame(), "state": name, "stable": stable, "explanations": told, "presumed": list(report.presumed)}
    more = {"graph": graph_part(found, name), "after": len(sections)}
    return Page(f"State {name}", data, sections, "states.html", more)


def _explained(answers: Answers, number: int, side: str) -> list[str]:
    from commonground.conflict.witness.explanation import explain

    report = answers.stability
    name = report.model.name(number)
    try:
        return list(explain(answers.case, name, side, "seq").sentences)
    except CommongroundError as error:
        return [problem.what for problem in error.problems]


def paths(found: Opened) -> Page:
    """How one gets from today to each equilibrium, and how many moves it takes."""
    from commonground.brief.terminal.paths import path_in_words

    answers = found.answers
    try:
        report = answers.paths
    except TakesLongError:
        raise
    except UsageError as error:
        blocks = (paragraph(*(sentence(problem.what, doubt=True) for problem in error.problems)),)
        return Page("Paths", {"problems": [p.to_dict() for p in error.problems]}, (Section("no", "Paths", blocks),))
    heads = ("State", "Otherwise than at the start", "An equilibrium under", "Moves, any", "Moves, improvements", "How")
    rows, ways = [], []
    for goal in report.goals:
        way = goal.by_improvements if goal.by_improvements.steps is not None else goal.by_any
        ways.append(way)
        how = path_in_words(found.case, report, way.paths[0]) if way.paths and goal.state != report.start else "–"
        rows.append(
            (
                state_link(goal.state),
                *map(
                    _words,
                    (
                        difference_in_words(found.case, goal.state, report.start),
                        ", ".join(goal.concepts) or "none",
                        _steps(goal.by_any.steps),
                        _steps(goal.by_improvements.steps),
                        how,
                    ),
                ),
            )
        )
    total = f"Of {report.model.count:,} states, legal moves lead to {report.reached:,}, and improvements alone to "
    start = paragraph(
        sentence(f"It begins in {report.start}: {state_in_words(found.case, report.start)}."),
        sentence(f"{total}{report.reached_by_improvements:,}."),
    )
    left = f"; {report.goals_left:,} more are not listed" if report.goals_left else ""
    table = Table(_words(f"Equilibria and the ways to them{left}"), tuple(map(_words, heads)), tuple(rows))
    drawn = paths_of(found.case, report.model, ways, answers.tongue, "Shortest ways to the nearest of these states")
    pictured = () if drawn is None else (drawn,)
    sections = (
        Section("assumed", "On what it rests", assumed(answers, report.presumed, None)),
        Section("start", "From today", (start, *pictured, table)),
    )
    return Page("Paths", report.to_dict(), sections)


def _steps(number: int | None) -> str:
    return "no way" if number is None else str(number)


def _words(text: str) -> Runs:
    return (Plain(text),) if text else ()
