"""The same case otherwise, as its folder knows it: with each rival reading laid on, with each layer that is on off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from commonground.case.load import layer_names, load
from commonground.case.model import Case
from commonground.case.places import open_case

__all__ = ["readings"]


def readings(
    place: str | Path, layers: Sequence[str | Path] = (), as_of: date | str | None = None
) -> Mapping[str, Case]:
    """By layer: the case without it where it is on, with it where it is a reading that is not on."""
    found: dict[str, Case] = {}
    for name in layers:
        found[Path(name).stem] = load(place, [other for other in layers if other != name], as_of)
    for name in layer_names(open_case(place)):
        if name in found:
            continue
        with_it = load(place, [*layers, name], as_of)
        if with_it.layers[-1].kind == "reading":
            found[name] = with_it
    return found
