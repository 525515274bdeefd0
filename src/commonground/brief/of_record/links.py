"""How the brief of one text leads to and fro: from a row to its place in the text, from a name of a row to the row.

Where the text is not given, because it is long, a place is said and leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commonground.brief.document import Plain, Ref, Run, Runs, line_anchor, mark_anchor
from commonground.brief.language import Tongue
from commonground.brief.of_record.contents import RecordContents
from commonground.brief.of_record.marked_text import Row
from commonground.statements import UNKNOWN

__all__ = ["Links", "quoted"]


class Links:
    """The names that one brief's rows and lines go by."""

    def __init__(self, contents: RecordContents, tongue: Tongue) -> None:
        lines = [line for block in contents.text for line in block.lines]
        self._tongue = tongue
        self._lines = {line.number for line in lines}
        self._marked = {name for line in lines for piece in line.pieces for name in piece.begins}
        rows: tuple[Row, ...] = (*contents.moves, *contents.quotations, *contents.claims)
        self._rows = {row.id for row in rows}

    def who(self, name: str | None) -> Runs:
        """A name as the text has it, or that there is none."""
        if name is None:
            return self._tongue.say("nobody named")
        return (Plain(self._tongue.text("not known"), "emphasis") if name == UNKNOWN else Plain(name),)

    def line(self, number: int) -> Run:
        """``line 24``, leading there."""
        words = self._tongue.text("line {n}", n=number)
        return Ref(line_anchor(number), words) if number in self._lines else Plain(words)

    def place(self, row: Row, line: int) -> Run:
        """The line that a row's words begin in, leading to the words."""
        words = self._tongue.text("line {n}", n=line)
        return Ref(mark_anchor(row.id), words) if row.id in self._marked else Plain(words)

    def row(self, name: str) -> Run:
        return Ref(name, name) if name in self._rows else Plain(name)

    def rows(self, names: Iterable[str]) -> Runs:
        return tuple(self._listed(names))

    def _listed(self, names: Iterable[str]) -> Iterator[Run]:
        for place, name in enumerate(names):
            yield from ((Plain(", "), self.row(name)) if place else (self.row(name),))


def quoted(tongue: Tongue, words: str) -> Runs:
    """Words of the text within the quotation marks of the language."""
    return tongue.say("“{text}”", text=Plain(words, "emphasis"))
