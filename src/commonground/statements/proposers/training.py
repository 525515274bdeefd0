"""Training a tagger from confirmed statements, and saying what it is worth on texts that it has not seen.

*Held out*: each document in turn is set aside, a tagger is trained on the others and reads it. With fewer than three
documents the turns are set aside instead, a fifth of each document at a time; a tagger then knows the people who
speak, which it will not in a new text. What it proposes is scored as everything is
(:mod:`commonground.statements.reliability.scoring`), moves and claims apart, and beside it what the rules propose in
the same texts. A coding that leaves out statements makes precision look worse than it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from commonground._version import __version__
from commonground.errors import Problem, UsageError
from commonground.record.document import Document
from commonground.statements.gating import gate
from commonground.statements.proposers.contract import Proposer
from commonground.statements.proposers.extras import library
from commonground.statements.proposers.features import FEATURES_VERSION, features_of
from commonground.statements.proposers.rules import RulesProposer
from commonground.statements.proposers.tagger import About, Tagger
from commonground.statements.proposers.tokens import Coded, sentences_of, tags_of
from commonground.statements.reliability.scoring import TIERS, Scored, scored
from commonground.statements.schema import Act, Statement
from commonground.statements.vocabulary import Vocabulary
from commonground.statements.voices import voices

__all__ = ["FEWEST", "Example", "HeldOut", "Told", "Trained", "of_acts", "train"]

FEWEST = 50  # confirmed statements; with fewer a tagger learns the texts by heart
FOLDS = 5
ROUNDS = 100  # of the optimiser, at most
# L1 makes most weights zero, so that a model holds few words of the texts; L2 keeps the others small.
_SETTINGS = {"c1": 0.1, "c2": 0.01, "max_iterations": ROUNDS, "feature.possible_transitions": False}

Told = Callable[[int, int], None]  # how many trainings of how many are done


@dataclass(frozen=True, slots=True)
class Example:
    """A document and what persons confirmed of it; the anchors' positions are those of this document."""

    document: Document
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What a tagger, and the rules, found in texts set aside."""

    by: str  # documents | turns
    folds: int
    tagger: Scored
    rules: Scored

    def to_dict(self) -> dict[str, Any]:
        return {"by": self.by, "folds": self.folds, "tagger": _by_tier(self.tagger), "rules": _by_tier(self.rules)}


@dataclass(frozen=True, slots=True)
class Trained:
    """A tagger, and its figures on texts set aside."""

    tagger: Tagger
    held_out: HeldOut


def train(examples: Sequence[Example], vocabulary: Vocabulary | None = None, told: Told | None = None) -> Trained:
    """Train a tagger on all examples, after measuring on parts of them set aside.

    Raises
    ------
    UsageError
        There are too few statements to learn from.
    """
    lessons = [lesson for each in examples if (lesson := _lesson(each)).statements]
    number = sum(len(each.statements) for each in lessons)
    if number < FEWEST:
        what = f"A tagger needs {FEWEST} confirmed statements whose texts are at hand; here are {number}."
        raise UsageError(Problem(what, expected="to confirm more in `commonground review`", code="too-few-statements"))
    library("pycrfsuite", "crf")
    by, folds = _folds(lessons)
    by_tagger: list[Statement] = []
    for done, aside in enumerate(folds, 1):
        tagger = _trained(lessons, aside)
        for place, lesson in enumerate(lessons):
            if any(document == place for document, _ in aside):
                read = _read(replace(tagger, claims=True), lesson.document, place, vocabulary)
                by_tagger += [each for each in read if (place, _turn(lesson.document, each)) in aside]
        if told is not None:
            told(done, len(folds) + 1)
    gold = [_of(each, n) for n, lesson in enumerate(lessons) for each in lesson.statements]
    rules = RulesProposer(claims=True)
    by_rules = [each for n, lesson in enumerate(lessons) for each in _read(rules, lesson.document, n, vocabulary)]
    held_out = HeldOut(by, len(folds), scored(gold, by_tagger), scored(gold, by_rules))
    tagger = _trained(lessons, set())
    if told is not None:
        told(len(folds) + 1, len(folds) + 1)
    return Trained(tagger, held_out)


Place = tuple[int, int | None]  # which document, and which turn of it (None: what is quoted outside of all turns)


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A document, what is coded of it, and by turn its sentences as the library takes them: features and tags."""

    document: Document
    statements: tuple[Statement, ...]
    rows: tuple[tuple[int | None, list[list[str]], list[str]], ...]


def _lesson(example: Example) -> _Lesson:
    counting = tuple(each for each in example.statements if each.counts and each.anchor is not None)
    coded: list[Coded] = [
        (each.anchor.start, each.anchor.end, each.act) for each in counting if each.anchor is not None
    ]
    rows = tuple(
        (voice.turn, features_of(sentence), tags_of(sentence, coded))
        for voice in (voices(example.document) if counting else ())
        for sentence in sentences_of(voice)
    )
    return _Lesson(example.document, counting, rows)


def _folds(lessons: Sequence[_Lesson]) -> tuple[str, list[set[Place]]]:
    """What is set aside together: whole documents, or a fifth of the turns of each."""
    turns = [[(n, turn) for turn in (*range(len(each.document.turns)), None)] for n, each in enumerate(lessons)]
    if len(lessons) >= 3:
        return "documents", [set(each) for each in turns]
    cut = [(place, number * FOLDS // len(each)) for each in turns for number, place in enumerate(each)]
    return "turns", [{place for place, fold in cut if fold == number} for number in range(FOLDS)]


def _trained(lessons: Sequence[_Lesson], aside: set[Place]) -> Tagger:
    """A tagger that has learnt from all that is not set aside."""
    trainer = library("pycrfsuite", "crf").Trainer(verbose=False)
    trainer.set_params(_SETTINGS)
    for number, lesson in enumerate(lessons):
        for turn, features, tags in lesson.rows:
            if (number, turn) not in aside:
                trainer.append(features, tags)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "model"
        trainer.train(os.fspath(file))
        model = file.read_bytes()
    statements = sum(len(each.statements) for each in lessons)
    return Tagger(About(FEATURES_VERSION, sha256(model).hexdigest(), len(lessons), statements, __version__), model)


def _read(proposer: Proposer, document: Document, number: int, vocabulary: Vocabulary | None) -> list[Statement]:
    """What a proposer gets through the gate, under the number of the document."""
    gated = gate(document, proposer.read(document, vocabulary).proposals, vocabulary)
    return [_of(each, number) for each in gated.kept]


def _of(statement: Statement, number: int) -> Statement:
    """The statement as one of a document that goes by a number, linked as before."""
    follows = statement.follows and f"{number}.{statement.follows}"
    return replace(statement, document=str(number), id=f"{number}.{statement.id}", follows=follows)


def _turn(document: Document, statement: Statement) -> int | None:
    start = -1 if statement.anchor is None else statement.anchor.start
    return next((n for n, turn in enumerate(document.turns) if turn.start <= start < turn.end), None)


def of_acts(scores: Scored, acts: frozenset[Act]) -> Scored:
    """The part of the scores that is about some acts."""
    return scores.only(lambda each: each.act in acts)


def _by_tier(scores: Scored) -> dict[str, Any]:
    """Figures of moves and of claims: one number for both would hide that they fail for different reasons."""
    told = {}
    for tier, acts in TIERS.items():
        found = of_acts(scores, acts)
        told[tier] = {
            "found": found.recall.part,
            "missed": len(found.missed),
            "wrong": len(found.wrong),
            "precision": found.precision.value,
            "recall": found.recall.value,
            "source_right": found.right("source").value,
        }
    return told
