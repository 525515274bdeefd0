"""Blind coding: one coder sees neither another's work nor what a program proposes.

Two who code by the same proposals agree on the proposals, and one who has read the other's work repeats it. So
reliability is only told of statements coded blind. That a statement was is recorded in its line, as ``cg:blind`` in
the body, with the version of the codebook in use, as ``cg:codebook``. Files are only added to: what a coder changes
after having talked with the others is a newer line without the mark, and the blind one stays to be counted. The other
way round does not work: what a coder once coded with open eyes is not blind for being marked so later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from commonground.errors import Problem, Where
from commonground.statements.annotation import BLIND
from commonground.statements.files import read_statements
from commonground.statements.lines import lines_of, parse_line
from commonground.statements.schema import Statement

__all__ = ["BlindCoding", "as_blind", "blind_coding", "seen_blind"]


@dataclass(frozen=True, slots=True)
class BlindCoding:
    """What one coder's file holds of blind coding: each statement as it stood when last coded blind."""

    coder: str
    statements: tuple[Statement, ...] = field(repr=False)  # that the coder stands up for
    others: int  # statements in the file of which no version was coded blind
    left_out: tuple[Problem, ...] = ()  # marked blind, but not to be counted

    @property
    def codebooks(self) -> frozenset[str | None]:
        """The versions of the codebook in use; None: not recorded."""
        return frozenset(statement.codebook for statement in self.statements)

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(statement.document for statement in self.statements))


def seen_blind(statements: Iterable[Statement], coder: str) -> tuple[Statement, ...]:
    """What ``coder`` may see while coding blind: their own work, as far as no program proposed it."""
    return tuple(item for item in statements if item.coder == coder and _own(item, coder))


def as_blind(statement: Statement, coder: str, codebook: str | None) -> Statement:
    """``statement`` as ``coder``'s blind coding, by that version of the codebook."""
    return replace(statement, coder=coder, blind=True, codebook=codebook)


def blind_coding(text: str | bytes, file: str) -> BlindCoding:
    """The blind coding in a coder's file; ``file`` is its name, whose stem is the coder.

    What is wrong with the file otherwise is for :func:`read_statements` to tell.
    """
    coder = PurePath(file).stem
    everything, _ = read_statements(text, file)
    lines, opened = _blind_lines(text, file)
    kept, _ = read_statements(lines, file)
    statements: list[Statement] = []
    left_out: list[Problem] = []
    for statement in kept:
        problem = _not_blind(statement, coder, opened)
        if problem is not None:
            left_out.append(problem)
        elif statement.counts:
            statements.append(statement)
    others = {item.id for item in everything} - {item.id for item in kept}
    return BlindCoding(coder, tuple(statements), len(others), tuple(left_out))


def _not_blind(statement: Statement, coder: str, opened: set[str]) -> Problem | None:
    """Why a statement marked as coded blind is not to be counted."""
    if not _own(statement, coder):
        what = f"{statement.id} is marked as coded blind, and was proposed by “{statement.proposer}”."
        return Problem(what, statement.where, code="proposed-not-blind", severity="warning")
    if statement.id in opened:
        what = f"{statement.id} is marked as coded blind, and stands in the file from before without that mark."
        return Problem(what, statement.where, code="opened-before", severity="warning")
    if statement.anchor is None and statement.counts:
        what = f"{statement.id} has no place in its document, so nothing can be held against it."
        return Problem(what, statement.where, code="no-place", severity="warning")
    return None


def _own(statement: Statement, coder: str) -> bool:
    return statement.proposer in (None, coder)


def _blind_lines(text: str | bytes, file: str) -> tuple[str, set[str]]:
    """The file with only the lines marked blind, each where it was; and the ids first written without the mark."""
    kept: dict[int, str] = {}
    first: dict[str, bool] = {}
    for number, line in lines_of(text, file)[0]:
        value, _ = parse_line(line, Where(file, number), last=False)
        body = value.get("body") if isinstance(value, dict) else None
        blind = isinstance(body, dict) and body.get(BLIND) is True
        if isinstance(value, dict):
            first.setdefault(str(value.get("id")), blind)
        if blind:
            kept[number] = line
    lines = (kept.get(number, "") + "\n" for number in range(1, max(kept, default=0) + 1))
    return "".join(lines), {name for name, blind in first.items() if not blind}
