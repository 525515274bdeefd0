"""How far two or more coders agree, told only of what they coded blind, by one codebook, in the same documents.

* *spans*: alpha-u by act over the words of the documents: did they mark the same words as doing the same? *where*: the
  binary alpha-u: did they mark the same words at all?
* *labels*: nominal alpha for each field over the matched units: of a stretch that several of them marked, did they
  say the same? What only one of them marked cannot be in it, so the two are to be read together.

A coder who found nothing in a document left no trace of having read it. Documents are those in which all have a
statement, unless the caller says which were read by all.

Nothing is called good or bad here. Krippendorff (2004, chapter 11) asks for at least .800, and lets .667 do where
conclusions stay tentative; he also says why no single threshold can be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from commonground.errors import Problem, UsageError
from commonground.statements.reliability.blind import BlindCoding
from commonground.statements.reliability.coincidence import DRAWS, Alpha, alpha_nominal
from commonground.statements.reliability.disagreements import Disagreement, disagreements
from commonground.statements.reliability.matching import HALF, LABELS, labels_of, matched_units
from commonground.statements.reliability.unitising import Mark, alpha_unitised, continuum_of
from commonground.statements.schema import Statement

__all__ = ["Reliability", "reliability"]


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """Agreement between coders, and what they have to settle."""

    version: ClassVar[int] = 1

    coders: tuple[str, ...]
    documents: tuple[str, ...]
    codebook: str | None
    coded: Mapping[str, int]  # coder -> statements
    matched: int  # units that at least two coders have
    labels: Mapping[str, Alpha] = field(repr=False)
    spans: Alpha | None = field(repr=False)  # None: no text at hand
    where: Alpha | None = field(repr=False)
    without_text: tuple[str, ...]  # documents whose words could not be counted
    disagreements: tuple[Disagreement, ...] = field(repr=False)
    left_out: tuple[Problem, ...] = field(repr=False)
    parameters: Mapping[str, Any] = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "coders": list(self.coders),
            "documents": list(self.documents),
            "codebook": self.codebook,
            "coded": dict(self.coded),
            "matched": self.matched,
            "labels": {name: alpha.to_dict() for name, alpha in self.labels.items()},
            "spans": None if self.spans is None else self.spans.to_dict(),
            "where": None if self.where is None else self.where.to_dict(),
            "without_text": list(self.without_text),
            "disagreements": [item.to_dict() for item in self.disagreements],
            "left_out": [problem.to_dict() for problem in self.left_out],
            "parameters": dict(self.parameters),
        }


def reliability(
    codings: Sequence[BlindCoding],
    texts: Mapping[str, str] | None = None,
    *,
    documents: Iterable[str] | None = None,
    overlap: float = HALF,
    seed: int = 0,
    draws: int = DRAWS,
    level: float = 0.95,
) -> Reliability:
    """How far coders agree.

    Parameters
    ----------
    codings
        One a coder, from :func:`blind_coding`.
    texts
        Document to its text, for the agreement on spans; labels need none.
    documents
        Those that all of them read; by default those in which all have a statement.
    overlap
        Which share of what two stretches cover together they must have in common to match.
    seed, draws, level
        Of the bootstrap intervals.

    Raises
    ------
    UsageError
        Fewer than two coders, one without blind coding, other codebooks, or no document in common; each with why.
    """
    if not 0 < overlap <= 1:
        what = "The overlap that makes a match has to be a share of what two stretches cover."
        raise UsageError(Problem(what, read=str(overlap), expected="above 0 and at most 1", code="wrong-value"))
    codebook = _codebook(codings)
    apart = _texts_apart(codings)
    shared = _documents(codings, documents, apart)
    coded = {each.coder: [s for s in each.statements if s.document in shared] for each in codings}
    units = matched_units(coded, overlap)
    several = [unit for unit in units if len(unit.statements) > 1]
    values = [{coder: labels_of(statement) for coder, statement in unit.statements.items()} for unit in several]
    with_text = [name for name in shared if texts and name in texts]
    continua = [continuum_of((texts or {})[name], _marks(coded, name)) for name in with_text]
    draw: dict[str, Any] = {"seed": seed, "draws": draws, "level": level}
    return Reliability(
        coders=tuple(coded),
        documents=shared,
        codebook=codebook,
        coded={coder: len(statements) for coder, statements in coded.items()},
        matched=len(several),
        labels={
            name: alpha_nominal([{c: told[name] for c, told in unit.items()} for unit in values], **draw)
            for name in LABELS
        },
        spans=alpha_unitised(continua, **draw) if continua else None,
        where=alpha_unitised(continua, binary=True, **draw) if continua else None,
        without_text=tuple(name for name in shared if name not in with_text),
        disagreements=disagreements(units, tuple(coded)),
        left_out=(*(problem for each in codings for problem in each.left_out), *apart.values()),
        parameters={"overlap": overlap, **draw},
    )


def _codebook(codings: Sequence[BlindCoding]) -> str | None:
    """The one codebook by which all coded; refused where there is nothing to compare, or not by one measure."""
    if len({each.coder for each in codings}) < 2 or len({each.coder for each in codings}) < len(codings):
        what = "Agreement is told between two or more coders, each once."
        read = ", ".join(each.coder for each in codings) or None
        raise UsageError(Problem(what, read=read, expected="two who coded blind", code="too-few-coders"))
    for each in codings:
        if not each.statements:
            seen = f" The {each.others} statements in this file were coded with sight of others." if each.others else ""
            what = f"{each.coder} has coded nothing blind, and agreement is only told of blind coding.{seen}"
            expected = "statements coded without sight of another's work or of proposals"
            raise UsageError(Problem(what, read=each.coder, expected=expected, code="not-blind"))
    used = {version for each in codings for version in each.codebooks}
    if len(used) > 1:
        told = "; ".join(f"{each.coder}: {', '.join(sorted(map(_told, each.codebooks)))}" for each in codings)
        what = "The coders did not code by one version of the codebook, so their differences may be the codebook's."
        raise UsageError(Problem(what, read=told, expected="one version", code="codebooks-differ"))
    return next(iter(used))


def _told(version: str | None) -> str:
    return "none recorded" if version is None else version


def _texts_apart(codings: Sequence[BlindCoding]) -> dict[str, Problem]:
    """Documents whose text was not letter by letter the same for all, so that places in it are not either."""
    texts: dict[str, set[str]] = {}
    for statement in (statement for each in codings for statement in each.statements):
        if statement.anchor is not None:
            texts.setdefault(statement.document, set()).add(statement.anchor.sha256)
    what = "“{}” was coded in several versions of its text, whose places cannot be compared; it is left out."
    return {
        name: Problem(what.format(name), read=name, code="texts-differ", severity="warning")
        for name, versions in texts.items()
        if len(versions) > 1
    }


def _documents(
    codings: Sequence[BlindCoding], asked: Iterable[str] | None, apart: Mapping[str, Problem]
) -> tuple[str, ...]:
    if asked is None:
        asked = (name for name in codings[0].documents if all(name in each.documents for each in codings))
    found = tuple(name for name in dict.fromkeys(asked) if name not in apart)
    if not found:
        what = "There is no document that all of them coded."
        told = "; ".join(f"{each.coder}: {', '.join(each.documents)}" for each in codings)
        raise UsageError(Problem(what, read=told, expected="the same documents", code="no-common-document"))
    return found


def _marks(coded: Mapping[str, Sequence[Statement]], document: str) -> dict[str, list[Mark]]:
    return {
        coder: [Mark(s.anchor.start, s.anchor.end, s.act) for s in statements if s.anchor and s.document == document]
        for coder, statements in coded.items()
    }
