"""The ledger of a brief: every clause, acceptance, rule, statement and source that its sentences rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonground.brief.wording import day, formula_in_words, mandate_words, party_name
from commonground.case import Acceptance, Case, Clause, Judged, Rule, Source, told_only_by
from commonground.case.evidence import SOUND
from commonground.case.quotes import Quote
from commonground.statements import Statement

__all__ = ["Ledger", "LedgerEntry", "SourceEntry", "StatementEntry", "ledger"]


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A statement: who says it, whose position it is, in the coder's words, and quoted if the text is at hand."""

    id: str
    speaker: str
    position_of: str
    act: str
    paraphrase: str
    status: str
    sound: bool  # a person confirmed it
    source: str  # id
    said: str | None
    quote: str | None
    quote_note: str | None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A clause, an acceptance or a rule, with everything a reader may ask about it."""

    id: str
    party: str | None  # a rule is nobody's
    words: str
    formula: str
    qualifiers: str  # level, kind and since when, on one line
    facts: tuple[tuple[str, str], ...]
    evidence: tuple[StatementEntry, ...]
    missing: tuple[str, ...]  # named as evidence and not in the case
    told_only_by: str | None
    hypothesis: bool
    layer: str | None

    @property
    def unsourced(self) -> bool:
        return not self.evidence


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
    clauses: Mapping[str, LedgerEntry]
    acceptances: Mapping[str, LedgerEntry]
    rules: Mapping[str, LedgerEntry]
    sources: Mapping[str, SourceEntry]


def ledger(
    case: Case, clauses: Iterable[Clause], acceptances: Iterable[Acceptance], quotes: Mapping[str, Quote]
) -> Ledger:
    """``clauses``, ``acceptances`` and all meaning rules with their evidence, and the sources of it."""
    by_clause = {item.id: _clause(case, item, quotes) for item in clauses}
    by_acceptance = {item.id: _acceptance(case, item, quotes) for item in acceptances}
    rules = {item.id: _rule(case, item, quotes) for item in case.meaning.values()}
    entries = (*by_clause.values(), *by_acceptance.values(), *rules.values())
    named = {statement.source for entry in entries for statement in entry.evidence}
    sources = {source.id: _source(case, source) for source in case.sources.values() if source.id in named}
    return Ledger(by_clause, by_acceptance, rules, sources)


def _clause(case: Case, clause: Clause, quotes: Mapping[str, Quote]) -> LedgerEntry:
    span = _span(case, clause)
    highest = case.parties[clause.party].levels[0]
    owner = clause.owner if clause.owner == highest else f"{clause.owner} and above"
    return _entry(
        case,
        clause,
        quotes,
        party=clause.party,
        words=mandate_words(case, clause),
        formula=clause.text,
        qualifiers="; ".join((clause.level, clause.kind, span)),
        facts=[
            ("Mandate of", clause.level),
            ("May be given up by", owner),
            ("Kind", clause.kind),
            ("In force", span),
        ],
    )


def _acceptance(case: Case, item: Acceptance, quotes: Mapping[str, Quote]) -> LedgerEntry:
    words, span = formula_in_words(case, item.formula), _span(case, item)
    facts = [("On record", span)]
    return _entry(case, item, quotes, party=item.party, words=words, formula=item.text, qualifiers=span, facts=facts)


def _rule(case: Case, rule: Rule, quotes: Mapping[str, Quote]) -> LedgerEntry:
    words, facts = formula_in_words(case, rule.formula), [("Kind", str(rule.kind))]
    return _entry(case, rule, quotes, party=None, words=words, formula=rule.text, qualifiers=rule.kind, facts=facts)


def _entry(
    case: Case,
    item: Judged,
    quotes: Mapping[str, Quote],
    *,
    party: str | None,
    words: str,
    formula: str,
    qualifiers: str,
    facts: list[tuple[str, str]],
) -> LedgerEntry:
    known = [case.statements[name] for name in item.evidence if name in case.statements]
    teller = told_only_by(case, item)
    if item.layer is not None:
        facts.append(("Layer", f"{item.layer} (hypothesis)" if item.hypothesis else item.layer))
    if item.note is not None:
        facts.append(("Note", item.note))
    return LedgerEntry(
        id=item.id,
        party=None if party is None else party_name(case, party),
        words=words,
        formula=formula,
        qualifiers=qualifiers,
        facts=(*facts, ("Written in", str(item.where))),
        evidence=tuple(_statement(case, statement, quotes) for statement in known),
        missing=tuple(name for name in item.evidence if name not in case.statements),
        told_only_by=None if teller is None else party_name(case, teller),
        hypothesis=item.hypothesis,
        layer=item.layer,
    )


def _span(case: Case, item: Clause | Acceptance) -> str:
    start = f"since {case.rounds[item.round].title}" if item.round else "from the start"
    return f"{start}, until {case.rounds[item.until].title}" if item.until else start


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


def _who(case: Case, speaker: str) -> str:
    return case.actors[speaker].name if speaker in case.actors else party_name(case, speaker)


def _source(case: Case, source: Source) -> SourceEntry:
    remarks = (
        f"owned by {source.owner}" if source.owner else "",
        f"a copy of {source.copy_of}" if source.copy_of else "",
        f"read in {source.read_in}" if source.read_in else "",
        "edited" if source.edited else "",
        "translated" if source.translated else "",
        f"licence: {source.licence}" if source.licence else "",
        source.handling or "",
        source.note or "",
    )
    when = source.said or source.published
    return SourceEntry(
        id=source.id,
        title=source.title,
        publisher=source.publisher or "publisher not recorded",
        side=None if source.side is None else party_name(case, source.side),
        when="date not recorded" if when is None else day(when),
        remarks=tuple(remark.rstrip(".") for remark in remarks if remark),
        url=source.url if source.url and source.url.startswith(("http://", "https://")) else None,
    )
