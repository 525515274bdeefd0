"""What a format has no field for goes along as one piece of JSON beside its fields, and is put together again.

The fields of the format win: what somebody changed in another program is taken from there, everything else from the
piece that went along. A file without such a piece comes from elsewhere and has its fields only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commonground.errors import Where
from commonground.record.anchors import anchor_at, seal
from commonground.record.document import Document
from commonground.record.normalise import normalise
from commonground.record.selectors import SEALED, target_of
from commonground.statements.annotation import BODY, to_annotation
from commonground.statements.exchange.texts import Passage
from commonground.statements.schema import Statement, Version

__all__ = ["HISTORY", "SHOWN", "Read", "annotation_of", "carried", "clean", "put_together", "shown"]

HISTORY = "cg:history"
SHOWN = ("speaker", "source", "act", "issue", "polarity", "mode", "modality", "addressee", "paraphrase")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Read:
    """An annotation as a file has it, unchecked. ``made_here``: anchored on the file's own copy of the text."""

    annotation: dict[str, Any]
    where: Where
    made_here: bool = False


def annotation_of(statement: Statement) -> dict[str, Any]:
    """The annotation of a statement with the history that its coder's file would hold in earlier lines."""
    annotation = to_annotation(statement)
    if statement.history:
        annotation["body"][HISTORY] = [_version_of(version, statement) for version in statement.history]
    return annotation


def _version_of(version: Version, statement: Statement) -> dict[str, Any]:
    """An earlier version as it goes along; its place, where that was another, sealed if the statement is."""
    told: dict[str, Any] = {"status": version.status, "reviewer": version.reviewer, "time": version.time}
    if version.blind:
        told["blind"] = True
    if version.anchor is not None and version.anchor != statement.anchor:
        closed = statement.anchor is not None and statement.anchor.sealed
        told["target"] = target_of(seal(version.anchor) if closed else version.anchor)
    return told


def clean(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def shown(statement: Statement) -> dict[str, str]:
    """The fields that other programs show, empty where there is nothing to show."""
    return {name: clean(getattr(statement, name) or "") for name in SHOWN}


def carried(statement: Statement, at: tuple[int, int] | None) -> str:
    """The piece of JSON that goes along; ``at`` is where the file's copy of the text has the words, if it has."""
    return json.dumps({"annotation": annotation_of(statement), "at": at})


def put_together(
    piece: str | None, fields: Mapping[str, str], passage: Passage | None, otherwise: Mapping[str, Any], where: Where
) -> Read:
    """The annotation that the fields and the piece say; ``otherwise``: id, creator and source where no piece does."""
    annotation, at = _opened(piece)
    keeps = annotation is not None and (at is None or (passage is not None and at == (passage.start, passage.end)))
    if annotation is None:
        annotation = {name: otherwise[name] for name in ("id", "creator") if otherwise.get(name) is not None}
        annotation |= {"type": "Annotation", "body": {"type": BODY}, "target": {"source": otherwise["source"]}}
    body, target = annotation["body"], annotation["target"]
    for name, value in fields.items():
        if value != clean(str(body.get(name) or "")):
            body[name] = value or None
    if keeps or passage is None or not normalise(passage.says()):
        return Read(annotation, where)
    anchor = anchor_at(Document.from_text(passage.text), passage.start, passage.end)
    if _sealed(target):  # the words of a text that may not be kept do not come in by another door
        anchor = seal(anchor)
    annotation["target"] = {"source": target.get("source", otherwise["source"]), **target_of(anchor)}
    return Read(annotation, where, made_here=True)


def _sealed(target: Mapping[str, Any]) -> bool:
    selectors = target.get("selector")
    return isinstance(selectors, list) and any(
        isinstance(each, dict) and each.get("type") == SEALED for each in selectors
    )


def _opened(piece: str | None) -> tuple[dict[str, Any] | None, tuple[int, int] | None]:
    """The annotation and the place in a piece of JSON; nothing of one that is not ours."""
    try:
        value = json.loads(piece) if piece else None
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(value, dict):
        return None, None
    annotation = value.get("annotation")
    if not isinstance(annotation, dict) or not _objects(annotation.get(name) for name in ("body", "target")):
        return None, None
    at = value.get("at")
    if not isinstance(at, list) or len(at) != 2 or not all(type(each) is int for each in at):
        return annotation, None
    return annotation, (at[0], at[1])


def _objects(values: Iterable[object]) -> bool:
    return all(isinstance(value, dict) for value in values)
