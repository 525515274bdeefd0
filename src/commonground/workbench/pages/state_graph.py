"""The picture of a conflict's states: a table of them, from which a browser draws the same on a canvas.

Which states are drawn, where they stand and which moves join them is settled by
:mod:`commonground.conflict.state_graph`; here they get words and addresses. Two things can be asked in the address:
``concept=nash``, under which a state counts as one that nobody gains by leaving, and ``states=all``, as many states as
may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from commonground.brief.document import Section
from commonground.brief.plots.drawing import hand
from commonground.brief.state_words import difference_in_words
from commonground.brief.wording import party_name
from commonground.conflict.state_graph import FEW, MOST, StateGraph, state_graph
from commonground.workbench.page import Opened, Page
from commonground.workbench.pages.assumed import assumed

__all__ = ["graph", "graph_part"]

_ALL = "all"
_REASONS = {
    "stable": "{n} from which nobody gains by leaving",
    "on a way": "{n} on shortest ways of improvements from today to them",
    "one move away": "{n} one move away",
    "any": "{n} that are nearest to {base}",
}


def graph(found: Opened) -> Page:
    """The picture by itself: of the conflict, or around one state."""
    around = found.name() if "name" in found.request.path_params else None
    part = graph_part(found, around)
    made: StateGraph = part["made"]
    title = "The states and the moves" if around is None else f"The states around {made.around}"
    report = found.answers.stability
    about = assumed(found.answers, report.presumed, report.status_quo)
    more = {"graph": {**part, "alone": None}, "after": 1}
    return Page(title, _data(found, made), (Section("assumed", "On what it rests", about),), "states.html", more)


def graph_part(found: Opened, around: str | None = None) -> dict[str, Any]:
    """What the template of the picture needs."""
    asked, whole = _asked(found)
    report = found.answers.stability
    made = state_graph(found.case, report, [asked] if asked else None, around, whole=whole)
    here = ("stability",) if around is None else ("state", str(made.around))
    query = {**({"concept": asked} if asked else {}), **({"states": _ALL} if whole else {})}
    anchors = {node.id: _anchor(node.id, place) for place, node in enumerate(made.states)}
    return {
        "made": made,
        "told": list(_told(found, made)),
        "parties": [(party_name(found.case, side), place, hand(place)[1]) for place, side in enumerate(made.parties)],
        "rows": [_row(found, made, name, anchors) for name in anchors],
        "alone": None if found.answers.is_wide else _address(found, (*here, "graph"), query),
        "asked": asked,
        "whole": whole,
        "concepts": list(report.masks),
        "more": made.count > FEW,
        "choices": not found.answers.is_wide and (made.count > FEW or len(report.masks) > 1),
        "most": MOST,
    }


def _asked(found: Opened) -> tuple[str | None, bool]:
    query = found.request.query_params
    return query.get("concept", "").strip() or None, query.get("states") == _ALL


def _address(found: Opened, parts: tuple[str, ...], query: Mapping[str, str]) -> str:
    href = found.links.to(*parts)
    return f"{href}{'&' if '?' in href else '?'}{urlencode(query)}" if query else href


def _anchor(name: str, place: int) -> str:
    return f"state-{name}" if name.isascii() and name.isalpha() else f"state-{place}"


def _told(found: Opened, made: StateGraph) -> Iterator[str]:
    """What is drawn, what is left out, and how to read it, in sentences."""
    option_form = bool(found.case.options)
    base = "today" if made.status_quo else "where nothing is done" if option_form else made.base
    if not made.left_out:
        yield f"The picture has all {made.count:,} states."
    else:
        counts = Counter(node.reason for node in made.states)
        parts = [words.format(n=counts[name], base=base) for name, words in _REASONS.items() if counts[name]]  # type: ignore[index]
        first = ["today’s"] * bool(made.status_quo) + ["the one asked about"] * bool(counts["asked about"])
        listed = ", ".join((*first, *parts))
        yield f"The picture has {len(made.states):,} of {made.count:,} states: {listed}."
        yield f"{made.left_out:,} are left out."
    if made.stable_left:
        yield f"{made.stable_left:,} more from which nobody gains by leaving have no room in it."
    what = f"how many options are otherwise than {base}" if option_form else f"how many moves lead there from {base}"
    yield f"From left to right: {what}."
    if made.around:
        yield "An arrow is a move by which its mover gains."
        yield f"Of {made.around} all other moves are drawn too, open at the head."
    else:
        yield "An arrow is a move by which its mover gains; other moves are left out."
    if made.moves_left:
        yield f"{made.moves_left:,} more such moves between these states are not drawn."


def _row(found: Opened, made: StateGraph, name: str, anchors: Mapping[str, str]) -> dict[str, Any]:
    node = next(each for each in made.states if each.id == name)
    moves: dict[str, list[tuple[str, str, bool]]] = {}
    for move in made.moves:
        if move.before == name:
            moves.setdefault(move.party, []).append((move.after, anchors[move.after], move.gains))
    kinds = ("today",) * (name == made.status_quo) + ("asked",) * (name == made.around)
    return {
        "name": name,
        "anchor": anchors[name],
        "href": found.links.to("state", name),
        "node": node,
        "words": difference_in_words(found.case, name, made.status_quo),
        "kinds": " ".join((*kinds, *("stable",) * bool(set(node.stable) & set(made.concepts)))),
        "moves": [(party, party_name(found.case, party), ends) for party, ends in moves.items()],
    }


def _data(found: Opened, made: StateGraph) -> dict[str, Any]:
    """The graph with words and addresses."""
    told = made.to_dict()
    for node in told["states"]:
        node["words"] = difference_in_words(found.case, node["id"], made.status_quo)
        node["href"] = found.links.to("state", node["id"])
    return told
