"""The brief of one text as one HTML page: no script, nothing fetched, every word of the text escaped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from commonground.brief.of_record.contents import RecordContents
from commonground.brief.of_record.kind_words import KIND_WORDS
from commonground.brief.of_record.questions import LOOK_ONLY
from commonground.brief.of_record.rows import ClaimRow, MoveRow, Piece
from commonground.brief.page import set_page

__all__ = ["page"]

_ACTS = {
    "demand": "Demands",
    "propose": "Proposals",
    "accept": "Acceptances",
    "reject": "Rejections",
    "threaten": "Threats",
    "condition": "Conditions",
    "commit": "Commitments",
    "concede": "Concessions",
    "mandate": "Mandates",
}
_ASIDES = {
    "headline": "Headline",
    "byline": "Byline",
    "lead": "Lead",
    "note": "Note",
    "marked": "Set apart in the file",
}
_INSERTIONS = {
    "antecedent": "an editor's: says who is meant",
    "name": "an editor's: completes a name",
    "editorial": "an editor's word",
    "kept": "left standing: the speaker's own",
    "note": "the mark of a note",
    "page": "a page break",
}
_ANSWERS = {"denies": "denies it", "grants": "grants it", "takes up": "takes it up"}
_ENDS = " .!?…,;:"


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a row is shown in the text, and what its link says."""

    classes: str
    label: str
    linked: bool = True


def page(contents: RecordContents) -> str:
    """``contents`` set as a page."""
    marks = _marks(contents)
    return set_page(
        "record.html.j2",
        contents,
        "brief.css",
        "record.css",
        kind_words=KIND_WORDS[contents.kind],
        claims={claim.id: claim for claim in contents.claims},
        moves_by_act=_by_act(contents),
        aside_words=_ASIDES,
        insertion_words=_INSERTIONS,
        answer_words=_ANSWERS,
        look_only=LOOK_ONLY,
        marks=marks,
        anchored={row for block in contents.text for line in block.lines for p in line.pieces for row in p.begins},
        lines={line.number for block in contents.text for line in block.lines},
        classes=lambda piece: _classes(piece, marks),
        whole=_wholly_checkable,
    )


def _by_act(contents: RecordContents) -> list[tuple[str, list[MoveRow]]]:
    rows: dict[str, list[MoveRow]] = defaultdict(list)
    for move in contents.moves:
        rows[move.act].append(move)
    return [(words, rows[act]) for act, words in _ACTS.items() if act in rows]


def _marks(contents: RecordContents) -> dict[str, _Mark]:
    marks = {move.id: _Mark(f"move {move.polarity}", f"{move.act}, {move.id}") for move in contents.moves}
    for quotation in contents.quotations:
        deep = " deep" if quotation.depth > 1 else ""
        marks[quotation.id] = _Mark(f"quotation{deep}", f"quotation, {quotation.id}")
    for claim in contents.claims:
        marks[claim.id] = _Mark("", f"claim, {claim.id}", linked=bool(claim.checkable))
    return marks


def _classes(piece: Piece, marks: Mapping[str, _Mark]) -> str:
    """The classes of a piece, each once."""
    own = {"outside": ["label"], "insertion": ["insertion"]}.get(piece.kind, [])
    words = (word for row in piece.within for word in marks[row].classes.split())
    return " ".join(dict.fromkeys([*own, *words])) if piece.words.strip() else ""


def _wholly_checkable(claim: ClaimRow) -> bool:
    """Whether the part of a claim that can be checked is the claim."""
    return len(claim.checkable) == 1 and claim.checkable[0].rstrip(_ENDS) == claim.words.rstrip(_ENDS)
