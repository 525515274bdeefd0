"""Anchors as the selectors of a W3C Web Annotation target, and back.

    {"cg:sha256": "...", "selector": [
        {"type": "TextPositionSelector", "start": 412, "end": 437},
        {"type": "TextQuoteSelector", "exact": "...", "prefix": "...", "suffix": "..."}]}

A sealed anchor has, in place of the second, ours::

    {"type": "cg:SealedQuoteSelector", "exact": {"length": 25, "sha256": "..."}, "prefix": {...}, "suffix": {...}}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from commonground.errors import Problem, RecordError, Where
from commonground.record.anchors import Anchor, Sealed

__all__ = ["anchor_from", "target_of"]

POSITION, QUOTE, SEALED = "TextPositionSelector", "TextQuoteSelector", "cg:SealedQuoteSelector"
_HASH = re.compile("[0-9a-f]{64}")


def target_of(anchor: Anchor) -> dict[str, Any]:
    """What an annotation's target says of an anchor."""
    quote = {name: _written(getattr(anchor, name)) for name in ("exact", "prefix", "suffix")}
    return {
        "cg:sha256": anchor.sha256,
        "selector": [
            {"type": POSITION, "start": anchor.start, "end": anchor.end},
            {"type": SEALED if anchor.sealed else QUOTE, **quote},
        ],
    }


def anchor_from(target: Mapping[str, Any]) -> Anchor | None:
    """The anchor of an annotation's target; None if it has no selector.

    Selectors of other kinds, which the standard allows beside these, are passed over. What is wrong is raised as a
    RecordError, each problem with its field.
    """
    selectors = target.get("selector")
    if selectors is None or selectors == []:
        return None
    if isinstance(selectors, dict):
        selectors = [selectors]
    reader = _Reader()
    if not isinstance(selectors, list) or not all(isinstance(selector, dict) for selector in selectors):
        reader.note("selector", "A selector has to be an object.", "wrong-type")
        raise RecordError(reader.problems)
    position = reader.one_of(selectors, (POSITION,))
    quote = reader.one_of(selectors, (QUOTE, SEALED))
    if target.get("cg:sha256") is None:
        reader.note("cg:sha256", "An anchor needs the sha256 of the document's file.", "missing-field")
    document = reader.hash(target, "cg:sha256")
    start, end = reader.number(position, "start"), reader.number(position, "end")
    if position and not reader.problems and end <= start:
        reader.note("selector.end", "An anchor has to end after it starts.", "wrong-value", read=f"{start} to {end}")
    exact, prefix, suffix = (reader.part(quote, name) for name in ("exact", "prefix", "suffix"))
    if reader.problems:
        raise RecordError(reader.problems)
    return Anchor(document, start, end, exact, prefix, suffix)


def _written(part: str | Sealed) -> Any:
    return {"length": part.length, "sha256": part.sha256} if isinstance(part, Sealed) else part


class _Reader:
    """Takes values out of selectors and notes what is wrong with them, so that all of it is told at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, field: str, what: str, code: str, *, read: object = None, expected: str | None = None) -> None:
        text = None if read is None else str(read)[:500]
        self.problems.append(Problem(what, Where(field=field), read=text, expected=expected, code=code))

    def one_of(self, selectors: list[dict[str, Any]], kinds: tuple[str, ...]) -> dict[str, Any]:
        found = [selector for selector in selectors if selector.get("type") in kinds]
        if len(found) != 1:
            what = f"An anchor needs one {' or '.join(kinds)}; there are {len(found)}."
            self.note("selector", what, "missing-field" if not found else "wrong-value")
            return {}
        return found[0]

    def number(self, holder: dict[str, Any], name: str) -> int:
        value = holder.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if holder:
            self.note(f"selector.{name}", "A position has to be a whole number, from 0.", "wrong-type", read=value)
        return 0

    def hash(self, holder: Mapping[str, Any], name: str) -> str:
        value = holder.get(name)
        if isinstance(value, str) and _HASH.fullmatch(value):
            return value
        if value is not None:
            self.note(name, "This is not a sha256.", "wrong-type", read=value, expected="64 digits 0-9a-f")
        return ""

    def part(self, quote: dict[str, Any], name: str) -> str | Sealed:
        value = quote.get(name)
        if not quote or (value is None and name != "exact"):
            return Sealed(0, _EMPTY) if quote.get("type") == SEALED else ""
        field = f"selector.{name}"
        if quote["type"] == SEALED:
            return self._sealed(value, field, needed=name == "exact")
        if not isinstance(value, str):
            self.note(field, "A quotation has to be text.", "wrong-type", read=value)
            return ""
        if name == "exact" and not value.strip():
            self.note(field, "An anchor has to quote something.", "wrong-value", read=value)
        return value

    def _sealed(self, value: object, field: str, *, needed: bool) -> Sealed:
        if not isinstance(value, dict):
            what, expected = "A sealed quotation has to be an object.", "length and sha256"
            self.note(field, what, "wrong-type", read=value, expected=expected)
            return Sealed(0, _EMPTY)
        before = len(self.problems)
        length, digest = self.number(value, "length"), self.hash(value, "sha256")
        if len(self.problems) == before and (not digest or (needed and not length)):
            self.note(field, "A sealed quotation needs its length and sha256.", "missing-field", read=value)
        return Sealed(length, digest or _EMPTY)


_EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # the sha256 of nothing
