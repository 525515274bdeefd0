"""Whether each layer of a case folder can be laid over it: ``check`` tries them all, one at a time."""

from __future__ import annotations

from pathlib import Path

from commonground.case.load import layer_names, load_folder
from commonground.case.places import open_case
from commonground.errors import CommongroundError, Problem

__all__ = ["layer_problems"]


def layer_problems(place: str | Path) -> tuple[Problem, ...]:
    """What keeps layers of the case from being laid over it, each problem with the layer's file and line."""
    folder = open_case(place)
    problems: list[Problem] = []
    for name in layer_names(folder):
        try:
            load_folder(folder, [name])
        except CommongroundError as error:
            problems += error.problems
    return tuple(problems)
