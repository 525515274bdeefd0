"""What may be asked for after --by, and what is said where it cannot be had."""

from __future__ import annotations

import builtins
import tomllib
from pathlib import Path
from typing import Any

import pytest

from commonground.errors import UsageError
from commonground.record import Document
from commonground.statements import gate, propose
from commonground.statements.proposers import extras
from commonground.statements.proposers.chosen import KINDS, proposer_named
from commonground.statements.proposers.extras import library

DOCUMENT = Document.from_text("Orlo: We reject the plan. The ferry runs.\nHerald: Why?\nOrlo: We demand a truce.\n")


@pytest.mark.parametrize("claims", [False, True])
def test_the_rules_under_the_contract_are_the_rules(claims: bool) -> None:
    found = proposer_named("rules", claims=claims).read(DOCUMENT)
    assert found.proposals == propose(DOCUMENT, claims=claims)
    assert gate(DOCUMENT, found.proposals).rejected == ()


@pytest.mark.parametrize("by", ["", "rulse", "rules:x", "spacy:x", "lm:x", "RULES", "crf", "crf:"])
def test_there_is_no_other(by: str) -> None:
    with pytest.raises(UsageError) as caught:
        proposer_named(by, environment={})
    (problem,) = caught.value.problems
    assert problem.code == "unknown-proposer"
    assert problem.expected == "one of " + ", ".join(KINDS)


def test_a_missing_library_is_one_sentence_that_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(extras, "import_module", missing)
    for module, extra in (("spacy", "nlp"), ("pycrfsuite", "crf"), ("httpx", "lm")):
        with pytest.raises(UsageError, match=module) as caught:
            library(module, extra)
        assert caught.value.problems[0].expected == f"pip install 'commonground[{extra}]'"


def test_the_extras_that_are_named_exist(root: Path) -> None:
    declared = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    named = {"nlp": "spacy", "crf": "python-crfsuite", "lm": "httpx"}
    assert {name: declared[name][0].split(">")[0] for name in named} == named


def test_nothing_optional_is_imported_for_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def watched(name: str, *arguments: Any, **more: Any) -> Any:
        assert name.split(".", maxsplit=1)[0] not in {"spacy", "pycrfsuite", "httpx"}
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", watched)
    monkeypatch.setattr(extras, "import_module", watched)
    assert proposer_named("rules").read(DOCUMENT).proposals
