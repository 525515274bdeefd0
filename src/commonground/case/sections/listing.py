"""Every entry of the files of a case, with where it stands: as written, before anything is bound or filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from commonground.case.entries import _MADE_IDS as MADE_IDS
from commonground.case.mending import MENDABLE
from commonground.case.sections.table import CASE, SECTIONS, Section
from commonground.case.sections.words import mapping_of
from commonground.case.yaml_text import Path, Tree, read_yaml
from commonground.errors import Problem, UsageError, nearest_word
from commonground.store import Folder

__all__ = ["AsRead", "Files", "Part", "groups_of", "holder_of", "part_at", "part_named", "parts_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """One entry: what it goes by (its key, or its id), its group, where it is written, and what stands there."""

    section: Section
    name: str
    group: str
    path: Path
    raw: Any
    line: int

    @property
    def fields(self) -> dict[str, Any]:
        return mapping_of(self.section, self.raw)

    @property
    def evidence(self) -> tuple[str, ...]:
        given = self.fields.get("evidence")
        return tuple(map(str, given)) if isinstance(given, list) else ()

    @property
    def as_layers_name_it(self) -> str:
        """Entries of keyed sections go by ``SECTION.KEY`` in layers, judged ones by their id."""
        return f"{self.section.name}.{self.name}" if self.section.names and self.section.shape == "keyed" else self.name


class Files(Protocol):
    """The YAML files of a case: those of a folder, or of a draft."""

    def files(self) -> tuple[str, ...]: ...

    def tree(self, file: str = CASE) -> Tree: ...


class AsRead:
    """The files of a folder as they are now, each read once."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._trees: dict[str, Tree] = {}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(name for name in self._folder.names() if MENDABLE.fullmatch(name))

    def files(self) -> tuple[str, ...]:
        return self._names

    def tree(self, file: str = CASE) -> Tree:
        if file not in self._trees:
            data = self._folder.read(file) if file in self._names else b""
            self._trees[file] = read_yaml(data, file)
        return self._trees[file]


def parts_of(tree: Tree, section: Section, at: Path = ()) -> Iterator[Part]:
    """The entries of a section in a file, in its order; ``at`` is where the sections stand in it."""
    for group in groups_of(tree, section, at):
        path = (*at, *holder_of(section, group, _at(tree.data, at)))
        raw = _at(tree.data, path)
        if section.shape == "whole":
            if _is_there(section, raw):
                yield _part(tree, section, _made(section, group, 0, raw), group, path, raw)
        elif section.shape == "keyed" and isinstance(raw, dict):
            for key, each in raw.items():
                name = key if section.names else _held(group, key, each)
                yield _part(tree, section, name, group, (*path, key), each)
        elif section.shape == "listed" and isinstance(raw, list):
            for n, each in enumerate(raw):
                yield _part(tree, section, _made(section, group, n, each), group, (*path, n), each)


def groups_of(tree: Tree, section: Section, at: Path = ()) -> tuple[str, ...]:
    """The parties or issues for which a section says something; one nameless group where it has none."""
    if not section.by:
        return ("",)
    above = _at(tree.data, (*at, *holder_of(section, "", {})[:1]))
    return tuple(map(str, above)) if isinstance(above, dict) else ()


def holder_of(section: Section, group: str, data: Any) -> Path:
    """Where the mapping, list or whole of a group stands, or would stand."""
    if section.name in ("case", "conflict", "sources"):
        return ()
    if section.name == "holdings":
        return ("issues", group, "holds_when")
    if section.name in ("rankings", "weights"):
        return ("preferences", group)
    path: Path = (section.name, group) if section.by else (section.name,)
    whole = _at(data, path) if section.name == "preferences" else None
    return (*path, "priorities") if isinstance(whole, dict) else path


def part_named(tree: Tree, section: Section, name: str) -> Part:
    """The entry that goes by this name; UsageError where there is none."""
    known = {part.name: part for part in parts_of(tree, section)}
    if name not in known:
        what = f"There is no “{name[:80]}” among the {section.title.lower()} of this case."
        raise UsageError(Problem(what, read=name[:80], nearest=nearest_word(name, known), code="unknown-id"))
    return known[name]


def part_at(tree: Tree, line: int) -> Part | None:
    """The entry that a line of a file belongs to, the innermost where one stands in another."""
    above = [(mark.line, len(path), path) for path, mark in tree.marks.items() if mark.line <= line]
    at = max(above, default=(0, 0, ()))[2]
    sections = (section for section in SECTIONS.values() if section.file == tree.file)
    parts = [part for section in sections for part in parts_of(tree, section)]
    around = [part for part in parts if part.path and part.path == at[: len(part.path)]]
    return max(around, key=lambda part: len(part.path), default=None)


def _part(tree: Tree, section: Section, name: str, group: str, path: Path, raw: Any) -> Part:
    line = tree.where(path).line or 1
    if not path:  # the frame of a file: its first field
        there = [tree.where((field.written,)).line or 1 for field in section.fields if field.written in (raw or {})]
        line = min(there, default=line)
    return Part(section, name, group, path, raw, line)


def _made(section: Section, group: str, place: int, raw: Any) -> str:
    """The id that is written, or the one that is made up."""
    if isinstance(raw, dict) and isinstance(raw.get("id"), str):
        return str(raw["id"])
    if section.name in MADE_IDS:
        return MADE_IDS[section.name].format(party=group, n=place + 1)
    return group or section.name


def _held(issue: str, outcome: str, raw: Any) -> str:
    """What carries an outcome out goes by an id, though it stands under the outcome."""
    given = raw.get("id") if isinstance(raw, dict) else None
    return str(given or MADE_IDS["holdings"].format(issue=issue, outcome=outcome))


def _is_there(section: Section, raw: Any) -> bool:
    if section.name in ("rankings", "weights"):
        return isinstance(raw, dict) and raw.get(section.fields[0].name) is not None
    return raw is not None or (section.file == CASE and not section.by)


def _at(data: Any, path: Path) -> Any:
    here = data
    for part in path:
        if isinstance(here, Mapping):
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            return None
    return here
