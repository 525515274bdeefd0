"""Train a tagger from what persons confirmed of the texts of a case, into a file of the user's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonground.case.model import Case
from commonground.case.places import bundled_texts
from commonground.case.quotes import document_of, places_in
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import Problem, StoreError, UsageError, Where
from commonground.record import anchor_at
from commonground.store import write_atomic

if TYPE_CHECKING:
    from commonground.statements.proposers.training import Example, HeldOut, Told

__all__ = ["TaggerWritten", "train_tagger"]


@dataclass(frozen=True, slots=True)
class TaggerWritten:
    """Where the model is, what it was trained on, and its figures on texts that were set aside."""

    file: Path
    documents: int
    statements: int
    left_out: int  # confirmed, but their words are not at hand
    held_out: HeldOut
    known_to_rules: int  # of the documents: those that came with the program, on which its rules were mended

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": 1,
            "file": str(self.file),
            "documents": self.documents,
            "statements": self.statements,
            "left_out": self.left_out,
            "held_out": self.held_out.to_dict(),
            "known_to_rules": self.known_to_rules,
        }


def train_tagger(case: Case, to: Path, told: Told | None = None) -> TaggerWritten:
    """Train on the confirmed statements of a case whose words are at hand, and write the model to ``to``.

    ``told`` hears how many trainings of how many are done.

    Raises
    ------
    UsageError
        There are too few statements, the library is missing, or ``to`` is another file than such a model.
    """
    from commonground.statements.proposers.training import train

    _check_target(to)
    examples = list(_examples(case))
    confirmed = sum(statement.counts for statement in case.statements.values())
    trained = train(examples, vocabulary_of(case), told)
    write_atomic(to, trained.tagger.to_bytes())
    about = trained.tagger.about
    left_out = confirmed - about.statements
    came = bundled_texts()
    known = sum(each.document.sha256 in came for each in examples if each.statements)
    return TaggerWritten(to, about.documents, about.statements, left_out, trained.held_out, known)


def _examples(case: Case) -> Iterable[Example]:
    """The texts at hand, with the statements that are found in them, at the places where they are now."""
    from commonground.statements.proposers.training import Example

    for source in case.sources.values():
        document = document_of(case, source)
        if document is None:
            continue
        found = tuple(
            replace(case.statements[name], anchor=anchor_at(document, start, end))
            for name, (status, start, end) in places_in(case, source.id, document).items()
            if status in {"exact", "moved"} and case.statements[name].counts
        )
        yield Example(document, found)


def _check_target(to: Path) -> None:
    """Know before the long work that the model can be written, and that it takes no other file's place."""
    from commonground.statements.proposers.tagger import MAGIC

    try:
        if not to.parent.is_dir():
            raise StoreError(Problem("There is no such folder.", Where(str(to.parent)), code="no-folder"))
        if not to.exists():
            return
        with to.open("rb") as file:
            ours = file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError) as error:
        what = f"The model cannot be written there: {getattr(error, 'strerror', None) or error}."
        raise StoreError(Problem(what, Where(str(to)), code="not-possible")) from None
    if not ours:
        what = "There is another file of this name, which is not the model of a tagger."
        raise UsageError(Problem(what, Where(str(to)), expected="another name", code="other-file"))
