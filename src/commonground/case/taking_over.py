"""A what-if taken over: the same changes written into the case itself, in a draft that is looked at before it is saved.

What is dropped is taken out of the file, what is read otherwise keeps its evidence and its place, what is new is added
at the end with an id of its own. Statements and sources are no part of ``case.yaml``: a what-if without some can be
kept as a layer, and statements are rejected where they are coded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from commonground.case.drop import judged_objects
from commonground.case.keeping import FIELDS
from commonground.case.model import Case, Judged
from commonground.case.save import Draft
from commonground.case.what_if import LAYER, what_if
from commonground.errors import Problem, UsageError, Where

__all__ = ["take_over"]

_PLACE = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")
_ID = re.compile(r"([A-Za-z]+)(\d+)")


def take_over(draft: Draft, lines: Sequence[str]) -> None:
    """Put the changes ``lines`` into a draft of the case; nothing is saved.

    Raises
    ------
    UsageError
        A line cannot be read, or is about something that does not stand in the case file.
    """
    what_if(draft.preview(), lines)  # which refuses what is no change
    for line in lines:
        verb, _, rest = line.strip().partition(" ")
        subject, _, text = (part.strip() for part in rest.partition(":"))
        case = draft.preview()
        match verb:
            case "drop":
                draft.remove(_place(draft, _written(case, rest.strip())))
            case "add":
                entry = {"clause": text, "kind": "presumed"}
                draft.add(("mandates", subject), _with_id(case, case.clauses, subject, entry))
            case "accept":
                draft.add(("acceptances", subject), _with_id(case, case.acceptances, subject, {"outcome": text}))
            case "prefer":
                _in_order(draft, case, subject, line)
            case _:
                _read_otherwise(draft, case, subject, text)


def _read_otherwise(draft: Draft, case: Case, name: str, text: str) -> None:
    section = next(each for each in FIELDS if name in getattr(case, each))
    place = _place(draft, _written(case, name))
    short = not isinstance(_at(draft, place), dict)
    draft.set(place if short else (*place, FIELDS[section]), text)


def _in_order(draft: Draft, case: Case, party: str, line: str) -> None:
    after = what_if(case, [line])
    ranking = next((item for item in after.rankings.values() if item.party == party), None)
    if ranking is not None:
        places = [list(place) if len(place) > 1 else place[0] for place in ranking.places]
        draft.set(("preferences", party, "ranking"), places)
        return
    order = [item.id for item in after.priorities.values() if item.party == party]
    for place, name in enumerate(order):
        draft.move(_place(draft, _written(draft.preview(), name)), place)


def _written(case: Case, name: str) -> Judged:
    """The object of this id that the case itself has."""
    item = judged_objects(case).get(name)
    if item is None or item.where.file != "case.yaml" or item.where.field is None or name.startswith(f"{LAYER}."):
        what = f"“{name[:80]}” does not stand in case.yaml, so it cannot be changed there."
        expected = "this what-if kept as a layer; or a statement rejected where it is coded"
        raise UsageError(Problem(what, Where("case.yaml"), name[:80], expected, code="no-such-field"))
    return item


def _place(draft: Draft, item: Judged) -> tuple[str | int, ...]:
    """Where in the file an object stands; priorities may stand under a key of their own."""
    parts = tuple(int(number) if number else name for name, number in _PLACE.findall(item.where.field or ""))
    if parts[0] == "preferences" and isinstance(_at(draft, parts[:2]), dict) and parts[2:3] != ("priorities",):
        return (*parts[:2], "priorities", *parts[2:])
    return parts


def _at(draft: Draft, place: Sequence[str | int]) -> Any:
    here: Any = draft.tree().data
    for part in place:
        here = here[part]
    return here


def _with_id(case: Case, section: Any, party: str, entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with the next free id of the kind that the party's others have; none where they have none."""
    kinds = Counter(found[1] for item in section.values() if item.party == party and (found := _ID.fullmatch(item.id)))
    if not kinds:
        return entry
    prefix = kinds.most_common(1)[0][0]
    taken = {*judged_objects(case), *case.statements, *case.withdrawn}
    number = next(n for n in range(1, len(taken) + 2) if f"{prefix}{n}" not in taken and _after(section, prefix, n))
    return {"id": f"{prefix}{number}", **entry}


def _after(section: Any, prefix: str, number: int) -> bool:
    """Whether a number is above all that are taken, so that an id that was dropped is not used for something else."""
    return all(int(found[2]) < number for name in section if (found := _ID.fullmatch(name)) and found[1] == prefix)
