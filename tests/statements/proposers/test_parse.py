"""The proposer that parses: what the grammar of a sentence decides, on sentences of our own."""

from __future__ import annotations

from typing import Any

import pytest

from commonground.errors import UsageError
from commonground.record import Document
from commonground.statements import Statement, Vocabulary, gate
from commonground.statements.proposers import parse
from commonground.statements.proposers.parse import ParseProposer

CASE = Vocabulary(
    actors={
        "veldania": ("Veldania",),
        "orsk": ("Orsk",),
        "orlo": ("Anna Orlo",),
        "herald": ("Herald",),
    },
    issues={"corridor": ("Corridor",)},
    parties={"orlo": "veldania"},
)


@pytest.fixture(autouse=True)
def _model() -> None:
    spacy = pytest.importorskip("spacy", reason="the extra [nlp] is not installed")
    if not any(spacy.util.is_package(name) for name in parse.MODELS):
        pytest.skip("no English model for spaCy is installed")


def read(said: str, *, claims: bool = False) -> tuple[Statement, ...]:
    document = Document.from_text(f"Herald: And you?\nAnna Orlo: {said}\n")
    gated = gate(document, ParseProposer(claims).read(document, CASE).proposals, CASE)
    assert not gated.rejected
    return gated.kept


def acts(said: str) -> list[tuple[str, str]]:
    return [(statement.act, statement.source) for statement in read(said)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("We accept the corridor.", [("accept", "veldania")]),
        ("We do not accept the corridor.", [("reject", "veldania")]),
        ("Orsk accepted the corridor.", [("accept", "orsk")]),
        ("The corridor was rejected by Orsk.", [("reject", "orsk")]),
        ("The corridor was rejected.", [("reject", "unknown")]),
        ("Nobody accepted the corridor.", [("reject", "unknown")]),
        ("We are authorised to sign the text.", [("mandate", "veldania")]),
        ("A corridor there is unacceptable.", [("reject", "veldania")]),
        ("The ferry runs at noon.", []),
    ],
)
def test_who_does_what(said: str, expected: list[tuple[str, str]]) -> None:
    assert acts(said) == expected


def test_a_not_far_from_its_verb_denies_it() -> None:
    """More than two words stand between: the rules take this for an acceptance."""
    assert acts("Orsk did not, in all those years of talks, accept the corridor.") == [("reject", "orsk")]


def test_two_verbs_with_subjects_are_two_clauses() -> None:
    found = read("We accepted the corridor, and Orsk rejected the ferry.")
    assert [(each.act, each.source, str(each.anchor and each.anchor.exact)) for each in found] == [
        ("accept", "veldania", "We accepted the corridor"),
        ("reject", "orsk", "Orsk rejected the ferry"),
    ]


def test_the_issue_speaker_and_polarity_come_along() -> None:
    (statement,) = read("We demand a corridor.")
    assert (statement.speaker, statement.issue, statement.polarity, statement.mode) == (
        "orlo",
        "corridor",
        "for",
        "own",
    )
    assert statement.proposer is not None
    assert statement.proposer.startswith("spacy ")
    assert "en_core_web_sm" in statement.proposer


def test_inside_a_quotation_we_is_the_quoted_source() -> None:
    found = read("Orsk said: “We reject the corridor.” We wait.")
    assert [(each.act, each.source, each.mode) for each in found] == [("reject", "orsk", "direct")]


def test_a_condition_is_a_pair() -> None:
    found = read("We sign only after the guns fall silent.")
    assert [(each.act, str(each.anchor and each.anchor.exact)) for each in found] == [
        ("condition", "the guns fall silent"),
        ("condition", "We sign"),
    ]
    assert [each.follows for each in found] == [None, found[0].id]


def test_what_a_question_takes_for_granted_is_no_move() -> None:
    document = Document.from_text("Herald: Why did Orsk reject the corridor?\nAnna Orlo: It rained.\n")
    assert ParseProposer().read(document, CASE).proposals == ()


def test_claims_only_when_asked() -> None:
    assert read("The ferry runs at noon.") == ()
    assert [each.act for each in read("The ferry runs at noon.", claims=True)] == ["claim"]


def test_a_missing_model_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MODELS", ("en_no_such_model",))
    parse._parser.cache_clear()
    document: Any = Document.from_text("We go.")
    with pytest.raises(UsageError, match="no English model") as caught:
        ParseProposer().read(document)
    assert str(caught.value.problems[0].expected).startswith("pip install")
    parse._parser.cache_clear()
