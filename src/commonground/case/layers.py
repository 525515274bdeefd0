"""Layers: one mechanism for "the same case, otherwise".

A layer adds objects, replaces fields of objects by id, or withdraws objects by id. What is withdrawn takes with it
what rested on nothing else: without its statements a source speaks for nothing, and an object whose whole evidence
is gone is gone too (it may not quietly turn into an unsourced one).

A hypothesis has to say whose assumption it is, never in the name of a person who speaks in the record, and it cannot
be the evidence of anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from commonground.case.entries import Entry, Origin, entries_of, source_entries
from commonground.case.model import LayerInfo
from commonground.case.schema import LayerFile
from commonground.case.validation import problems_of, validated
from commonground.case.yaml_text import Tree
from commonground.errors import CaseError, Problem, nearest_word
from commonground.statements import Statement

__all__ = ["Record", "apply_layer", "read_layer", "without"]


@dataclass(frozen=True, slots=True)
class Record:
    """A case on its way through layers and dates: what is in it, and why what is not in it is not."""

    entries: tuple[Entry, ...]
    statements: Mapping[str, Statement]
    withdrawn: Mapping[str, str]  # id -> reason


def read_layer(tree: Tree, name: str) -> tuple[LayerInfo, LayerFile]:
    """The layer written in ``tree``, with the rules for hypotheses checked."""
    layer = validated(LayerFile, tree)
    if layer.kind == "hypothesis":
        if not (layer.source or "").strip():
            what = "A hypothesis has to say in “source” whose assumption it is."
            raise CaseError(Problem(what, tree.where(("source",)), code="hypothesis-without-source"))
        _refuse_evidence(layer, tree)
    return LayerInfo(name, layer.layer, layer.kind, layer.source), layer


def apply_layer(record: Record, info: LayerInfo, layer: LayerFile, tree: Tree) -> Record:
    """``record`` with ``layer`` on top of it."""
    origin = Origin(tree, ("add",), info.id, info.kind == "hypothesis")
    if origin.hypothesis:
        _refuse_persons(record, layer, tree)
    entries = _replaced(record, layer, origin)
    gone = _withdrawn_ids(entries, record, layer, tree)
    record = without(Record(tuple(entries), record.statements, record.withdrawn), gone, f"withdrawn by layer {info.id}")
    added = [*entries_of(layer.add, origin)]
    added += source_entries(layer.add.sources, Origin(tree, ("add", "sources"), info.id, origin.hypothesis))
    return Record((*record.entries, *added), record.statements, record.withdrawn)


def without(record: Record, gone: Iterable[str], reason: str) -> Record:
    """``record`` without the objects and statements named, nor what rested on them alone."""
    gone = set(gone)
    withdrawn = dict(record.withdrawn) | dict.fromkeys(gone, reason)
    for statement in record.statements.values():
        if statement.id not in gone and f"sources.{statement.document}" in gone:
            gone.add(statement.id)
            withdrawn[statement.id] = f"its source {statement.document} is out: {reason}"
    for entry in record.entries:
        if entry.id not in gone and entry.evidence and gone.issuperset(entry.evidence):
            gone.add(entry.id)
            withdrawn[entry.id] = f"all its evidence ({', '.join(entry.evidence)}) is out: {reason}"
    return Record(
        tuple(entry for entry in record.entries if entry.id not in gone),
        {name: statement for name, statement in record.statements.items() if name not in gone},
        withdrawn,
    )


def _replaced(record: Record, layer: LayerFile, origin: Origin) -> list[Entry]:
    by_id = {entry.id: n for n, entry in enumerate(record.entries)}
    entries = list(record.entries)
    problems: list[Problem] = []
    for name, fields in layer.replace.items():
        if name not in by_id:
            problems.append(_unknown(name, by_id, origin.tree, ("replace", name)))
            continue
        old = entries[by_id[name]]
        written: dict[str, Any] = old.body.model_dump(exclude_unset=True, mode="json") | dict(fields)
        path = ("replace", name)
        try:
            body = type(old.body).model_validate(written)
        except ValidationError as error:
            problems += problems_of(error, type(old.body), origin.tree, path)
            continue
        entries[by_id[name]] = origin.changed(old, body, path)
    if problems:
        raise CaseError(problems)
    return entries


def _withdrawn_ids(entries: list[Entry], record: Record, layer: LayerFile, tree: Tree) -> set[str]:
    known = {entry.id for entry in entries} | set(record.statements)
    problems = [
        _unknown(name, known, tree, ("withdraw", n)) for n, name in enumerate(layer.withdraw) if name not in known
    ]
    if problems:
        raise CaseError(problems)
    return set(layer.withdraw)


def _unknown(name: str, known: Iterable[str], tree: Tree, path: tuple[str | int, ...]) -> Problem:
    what = f"The layer names “{name[:80]}”, which is not in the case."
    return Problem(what, tree.where(path), read=name, nearest=nearest_word(name, known), code="unknown-id")


def _refuse_evidence(layer: LayerFile, tree: Tree) -> None:
    added = [entry.where("evidence") for entry in entries_of(layer.add, Origin(tree, ("add",))) if entry.evidence]
    changed = [tree.where(("replace", name, "evidence")) for name, new in layer.replace.items() if new.get("evidence")]
    sources = [tree.where(("add", "sources"))] if layer.add.sources else []
    what = "A hypothesis rests on nobody's words and is nobody's source: take this out."
    problems = [Problem(what, where, code="hypothesis-with-evidence") for where in (*added, *changed, *sources)]
    if problems:
        raise CaseError(problems)


def _refuse_persons(record: Record, layer: LayerFile, tree: Tree) -> None:
    """A hypothesis may not be put into the mouth of somebody who speaks in the record."""
    said = (layer.source or "").casefold()
    for entry in record.entries:
        if entry.section != "actors":
            continue
        names = [getattr(entry.body, "name", None), *getattr(entry.body, "aliases", ())]
        for name in filter(None, names):
            if name.casefold() in said:
                what = f"A hypothesis cannot carry the name of “{name}”, who speaks in the record."
                raise CaseError(Problem(what, tree.where(("source",)), code="hypothesis-names-person"))
