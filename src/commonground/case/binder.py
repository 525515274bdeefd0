"""Looks up the names that entries use, and collects what is wrong instead of stopping at the first.

After as many problems as anybody would read in one go it looks no further: near words take time to find.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from commonground.case.entries import Entry
from commonground.case.model import Issue, Option
from commonground.case.schema import PartyWritten
from commonground.case.validation import MOST_PROBLEMS
from commonground.case.yaml_text import Path
from commonground.errors import FormulaError, Problem, nearest_word, shortened
from commonground.logic import Formula, Names, read
from commonground.statements import Statement

__all__ = ["MOST_FORMULAS", "MOST_PAIRS", "Binder"]

MOST_FORMULAS = 20_000  # a few seconds' reading
MOST_PAIRS = 500_000  # of outcomes of one issue, over all issues: a solver needs a clause for each


class Binder:
    """Knows the parties, rounds, steps, issues and options of a case while it is being bound."""

    def __init__(self, entries: Iterable[Entry], statements: Mapping[str, Statement]) -> None:
        self.problems: list[Problem] = []
        self._levels: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, dict[str, int]] = {"party": {}, "step": {}, "round": {}}
        self._names = Names(issues={})
        self._formulas = 0
        self._take(entries, statements)

    def _take(self, entries: Iterable[Entry], statements: Mapping[str, Statement]) -> None:
        places: dict[str, str] = {s.id: f"line {s.line} of {s.file}" for s in statements.values()}
        kinds = {"parties": "party", "steps": "step", "rounds": "round"}
        for entry in entries:
            if entry.id in places:
                what = f"The id “{entry.id}” stands twice; first in {places[entry.id]}."
                self.problems.append(Problem(what, entry.where(), code="duplicate-id"))
            where = entry.where()
            places[entry.id] = f"line {where.line} of {where.file}"
            if entry.section in kinds:
                known = self._known[kinds[entry.section]]
                known[entry.key] = len(known)
            if isinstance(entry.body, PartyWritten):
                self._levels[entry.key] = tuple(entry.body.levels)

    def with_names(self, issues: Mapping[str, Issue], options: Mapping[str, Option]) -> Names:
        """From here on formulas may use these issues and options."""
        for both in sorted(issues.keys() & options.keys()):
            what = f"“{both}” is an issue and an option; one of them needs another name."
            self.problems.append(Problem(what, issues[both].where, code="issue-and-option"))
        pairs = 0
        for issue in issues.values():
            pairs += len(issue.outcomes) * (len(issue.outcomes) - 1) // 2
            if pairs > MOST_PAIRS:
                what = "All issues together have more outcomes than can be reasoned about; from here on it is too much."
                self.problems.append(Problem(what, issue.where, code="too-many-values"))
                break
        self._names = Names(
            issues={issue.id: tuple(issue.outcomes) for issue in issues.values()},
            ordered=frozenset(issue.id for issue in issues.values() if issue.ordered),
            options=frozenset(options.keys() - issues.keys()),
        )
        return self._names

    def unknown(self, kind: str, read: str, known: Iterable[str], entry: Entry, path: Path = ()) -> None:
        """Note that ``read``, at ``path`` within an entry, names no such thing."""
        if len(self.problems) >= MOST_PROBLEMS:
            return
        names = list(known)
        expected = "one of " + ", ".join(names[:12]) if names else f"a {kind} of this case, of which there is none"
        what = f"There is no {kind} “{read[:80]}”."
        where = entry.tree.where((*entry.path, *path))
        self.problems.append(Problem(what, where, read, expected, nearest_word(read, names), f"unknown-{kind}"))

    def wrong(self, what: str, entry: Entry, path: Path, read: str, expected: str, code: str) -> None:
        """Note what is wrong at ``path`` within an entry."""
        if len(self.problems) < MOST_PROBLEMS:
            where = entry.tree.where((*entry.path, *path))
            self.problems.append(Problem(what, where, read, expected, code=code))

    def known(self, kind: str, name: str | None, entry: Entry, field: str | None = None) -> bool:
        """Whether there is such a party, step or round; if not, a problem is noted."""
        if name in self._known[kind]:
            return True
        if len(self.problems) >= MOST_PROBLEMS:
            return False
        read = str(name)
        known = list(self._known[kind])
        expected = "one of " + ", ".join(known[:12]) if known else f"a {kind} of this case, of which there is none"
        what = f"There is no {kind} “{read[:80]}”."
        self.problems.append(
            Problem(what, entry.where(field), read, expected, nearest_word(read, known), f"unknown-{kind}")
        )
        return False

    def judged(self, entry: Entry) -> dict[str, Any]:
        """What everything judged has in common, as arguments for its record."""
        body: Any = entry.body
        if body.as_told_by is not None:
            self.known("party", body.as_told_by, entry, "as_told_by")
        return {
            "id": entry.id,
            "evidence": tuple(body.evidence),
            "as_told_by": body.as_told_by,
            "note": body.note,
            "layer": entry.layer,
            "hypothesis": entry.hypothesis,
            "where": entry.where(),
        }

    def level(self, party: str, level: str, entry: Entry, field: str) -> None:
        levels = self._levels[party]
        if level not in levels:
            what = f"{party} has no level “{level[:80]}”."
            expected, nearest = "one of " + ", ".join(levels), nearest_word(level, levels)
            self.problems.append(Problem(what, entry.where(field), level, expected, nearest, "unknown-level"))

    def levels(self, present: Mapping[str, str], entry: Entry, field: str) -> None:
        for party, level in present.items():
            if self.known("party", party, entry, field):
                self.level(party, level, entry, field)

    def span(self, entry: Entry, start: str | None, until: str | None) -> None:
        """A span of rounds: both known, the end after the start."""
        rounds = self._known["round"]
        found = [self.known("round", r, entry, f) for r, f in ((start, "round"), (until, "until")) if r is not None]
        if all(found) and until is not None and rounds[until] <= (-1 if start is None else rounds[start]):
            what = f"It ends in {until}, before it began."
            self.problems.append(Problem(what, entry.where("until"), until, code="ends-before-start"))

    def formula(self, entry: Entry, field: str | None, text: str) -> Formula | None:
        self._formulas += 1
        if self._formulas == MOST_FORMULAS + 1:
            what = f"More than {MOST_FORMULAS:,} formulas in one case."
            self.problems.append(Problem(what, entry.where(field), code="too-many-values"))
        if self._formulas > MOST_FORMULAS or len(self.problems) >= MOST_PROBLEMS:
            return None
        try:
            return read(text, self._names)
        except FormulaError as error:
            for problem in error.problems:
                column = problem.where.column
                where = entry.where(field, column)
                whole = f"{problem.what.rstrip('.')}, in “{shortened(text, 80)}”."
                self.problems.append(replace(problem, where=where, what=whole))
            return None
