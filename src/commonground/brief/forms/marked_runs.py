"""A line of a marked text for forms without lines and tints: what stands before and after a mark's words shows it.

``‹m1 We demand a toll. m1›``: the second name leads to the row. Marks that overlap stay apart, since each end names
its own. A mark without a link is one that has nothing to say in the text, and is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from commonground.brief.document import Line, Mark, Piece, Plain, Ref, Run, Runs
from commonground.brief.document.runs import Style

__all__ = ["begun_in", "line_runs"]

_STYLES: Mapping[str, Style] = {"outside": "strong", "insertion": "emphasis"}


def line_runs(line: Line, marks: Mapping[str, Mark]) -> Runs:
    """The words of a line, with what shows its marks.

    >>> from commonground.brief.document import plain
    >>> line = Line(1, (Piece("We ", "said", ("m1",), ("m1",)), Piece("pay.", "said", ("m1",), (), ("m1",))))
    >>> plain(line_runs(line, {"m1": Mark("m1", "for", "")}))
    '‹m1 We pay. m1›'
    """
    return tuple(run for piece in line.pieces for run in _piece(piece, marks))


def begun_in(line: Line, marks: Mapping[str, Mark]) -> tuple[str, ...]:
    """The names of the marks that begin in a line."""
    return tuple(name for piece in line.pieces for name in piece.begins if name in marks)


def _piece(piece: Piece, marks: Mapping[str, Mark]) -> Iterator[Run]:
    linked = {name for name in (*piece.begins, *piece.ends) if name in marks and marks[name].linked}
    if begins := [name for name in piece.begins if name in linked]:
        yield Plain("".join(f"‹{name} " for name in begins))
    yield Plain(piece.words, _STYLES.get(piece.kind, "plain") if piece.words.strip() else "plain")
    for name in piece.ends:
        if name in linked:
            yield from (Plain(" "), Ref(name, name), Plain("›"))
