"""Words in all sources of a case: SQLite's full text search over turns, kept where it can be made again.

The index lies in the user's cache folder, readable by the user alone, and holds the texts of the sources that are at
hand. It is made again when one of them is another. What is asked for are words and not an expression: each word has to
occur, in any order; a last word may be the beginning of one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from commonground.case import Case
from commonground.case.quotes import document_of
from commonground.errors import Problem, StoreError, Where
from commonground.record import Document
from commonground.store import cache_folder

__all__ = ["MOST", "Hit", "search"]

MOST = 100
_VERSION = 1
_ON, _OFF = "\x02", "\x03"  # around the words found; no text of the record has them left when it is shown


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn that has the words: where, by whom, and a stretch of it, cut where words found begin and end."""

    source: str
    start: int
    line: int
    speaker: str | None
    pieces: tuple[tuple[str, bool], ...]  # words, and whether they were looked for


def search(case: Case, words: str) -> tuple[Hit, ...]:
    """The turns in which all ``words`` occur, the best first.

    Raises
    ------
    StoreError
        The index can neither be read nor made.
    """
    asked = _expression(words)
    documents = {s.id: found for s in case.sources.values() if (found := document_of(case, s)) is not None}
    if not asked or not documents:
        return ()
    place = _place(case, documents)
    try:
        return _found(place, documents, asked)
    except sqlite3.Error:  # a broken index is thrown away once
        place.unlink(missing_ok=True)
    try:
        return _found(place, documents, asked)
    except sqlite3.Error as error:
        problem = Problem(f"The index of words cannot be made: {error}.", Where(str(place)), code="not-possible")
        raise StoreError(problem) from None


def _found(place: Path, documents: dict[str, Document], asked: str) -> tuple[Hit, ...]:
    with closing(sqlite3.connect(place)) as index:
        place.chmod(0o600)
        with index:  # all of it is made, or nothing
            if not index.execute("SELECT 1 FROM sqlite_master WHERE name = 'turns'").fetchall():
                index.execute(
                    "CREATE VIRTUAL TABLE turns USING fts5(source UNINDEXED, start UNINDEXED, line UNINDEXED, "
                    "speaker UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')"
                )
                index.executemany("INSERT INTO turns VALUES (?, ?, ?, ?, ?)", _rows(documents))
        rows = index.execute(
            "SELECT source, start, line, speaker, snippet(turns, 4, ?, ?, '…', 24) FROM turns "
            "WHERE turns MATCH ? ORDER BY rank LIMIT ?",
            (_ON, _OFF, asked, MOST),
        ).fetchall()
    return tuple(Hit(source, int(start), int(line), who, _pieces(text)) for source, start, line, who, text in rows)


def _rows(documents: dict[str, Document]) -> Iterator[tuple[str, int, int, str | None, str]]:
    for source, document in documents.items():
        text, at, line = document.text, 0, 1
        for turn in document.turns:
            line += text.count("\n", at, turn.start)
            at = turn.start
            words = text[turn.start : turn.end].replace(_ON, " ").replace(_OFF, " ")
            yield source, turn.start, line, turn.speaker, words


def _expression(words: str) -> str:
    """Each word in quotation marks, so that none of it is an operator."""
    kept = ["".join(c for c in word if c.isalnum() or c in "'’-") for word in words.split()][:20]
    kept = [word for word in kept if any(c.isalnum() for c in word)]
    return " ".join(f'"{word}"' for word in kept) + ("*" if kept else "")


def _pieces(text: str) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    for place, part in enumerate(text.split(_ON)):
        found, _, rest = part.partition(_OFF) if place else ("", "", part)
        pieces += [(found, True)] * bool(found) + [(rest, False)] * bool(rest)
    return tuple(pieces)


def _place(case: Case, documents: dict[str, Document]) -> Path:
    """A file that is another where a source, its text or where the case lies is another."""
    told = "\n".join(f"{name} {document.sha256}" for name, document in documents.items())
    digest = sha256(f"{_VERSION}\n{case.path}\n{told}".encode("utf-8", "surrogateescape")).hexdigest()
    folder = cache_folder() / "search"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        problem = Problem(
            f"The cache folder cannot be made: {error.strerror}.", Where(str(folder)), code="not-possible"
        )
        raise StoreError(problem) from None
    return folder / f"{digest[:32]}.sqlite"
