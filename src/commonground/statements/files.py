"""The files of statements: one a coder, ``statements/NAME.jsonl``, one annotation a line, added to and never rewritten.

A later line with the id of an earlier one is a newer version of that statement; what became of the earlier ones is
its history. So two people, or two machines, that add to such files never overwrite each other's work, and a merge
that keeps the lines of both sides is right.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePath

from commonground.errors import CaseError, Problem, Where
from commonground.statements.annotation import statement_from, to_annotation
from commonground.statements.lines import lines_of, parse_line, torn_from
from commonground.statements.schema import Statement
from commonground.store import commit, locked, read_file, recover

__all__ = ["FOLDER", "LARGEST", "append_statement", "append_statements", "coder_file", "read_statements", "to_line"]

FOLDER = "statements"
LARGEST = 50_000_000  # bytes of one coder's file
MOST_PROBLEMS = 200  # told of one file; a file with more is not one of ours
_CODER = re.compile(r"\w[\w .-]{0,63}")
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")  # which Windows keeps for itself


def read_statements(text: str | bytes, file: str) -> tuple[list[Statement], list[Problem]]:
    """The statements of a coder's file, in the order of their first lines, and all that is wrong with it.

    ``file`` is its name, as problems are to call it; its stem is the coder. Bytes are read as UTF-8, and even a last
    line torn in the middle of a character leaves the rest. Reading stops after 200 problems.
    """
    lines, problems = lines_of(text, file)
    final = (text.count("\n") if isinstance(text, str) else text.count(b"\n")) + 1
    statements: dict[str, Statement] = {}
    for number, line in lines:
        if len(problems) >= MOST_PROBLEMS:
            break
        where = Where(file, number)
        value, problem = parse_line(line, where, last=number == final)
        if problem is not None:
            problems.append(problem)
            continue
        statement, found = statement_from(value, PurePath(file).stem, where)
        problems += found
        if statement is not None:
            statements[statement.id] = _newer(statements.get(statement.id), statement)
    return list(statements.values()), sorted(problems, key=lambda problem: problem.where.line or 0)


def append_statement(folder: Path | str, coder: str, statement: Statement) -> None:
    """Add a statement, or a newer version of one, to the file of ``coder`` in the case at ``folder``."""
    append_statements(folder, coder, [statement])


def append_statements(folder: Path | str, coder: str, statements: Iterable[Statement]) -> None:
    """Add several at once, all or none. What a crash of another program left torn is put into ``NAME.torn``."""
    name = coder_file(coder)
    lines = "".join(to_line(replace(statement, coder=coder)) for statement in statements)
    if not lines:
        return
    with locked(folder):
        recover(folder)
        files: dict[str, bytes] = {}
        old = _content(folder, name)
        if (torn := torn_from(old)) is not None:
            aside = f"{FOLDER}/{coder}.torn"
            files[aside] = _content(folder, aside) + old[torn:] + b"\n"
            old = old[:torn]
        if old and not old.endswith(b"\n"):
            old += b"\n"
        files[name] = old + lines.encode()
        if len(files[name]) > LARGEST:  # it could never be read again
            what = f"The file of this coder would grow beyond {LARGEST // 1_000_000} MB; nothing was added."
            expected = "another name for the coder, or fewer statements"
            raise CaseError(Problem(what, Where(name), expected=expected, code="too-large"))
        commit(folder, files)


def to_line(statement: Statement) -> str:
    """The line that says what ``statement`` says; CaseError if that could not be read again."""
    line = json.dumps(to_annotation(statement), ensure_ascii=False) + "\n"
    problems = read_statements(line, f"{statement.coder or statement.id}.jsonl")[1]
    if any(problem.severity == "error" for problem in problems):
        raise CaseError(problems)
    return line


def coder_file(coder: str) -> str:
    """The name of a coder's file in the case.

    >>> coder_file("ada")
    'statements/ada.jsonl'
    """
    if not _CODER.fullmatch(coder) or coder.endswith((" ", ".")) or _DEVICE.fullmatch(coder):
        what = "A coder's name becomes the name of a file and cannot be this."
        expected = "letters, digits, spaces, dots and dashes, beginning with a letter or digit, at most 64"
        raise CaseError(Problem(what, read=coder, expected=expected, code="bad-coder"))
    return f"{FOLDER}/{coder}.jsonl"


def _newer(old: Statement | None, new: Statement) -> Statement:
    """``new`` with the history of ``old``. A line repeated by a merge is no new version."""
    if old is None:
        return new
    if replace(new, history=old.history) == old:
        return old
    return replace(new, history=(*old.history, old.version))


def _content(folder: Path | str, name: str) -> bytes:
    return read_file(folder, name, LARGEST) if os.path.lexists(Path(folder) / name) else b""
