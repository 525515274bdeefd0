"""The words of a question: ``prompt.toml`` with the acts, the vocabulary and the turns filled in."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import Any

from commonground.record.document import Document
from commonground.statements.proposers.language_model.stretches import Part
from commonground.statements.schema import ACTS, Act
from commonground.statements.vocabulary import Vocabulary

__all__ = ["prompt_version", "question_of", "system_of"]

MOST_NAMES = 400  # of a vocabulary; a question has to hold the text, too


def system_of(claims: bool) -> str:
    """What the model is told before every question. Without ``claims`` it is not asked for mere claims."""
    acts: tuple[Act, ...] = tuple(act for act in ACTS if claims or act != "claim")
    meanings = "\n".join(f"  {act}: {_prompt()['meanings'][act]}" for act in acts)
    return Template(_prompt()["system"]).substitute(acts=", ".join(acts), meanings=meanings).strip()


def question_of(document: Document, parts: Sequence[Part], vocabulary: Vocabulary) -> str:
    """One question: who and what there is to name, and some turns."""
    turns = [
        {
            "turn": part.turn,
            "speaker": document.turns[part.turn].speaker or "unknown",
            "text": document.text[part.start : part.end],
        }
        for part in parts
    ]
    return (
        Template(_prompt()["question"])
        .substitute(
            actors=_listed(vocabulary.actors),
            issues=_listed(vocabulary.issues),
            turns=json.dumps(turns, ensure_ascii=False, indent=1),
        )
        .strip()
    )


def prompt_version() -> str:
    """The first letters of the checksum of the prompt's file: it changes whenever the prompt does."""
    return sha256(_data()).hexdigest()[:8]


def _listed(words: Mapping[str, tuple[str, ...]]) -> str:
    known = {key: list(names) for key, names in list(words.items())[:MOST_NAMES]}
    return json.dumps(known, ensure_ascii=False) if known else "none"


@cache
def _data() -> bytes:
    return (files("commonground.statements.proposers.language_model") / "prompt.toml").read_bytes()


@cache
def _prompt() -> dict[str, Any]:
    return tomllib.loads(_data().decode("utf-8"))
