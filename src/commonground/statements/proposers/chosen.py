"""From what a user types after ``--by`` to a proposer."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from commonground.errors import Problem, UsageError, nearest_word
from commonground.statements.proposers.contract import Proposer

__all__ = ["KINDS", "proposer_named"]

KINDS = ("rules", "spacy", "crf:FILE", "lm")


def proposer_named(
    by: str,
    *,
    claims: bool = False,
    allowed_hosts: Collection[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Proposer:
    """The proposer of a name: ``rules``, ``spacy``, ``crf:FILE`` or ``lm``, ready to read.

    ``claims`` asks for mere claims too. ``allowed_hosts`` are those to which a language model may be sent texts, and
    ``environment`` says where it is (by default the environment of this process).

    >>> proposer_named("rules").name
    'rules'

    Raises
    ------
    UsageError
        There is no such proposer, or what it needs is not there.
    """
    kind, _, file = by.partition(":")
    if kind == "rules" and not file:
        from commonground.statements.proposers.rules import RulesProposer

        return RulesProposer(claims)
    if kind == "spacy" and not file:
        from commonground.statements.proposers.parse import ParseProposer

        return ParseProposer(claims)
    if kind == "crf" and file:
        from commonground.statements.proposers.tagger import tagger_from

        return tagger_from(Path(file).expanduser(), claims=claims)
    if kind == "lm" and not file:
        from commonground.statements.proposers.language_model.endpoint import endpoint_from
        from commonground.statements.proposers.language_model.proposer import LanguageModelProposer

        return LanguageModelProposer(
            endpoint_from(os.environ if environment is None else environment, allowed_hosts), claims
        )
    what = "The tagger needs the file of its model." if kind == "crf" else "There is no such proposer."
    nearest = nearest_word(by, KINDS)
    raise UsageError(
        Problem(what, read=by, expected="one of " + ", ".join(KINDS), nearest=nearest, code="unknown-proposer")
    )
