"""A table for spreadsheets and statistics: one row a statement, UTF-8 with a byte order mark, so that Excel reads it.

Positions are code points. A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from commonground.record.document import Document
from commonground.statements.schema import Statement

__all__ = ["CANNOT_HOLD", "COLUMNS", "written"]

CANNOT_HOLD: tuple[str, ...] = (
    "The words around a passage and the checksums of sealed passages, which are needed to find a passage again.",
    "The earlier versions of a statement.",
)
COLUMNS = (
    *("id", "document", "sha256", "start", "end", "quote", "speaker", "source", "chain", "mode", "act", "issue"),
    *("polarity", "modality", "addressee", "paraphrase", "cue", "said", "status", "reviewer", "time", "proposer"),
    *("coder", "note", "follows", "codebook", "blind"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def written(statements: Sequence[Statement], documents: Mapping[str, Document]) -> tuple[bytes, tuple[str, ...]]:
    """The file, and what it lacks. ``documents`` is not needed."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([_cell(value) for value in _row(each)] for each in statements)
    sealed = sum(each.anchor is not None and each.anchor.sealed for each in statements)
    versions = sum(bool(each.history) for each in statements)
    lost = [
        f"{sealed} statements have no words beside their positions: the text may not be kept." if sealed else "",
        f"{versions} statements lost their earlier versions." if versions else "",
    ]
    return out.getvalue().encode("utf-8-sig", "replace"), tuple(each for each in lost if each)


def _row(statement: Statement) -> list[object]:
    anchor = statement.anchor
    place = {"sha256": anchor.sha256, "start": anchor.start, "end": anchor.end, "quote": anchor.quote} if anchor else {}
    more: dict[str, object] = {"blind": "yes" if statement.blind else None}
    more |= {"chain": " > ".join(statement.chain), "said": statement.said and statement.said.isoformat()}
    named = place | more
    return [named[name] if name in named else getattr(statement, name, None) for name in COLUMNS]


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value
