"""The decoupling test: what if a target were talked about apart from other matters?

Let T be a target and B a set of issues that holds those of T: the *matter*. Unless another is named, B is what T
mentions and whatever meaning rules tie to it, directly or through others. *Cut* are the *links*: of each mandate clause
in force, whosever it is, those parts (``solving.parts``) that mention an issue of B and one outside.
What keeps within B stays in force, and so does what is about other matters only: it is talked about elsewhere and not
given up. Meaning rules are nobody's to give up: none is cut unless the caller names it, and those that cross the border
are listed, since they still link. The same questions are then asked before and after: the zone within a package and
alone, the blocking set, the keystones, the fewest clauses to give up, and each party's.

Cutting clauses leaves blocking sets as they are or does away with them; no new one can appear and none gets smaller.
So the smallest one left may even be larger than before. What gets smaller is what would have to give. A target is
*held by links* if it is excluded and cutting opens it: then the linkage is what blocks, and not the matter itself;
``enough`` are the fewest links whose cutting does it. At Camp David in 1978 the withdrawal from Sinai was
within reach by itself and out of reach as long as it hung on the West Bank.

That a link could be cut is no advice: it may be the only thing that a side has to trade. And a target that is nothing
but a bundle of other matters is an empty shell once they are cut off. The test is ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from commonground.agreement.solving.budget import Budget, OutOfTime, budget_of
from commonground.agreement.solving.fewest import Fewest
from commonground.agreement.solving.parts import parts
from commonground.agreement.solving.question import Question, ask, in_natural_order
from commonground.agreement.solving.wanted import wanted
from commonground.agreement.zones.blocking import BlockingSet, blocking_set
from commonground.agreement.zones.concession import Concession, concession, price
from commonground.agreement.zones.keystones import keystones
from commonground.agreement.zones.zone import ZoneValue, zone
from commonground.case.model import Case, Clause, Target
from commonground.errors import Problem, UsageError, nearest_word
from commonground.logic import And, mentions

__all__ = ["Apart", "Decoupling", "decoupling"]


@dataclass(frozen=True, slots=True)
class Apart:
    """What holds of the target, with all clauses or with some cut. None: not computed."""

    zone: ZoneValue | None = None
    alone: ZoneValue | None = None
    by_meaning: bool | None = None
    blocking_set: tuple[str, ...] | None = None
    keystones: tuple[str, ...] | None = None
    concession: tuple[str, ...] | None = None  # one of the fewest; empty if nothing has to give or nothing helps
    own: Mapping[str, tuple[str, ...] | None] | None = None  # party -> the fewest of its own; None: it cannot

    def to_dict(self) -> dict[str, Any]:
        return {
            "zone": self.zone,
            "alone": self.alone,
            "by_meaning": self.by_meaning,
            "blocking_set": _listed(self.blocking_set),
            "keystones": _listed(self.keystones),
            "concession": _listed(self.concession),
            "own": None if self.own is None else {party: _listed(clauses) for party, clauses in self.own.items()},
        }


@dataclass(frozen=True, slots=True)
class Decoupling:
    """A target within its matter, before and after the cut.

    ``cut`` names the clauses that are links, ``in_part`` those of them of which a part stays; ``rules_across`` the
    meaning rules that cross the border of the matter and are kept, ``rules_cut`` those cut because the caller named
    them. ``changes`` says which answers differ.
    """

    case: str
    round: str | None
    target: str
    formula: str
    matter: tuple[str, ...]
    cut: tuple[str, ...]
    in_part: tuple[str, ...]
    rules_across: tuple[str, ...]
    rules_cut: tuple[str, ...]
    before: Apart
    after: Apart
    changes: tuple[str, ...]
    enough: tuple[str, ...] | None  # the fewest of ``cut`` whose cutting opens it, besides ``rules_cut``; None: none
    enough_unique: bool | None
    not_computed: tuple[str, ...]

    @property
    def held_by_links(self) -> bool | None:
        """Excluded, and open once the matter is cut loose; None if either was not computed."""
        if self.before.zone is None or self.after.zone is None:
            return None
        return self.before.zone == "excluded" != self.after.zone

    @property
    def exhaustive(self) -> bool:
        return not self.not_computed

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": 1,
            "case": self.case,
            "round": self.round,
            "target": self.target,
            "formula": self.formula,
            "matter": list(self.matter),
            "cut": list(self.cut),
            "in_part": list(self.in_part),
            "rules_across": list(self.rules_across),
            "rules_cut": list(self.rules_cut),
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "changes": list(self.changes),
            "held_by_links": self.held_by_links,
            "enough": _listed(self.enough),
            "enough_unique": self.enough_unique,
            "not_computed": list(self.not_computed),
            "exhaustive": self.exhaustive,
        }


def decoupling(
    case: Case | Question,
    target: Target | str,
    within: Iterable[str] | None = None,
    round: str | None = None,
    *,
    rules: Iterable[str] = (),
    budget: Budget | float | None = 10.0,
) -> Decoupling:
    """A target before and after its matter is cut loose from all others.

    Parameters
    ----------
    case
        A loaded case, or a question already asked of a round.
    target
        A target, the name of one, or a formula.
    within
        The issues of the matter; by default those of the target and all that meaning rules tie to them.
    round
        The id of a round; by default the latest.
    rules
        Meaning rules to be cut as well, by id; by default none is.
    budget
        Seconds, or a budget shared with other questions.

    Raises
    ------
    UsageError
        An issue or a rule that the case does not have, or a matter without an issue of the target.
    """
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    question = case if isinstance(case, Question) else ask(case, round)
    item = wanted(question.case, target)
    cut_rules = _known_rules(question, rules)
    kept_rules = tuple(rule for rule in question.rules if rule.id not in cut_rules)
    whole = replace(question, rules=kept_rules) if within is None else question
    matter = _matter(whole, item) if within is None else _named(question.case, within)
    _holds_the_target(question.case, matter, item)
    left, cut = _cut_loose(question, matter)
    loose = replace(question, rules=kept_rules, clauses=left)
    missing: set[str] = set()
    before = _asked(question, item, limit.part(0.5), missing)
    after = _asked(loose, item, limit, missing)
    enough = Concession(None, None)
    if before.zone == "excluded" != (after.zone or "excluded"):
        try:
            enough = _enough(replace(question, rules=kept_rules), item, left, cut, limit)
        except OutOfTime:
            missing.add("enough")
    return Decoupling(
        case=question.case.id,
        round=question.round,
        target=item.id,
        formula=item.text,
        matter=tuple(issue for issue in question.case.issues if issue in matter),
        cut=cut,
        in_part=tuple(name for name in cut if name in left),
        rules_across=tuple(rule.id for rule in kept_rules if _crosses(question, mentions(rule.formula), matter)),
        rules_cut=tuple(rule.id for rule in question.rules if rule.id in cut_rules),
        before=before,
        after=after,
        changes=_changes(before, after),
        enough=enough.clauses,
        enough_unique=enough.unique,
        not_computed=tuple(sorted(missing)),
    )


def _matter(question: Question, target: Target) -> frozenset[str]:
    """The issues of a target, and whatever meaning rules tie to them."""
    issues = question.case.issues
    reached = frozenset(mentions(target.formula))
    rules = [mentions(part) for rule in question.rules for part in parts(rule.formula, question.case.names)]
    while True:
        wider = reached.union(*(names for names in rules if names & reached))
        if wider == reached:
            return frozenset(issue for issue in issues if issue in reached)
        reached = wider


def _cut_loose(question: Question, matter: Collection[str]) -> tuple[Mapping[str, Clause], tuple[str, ...]]:
    """The clauses after the cut, and which were cut, in whole or in part."""
    left: dict[str, Clause] = {}
    cut: list[str] = []
    for name, clause in question.clauses.items():
        pieces = parts(clause.formula, question.case.names)
        stay = [piece for piece in pieces if not _crosses(question, mentions(piece), matter)]
        if len(stay) == len(pieces):
            left[name] = clause
            continue
        cut.append(name)
        if stay:
            left[name] = replace(clause, formula=And(tuple(stay)))
    return MappingProxyType(left), tuple(cut)


def _crosses(question: Question, names: Collection[str], matter: Collection[str]) -> bool:
    """Whether issues on both sides of the border are named; options are on neither."""
    issues = [name for name in names if name in question.case.issues]
    return any(name in matter for name in issues) and any(name not in matter for name in issues)


def _asked(question: Question, target: Target, limit: Budget, missing: set[str]) -> Apart:
    found = Apart()
    try:
        answer = zone(question, target, limit)
        found = Apart(answer.zone, answer.alone, answer.by_meaning)
        if answer.zone != "excluded" or answer.by_meaning:
            own = None if answer.by_meaning else ()
            return replace(
                found, blocking_set=(), keystones=(), concession=(), own={p.id: own for p in question.parties}
            )
        block: BlockingSet = blocking_set(question, target, budget=limit, smallest=limit.part(0.3))
        found = replace(found, blocking_set=block.clauses)
        stones = keystones(question, target, budget=limit, among=block.clauses)
        found = replace(found, keystones=stones)
        fewest = concession(question, target, budget=limit.part(0.5), stones=stones)
        found = replace(found, concession=fewest.clauses)
        own_clauses = {
            party.id: price(question, target, party.id, budget=limit, stones=stones).clauses
            for party in question.parties
        }
        return replace(found, own=own_clauses)
    except OutOfTime:
        missing.update(name for name, value in found.to_dict().items() if value is None)
        return found


def _changes(before: Apart, after: Apart) -> tuple[str, ...]:
    """The answers that differ, of those that are known both times; of sets their sizes are compared."""
    changed = [name for name in ("zone", "alone") if _differ(getattr(before, name), getattr(after, name))]
    for name in ("blocking_set", "concession"):
        one, two = getattr(before, name), getattr(after, name)
        if one is not None and two is not None and len(one) != len(two):
            changed.append(name)
    if before.keystones is not None and after.keystones is not None and set(before.keystones) != set(after.keystones):
        changed.append("keystones")
    if before.own is not None and after.own is not None and _sizes(before.own) != _sizes(after.own):
        changed.append("own")
    return tuple(changed)


def _differ(one: object, two: object) -> bool:
    return one is not None and two is not None and one != two


def _sizes(own: Mapping[str, tuple[str, ...] | None]) -> dict[str, int | None]:
    return {party: None if clauses is None else len(clauses) for party, clauses in own.items()}


def _enough(
    question: Question, target: Target, left: Mapping[str, Clause], cut: Sequence[str], limit: Budget
) -> Concession:
    """The fewest of the clauses to be cut whose cutting opens the target; the parts of them that stay stand anyhow."""
    stay = {f"{name}, the part that stays": left[name] for name in cut if name in left}
    stand = replace(question, clauses=MappingProxyType({**question.clauses, **stay}))
    blockage = stand.encoded.blockage(target)
    firm = [[selector] for name, selector in blockage.selectors.items() if name not in cut]
    wishes = [selector for name, selector in blockage.selectors.items() if name in cut]
    with Fewest((*blockage.hard, *firm), wishes, blockage.top) as problem:
        given_up = problem.given_up(limit)
        if not given_up:
            return Concession(None if given_up is None else (), None)
        problem.require(given_up)
        other = problem.given_up(limit)
    return Concession(blockage.ids(given_up), other is None or len(other) > len(given_up))


def _known_rules(question: Question, rules: Iterable[str]) -> frozenset[str]:
    named = frozenset(rules)
    known = [rule.id for rule in question.rules]
    for name in sorted(named.difference(known)):
        what = f"The case has no meaning rule “{str(name)[:80]}” that could be cut."
        expected = "one of " + ", ".join(known[:12]) if known else "none: the case has no meaning rules"
        raise UsageError(
            Problem(what, read=str(name), expected=expected, nearest=nearest_word(str(name), known), code="unknown-id")
        )
    return named


def _named(case: Case, within: Iterable[str]) -> frozenset[str]:
    named = frozenset([within] if isinstance(within, str) else within)
    for name in in_natural_order(named.difference(case.issues)):
        what = f"The case has no issue “{name[:80]}” that a matter could hold."
        expected = "one of " + ", ".join(list(case.issues)[:12])
        nearest = nearest_word(name, case.issues)
        raise UsageError(Problem(what, read=name, expected=expected, nearest=nearest, code="unknown-issue"))
    return named


def _holds_the_target(case: Case, matter: frozenset[str], target: Target) -> None:
    left_out = [issue for issue in case.issues if issue in mentions(target.formula) and issue not in matter]
    if left_out:
        what = f"The target “{target.id[:80]}” is about {', '.join(left_out)}, outside the matter."
        expected = "a matter that holds every issue of the target"
        raise UsageError(Problem(what, read=", ".join(sorted(matter)), expected=expected, code="target-outside-matter"))


def _listed(clauses: tuple[str, ...] | None) -> list[str] | None:
    return None if clauses is None else list(clauses)
