"""The versions of one statement, each as it stood, and going back to one of them.

A coder's file is only added to, so everything a statement ever was is still in it. Going back writes one more version
that says what the earlier one said; a statement that never was anything else is taken back by a rejected version.

Two people may look at one statement. Whoever decides says how many versions they had *seen*; where there are more by
then, nothing is written, and they are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from commonground.errors import NewerVersionError, Problem, UsageError, Where
from commonground.statements.annotation import statement_from
from commonground.statements.files import LARGEST, append_statement, coder_file
from commonground.statements.lines import lines_of, parse_line
from commonground.statements.naming import UNKNOWN
from commonground.statements.schema import Statement
from commonground.store import locked, read_file

__all__ = ["gone_back", "keep_if_seen", "versions_in", "versions_of"]


def versions_in(text: str | bytes, file: str, name: str) -> tuple[Statement, ...]:
    """Every version of the statement ``name`` in a coder's file, oldest first; a repeated line is no new version."""
    found: list[Statement] = []
    for number, line in lines_of(text, file)[0]:
        where = Where(file, number)
        value, problem = parse_line(line, where, last=False)
        statement = None if problem is not None else statement_from(value, PurePath(file).stem, where)[0]
        if statement is not None and statement.id == name and statement not in found[-1:]:
            found.append(statement)
    return tuple(found)


def versions_of(folder: Path | str, statement: Statement) -> tuple[Statement, ...]:
    """The versions of ``statement`` as the case at ``folder`` has them now, oldest first."""
    file = coder_file(statement.coder or UNKNOWN)
    return versions_in(read_file(folder, file, LARGEST), file, statement.id)


def gone_back(versions: Sequence[Statement], to: int, who: str, time: str) -> Statement:
    """One more version, which says what the version numbered ``to`` (from 1) said; 0 takes the statement back.

    Raises
    ------
    UsageError
        There is no such version, or the statement stands so already.
    """
    now = versions[-1]
    if not 0 <= to <= len(versions):
        what, expected = f"{now.id} has no such version.", f"a number from 0 to {len(versions)}"
        raise UsageError(Problem(what, read=str(to), expected=expected, code="no-such-version"))
    then = versions[to - 1] if to else replace(now, status="rejected", note="taken back")
    history = (*now.history, now.version)
    again = replace(then, reviewer=who, time=time, history=history)
    if replace(again, reviewer=now.reviewer, time=now.time, history=now.history) == now:
        raise UsageError(Problem(f"{now.id} stands so already.", code="changes-nothing"))
    return again


def keep_if_seen(folder: Path | str, statement: Statement, seen: int) -> None:
    """Add a version to its coder's file, if the case has as many versions of it as were ``seen``.

    Raises
    ------
    NewerVersionError
        Somebody has decided on it since; nothing is written.
    """
    with locked(folder):
        count = len(versions_of(folder, statement))
        if count != seen:
            what = f"{statement.id} was decided on since this page was opened; nothing was written over that."
            problem = Problem(what, expected="a look at how it stands now", code="changed-since")
            raise NewerVersionError(problem)
        append_statement(folder, statement.coder or UNKNOWN, statement)
