"""The case under each of its hypotheses: what the file of a lever would make of it.

A *hypothesis* is a layer of that kind in the case's ``layers/``. It says in ``source`` whose assumption it is; a folder
that holds one without is refused, with the name of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from commonground.case.layers import read_layer
from commonground.case.load import layer_names, load, load_folder
from commonground.case.model import Case
from commonground.case.places import open_case
from commonground.case.yaml_text import read_yaml
from commonground.errors import CaseError
from commonground.store import Folder

__all__ = ["hypotheses"]


def hypotheses(
    place: str | Path, layers: Sequence[str | Path] = (), as_of: date | str | None = None
) -> tuple[Case, Mapping[str, Case]]:
    """The case as it is, and the same under each hypothesis of its folder that is not on already.

    Parameters
    ----------
    place
        The case, as for :func:`load`.
    layers
        Layers that are on throughout; each hypothesis is laid on top of them.
    as_of
        A day, as for :func:`load`.

    Raises
    ------
    CaseError
        A hypothesis without a source, or one that cannot be laid over the case; the file is named.

    Examples
    --------
    >>> case, under = hypotheses("istanbul-2025")
    >>> list(under)
    ['energy-halt-again']
    """
    case = load(place, layers, as_of)
    folder = open_case(place)
    on = {layer.id for layer in case.layers}
    names = [name for name in layer_names(folder) if name not in on and _is_hypothesis(folder, name)]
    return case, {name: _under(folder, (*layers, name), name, case.as_of) for name in names}


def _is_hypothesis(folder: Folder, name: str) -> bool:
    path = _path(folder, name)
    info, _ = read_layer(read_yaml(folder.read(path), path), name)
    return info.kind == "hypothesis"


def _under(folder: Folder, layers: Sequence[str | Path], name: str, as_of: date | None) -> Case:
    try:
        return load_folder(folder, layers, as_of)
    except CaseError as error:
        # A layer that fits the case as it is may not fit it under the others: say which was being tried.
        raise CaseError(
            replace(problem, what=f"With the layer “{name}” on: {problem.what}") for problem in error.problems
        ) from None


def _path(folder: Folder, name: str) -> str:
    known = set(folder.names())
    return next(path for ending in ("yaml", "yml") if (path := f"layers/{name}.{ending}") in known)
