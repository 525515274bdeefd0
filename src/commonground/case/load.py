"""Load a case: read its files, lay the layers over it, take the date's view, bind the names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from commonground.case.as_of import as_the_record_stood
from commonground.case.bind import Header, bind
from commonground.case.entries import Entry, Origin, entries_of, source_entries
from commonground.case.layers import Record, apply_layer, read_layer
from commonground.case.model import Case, LayerInfo
from commonground.case.places import is_there, open_case
from commonground.case.schema import CaseFile, CodebookFile, SourcesFile
from commonground.case.validation import MOST_PROBLEMS, validated
from commonground.case.yaml_text import Tree, read_yaml
from commonground.errors import CaseError, CommongroundError, Problem, StoreError, UsageError, Where, nearest_word
from commonground.statements import Statement, read_statements
from commonground.statements.files import LARGEST
from commonground.store import Folder, open_folder
from commonground.store.folder import LIMIT

__all__ = ["layer_names", "load", "load_folder"]

MOST_LINES = 100_000  # of one coder's file

Read = TypeVar("Read")


def load(case: str | Path, layers: Sequence[str | Path] = (), as_of: date | str | None = None) -> Case:
    """Load a case.

    Parameters
    ----------
    case
        A folder, a ``.zip`` of one, a path to its ``case.yaml``, or the name of a bundled case.
    layers
        Names of files in its ``layers/`` or paths to layer files, applied in this order.
    as_of
        A day (``2025-06-10``); only what was on record by then is in the case.

    Raises
    ------
    UsageError
        No such case or layer, or a day that is none.
    CaseError
        The files are not a case; every problem found, with file, line and field.

    Examples
    --------
    >>> load("cuba-1962").latest_round
    'r4'
    """
    return load_folder(open_case(case), layers, _day(as_of))


def load_folder(folder: Folder, layers: Sequence[str | Path] = (), as_of: date | None = None) -> Case:
    """Load a case from files already opened."""
    problems: list[Problem] = []
    main = _try(problems, _read_main, folder)
    sources = _try(problems, _read_sources, folder)
    _try(problems, _check_codebook, folder)
    statements, warnings = _read_statement_files(folder, problems)
    if problems or main is None or sources is None:
        raise CaseError(problems)
    tree, written = main
    entries = (*entries_of(written, Origin(tree)), *sources)
    record = Record(entries, statements, {})
    infos: list[LayerInfo] = []
    for name in layers:
        layer_tree, layer_id = _layer_file(folder, name)
        info, layer = read_layer(layer_tree, layer_id)
        record = apply_layer(record, info, layer, layer_tree)
        infos.append(info)
    if as_of is not None:
        record = as_the_record_stood(record, as_of)
    header = Header(
        id=folder.title,
        title=written.case,
        reading=written.reading,
        record_ends=written.record_ends,
        layers=tuple(infos),
        warnings=tuple(warnings),
        as_of=as_of,
        path=str(folder.root),
    )
    return bind(record, header)


def layer_names(folder: Folder) -> tuple[str, ...]:
    """The layers that a case folder holds, by file name without its ending."""
    paths = (PurePosixPath(name) for name in folder.names())
    return tuple(
        path.stem for path in paths if path.parent == PurePosixPath("layers") and path.suffix in (".yaml", ".yml")
    )


def _day(as_of: date | str | None) -> date | None:
    if not isinstance(as_of, str):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        what = "“as of” has to be a day."
        raise UsageError(Problem(what, read=as_of, expected="such as 2025-07-25", code="not-a-day")) from None


def _try(problems: list[Problem], read: Callable[[Folder], Read], folder: Folder) -> Read | None:
    """What ``read`` gives, or None with its problems noted, so that all files are heard before giving up."""
    try:
        return read(folder)
    except CommongroundError as error:
        problems += error.problems
        return None


def _read_main(folder: Folder) -> tuple[Tree, CaseFile]:
    if "case.yaml" not in folder.names():
        what = "This folder has no case.yaml, so it is not a case."
        where = Where(str(folder.root))
        raise CaseError(Problem(what, where, expected="a file case.yaml with a line “case: NAME”", code="no-case-file"))
    tree = read_yaml(_contents(folder, "case.yaml"), "case.yaml")
    return tree, validated(CaseFile, tree, {} if tree.data is None else tree.data)


def _check_codebook(folder: Folder) -> None:
    """The codebook is for people who code; a case is not read any differently for it, but it has to be one."""
    if "codebook.yaml" in folder.names():
        tree = read_yaml(_contents(folder, "codebook.yaml"), "codebook.yaml")
        validated(CodebookFile, tree, {} if tree.data is None else tree.data)


def _read_sources(folder: Folder) -> list[Entry]:
    if "sources.yaml" not in folder.names():
        return []
    tree = read_yaml(_contents(folder, "sources.yaml"), "sources.yaml")
    if tree.data is None:
        return []
    return list(source_entries(validated(SourcesFile, tree, {"sources": tree.data}).sources, Origin(tree)))


def _read_statement_files(folder: Folder, problems: list[Problem]) -> tuple[Mapping[str, Statement], list[Problem]]:
    statements: dict[str, Statement] = {}
    warnings: list[Problem] = []
    for name in folder.names():
        path = PurePosixPath(name)
        if path.parent != PurePosixPath("statements") or path.suffix != ".jsonl":
            continue
        read, found = _statements_in(folder, name)
        problems += [problem for problem in found if problem.severity == "error"][:MOST_PROBLEMS]
        warnings += [problem for problem in found if problem.severity == "warning"]
        for statement in read:
            if statement.id in statements:
                first = statements[statement.id]
                what = f"The statement “{statement.id}” stands twice; first in {first.file}, line {first.line}."
                problems.append(Problem(what, Where(name, statement.line), code="duplicate-id"))
            statements[statement.id] = statement
    return statements, warnings


def _statements_in(folder: Folder, name: str) -> tuple[Iterable[Statement], Iterable[Problem]]:
    try:
        data = _contents(folder, name, LARGEST)
    except CommongroundError as error:
        return (), error.problems
    if data.count(b"\n") > MOST_LINES:
        what = f"More than {MOST_LINES:,} lines in one file of statements."
        return (), (Problem(what, Where(name, MOST_LINES + 1), code="too-many-values"),)
    return read_statements(data, name)


def _contents(folder: Folder, name: str, limit: int = LIMIT) -> bytes:
    """The bytes of a file; what keeps it from being read is told of the file and not of its folder."""
    try:
        return folder.read(name, limit)
    except StoreError as error:
        raise StoreError(replace(problem, where=Where(name), read=None) for problem in error.problems) from None


def _layer_file(folder: Folder, name: str | Path) -> tuple[Tree, str]:
    stem = str(name)
    for ending in (".yaml", ".yml"):
        inside = f"layers/{stem}{ending}"
        if inside in folder.names():
            return read_yaml(_contents(folder, inside), inside), stem
    path = Path(name)
    if path.suffix in (".yaml", ".yml") and is_there(path):
        return read_yaml(_contents(open_folder(path.parent), path.name), str(path)), path.stem
    known = layer_names(folder)
    what = f"There is no layer “{stem[:200]}”."
    expected = "one of " + ", ".join(known) if known else "a path to a layer file; this case has none of its own"
    raise UsageError(
        Problem(what, read=stem, expected=expected, nearest=nearest_word(stem, known), code="no-such-layer")
    )
