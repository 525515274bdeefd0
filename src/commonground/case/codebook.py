"""The codebook of a case: what each act and issue means to those who code it, and which version of it that is.

The version is recorded with each statement (``Statement.codebook``), so that two codings can be told to have been made
by one codebook. Where ``codebook.yaml`` gives none, the beginning of the file's checksum stands for it: any change to
the file is then another version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from commonground.case.model import Case
from commonground.case.places import open_case
from commonground.case.schema import CodebookEntry, CodebookFile
from commonground.case.validation import validated
from commonground.case.yaml_text import Tree, read_yaml
from commonground.errors import Problem, Where, nearest_word
from commonground.statements import ACTS
from commonground.store import Folder, version_of

__all__ = ["Codebook", "Meaning", "codebook_findings", "codebook_problems", "read_codebook"]

FILE = "codebook.yaml"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one word means to the coders."""

    word: str
    definition: str
    include: str | None
    exclude: str | None
    example: str | None
    where: Where = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Codebook:
    """The acts and issues with what they mean, in file order."""

    version: str  # as written; otherwise from the file's checksum
    written: bool  # whether the file gives its version
    sha256: str
    acts: Mapping[str, Meaning]
    issues: Mapping[str, Meaning]

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "sha256": self.sha256,
            "acts": {word: _told(meaning) for word, meaning in self.acts.items()},
            "issues": {word: _told(meaning) for word, meaning in self.issues.items()},
        }


def read_codebook(place: str | Path | Folder) -> Codebook | None:
    """The codebook of the case at ``place``; None where the case has none.

    Raises
    ------
    CaseError
        The file is not a codebook; every problem with its line.

    Examples
    --------
    >>> read_codebook("istanbul-2025").acts["accept"].exclude
    'Taking note.'
    """
    folder = place if isinstance(place, Folder) else open_case(place)
    if FILE not in folder.names():
        return None
    data = folder.read(FILE)
    tree = read_yaml(data, FILE)
    written = validated(CodebookFile, tree, {} if tree.data is None else tree.data)
    sha256 = version_of(data)
    version = (written.version or "").strip()
    return Codebook(
        version=version or f"sha256:{sha256[:12]}",
        written=bool(version),
        sha256=sha256,
        acts=_meanings(tree, "acts", written.acts),
        issues=_meanings(tree, "issues", written.issues),
    )


def codebook_problems(codebook: Codebook, case: Case) -> tuple[Problem, ...]:
    """Warnings: words of the codebook that mean nothing in the case, and words coded with that it does not define."""
    return tuple(_found(codebook, case))


def codebook_findings(place: str | Path, case: Case) -> tuple[Problem, ...]:
    """What ``check`` asks about the codebook of the case at ``place``; nothing where it has none."""
    codebook = read_codebook(place)
    return () if codebook is None else codebook_problems(codebook, case)


def _found(codebook: Codebook, case: Case) -> Iterator[Problem]:
    if not codebook.written:
        what = "The codebook gives no version, so any change to the file counts as another."
        yield Problem(what, Where(FILE), expected='a line such as version: "1"', code="no-version", severity="warning")
    for kind, meanings, known in (("act", codebook.acts, ACTS), ("issue", codebook.issues, tuple(case.issues))):
        for meaning in meanings.values():
            if meaning.word not in known:
                what = f"The codebook defines “{meaning.word[:60]}”, and there is no such {kind}."
                nearest = nearest_word(meaning.word, known)
                yield Problem(
                    what, meaning.where, meaning.word, nearest=nearest, code="defined-not-known", severity="warning"
                )
    defined = {"act": codebook.acts, "issue": codebook.issues}
    told: set[tuple[str, str]] = set()
    for statement in case.statements.values():
        for kind, word in (("act", statement.act), ("issue", statement.issue)):
            if word is not None and word not in defined[kind] and (kind, word) not in told:
                told.add((kind, word))
                what = f"Statements are coded with the {kind} “{word[:60]}”, which the codebook does not define."
                where = Where(statement.file, statement.line)
                yield Problem(what, where, word, code="coded-not-defined", severity="warning")


def _meanings(tree: Tree, section: str, entries: Mapping[str, CodebookEntry]) -> Mapping[str, Meaning]:
    return MappingProxyType(
        {
            word: Meaning(
                word, entry.definition, entry.include, entry.exclude, entry.example, tree.where((section, word))
            )
            for word, entry in entries.items()
        }
    )


def _told(meaning: Meaning) -> dict[str, str | None]:
    return {name: getattr(meaning, name) for name in ("definition", "include", "exclude", "example")}
