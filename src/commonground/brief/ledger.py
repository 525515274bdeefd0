"""The ledger of a brief: every clause, statement and source that its sentences rest on, ready to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonground.brief.wording import day, mandate_words, party_name
from commonground.case import Case, Clause, Source, told_only_by
from commonground.case.evidence import SOUND
from commonground.case.quotes import Quote
from commonground.statements import Statement

__all__ = ["ClauseEntry", "Ledger", "SourceEntry", "StatementEntry", "ledger"]


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A statement behind a clause: who says it, whose position it is, in the coder's words, and quoted if at hand."""

    id: str
    speaker: str
    position_of: str
    act: str
    paraphrase: str
    status: str
    sound: bool
    source: str  # id
    said: str | None
    quote: str | None
    quote_note: str | None


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """One clause of a mandate with everything a reader may ask about it."""

    id: str
    party: str
    level: str
    owner: str
    kind: str
    round: str | None
    words: str
    formula: str
    evidence: tuple[StatementEntry, ...]
    missing: tuple[str, ...]  # evidence that is named and not there
    told_only_by: str | None
    unsourced: bool
    hypothesis: bool
    layer: str | None
    note: str | None
    where: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    id: str
    title: str
    publisher: str
    side: str | None
    when: str
    remarks: tuple[str, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    clauses: Mapping[str, ClauseEntry]
    statements: Mapping[str, StatementEntry]
    sources: Mapping[str, SourceEntry]


def ledger(case: Case, clauses: Iterable[Clause], others: Iterable[str], quotes: Mapping[str, Quote]) -> Ledger:
    """``clauses`` with their evidence, the statements named in ``others`` besides, and the sources of both."""
    entries = {clause.id: _clause(case, clause, quotes) for clause in clauses}
    told = [item for entry in entries.values() for item in entry.evidence]
    told += [_statement(case, case.statements[name], quotes) for name in others if name in case.statements]
    statements = {item.id: item for item in told}
    named = {item.source for item in statements.values()}
    sources = {source.id: _source(case, source) for source in case.sources.values() if source.id in named}
    return Ledger(entries, statements, sources)


def _clause(case: Case, clause: Clause, quotes: Mapping[str, Quote]) -> ClauseEntry:
    teller = told_only_by(case, clause)
    known = [name for name in clause.evidence if name in case.statements]
    return ClauseEntry(
        id=clause.id,
        party=party_name(case, clause.party),
        level=clause.level,
        owner=clause.owner,
        kind=clause.kind,
        round=case.rounds[clause.round].title if clause.round else None,
        words=mandate_words(case, clause),
        formula=clause.text,
        evidence=tuple(_statement(case, case.statements[name], quotes) for name in known),
        missing=tuple(name for name in clause.evidence if name not in case.statements),
        told_only_by=None if teller is None else party_name(case, teller),
        unsourced=not known,
        hypothesis=clause.hypothesis,
        layer=clause.layer,
        note=clause.note,
        where=str(clause.where),
    )


def _statement(case: Case, statement: Statement, quotes: Mapping[str, Quote]) -> StatementEntry:
    quote = quotes.get(statement.id)
    return StatementEntry(
        id=statement.id,
        speaker=_who(case, statement.speaker),
        position_of=_who(case, statement.source),
        act=statement.act,
        paraphrase=statement.paraphrase,
        status=statement.status,
        sound=statement.status in SOUND,
        source=statement.document,
        said=None if statement.said is None else day(statement.said),
        quote=None if quote is None else quote.text,
        quote_note=None if quote is None else quote.note,
    )


def _who(case: Case, id: str) -> str:
    if id in case.actors:
        return case.actors[id].name
    return party_name(case, id)


def _source(case: Case, source: Source) -> SourceEntry:
    remarks = [
        f"owned by {source.owner}" if source.owner else "",
        f"a copy of {source.copy_of}" if source.copy_of else "",
        f"read in {source.read_in}" if source.read_in else "",
        "edited" if source.edited else "",
        "translated" if source.translated else "",
        f"licence: {source.licence}" if source.licence else "",
        source.handling or "",
        source.note or "",
    ]
    when = source.said or source.published
    return SourceEntry(
        id=source.id,
        title=source.title,
        publisher=source.publisher or "publisher not recorded",
        side=None if source.side is None else party_name(case, source.side),
        when="date not recorded" if when is None else day(when),
        remarks=tuple(remark for remark in remarks if remark),
        url=source.url if source.url and source.url.startswith(("http://", "https://")) else None,
    )
