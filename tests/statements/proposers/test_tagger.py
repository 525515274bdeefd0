"""The tagger: what training makes of a coding, what it says of itself, and files that are none of ours."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from commonground.case import load
from commonground.case.quotes import document_of
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import UsageError
from commonground.record import Document
from commonground.statements import MOVES, Vocabulary, gate
from commonground.statements.proposers.spoken import Listener
from commonground.statements.proposers.tagger import MAGIC, About, Tagger, tagged, tagger_from, tagger_of
from commonground.statements.proposers.tokens import sentences_of
from commonground.statements.proposers.training import Example, Trained, of_acts, train
from commonground.statements.voices import voices

LIBRARY = "the extra [crf] is not installed"
HERE = Path("a.tagger")


@pytest.fixture(scope="module")
def saltmarsh() -> tuple[list[Example], Vocabulary]:
    case = load("saltmarsh")
    examples = []
    for source in case.sources.values():
        document = document_of(case, source)
        assert document is not None
        examples.append(Example(document, tuple(s for s in case.statements.values() if s.document == source.id)))
    return examples, vocabulary_of(case)


@pytest.fixture(scope="module")
def trained(saltmarsh: tuple[list[Example], Vocabulary]) -> Trained:
    pytest.importorskip("pycrfsuite", reason=LIBRARY)
    return train(*saltmarsh)


def test_the_figures_are_of_texts_that_it_has_not_seen(
    trained: Trained, saltmarsh: tuple[list[Example], Vocabulary]
) -> None:
    """With 143 statements it finds some moves in a text it has not seen, and far more in those that it has."""
    aside = trained.held_out
    assert (aside.by, aside.folds) == ("documents", 4)
    moves = of_acts(aside.tagger, MOVES)
    gold = sum(s.act in MOVES for example in saltmarsh[0] for s in example.statements)
    assert moves.recall.of == gold == of_acts(aside.rules, MOVES).recall.of
    assert 0.3 < (moves.recall.value or 0) < 0.9
    assert (moves.precision.value or 0) > 0.5
    learnt = 0
    for example in saltmarsh[0]:
        kept = gate(example.document, trained.tagger.read(example.document, saltmarsh[1]).proposals, saltmarsh[1]).kept
        spans = {(s.anchor.start, s.act) for s in kept if s.anchor}
        learnt += sum((s.anchor.start, s.act) in spans for s in example.statements if s.anchor and s.act in MOVES)
    assert learnt > len(moves.matches)


def test_everything_it_proposes_passes_the_gate_as_proposed(
    trained: Trained, saltmarsh: tuple[list[Example], Vocabulary]
) -> None:
    document, vocabulary = saltmarsh[0][0].document, saltmarsh[1]
    found = trained.tagger.read(document, vocabulary)
    gated = gate(document, found.proposals, vocabulary)
    assert gated.kept
    assert not gated.rejected
    assert {s.status for s in gated.kept} == {"proposed"}
    assert {s.proposer for s in gated.kept} == {trained.tagger.version}
    assert "claim" not in {s.act for s in gated.kept}
    assert "claim" in {each.act for each in replace(trained.tagger, claims=True).read(document, vocabulary).proposals}


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("We sign only after the guns fall silent.", [1, 0]),
        ("First, you leave the ridge and only then do we talk.", [0, 1]),
    ],
)
def test_two_tagged_sides_of_a_condition_know_each_other(text: str, order: list[int]) -> None:
    document = Document.from_text(text)
    (sentence,) = [each for voice in voices(document) for each in sentences_of(voice)]
    middle = text.split().index("only") + (1 if text.startswith("First") else 0)  # a comma is a word of its own
    tags = ["B-condition" if n in {0, middle} else "I-condition" for n in range(len(sentence.tokens))]
    listener = Listener(document, None)
    proposals = tagged(sentence, tags, listener, listener.hear(sentence.voice), "crf")
    kept = gate(document, proposals).kept
    assert [each.act for each in kept] == ["condition", "condition"]
    first, then = (kept[n] for n in order)
    assert (first.follows, then.follows) == (None, first.id)


def test_two_documents_are_set_aside_by_turns_and_training_again_gives_the_same(
    saltmarsh: tuple[list[Example], Vocabulary],
) -> None:
    pytest.importorskip("pycrfsuite", reason=LIBRARY)
    two = saltmarsh[0][:2]
    trained = train(two, saltmarsh[1])
    held_out = trained.held_out
    assert (held_out.by, held_out.folds) == ("turns", 5)
    assert len(held_out.tagger.matches) + len(held_out.tagger.missed) == sum(len(each.statements) for each in two)
    assert train(two, saltmarsh[1]) == trained


def test_a_file_comes_back_as_it_was(trained: Trained, tmp_path: Path) -> None:
    file = tmp_path / "t"
    file.write_bytes(trained.tagger.to_bytes())
    assert tagger_from(file) == trained.tagger
    assert tagger_from(file, claims=True).claims


def head(features: int = 1, checksum: str = sha256(b"model").hexdigest()) -> bytes:
    return Tagger(About(features, checksum, 1, 60, "0"), b"model").to_bytes()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not the model of a tagger"),
        (b"lCRF\x00\x00", "not the model of a tagger"),
        (MAGIC, "not the model of a tagger"),
        (MAGIC + b"[]\nmodel", "not the model of a tagger"),
        (MAGIC + b'{"features": 1}\nmodel', "not the model of a tagger"),
        (MAGIC + b"[" * 100_000 + b"\n", "not the model of a tagger"),
        (head(features=99), "another version"),
        (head(checksum="0" * 64), "damaged"),
        (head() + b"x", "damaged"),
        (head()[:-1], "damaged"),
    ],
)
def test_a_file_that_is_none_of_ours_never_reaches_the_library(data: bytes, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        tagger_of(data, HERE)
    assert caught.value.problems[0].where.file == "a.tagger"


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        tagger_from(Path("no/such\x00file"))


def test_too_few_statements_are_refused_before_any_work() -> None:
    with pytest.raises(UsageError, match="here are 0"):
        train([Example(Document.from_text("We go."), ())])
