"""The ultimatum test on a terminal: every side at every scope, side by side, with what each word rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from commonground.agreement import Label, ScopeTest, SideTest, UltimatumReport
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.wording import NOT_COMPUTED, day, formula_in_words, listed, mandate_words, party_name
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["print_ultimatum", "scope_words"]

_STYLES = {"negotiated": "green", "not": "green", "exchange of demands": "yellow", "ultimatum": "bold"}
_NOTES = (
    "Closed: its set, once the matter is settled, holds nothing it has not offered before. Moved: its nearest offer "
    "breaks fewer clauses of the others' mandates than at first. Rule: an act or rule on record by which another's "
    "offer changes what it accepts. Reach: other issues that the least of its offers forces off the status quo.",
    "“Ultimatum-like” is a word for a form while a part is unknown: no headline, no motive and no fault. A side that "
    "keeps to the status quo makes no offer to leave it, and so is not tested; where it stands shows in the verdicts "
    "on the zone.",
)


def print_ultimatum(case: Case, report: UltimatumReport) -> None:
    """The test of every side at every scope, the caveats first."""
    console = new_console()
    print_frame(console, case, report.round)
    console.print()
    tested = [test for test in report.scopes.values() if test.sides is None or _offered(test)]
    console.print(_table(case, tested))
    silent = [
        scope_words(case, test) for test in report.scopes.values() if test.sides is not None and test not in tested
    ]
    if silent:
        console.print(plain(f"No side made an offer on: {'; '.join(silent)}."))
    _print_grounds(console, case, tested)
    _print_labels(console, case, report)
    if not report.exhaustive:
        console.print(plain("Not exhaustive: the search stopped at its limit.", "bold yellow"))
    for note in _NOTES:
        console.print(plain(note, "dim"))


def scope_words(case: Case, test: ScopeTest) -> str:
    """A scope as a reader would call it."""
    scope = test.scope
    if scope.issue is not None and scope.kind == "any form":
        return f"{case.issues[scope.issue].title}, in any form"
    return formula_in_words(case, scope.target.formula)


def _offered(test: ScopeTest) -> bool:
    return test.sides is not None and any(side.offers for side in test.sides.values())


def _table(case: Case, tests: Iterable[ScopeTest]) -> object:
    head = ("Matter", "Side", "Closed", "Moved", "Rule", "Reach", "Verdict")
    table = table_of("The same test for every side", head)
    for test in tests:
        matter = scope_words(case, test)
        if test.sides is None:
            table.add_row(plain(matter), *(plain(NOT_COMPUTED) for _ in head[1:]), end_section=True)
            continue
        for number, (party, side) in enumerate(test.sides.items(), 1):
            cells = (_closed(side), _moved(case, side), _rule(case, side), _reach(case, side), _verdict(side))
            first = matter if number == 1 else ""
            name = party_name(case, party)
            end = number == len(test.sides)
            table.add_row(plain(first), plain(name), *map(plain, cells[:-1]), _word(side, cells[-1]), end_section=end)
    return table


def _closed(side: SideTest) -> str:
    if side.closed is None:
        return "–"
    if side.agreed:
        return "no"
    by_mandate, on_record = side.closed.by_mandate, side.closed.on_record
    told = by_mandate if by_mandate == on_record else f"by mandate {by_mandate}; on record {on_record}"
    return f"{told} (it has one form only)" if side.closed.trivial else told


def _moved(case: Case, side: SideTest) -> str:
    if not side.offers:
        return "no offer"
    if side.agreed:
        return "agreed"
    if side.approach is None:
        return NOT_COMPUTED
    way = f"{side.approach.first.distance} → {side.approach.last.distance}"
    if side.moved == "yes":
        return f"{way} ({listed(_round(case, step.round) for step in side.approach.came_nearer)})"
    if side.moved == "unknown":
        return f"unknown: first offer in this round ({side.approach.first.distance})"
    return f"no ({way}, a wider menu: nominal)" if side.approach.nominal else f"no ({way})"


def _round(case: Case, name: str | None) -> str:
    return "in no round on record" if name is None else day(case.rounds[name].date) if case.rounds[name].date else name


def _rule(case: Case, side: SideTest) -> str:
    rule = side.rule
    if rule.value == "yes":
        return f"yes ({', '.join((*rule.acceptances, *rule.clauses))})"
    if rule.value == "no":
        return f"no ({', '.join(rule.powers)})"
    if rule.account is None:
        return "unknown"
    return f"unknown (by {party_name(case, rule.account)}'s account: no, {', '.join(rule.powers)})"


def _reach(case: Case, side: SideTest) -> str:
    if not side.offers:
        return "–"
    if side.reach is None:
        return NOT_COMPUTED
    forced = listed(case.issues[issue].title for issue in side.reach.forces)
    return f"{side.reach.count}: {forced}" if side.reach.forces else "0"


def _verdict(side: SideTest) -> str:
    if not side.offers and not side.agreed:
        return "not: no offer"
    if side.word == "not":
        return f"not: {', '.join(side.in_zone)} within every mandate"
    if side.word in ("ultimatum-like", "ultimatum") and side.reach is not None and not side.reach.forces:
        return f"{side.word} in form; forces nothing else"
    return side.word or NOT_COMPUTED


def _word(side: SideTest, words: str) -> Text:
    return plain(words, _STYLES.get(side.word or "", ""))


def _print_grounds(console: Console, case: Case, tests: Iterable[ScopeTest]) -> None:
    """What closes each demand, or what else its side lets through; agreed matters need none."""
    console.print(plain("What the words rest on", "bold"))
    clauses: dict[str, None] = {}
    for test in tests:
        for side in (test.sides or {}).values():
            if side.agreed or side.closed is None:
                continue
            clauses |= dict.fromkeys(side.closed.clauses)
            told = "; ".join(_grounds(case, side))
            console.print(plain(f"  {scope_words(case, test)} – {party_name(case, side.party)}: {told}."))
    for name in clauses:
        clause = case.clauses[name]
        evidence = "hypothesis" if clause.hypothesis else ", ".join(clause.evidence) or "UNSOURCED"
        who = party_name(case, clause.party)
        console.print(plain(f"  {name}  {mandate_words(case, clause)} ({who}, {clause.kind}) [{evidence}]"))


def _grounds(case: Case, side: SideTest) -> Iterator[str]:
    shut = side.closed
    if shut is None:
        return
    yield f"offers {', '.join(side.offers)}"
    if shut.by_mandate == "yes":
        yield "there is no other form" if shut.trivial else f"closed by {', '.join(shut.clauses)}"
    elif shut.by_mandate_else is not None:
        yield f"its mandate also lets through {_outcome(case, shut.by_mandate_else)}"
    else:
        yield "its own mandate rules the matter out"
    if shut.on_record_by:
        yield f"new in this round: {', '.join(shut.on_record_by)}"
    for teller in sorted(set(side.told_only_by.values())):
        ids = [name for name, by in side.told_only_by.items() if by == teller]
        known = "is" if len(ids) == 1 else "are"
        yield f"{', '.join(ids)} {known} known from {party_name(case, teller)}'s account alone"


def _outcome(case: Case, moved: Mapping[str, str]) -> str:
    told = [f"{case.issues[i].title}: “{case.issues[i].outcomes[o]}”" for i, o in moved.items()]
    return f"{listed(told)}, the rest as it is" if told else "the status quo"


def _print_labels(console: Console, case: Case, report: UltimatumReport) -> None:
    """What each side calls the talks itself, and what others call what it does; the same two lists for every side."""
    found = dict.fromkeys((*report.labels, *(label for test in report.scopes.values() for label in test.labels)))
    if not found:
        return
    console.print(plain("What the speakers call it", "bold"))
    for party in report.parties:
        about = [label for label in found if label.about == party]
        own = [label for label in about if label.own]
        console.print(plain(f"  {party_name(case, party)}, in its own words: {_labels(case, own)}"))
        console.print(plain(f"  {party_name(case, party)}, in others' words: {_labels(case, about, own)}"))


def _labels(case: Case, labels: Iterable[Label], without: Iterable[Label] = ()) -> str:
    left_out = set(without)
    told = [
        f"{_speaker(case, label)}: “{label.words.rstrip('.')}” [{label.statement}]"
        for label in labels
        if label not in left_out
    ]
    return "; ".join(told) or "nothing on record"


def _speaker(case: Case, label: Label) -> str:
    name = case.actors[label.speaker].name if label.speaker in case.actors else party_name(case, label.speaker)
    return f"{name}, {day(label.said)}" if label.said else name
