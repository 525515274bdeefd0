"""The layers that a case has of its own, each with its title, of what kind it is and whose; also one that is broken."""

from __future__ import annotations

from dataclasses import dataclass

from commonground.case.layers import read_layer
from commonground.case.load import layer_names
from commonground.case.model import LayerKind
from commonground.case.yaml_text import read_yaml
from commonground.errors import CommongroundError
from commonground.store import Folder

__all__ = ["ListedLayer", "layers_listed"]


@dataclass(frozen=True, slots=True)
class ListedLayer:
    """One layer by the name of its file. ``wrong``: why it is none; then it has no title but that name, and no kind."""

    id: str
    title: str
    kind: LayerKind | None = None
    source: str | None = None
    note: str | None = None
    wrong: str | None = None


def layers_listed(folder: Folder) -> tuple[ListedLayer, ...]:
    """Every layer of a case folder, by name.

    >>> from commonground.case.places import open_case
    >>> [(layer.id, layer.kind) for layer in layers_listed(open_case("istanbul-2025"))][0]
    ('energy-halt-again', 'hypothesis')
    """
    known = set(folder.names())
    return tuple(_listed(folder, name, known) for name in layer_names(folder))


def _listed(folder: Folder, name: str, known: set[str]) -> ListedLayer:
    path = next(path for ending in ("yaml", "yml") if (path := f"layers/{name}.{ending}") in known)
    try:
        info, layer = read_layer(read_yaml(folder.read(path), path), name)
    except CommongroundError as error:
        return ListedLayer(name, name, wrong=error.problems[0].what)
    return ListedLayer(name, info.title, info.kind, info.source, layer.note)
