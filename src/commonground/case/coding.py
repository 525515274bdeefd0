"""Coding a case together: who has coded it blind, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from commonground.case.load import load_folder
from commonground.case.model import Case
from commonground.case.places import open_case
from commonground.case.quotes import document_of
from commonground.errors import Problem, UsageError, nearest_word
from commonground.statements.files import FOLDER, LARGEST
from commonground.statements.reliability import BlindCoding, Reliability, blind_coding, reliability, with_settled
from commonground.store import Folder

__all__ = ["agreement_between_coders", "blind_codings"]


def blind_codings(place: str | Path | Folder, coders: Sequence[str] | None = None) -> tuple[BlindCoding, ...]:
    """The blind coding of the coders named, or of all who have some, in the order of their names.

    Raises
    ------
    UsageError
        A name that no file of statements has.
    """
    folder = place if isinstance(place, Folder) else open_case(place)
    files = {PurePosixPath(name).stem: name for name in folder.names() if _is_coding(PurePosixPath(name))}
    for coder in coders or ():
        if coder not in files:
            what = f"Nobody of the name “{coder[:60]}” has coded this case."
            expected = "one of " + ", ".join(files) if files else "a coder with a file in statements/"
            problem = Problem(what, read=coder, expected=expected, nearest=nearest_word(coder, files), code="no-coder")
            raise UsageError(problem)
    read = (blind_coding(folder.read(files[coder], LARGEST), files[coder]) for coder in coders or files)
    return tuple(coding for coding in read if coders or coding.statements)


def agreement_between_coders(
    place: str | Path,
    coders: Sequence[str] | None = None,
    *,
    documents: Iterable[str] | None = None,
    seed: int = 0,
) -> Reliability:
    """How far coders of a case agree, told of what they coded blind.

    Parameters
    ----------
    place
        The case, as for :func:`load`.
    coders
        Names of files in ``statements/``; by default all who have coded blind.
    documents
        Sources that all of them read; by default those in which all have a statement.
    seed
        Of the bootstrap intervals.

    Raises
    ------
    UsageError
        Fewer than two coders, one without blind coding, other codebooks, or no document in common; each with why.
    """
    folder = open_case(place)
    case = load_folder(folder)
    codings = blind_codings(folder, coders)
    found = reliability(codings, _texts(case, codings), documents=documents, seed=seed)
    return replace(found, disagreements=with_settled(found.disagreements, case.statements))


def _is_coding(path: PurePosixPath) -> bool:
    return path.parent == PurePosixPath(FOLDER) and path.suffix == ".jsonl"


def _texts(case: Case, codings: Iterable[BlindCoding]) -> Mapping[str, str]:
    """The texts at hand that are, letter by letter, those that were coded."""
    coded: dict[str, set[str]] = {}
    for statement in (statement for each in codings for statement in each.statements):
        if statement.anchor is not None:
            coded.setdefault(statement.document, set()).add(statement.anchor.sha256)
    texts: dict[str, str] = {}
    for name, versions in coded.items():
        document = document_of(case, case.sources[name]) if name in case.sources else None
        if document is not None and versions == {document.sha256}:
            texts[name] = document.text
    return texts
