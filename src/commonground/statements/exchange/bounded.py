"""Reading files that anybody may have sent: bounded, nothing unpacked, nothing fetched, refused in a sentence."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from commonground.errors import Problem, RecordError, StoreError, Where
from commonground.store.folder import ZipFolder
from commonground.store.names import leads_out

__all__ = ["LARGEST", "LARGEST_TEXT", "open_archive", "open_database", "parse_xml", "read_bytes", "refused"]

LARGEST = 100_000_000  # bytes of a file of exchange
LARGEST_TEXT = 50_000_000  # bytes of one file inside an archive
_LONGEST_CELL = 50_000_000
_MOST_ROWS = 2_000_000  # of one table
_STEPS = 100_000  # of the database's machine, between two looks at the count
_MOST_LOOKS = 2_000  # some seconds: a query that takes longer was made to take longer
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)")


def refused(path: Path | str, what: str, code: str, *, expected: str | None = None) -> RecordError:
    """The error for ``path``, ready to be raised."""
    return RecordError(Problem(what, Where(str(path)), expected=expected, code=code))


def read_bytes(path: Path, limit: int = LARGEST) -> bytes:
    """The bytes of a file that is not larger than ``limit``."""
    try:
        if not path.is_file():
            what = "This is a folder, not a file." if path.is_dir() else "There is no such file."
            raise refused(path, what, "no-document")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(path, f"The file cannot be read: {reason}.", "no-document") from None
    if len(data) > limit:
        raise refused(path, f"The file is larger than {limit // 1_000_000} MB.", "too-large")
    return data


def open_archive(path: Path) -> ZipFolder:
    """The .zip at ``path``, to be read one bounded file at a time; refused whole if a name in it leads out of it."""
    read_bytes(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError):
        raise refused(path, "This is not a .zip that can be read.", "bad-zip") from None
    if any(leads_out(name) for name in names):
        raise refused(path, "A file in this .zip would be put outside of its folder.", "unsafe-name")
    try:
        return ZipFolder(path)
    except StoreError as error:
        raise RecordError(error.problems) from None


def parse_xml(data: bytes, where: Path | str) -> Any:
    """The root element of an XML document without a document type: entities could make a file grow or fetch others."""
    from lxml import etree

    entities = "This XML declares a document type or entities, which are not read."
    if _DTD.search(data[:200_000].replace(b"\x00", b"")):
        raise refused(where, entities, "xml-doctype", expected="XML without <!DOCTYPE …>")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        what = f"This is not XML that can be read: {getattr(error, 'msg', None) or error}."
        raise refused(where, what, "bad-xml") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused(where, entities, "xml-doctype", expected="XML without <!DOCTYPE …>")
    return root


@contextmanager
def open_database(path: Path, needed: tuple[str, ...], other: tuple[str, ...] = ()) -> Iterator[sqlite3.Connection]:
    """A copy in memory of the SQLite file at ``path``, to be read only.

    The tables ``needed`` are there, and like ``other`` where it is there they are ordinary ones: no views, and nothing
    that is computed while it is read.
    """
    data = read_bytes(path)
    what = "This is not a database of the Discourse Network Analyzer."
    if not data.startswith(b"SQLite format 3\x00"):
        raise refused(path, what, "bad-database")
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        _guard(connection)
        kinds = dict(connection.execute("SELECT upper(name), type || substr(upper(sql), 1, 12) FROM sqlite_master"))
        for name in needed + tuple(each for each in other if each in kinds):
            if kinds.get(name) != "tableCREATE TABLE" or _computed(connection, name):
                raise refused(path, what, "bad-database", expected=f"an ordinary table {name}")
            if connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] > _MOST_ROWS:  # noqa: S608
                raise refused(path, f"The table {name} has more than {_MOST_ROWS:,} rows.", "too-large")
        yield connection
    except (sqlite3.Error, sqlite3.Warning, MemoryError, OverflowError, UnicodeDecodeError) as error:
        raise refused(path, f"This database cannot be read: {error}.", "bad-database") from None
    finally:
        connection.close()


def _computed(connection: sqlite3.Connection, table: str) -> bool:
    """Whether some column of a table is worked out by an expression when it is read."""
    return any(row[6] in {2, 3} for row in connection.execute(f"PRAGMA table_xinfo({table})"))


def _guard(connection: sqlite3.Connection) -> None:
    """A schema is a program: it may not write, call what it likes, or run for ever."""
    looks = iter(range(_MOST_LOOKS))
    connection.set_progress_handler(lambda: next(looks, None) is None, _STEPS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
