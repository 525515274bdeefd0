"""Discourse Network Analyzer (Leifeld, 2017), ``.dna``: an SQLite database with texts and coded statements.

Written for version 3; read also where text variables hold their text themselves, as in version 2. Positions are UTF-16
units, as Java counts. Files of others have no acts: what they hold comes in as claims, proposed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from commonground.errors import Where
from commonground.record.document import Document
from commonground.statements.exchange.bounded import open_database
from commonground.statements.exchange.carried import Read, carried, put_together, shown
from commonground.statements.exchange.dna_fields import AGREEMENT, LONG, PIECE, SHORT, fields_of, variables
from commonground.statements.exchange.texts import Passage, Text, text_for
from commonground.statements.exchange.units import Units
from commonground.statements.schema import Statement

__all__ = ["CANNOT_HOLD", "PASSWORD", "read", "written"]

CANNOT_HOLD: tuple[str, ...] = (
    "Neutral: agreement is yes or no, and neutral goes as yes; a variable “polarity” beside it keeps the difference.",
    "A text that is not at hand: the paraphrases go in its place.",
    "Line ends other than line feeds, in the copy of a text.",
)
PASSWORD = "commonground"  # noqa: S105 - the program asks for one; anybody may know this one
_VALUES = ("DATASHORTTEXT", "DATALONGTEXT", "DATABOOLEAN", "DATAINTEGER")
_NEEDED = ("CODERS", "DOCUMENTS", "VARIABLES", "STATEMENTS", *_VALUES)
_OTHER = ("ENTITIES",)


def written(statements: Sequence[Statement], documents: Mapping[str, Document]) -> tuple[bytes, tuple[str, ...]]:
    """The file, and what it lacks."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript((files(__package__) / "dna.sql").read_text(encoding="utf-8"))
        rows = [(number, name, kind, 1) for number, name, kind in variables()]
        database.executemany("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", rows)
        coders = {name: number for number, name in enumerate(dict.fromkeys(_coder(each) for each in statements), 2)}
        names = [(1, "Admin"), *((number, name) for name, number in coders.items())]
        for number, name in names:
            database.execute("INSERT INTO CODERS (ID, Name, Password) VALUES (?, ?, ?)", (number, name, _password()))
        pairs = [(1, one, two) for one, _ in names for two, _ in names if one != two]
        database.executemany("INSERT INTO CODERRELATIONS (viewStatements, Coder, OtherCoder) VALUES (?, ?, ?)", pairs)
        stand_ins = 0
        for number, source in enumerate(dict.fromkeys(each.document for each in statements), 1):
            own = [(index, each) for index, each in enumerate(statements, 1) if each.document == source]
            text = text_for(source, own, documents.get(source))
            stand_ins += len(text.stood_in)
            _write_source(database, number, text, own, coders)
        database.commit()
        neutral = sum(each.polarity == "neutral" for each in statements)
        lost = [
            f"{stand_ins} statements stand on their paraphrase, in place of words not at hand." if stand_ins else "",
            f"{neutral} neutral statements count as agreement in the program's analyses." if neutral else "",
        ]
        return database.serialize(), tuple(each for each in lost if each)


def read(path: Path) -> tuple[list[Read], tuple[str, ...]]:
    """The statements of a database, of every type that has a person, an organization or a concept."""
    with open_database(path, _NEEDED, _OTHER) as database:
        names = dict(database.execute("SELECT ID, Variable FROM VARIABLES"))
        rows = database.execute("SELECT ID, Title, Text FROM DOCUMENTS")
        texts = {number: (_text(title), _text(text), Units(_text(text))) for number, title, text in rows}
        nowhere = ("unknown", "", Units(""))
        coders = {row[0]: _text(row[1]) for row in database.execute("SELECT ID, Name FROM CODERS")}
        values = _values(database, names)
        reads: list[Read] = []
        without, unnamed, misplaced = 0, 0, 0
        for number, document, start, stop, coder in database.execute(
            "SELECT ID, DocumentId, Start, Stop, Coder FROM STATEMENTS ORDER BY ID"
        ):
            found = values.get(number, {})
            if not {"person", "organization", "concept"} & set(found):
                without += 1
                continue
            unnamed += not found.get("act")
            title, text, units = texts.get(document, nowhere)
            passage = _passage(text, units, start, stop)
            misplaced += passage is None
            otherwise = {"id": f"dna{number}", "creator": coders.get(coder) or None, "source": title}
            where = Where(str(path), field=f"statement {number}")
            reads.append(put_together(found.get(PIECE), _complete(found), passage, otherwise, where))
    lost = [
        f"{without} statements of types without person, organization and concept were left out." if without else "",
        f"{unnamed} statements say no act; each came in as a claim, proposed." if unnamed else "",
        f"{misplaced} statements have positions outside of their text." if misplaced else "",
    ]
    others = sorted(set(names.values()) - {*SHORT, *LONG, AGREEMENT, PIECE})
    lost += [f"The variable “{_text(name)[:80]}” was left out." for name in others[:20]]
    return reads, tuple(each for each in lost if each)


def _write_source(
    database: sqlite3.Connection,
    number: int,
    text: Text,
    own: Sequence[tuple[int, Statement]],
    coders: Mapping[str, int],
) -> None:
    said = min((each.said for _, each in own if each.said), default=None)
    seconds = int(datetime(said.year, said.month, said.day, tzinfo=UTC).timestamp()) if said else 0
    kind = "paraphrases" if len(text.stood_in) == len(own) else ""
    database.execute(
        "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Type, Date) VALUES (?, ?, ?, 1, ?, ?)",
        (number, text.source, text.text, kind, seconds),
    )
    units = Units(text.text)
    for index, statement in own:
        start, end = text.passages[index]
        row = (index, number, units.units(start), units.units(end), coders[_coder(statement)])
        database.execute("INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?, ?)", row)
        fields = shown(statement)
        for variable, name, _ in variables():
            if name in SHORT:
                entity = (variable, fields[SHORT[name]])
                database.execute("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (?, ?)", entity)
                chosen = "SELECT ?, ?, ID FROM ENTITIES WHERE VariableId = ? AND Value = ?"
                insert = f"INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) {chosen}"
                database.execute(insert, (index, variable, *entity))
            elif name == AGREEMENT:
                insert = "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)"
                database.execute(insert, (index, variable, int(statement.polarity != "against")))
            else:
                value = carried(statement, text.at(index)) if name == PIECE else fields[LONG[name]]
                insert = "INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (?, ?, ?)"
                database.execute(insert, (index, variable, value))


def _values(database: sqlite3.Connection, names: Mapping[int, str]) -> dict[int, dict[str, str]]:
    """The values of each statement by the names of its variables."""
    found: dict[int, dict[str, str]] = {}
    for statement, variable, value in _cells(database):
        if variable in names:
            found.setdefault(statement, {})[_text(names[variable])] = _text(value)
    return found


def _cells(database: sqlite3.Connection) -> Iterator[tuple[int, int, object]]:
    columns = {row[1].upper() for row in database.execute("PRAGMA table_info(DATASHORTTEXT)")}
    if "ENTITY" in columns:
        yield from database.execute(
            "SELECT d.StatementId, d.VariableId, e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity"
        )
    else:
        yield from database.execute("SELECT StatementId, VariableId, Value FROM DATASHORTTEXT")
    yield from database.execute("SELECT StatementId, VariableId, Value FROM DATALONGTEXT")
    yield from database.execute("SELECT StatementId, VariableId, Value FROM DATABOOLEAN")
    yield from database.execute("SELECT StatementId, VariableId, Value FROM DATAINTEGER")


def _complete(values: Mapping[str, str]) -> dict[str, str]:
    """Our fields, with those that every statement needs."""
    fields = fields_of(values)
    if values.get(PIECE):
        return fields
    speaker = fields.get("speaker") or fields.get("source") or "unknown"
    needed = {"speaker": speaker, "source": fields.get("source") or speaker, "act": fields.get("act") or "claim"}
    return fields | needed


def _passage(text: str, units: Units, start: object, stop: object) -> Passage | None:
    if not isinstance(start, int) or not isinstance(stop, int):
        return None
    first, last = units.point(start), units.point(stop)
    return None if first is None or last is None or first >= last else Passage(text, first, last)


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None or isinstance(value, bytes) else str(value)


def _coder(statement: Statement) -> str:
    return statement.coder or "commonground"


@cache
def _password() -> str:
    """The password as the program keeps it: salt and 100,000 rounds of sha256, as Jasypt makes it."""
    from base64 import b64encode
    from hashlib import sha256
    from secrets import token_bytes

    salt = token_bytes(16)
    digest = sha256(salt + PASSWORD.encode()).digest()
    for _ in range(99_999):
        digest = sha256(digest).digest()
    return b64encode(salt + digest).decode()
