"""W3C Web Annotation (Sanderson, Ciccarese, Young, 2017) as JSON-LD: one page of annotations.

The same form as a line of a coder's file, with a context that gives our terms an address. Positions are code points,
as that standard has it. Nothing of a statement is lost; where a text may not be kept, the anchor stays sealed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from commonground.errors import Where
from commonground.record.document import Document
from commonground.statements.annotation import BODY, CONTEXT
from commonground.statements.exchange.bounded import read_bytes, refused
from commonground.statements.exchange.carried import Read, annotation_of
from commonground.statements.schema import Statement

__all__ = ["CANNOT_HOLD", "read", "written"]

CANNOT_HOLD: tuple[str, ...] = ("Other programs show the passage, and may not show what was coded there.",)

_TERMS = (
    *("speaker", "source", "chain", "mode", "act", "issue", "polarity", "modality", "addressee", "paraphrase"),
    *("cue", "said", "proposer", "status", "reviewer", "note", "follows"),
)
_OURS = {"cg": "urn:commonground:", BODY: {"@id": BODY, "@context": {term: f"cg:{term}" for term in _TERMS}}}


def written(statements: Sequence[Statement], documents: Mapping[str, Document]) -> tuple[bytes, tuple[str, ...]]:
    """The file, and what it lacks. ``documents`` is not needed."""
    items = [{key: value for key, value in annotation_of(each).items() if key != "@context"} for each in statements]
    page = {"@context": [CONTEXT, _OURS], "type": "AnnotationPage", "items": items}
    return json.dumps(page, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"), ()


def read(path: Path) -> tuple[list[Read], tuple[str, ...]]:
    """The annotations of a page, of a collection with its first page, of a list, or one alone."""
    try:
        value = json.loads(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refused(path, "This is not UTF-8 text.", "not-utf8") from None
    except RecursionError:
        raise refused(path, "This JSON is nested too deeply.", "too-deep") from None
    except ValueError as error:
        raise refused(path, f"This is not JSON: {error}.", "bad-json") from None
    items = _items(value)
    if items is None:
        raise refused(path, "There are no annotations in this file.", "no-annotations", expected="an AnnotationPage")
    wheres = [Where(str(path), field=f"items[{number}]") for number in range(len(items))]
    reads = [Read(item, where) for item, where in zip(items, wheres, strict=True) if isinstance(item, dict)]
    others = len(items) - len(reads)
    return reads, (f"{others} items are no annotations and were left out.",) if others else ()


def _items(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    if value.get("type") == "Annotation":
        return [value]
    first = value.get("first")
    items = first.get("items") if isinstance(first, dict) else value.get("items")
    return items if isinstance(items, list) else None
