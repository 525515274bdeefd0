"""Layers: one mechanism for "the same case, otherwise".

A layer adds objects, replaces fields of objects by id, or withdraws objects by id. What is withdrawn takes with it
what rested on nothing else: without its statements a source speaks for nothing, and an object whose whole evidence
is gone is gone too (it may not quietly turn into an unsourced one), whichever layers took the parts of it and
whichever layer brought the object.

A hypothesis has to say whose assumption it is, never in the name of a person who speaks in the record, and it cannot
be the evidence of anything. What it replaces no longer rests on the words that were said for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from commonground.case.entries import Entry, Origin, entries_of, source_entries
from commonground.case.model import LayerInfo
from commonground.case.schema import ActorWritten, JudgedWritten, LayerFile, Written
from commonground.case.validation import problems_of, validated
from commonground.case.yaml_text import Tree
from commonground.errors import CaseError, Problem, nearest_word
from commonground.record.normalise import normalise
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
            expected = "a line such as “source: an assumption for this exercise”"
            raise CaseError(Problem(what, tree.where(("source",)), expected=expected, code="hypothesis-without-source"))
        _refuse_evidence(layer, tree)
    return LayerInfo(name, layer.layer, layer.kind, layer.source), layer


def apply_layer(record: Record, info: LayerInfo, layer: LayerFile, tree: Tree) -> Record:
    """``record`` with ``layer`` on top of it."""
    origin = Origin(tree, ("add",), info.id, info.kind == "hypothesis")
    added = [*entries_of(layer.add, origin)]
    added += source_entries(layer.add.sources, Origin(tree, ("add", "sources"), info.id, origin.hypothesis))
    if origin.hypothesis:
        _refuse_persons((*record.entries, *added), layer, tree)
    problems: list[Problem] = []
    entries = _replaced(record, layer, origin, problems)
    gone = _withdrawn_ids(record, layer, tree, problems)
    if problems:
        raise CaseError(problems)
    record = without(Record(entries, record.statements, record.withdrawn), gone, f"withdrawn by layer {info.id}")
    places = {place for new in added for place in _takes_the_place_of(new)}
    overruled = {old.id for old in record.entries if (old.section, old.party or old.key) in places}
    record = without(record, overruled, f"said otherwise by layer {info.id}")
    back = {entry.id for entry in added}
    withdrawn = {name: reason for name, reason in record.withdrawn.items() if name not in back}
    return without(Record((*record.entries, *added), record.statements, withdrawn), (), "")


def _takes_the_place_of(new: Entry) -> list[tuple[str, str]]:
    """What has no room beside what a layer adds: a party prefers in one way, a case has one status quo."""
    if new.section in ("rankings", "weights"):
        return [(section, str(new.party)) for section in ("preferences", "rankings", "weights")]
    return [(new.section, new.key)] if new.section in ("irreversible", "status_quo", "moves") else []


def without(record: Record, gone: Iterable[str], reason: str) -> Record:
    """``record`` without the objects and statements named, nor what rested on nothing but what is out by now."""
    withdrawn = dict(record.withdrawn) | dict.fromkeys(gone, reason)
    for statement in record.statements.values():
        source = f"sources.{statement.document}"
        if statement.id not in withdrawn and source in withdrawn:
            withdrawn[statement.id] = f"its source {statement.document} is out: {withdrawn[source]}"
    statements = {name: statement for name, statement in record.statements.items() if name not in withdrawn}
    for entry in record.entries:
        out = [name for name in entry.evidence if name in withdrawn]
        if entry.id not in withdrawn and out and not any(name in statements for name in entry.evidence):
            reasons = "; ".join(dict.fromkeys(withdrawn[name] for name in out))
            withdrawn[entry.id] = f"all its evidence ({', '.join(entry.evidence)}) is out: {reasons}"
    entries = tuple(entry for entry in record.entries if entry.id not in withdrawn)
    return Record(entries, statements, withdrawn)


def _replaced(record: Record, layer: LayerFile, origin: Origin, problems: list[Problem]) -> tuple[Entry, ...]:
    by_id = {entry.id: n for n, entry in enumerate(record.entries)}
    entries = list(record.entries)
    for name, fields in layer.replace.items():
        path = ("replace", name)
        if name not in by_id:
            problems.append(_unknown(name, by_id, record, origin.tree, path))
        elif "id" in fields:
            what = "A layer cannot give something another id: withdraw it and add the other."
            problems.append(Problem(what, origin.tree.where((*path, "id")), str(fields["id"]), code="wrong-value"))
        else:
            body = _changed(entries[by_id[name]].body, fields, origin, path, problems)
            if body is not None:
                entries[by_id[name]] = origin.changed(entries[by_id[name]], body, path)
    return tuple(entries)


def _changed(
    old: Written, fields: Mapping[str, Any], origin: Origin, path: tuple[str, str], problems: list[Problem]
) -> Written | None:
    written: dict[str, Any] = old.model_dump(exclude_unset=True, mode="json") | dict(fields)
    try:
        body = type(old).model_validate(written)
    except ValidationError as error:
        problems += problems_of(error, type(old), origin.tree, path)
        return None
    if origin.hypothesis and isinstance(body, JudgedWritten):
        return body.model_copy(update={"evidence": (), "as_told_by": None})
    return body


def _withdrawn_ids(record: Record, layer: LayerFile, tree: Tree, problems: list[Problem]) -> set[str]:
    known = {entry.id for entry in record.entries} | set(record.statements)
    for n, name in enumerate(layer.withdraw):
        if name not in known and name not in record.withdrawn:  # what is out already may be withdrawn again
            problems.append(_unknown(name, known, record, tree, ("withdraw", n)))
    return known.intersection(layer.withdraw)


def _unknown(name: str, known: Iterable[str], record: Record, tree: Tree, path: tuple[str | int, ...]) -> Problem:
    what = f"The layer names “{name[:80]}”, which is not in the case."
    if name in record.withdrawn:
        what = f"The layer names “{name[:80]}”, which is no longer in the case: {record.withdrawn[name]}."
    elif name in record.statements:
        what = f"“{name[:80]}” is a statement: a layer can withdraw it, not replace it."
    return Problem(what, tree.where(path), read=name, nearest=nearest_word(name, known), code="unknown-id")


def _refuse_evidence(layer: LayerFile, tree: Tree) -> None:
    added = [entry.where("evidence") for entry in entries_of(layer.add, Origin(tree, ("add",))) if entry.evidence]
    changed = [tree.where(("replace", name, "evidence")) for name, new in layer.replace.items() if new.get("evidence")]
    sources = [tree.where(("add", "sources"))] if layer.add.sources else []
    what = "A hypothesis rests on nobody's words and is nobody's source: take this out."
    problems = [Problem(what, where, code="hypothesis-with-evidence") for where in (*added, *changed, *sources)]
    if problems:
        raise CaseError(problems)


def _refuse_persons(entries: Iterable[Entry], layer: LayerFile, tree: Tree) -> None:
    """A hypothesis may not be put into the mouth of somebody who speaks in the record."""
    source = normalise(layer.source or "").casefold()
    for entry in entries:
        if isinstance(entry.body, ActorWritten):
            for name in (entry.body.name or entry.key, *entry.body.aliases):
                if _stands_in(source, normalise(name).casefold()):
                    what = f"A hypothesis cannot carry the name of “{name[:80]}”, who speaks in the record."
                    raise CaseError(Problem(what, tree.where(("source",)), code="hypothesis-names-person"))


def _stands_in(text: str, name: str) -> bool:
    """Whether a name stands in a text as words of its own: “Lee”, but not the middle of “sleeping”.

    Only letters that have capitals are taken to need a gap: other scripts join words, or write none.
    """
    if not name:
        return False
    before, after = (r"\b" if c.lower() != c.upper() or c.isdigit() else "" for c in (name[0], name[-1]))
    return re.search(before + re.escape(name) + after, text) is not None
