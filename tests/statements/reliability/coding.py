"""Statements and coders' files in few words, for tests of coding together."""

from __future__ import annotations

import json
from typing import Any

from commonground.record import Document, anchor_at
from commonground.statements import Statement
from commonground.statements.annotation import to_annotation
from commonground.statements.reliability import BlindCoding, blind_coding

TEXT = "\n".join(
    f"Point {n}: we ask for an answer by noon. They say that it will take a week or more." for n in range(1, 13)
)
LETTER = Document.from_text(TEXT)
LINE = len(TEXT.splitlines()[0]) + 1


def said(id: str, start: int, end: int, act: Any = "demand", **more: Any) -> Statement:
    """A confirmed statement, coded blind, on a stretch of the letter."""
    usual: dict[str, Any] = {"document": "letter", "speaker": "envoy", "source": "envoy", "paraphrase": "Says so."}
    usual |= {"status": "confirmed", "blind": True, "anchor": anchor_at(LETTER, start, end)}
    return Statement(id=id, act=act, **(usual | more))


def file_of(*statements: Statement) -> str:
    return "".join(json.dumps(to_annotation(statement), ensure_ascii=False) + "\n" for statement in statements)


def coded_by(coder: str, *statements: Statement) -> BlindCoding:
    return blind_coding(file_of(*statements), f"{coder}.jsonl")
