"""What refers to what in the files of a case: every place that names a party, level, issue, outcome,
round, step, option, source or statement.

A level goes by ``PARTY/LEVEL`` and an outcome by ``ISSUE/OUTCOME``. Statements name sources, actors and issues too;
their files only grow, so such a reference can be told of and not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from commonground.case.model import Case
from commonground.case.sections.listing import Files, Part, groups_of, holder_of, parts_of
from commonground.case.sections.table import CASE, SECTIONS, Field, Section
from commonground.case.yaml_text import Path, Tree
from commonground.errors import FormulaError
from commonground.logic import And, Comparison, Iff, Implies, Name, Not, Or, parse

__all__ = ["Reference", "named_in", "references", "referring", "told_of"]

How = Literal["value", "key", "formula", "statement"]
MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that names a thing. ``by`` is the entry that does, in words for a sentence."""

    sort: str  # party, level, issue, outcome, option, round, step, source, actor, statement, part
    name: str
    by: str
    file: str
    path: Path
    how: How = "value"
    column: int = 0  # of a formula, from 1
    entry: tuple[str, str] = ("", "")  # section and name of the entry that refers, where it is one of the case itself


def references(files: Files, case: Case | None = None) -> Iterator[Reference]:
    """Every reference in the files of a case or a draft, and those of the statements of ``case``."""
    for file in files.files():
        tree = files.tree(file)
        if file == "codebook.yaml":
            issues = tree.data.get("issues") if isinstance(tree.data, dict) else None
            for issue in issues or ():
                yield Reference("issue", issue, "the codebook", file, ("issues", issue), "key")
        elif file.startswith("layers/"):
            yield from _of_layer(tree, files.tree(CASE))
        else:
            yield from _of_sections(tree, (), "")
    for statement in case.statements.values() if case is not None else ():
        where, by = statement.file or "", statement.id
        for sort, name in _of_statement(statement):
            yield Reference(sort, name, by, where, (), "statement")


def referring(found: Iterable[Reference], sort: str, name: str, within: Path = (), file: str = CASE) -> list[Reference]:
    """Those that name a thing, but for what stands within the thing itself."""
    own = len(within)
    return [
        each
        for each in found
        if each.name == name and each.sort == sort and not (own and each.file == file and each.path[:own] == within)
    ]


def told_of(found: Iterable[Reference]) -> str:
    """Who refers, in words: “R1, R2 and 3 more”."""
    names = list(dict.fromkeys(each.by for each in found))
    if len(names) <= MOST_TOLD:
        return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{', '.join(names[:MOST_TOLD])} and {len(names) - MOST_TOLD} more"


def named_in(text: str) -> Iterator[tuple[str, str, int]]:
    """What a formula names, as sort, name and column; nothing where it cannot be read."""
    try:
        left: list[Any] = [parse(text)]
    except FormulaError:
        return
    while left:
        node = left.pop()
        match node:
            case Comparison():
                yield "issue", node.issue, node.column
                for outcome, column in zip(node.outcomes, node.outcome_columns, strict=True):
                    yield "outcome", f"{node.issue}/{outcome}", column
            case Name():
                yield "option", node.name, node.column
            case Not(arg):
                left.append(arg)
            case And(args) | Or(args):
                left += args
            case Implies(one, other) | Iff(one, other):
                left += [one, other]


def _of_sections(tree: Tree, at: Path, told: str) -> Iterator[Reference]:
    for section in SECTIONS.values():
        if section.file != (tree.file if not at else section.file):
            continue
        start = (*at, "sources") if at and section.file != CASE else at
        if section.shape == "whole" and not section.by and at:
            continue
        for group in groups_of(tree, section, start):
            path = (*start, *holder_of(section, group, {}))
            if section.by == "party" and group not in section.also and section.name not in ("rankings", "weights"):
                yield Reference("party", group, f"{section.title.lower()} of {group}{told}", tree.file, path, "key")
        for part in parts_of(tree, section, start):
            yield from _of_part(part, tree.file, told)
    apart = tree.data.get("irreversible") if not at and isinstance(tree.data, dict) else None
    for option in apart or ():
        yield Reference("option", option, "irreversible", tree.file, ("irreversible", option), "key")


def _of_part(part: Part, file: str, told: str) -> Iterator[Reference]:
    by = f"{_called(part)}{told}"
    entry = ("", "") if told else (part.section.name, part.name)
    fields = part.fields
    party = part.group or str(fields.get("party") or "")
    if part.section.name == "holdings":
        yield Reference("outcome", f"{part.group}/{part.path[-1]}", by, file, part.path, "key", 0, entry)
    for field in part.section.fields:
        value = fields.get(field.written)
        if value is None or field.apart:
            continue
        path = part.path if part.section.bare or not isinstance(part.raw, dict) else (*part.path, field.written)
        for sort, name, below, how, column in _named(part.section, field, value, party):
            yield Reference(sort, name, by, file, (*path, *below), how, column, entry)


def _named(section: Section, field: Field, value: Any, party: str) -> Iterator[tuple[str, str, Path, How, int]]:
    """Each thing that a field names: sort, name, place below the field, how, column."""
    if field.kind == "formula" and isinstance(value, str):
        for sort, name, column in named_in(value):
            yield sort, name, (), "formula", column
    elif field.kind == "several" and isinstance(value, list):
        for n, name in enumerate(value):
            yield field.of, str(name), (n,), "value", 0
    elif field.kind in ("one", "words") and field.of and isinstance(value, str):
        yield field.of, f"{party}/{value}" if field.of == "level" else value, (), "value", 0
    elif field.kind == "table" and field.of in ("party", "option") and isinstance(value, dict):
        for name, each in value.items():
            yield field.of, name, (name,), "key", 0
            if field.of == "party":
                yield "level", f"{name}/{each}", (name,), "value", 0
    elif field.kind == "groups" and isinstance(value, list):
        for n, group in enumerate(value):
            for m, name in enumerate(group if isinstance(group, list) else ()):
                yield field.of, str(name), (n, m), "value", 0


def _of_layer(tree: Tree, main: Tree) -> Iterator[Reference]:
    told = f" in {tree.file}"
    data = tree.data if isinstance(tree.data, dict) else {}
    if isinstance(data.get("add"), dict):
        yield from _of_sections(tree, ("add",), told)
    for n, name in enumerate(data.get("withdraw") or ()):
        yield Reference("part", str(name), tree.file, tree.file, ("withdraw", n))
    known = {part.as_layers_name_it: part for section in SECTIONS.values() for part in parts_of(main, section)}
    for name, fields in (data.get("replace") or {}).items():
        yield Reference("part", name, tree.file, tree.file, ("replace", name), "key")
        if name in known:
            old = known[name]
            part = Part(old.section, old.name, old.group, ("replace", name), fields, 0)
            yield from _of_part(part, tree.file, told)


def _of_statement(statement: Any) -> Iterator[tuple[str, str]]:
    yield "source", statement.document
    for name in dict.fromkeys((statement.speaker, statement.source, statement.addressee, *statement.chain)):
        if name:
            yield "actor", name
            yield "party", name
    if statement.issue:
        yield "issue", statement.issue


def _called(part: Part) -> str:
    """An entry in a sentence: judged ones go by their id, others by what they are."""
    if part.section.names:
        return f"{part.section.names} {part.name}"
    return part.section.one if part.section.shape == "whole" and not part.group else part.name
