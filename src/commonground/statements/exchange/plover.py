"""Event records after PLOVER (Open Event Data Alliance, 2016): who did what to whom. Out only.

Which act becomes which event stands in ``plover.json``. Most of what is said in talks (claims, mandates, conditions) is
no event there and is left out, as is every statement that is asked, habitual or conditional rather than asserted, or
that nobody has confirmed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from commonground.record.document import Document
from commonground.statements.schema import Statement

__all__ = ["CANNOT_HOLD", "mapping", "written"]

CANNOT_HOLD: tuple[str, ...] = (
    "Claims, appeals, conditions and mandates, for which PLOVER has no event.",
    "What is not asserted: questions, habits and suppositions.",
    "Who told it, but in a comment: only the one whose position it is and the one addressed have fields.",
    "Whether a statement is for or against, its mode, its chain, its cue, and which other one it follows.",
    "What nobody has confirmed.",
    "The paraphrase, unless it stands in for words that may not be kept.",
    "How it was coded: who proposed and confirmed it and when, by which codebook, whether blind, notes,"
    " earlier versions.",
    "The words around a passage and the checksum of its text.",
)


def mapping() -> Mapping[str, str | None]:
    """The event of each act, None where there is none."""
    text = (files(__package__) / "plover.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["acts"])


def written(statements: Sequence[Statement], documents: Mapping[str, Document]) -> tuple[bytes, tuple[str, ...]]:
    """The file, and what it lacks. ``documents`` is not needed."""
    events = mapping()
    records: list[dict[str, Any]] = []
    left: Counter[str] = Counter()
    for each in statements:
        event = events[each.act]
        if not each.counts:
            left["they are not confirmed"] += 1
        elif event is None or each.modality != "asserted":
            left[f"“{each.act if event is None else each.modality}” is no event"] += 1
        else:
            records.append(_record(each, event))
    lost = tuple(f"{count} statements were left out: {why}." for why, count in sorted(left.items()))
    return json.dumps(records, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"), lost


def _record(statement: Statement, event: str) -> dict[str, Any]:
    anchor = statement.anchor
    fields = {
        "id": statement.id,
        "date": statement.said.isoformat() if statement.said else None,
        "source": [{"actorText": statement.source}],
        "target": [{"actorText": statement.addressee}] if statement.addressee else None,
        "event": event,
        "eventText": statement.act,
        "context": statement.issue,
        "text": (anchor.quote if anchor else None) or statement.paraphrase,
        "textInfo": {"document": statement.document, **({"start": anchor.start, "end": anchor.end} if anchor else {})},
        "coder": statement.coder,
        "comment": f"as told by {statement.speaker}" if statement.attributed else None,
    }
    return {name: value for name, value in fields.items() if value is not None}
