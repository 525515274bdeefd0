"""Mandates, acceptances and offers in forms: what each says, and the words of the record beside it.

A form carries a fingerprint of the entry that it was opened on. Where the entry is another by then, nothing is
written, and both are shown; changes to other entries do not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, get_args

from commonground.brief.document import Section
from commonground.brief.parts.evidence_statements import statement_entry
from commonground.case import Acceptance, Case, Clause, Offer
from commonground.case.model import ClauseKind
from commonground.errors import FormulaError, Problem, UsageError, nearest_word
from commonground.logic import read, to_text
from commonground.workbench.page import Opened, Page

__all__ = [
    "FIELDS",
    "FORMULA",
    "Item",
    "Wrong",
    "comparisons",
    "entries",
    "entry_page",
    "fingerprint",
    "formula",
    "items_of",
    "values_of",
    "wrong_formula",
]

FORMULA: Mapping[str, str] = {"mandates": "clause", "acceptances": "outcome", "offers": "offer"}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "mandates": ("formula", "level", "owner", "kind", "round", "until", "evidence", "as_told_by", "note"),
    "acceptances": ("formula", "round", "until", "evidence", "as_told_by", "note"),
    "offers": ("formula", "round", "evidence", "as_told_by", "note"),
}
MOST = 500  # comparisons that a field completes

Item = Clause | Acceptance | Offer


@dataclass(frozen=True, slots=True)
class Wrong:
    """A formula with a mark below the sign that is wrong, and what is wrong with it."""

    marked: str
    told: str


def formula(found: Opened) -> Page:
    """Whether a formula can be read, and where it cannot."""
    words = found.request.query_params.get("text", "")[:2000]
    try:
        told, wrong = f"Read as: {to_text(read(words, found.case.names))}", None
    except FormulaError as error:
        wrong = wrong_formula(words, error)
        told = wrong.told
    data = {"text": words, "problem": wrong is not None, "marked": wrong.marked if wrong else words, "told": told}
    return Page("A formula", data, (), "formula.html", data)


def wrong_formula(words: str, error: FormulaError) -> Wrong:
    """Where a formula is wrong, as a person sees it."""
    problem = error.problems[0]
    column = problem.where.column or 1
    read_to = max(1, len(problem.read or "")) if (problem.read or "") in words else 1
    told = problem.what + (f" Expected: {problem.expected}." if problem.expected else "")
    told += f" Did you mean “{problem.nearest}”?" if problem.nearest else ""
    return Wrong(f"{words}\n{' ' * (column - 1)}{'^' * min(read_to, 40)}", told)


def entries(found: Opened) -> Page:
    """All mandates, acceptances and offers of the case itself, by party, each with its form's address."""
    rows = [
        (section, party, [item for item in items_of(found.case, section) if item.party == party.id])
        for section in FORMULA
        for party in found.case.parties.values()
    ]
    data = {"case": found.case.id, "sections": {s: [i.id for i in items_of(found.case, s)] for s in FORMULA}}
    more = {"rows": rows, "writable": found.entry.writable}
    return Page("Mandates, acceptances, offers", data, (), "entries.html", more)


def entry_page(
    found: Opened,
    section: str,
    item: Item | None,
    party: str | None = None,
    *,
    problems: Sequence[Problem] = (),
    values: Mapping[str, str] | None = None,
    theirs: Mapping[str, str] | None = None,
    wrong: Wrong | None = None,
    status: int = 200,
) -> Page:
    """The form of an entry that is there, or of a new one."""
    case = found.case
    party = item.party if item is not None else party
    if section not in FORMULA or party not in case.parties:
        known = FORMULA if section not in FORMULA else case.parties
        given = section if section not in FORMULA else str(party)
        what = f"There is no such place for an entry: “{given[:80]}”."
        raise UsageError(Problem(what, read=given[:80], nearest=nearest_word(given, known), code="unknown-id"))
    behind = [] if item is None else [case.statements[name] for name in item.evidence if name in case.statements]
    words = tuple(statement_entry(found.answers, each) for each in behind)
    stands = dict.fromkeys(FIELDS[section], "") if item is None else values_of(section, item)
    more: dict[str, Any] = {
        "more_section": section,
        "item": item,
        "party": case.parties[str(party)],
        "fields": FIELDS[section],
        "values": defaultdict(str, values if values is not None else stands),
        "seen": "" if item is None else fingerprint(section, item),
        "options": _options(case, str(party)),
        "comparisons": comparisons(case),
        "problems": tuple(problems),
        "theirs": theirs,
        "wrong": wrong,
        "sections": (Section("words", "What it rests on", words),) if words else (),
        "writable": found.entry.writable,
        "statements": [each.id for each in case.statements.values() if each.counts],
    }
    title = f"{item.id}: {section} of {case.parties[str(party)].name}" if item else f"New in {section}"
    data: dict[str, Any] = {
        "case": case.id,
        "id": item.id if item else None,
        "section": section,
        "party": party,
        "values": stands,
    }
    data |= {"seen": more["seen"], "problems": [problem.to_dict() for problem in problems]}
    return Page(title, data, (), "entry.html", more, status)


def items_of(case: Case, section: str) -> list[Item]:
    """The entries of a section that the case itself has, in file order."""
    found: Mapping[str, Mapping[str, Item]] = {
        "mandates": case.clauses,
        "acceptances": case.acceptances,
        "offers": case.offers,
    }
    return [item for item in found[section].values() if item.layer is None]


def values_of(section: str, item: Item) -> dict[str, str]:
    """What an entry says, field by field, as words."""
    named = {"formula": item.text, "evidence": " ".join(item.evidence)}
    return {field: named.get(field, getattr(item, field, None) or "") for field in FIELDS[section]}


def fingerprint(section: str, item: Item) -> str:
    """The same for entries that say the same."""
    return sha256(repr(sorted(values_of(section, item).items())).encode()).hexdigest()[:32]


def comparisons(case: Case) -> list[str]:
    """What a formula is made of: each issue with each outcome."""
    return [f"{issue.id} = {outcome}" for issue in case.issues.values() for outcome in issue.outcomes][:MOST]


def _options(case: Case, party: str) -> dict[str, list[tuple[str, str]]]:
    rounds = [(each.id, each.title) for each in case.rounds.values()]
    levels = [(level, "") for level in case.parties[party].levels]
    return {
        "level": levels,
        "owner": levels,
        "kind": [(kind, "") for kind in get_args(ClauseKind)],
        "round": rounds,
        "until": rounds,
        "as_told_by": [(each.id, each.name) for each in case.parties.values() if each.id != party],
    }
