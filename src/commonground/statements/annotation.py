"""A statement as a W3C Web Annotation (Sanderson, Ciccarese, Young, 2017), and back.

The statement is the annotation's body, the stretch of the record its target. Fields with the usual value are left
out when written, so that a line shows what somebody decided. How it was coded stands under ``cg:``, where a reader that
does not know of it passes over it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from commonground.errors import Problem, RecordError, Where, nearest_word
from commonground.record.selectors import anchor_from, target_of
from commonground.statements.schema import ACTS, MODALITIES, MODES, POLARITIES, STATUSES, Statement

__all__ = ["CONTEXT", "statement_from", "to_annotation"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
BODY = "cg:Statement"
BLIND = "cg:blind"
CODEBOOK = "cg:codebook"
_WORDS = {"act": ACTS, "mode": MODES, "polarity": POLARITIES, "modality": MODALITIES, "status": STATUSES}
_IDS = ("speaker", "source", "issue", "addressee", "follows")
_TEXTS = ("paraphrase", "cue", "proposer", "reviewer", "note")
_KNOWN = ("type", *_IDS, *_WORDS, *_TEXTS, "chain", "said")
_NOTHING: Mapping[str, Any] = MappingProxyType({})  # in place of what is not there: no more is said about it
_WORDLESS = "Without its text and without a paraphrase nobody can see what this statement says."
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


def to_annotation(statement: Statement) -> dict[str, Any]:
    """The annotation that says what ``statement`` says, its earlier versions apart."""
    always = {name: getattr(statement, name) for name in ("speaker", "source", "mode", "act", "issue")}
    always |= {name: getattr(statement, name) for name in ("polarity", "modality", "addressee", "paraphrase", "status")}
    sometimes = {name: getattr(statement, name) for name in ("follows", "cue", "proposer", "reviewer", "note")}
    if statement.chain:
        sometimes["chain"] = list(statement.chain)
    if statement.said is not None:
        sometimes["said"] = statement.said.isoformat()
    sometimes |= {CODEBOOK: statement.codebook, BLIND: True if statement.blind else None}
    made = {"created": statement.time, "creator": statement.coder}
    return {
        "@context": CONTEXT,
        "id": statement.id,
        "type": "Annotation",
        **{name: value for name, value in made.items() if value is not None},
        "body": {"type": BODY, **always, **{name: value for name, value in sometimes.items() if value is not None}},
        "target": {"source": statement.document, **(target_of(statement.anchor) if statement.anchor else {})},
    }


def statement_from(annotation: object, coder: str | None, where: Where) -> tuple[Statement | None, list[Problem]]:
    """The statement of an annotation (parsed JSON), or None and all that is wrong with it."""
    reader = _Reader(where)
    if not isinstance(annotation, dict):
        return None, [Problem("A line has to hold one annotation, an object in braces.", where, code="not-an-object")]
    body = reader.object(annotation, "body")
    target = reader.object(annotation, "target")
    reader.kind(annotation, "type", "Annotation", "")
    reader.kind(body, "type", BODY, "body.")
    reader.unknown_keys(body)
    speaker = reader.name(body, "speaker", needed=True)
    values: dict[str, Any] = {
        "id": reader.name(annotation, "id", "", needed=True),
        "document": reader.name(target, "source", "target.", needed=True),
        "speaker": speaker,
        "source": reader.name(body, "source") or speaker,
        "issue": reader.name(body, "issue"),
        "addressee": reader.name(body, "addressee"),
        "follows": reader.name(body, "follows"),
        "act": reader.word(body, "act", needed=True),
        **{name: word for name in _WORDS if name != "act" and (word := reader.word(body, name)) is not None},
        **{name: text for name in _TEXTS if (text := reader.text(body, name)) is not None},
        "chain": reader.chain(body),
        "said": reader.day(body),
        "codebook": reader.name(body, CODEBOOK),
        "blind": reader.truth(body, BLIND),
        "time": reader.time(annotation),
        "anchor": reader.anchor(target),
    }
    if reader.problems:
        return None, reader.problems
    statement = Statement(**values, coder=coder, where=where)
    if statement.counts and not statement.paraphrase and (statement.anchor is None or statement.anchor.sealed):
        reader.note("body.paraphrase", _WORDLESS, "no-words", severity="warning")
    return statement, reader.problems


class _Reader:
    """Takes values out of an annotation and notes what is wrong with them, so that all of it is told at once."""

    def __init__(self, where: Where) -> None:
        self.where = where
        self.problems: list[Problem] = []

    def note(self, field: str, what: str, code: str, *, read: object = None, **more: Any) -> None:
        where = replace(self.where, field=field)
        self.problems.append(Problem(what, where, read=None if read is None else _shown(read), code=code, **more))

    def object(self, holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = holder.get(name)
        if isinstance(value, dict):
            return value
        if value is None:
            self.note(name, f"The {name} is missing.", "missing-field")
        else:
            self.note(name, f"The {name} has to be an object in braces.", "wrong-type", read=value)
        return _NOTHING

    def kind(self, holder: Mapping[str, Any], name: str, kind: str, path: str) -> None:
        if holder.get(name, kind) != kind:
            what = "This is an annotation of another kind."
            self.note(path + name, what, "wrong-value", read=holder[name], expected=kind)

    def unknown_keys(self, body: Mapping[str, Any]) -> None:
        for key in body:
            if key not in _KNOWN and ":" not in key:  # others may add their own under a prefix
                what, nearest = "A statement has no such field.", nearest_word(key, _KNOWN)
                self.note(f"body.{key[:80]}", what, "unknown-field", read=key, nearest=nearest)

    def name(self, holder: Mapping[str, Any], name: str, path: str = "body.", *, needed: bool = False) -> str | None:
        value = self.text(holder, name, path)
        if value is None:
            if needed and holder is not _NOTHING and holder.get(name) is None:
                self.note(path + name, f"The {name} is missing.", "missing-field")
            return None
        if not value.strip() or len(value) > 200 or _CONTROL.search(value):
            self.note(path + name, "A name has to be 1 to 200 characters on one line.", "wrong-value", read=value)
        return value

    def text(self, holder: Mapping[str, Any], name: str, path: str = "body.") -> str | None:
        value = holder.get(name)
        if value is None or isinstance(value, str):
            return value
        self.note(path + name, f"The {name} has to be text.", "wrong-type", read=value)
        return None

    def truth(self, holder: Mapping[str, Any], name: str) -> bool:
        value = holder.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.note(f"body.{name}", f"The {name} has to be true or false.", "wrong-type", read=value)
        return False

    def word(self, body: Mapping[str, Any], name: str, *, needed: bool = False) -> str | None:
        value, known = self.text(body, name), _WORDS[name]
        if value is None:
            if needed and body is not _NOTHING and body.get(name) is None:
                self.note(f"body.{name}", f"The {name} is missing.", "missing-field", expected=_listed(known))
            return None
        if value not in known:
            what, nearest = f"There is no such {name}.", nearest_word(value, known)
            code, expected = f"unknown-{name}", _listed(known)
            self.note(f"body.{name}", what, code, read=value, expected=expected, nearest=nearest)
        return value

    def chain(self, body: Mapping[str, Any]) -> tuple[str, ...]:
        value = body.get("chain")
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(link, str) and link.strip() for link in value):
            return tuple(value)
        self.note("body.chain", "The chain has to be a list of names, outermost first.", "wrong-type", read=value)
        return ()

    def day(self, body: Mapping[str, Any]) -> date | None:
        value = body.get("said")
        try:
            return None if value is None else date.fromisoformat(value)
        except (TypeError, ValueError):
            self.note("body.said", "This is not a day.", "wrong-value", read=value, expected="such as 2025-07-25")
            return None

    def time(self, annotation: Mapping[str, Any]) -> str | None:
        value = annotation.get("created")
        try:
            if value is not None:
                datetime.fromisoformat(value)
        except (TypeError, ValueError):
            expected = "such as 2025-07-25 or 2025-07-25T14:30:00Z"
            self.note("created", "This is not a day or a time.", "wrong-value", read=value, expected=expected)
            return None
        return value

    def anchor(self, target: Mapping[str, Any]) -> Any:
        try:
            return anchor_from(target)
        except RecordError as error:
            fields = (replace(self.where, field=f"target.{problem.where.field}") for problem in error.problems)
            self.problems += [problem.at(where) for problem, where in zip(error.problems, fields, strict=True)]
            return None


def _listed(words: Iterable[str]) -> str:
    return "one of " + ", ".join(words)


def _shown(value: object) -> str:
    try:
        return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))[:500]
    except RecursionError:
        return "something nested deeply"
