"""What a what-if form asks for, in the lines that the command line takes with ``--what-if``.

Boxes say what is on and off, buttons move an outcome or a preference, fields say something new or otherwise. All of it
comes to lines in the address, so that what is asked can be passed on, taken back a line at a time, and kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from starlette.datastructures import QueryParams

from commonground.case import Case
from commonground.case.moving_outcomes import moved
from commonground.case.what_if import what_if
from commonground.errors import Problem, UsageError

__all__ = ["lines_of", "order_of", "sooner"]

_WRITTEN = (("add", "party"), ("accept", "acceptor"), ("change", "object"))


def lines_of(query: QueryParams, case: Case | None = None, round: str | None = None) -> tuple[str, ...]:
    """The lines that an address asks for: those it holds, and those that the form comes to.

    Parameters
    ----------
    query
        Of the address. ``box`` names every box that was shown, ``drop`` those that are ticked.
    case
        The case without the changes; what moves something is told of it.
    round
        At which it is asked.
    """
    lines = [line.strip() for line in query.getlist("what-if") if line.strip()]
    boxes = set(query.getlist("box"))  # they say everything about what they are about
    ticked = [f"drop {name.strip()}" for name in query.getlist("drop") if name.strip()]
    lines = [line for line in lines if line in ticked or line.removeprefix("drop ").strip() not in boxes]
    lines += ticked
    lines += [f"{verb} {who}: {formula}" for verb, who, formula in _written(query)]
    found = tuple(dict.fromkeys(lines))
    if case is None:
        return found
    for move in query.getlist("move"):
        found = moved(case, found, *_parts(move), round)
    for name in query.getlist("sooner"):
        found = sooner(case, found, name)
    return found


def sooner(case: Case, lines: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The lines under which a preference (an id, or ``party:place`` of a ranking) stands one place sooner.

    Places of a ranking go by the numbers that they have in the case without the lines.
    """
    now, (party, colon, place) = what_if(case, lines), name.partition(":")
    if not colon and name in now.priorities:
        party, place = now.priorities[name].party, name
    kept = tuple(line for line in lines if not line.startswith(f"prefer {party}:"))
    if place in (order := order_of(case, lines, party)):
        at = order.index(place)
        order[max(0, at - 1) : at + 1] = reversed(order[max(0, at - 1) : at + 1])
        plain = order_of(case, kept, party)
        first = next(order[:n] for n in range(len(order) + 1) if [*order[:n], *_rest(plain, order[:n])] == order)
        return (*kept, f"prefer {party}: {', '.join(first)}") if first else kept
    what = f"There is no preference “{name[:80]}” in this case."
    raise UsageError(Problem(what, read=name[:80], expected="one of its priorities", code="unknown-id"))


def order_of(case: Case, lines: tuple[str, ...], party: str) -> list[str]:
    """What a party prefers, the first first: ids of priorities, or the places that a ranking has without the lines."""
    now = what_if(case, lines)
    own = [item.id for item in now.priorities.values() if item.party == party]
    ranking = next((item for item in case.rankings.values() if item.party == party), None)
    if own or ranking is None:
        return own
    order = [str(n + 1) for n in range(len(ranking.places))]
    for line in lines:
        if line.startswith(f"prefer {party}:"):
            named = [each.strip() for each in line.partition(":")[2].split(",")]
            order = [order[int(each) - 1] for each in named] + _rest(order, [order[int(each) - 1] for each in named])
    return order


def _rest(order: list[str], first: list[str]) -> list[str]:
    return [name for name in order if name not in first]


def _parts(move: str) -> tuple[str, str, str, str]:
    parts = move.split("/")
    if len(parts) != 4:
        what, expected = "This does not say which outcome to move where.", "party/issue/outcome/stand"
        raise UsageError(Problem(what, read=move[:200], expected=expected, code="not-a-change"))
    return parts[0], parts[1], parts[2], parts[3]


def _written(query: QueryParams) -> Iterator[tuple[str, str, str]]:
    """What was written into the fields of the form: a verb, whose or which, and a formula."""
    for verb, who in _WRITTEN:
        formula = query.get(f"{verb}-formula", "").strip()
        if formula:
            yield verb, query.get(who, "").strip(), formula
