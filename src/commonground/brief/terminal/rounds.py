"""What changed, on a terminal: between two rounds, between two versions of a case, and from meeting to meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from commonground.agreement import (
    Changes,
    Departure,
    Departures,
    LevelCount,
    Replaced,
    SectionChanges,
    Standing,
    VerdictChange,
    ZoneChange,
)
from commonground.brief.frame_line import caveats
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.wording import NOT_COMPUTED, day, formula_in_words, listed, mandate_words, party_name
from commonground.case import Case, Clause

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_changes", "print_departures"]

_SECTIONS = {
    "clauses": "Mandates",
    "acceptances": "Acceptances",
    "offers": "Offers",
    "meaning": "Meaning rules",
    "order": "Order of steps",
    "feasible": "Feasibility rules",
}
_WAYS = {
    "opens": "Opens",
    "closes": "Closes",
    "accepted": "Now accepted by all on record",
    "lapses": "No longer accepted by all on record",
}


def print_changes(before: Case, after: Case, result: Changes) -> None:
    """What changed from ``before`` to ``after`` (one case, if two of its rounds were compared), the caveats first."""
    console = new_console()
    console.print(plain(after.title, "bold"))
    for line in _frame(before, after, result):
        console.print(plain(line, "dim"))
    console.print()
    for name, section in _ordered(result.sections):
        console.print(plain(_SECTIONS.get(name, name.capitalize()), "bold"))
        for line in _section(before, after, name, section):
            console.print(plain(f"  {line}"), soft_wrap=False)
    if not result.sections:
        console.print(plain("Nothing is written otherwise."))
    console.print()
    console.print(_verdicts(after, result, before))
    console.print(plain(f"Targets that stand as they did: {result.unchanged}."))
    _print_notes(console, before, after, result)


def print_departures(case: Case, result: Departures) -> None:
    """The rounds after which some zone is another, and the meetings held beside them, the caveats first."""
    console = new_console()
    print_frame(console, case)
    console.print()
    console.print(_meetings(case, result))
    for line in _by_levels(case, result):
        console.print(plain(line))
    for item in result.departures:
        at = case.rounds[item.round]
        console.print()
        console.print(plain(f"{item.round}  {at.title} ({day(at.date)})", "bold"))
        for line in _turned(case, item):
            console.print(plain(f"  {line}"), soft_wrap=False)
    if not result.departures and result.exhaustive:
        console.print(plain("No zone is another after a later round than before it."))
    told = sorted({str(r["told_only_by"]) for r in result.records.values() if r.get("told_only_by")})
    if told:
        who = listed(party_name(case, party) for party in told)
        console.print(plain(f"Some of what came or went is known by {who}'s account of another side alone."))
    if not result.exhaustive:
        console.print(plain("Not exhaustive: the search stopped at its limit.", "bold yellow"))
    console.print(
        plain(
            "The first round has nothing before it. A zone may close because a position was first put on record then, "
            "not because it hardened. A few meetings show no effect of a level.",
            "dim",
        )
    )


def _frame(before: Case, after: Case, result: Changes) -> Iterator[str]:
    yield " ".join(caveats(after))
    if result.kind == "rounds":
        ends = [(seen.round, after.rounds[str(seen.round)]) for seen in (result.before, result.after)]
        told = " to ".join(f"{name}, {at.title} ({day(at.date)})" for name, at in ends)
        yield f"What changed from round {told}."
        return
    yield f"Compared with: {before.title}. {' '.join(caveats(before))}"
    rounds = [seen.round or "no round" for seen in (result.before, result.after)]
    yield f"Verdicts at round {rounds[0]} before and {rounds[1]} after; what is written, over all rounds."


def _ordered(sections: Mapping[str, SectionChanges]) -> Iterator[tuple[str, SectionChanges]]:
    yield from ((name, sections[name]) for name in _SECTIONS if name in sections)
    yield from ((name, section) for name, section in sections.items() if name not in _SECTIONS)


def _section(before: Case, after: Case, name: str, section: SectionChanges) -> Iterator[str]:
    for item in section.replaced:
        yield from _replacement(before, after, name, item)
    for each in section.went:
        why = f"; {section.reasons[each]}" if each in section.reasons else ""
        yield f"- {_named(before, name, each)}{why}"
    for each in section.came:
        yield f"+ {_named(after, name, each)}"


def _replacement(before: Case, after: Case, name: str, item: Replaced) -> Iterator[str]:
    if not item.fields:
        news = "; ".join(_named(after, name, each) for each in item.by)
        yield f"~ {_named(before, name, item.id)}, followed by {news}"
        return
    yield f"~ {_named(after, name, item.id)}"
    for field, (old, new) in item.fields.items():
        yield f"    {field}: {_shown(old)}, now {_shown(new)}"


def _named(case: Case, section: str, name: str) -> str:
    """An object by its id and in words."""
    item: Any = getattr(case, section).get(name)
    if item is None:
        return name
    words = mandate_words(case, item) if isinstance(item, Clause) else ""
    if not words and getattr(item, "formula", None) is not None:
        words = formula_in_words(case, item.formula)
    words = words or str(getattr(item, "title", "") or getattr(item, "name", ""))
    party = getattr(item, "party", None)
    who = f"{party_name(case, party)}: " if isinstance(party, str) and section != "actors" else ""
    return f"{name}  {who}{words}".rstrip()


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _verdicts(case: Case, result: Changes, before: Case) -> object:
    """The verdicts that changed: issues and targets each, outcomes only where their issue's own verdict did not."""
    shown = [item for item in result.verdicts.values() if not _told_with_issue(result, item)]
    if not shown:
        return plain("No verdict changed." if result.exhaustive else "No verdict that was compared changed.")
    table = table_of("Verdicts that changed", ("To be agreed", "Before", "After"))
    alike: dict[tuple[str, str], list[str]] = {}
    for item in sorted(shown, key=lambda each: ("target", "issue", "outcome").index(each.kind)):
        told = (_standing(before, item, item.before), _standing(case, item, item.after))
        alike.setdefault(told, []).append(_title(case, before, item.name))
    for (old, new), titles in alike.items():
        table.add_row(plain("\n".join(titles)), plain(old), plain(new))
    return table


def _told_with_issue(result: Changes, item: VerdictChange) -> bool:
    return item.kind == "outcome" and item.name.partition("=")[0] in result.verdicts


def _standing(case: Case, item: VerdictChange, told: Standing | None) -> str:
    if told is None:
        return "no such target"
    lines = [told.zone or NOT_COMPUTED]
    if told.by_meaning:
        lines[0] += " by what the words mean"
    elif "alone" in item.fields and told.alone != told.zone:
        lines.append(f"alone: {told.alone or NOT_COMPUTED}")
    if told.zone == "excluded" and not told.by_meaning:
        if told.keystones is not None:
            stones = listed(told.keystones) if told.keystones else "no clause"
            lines.append(f"in every blocking set: {stones}")
        clauses = told.price_clauses or {}
        for party in case.table if told.price is not None else ():
            own = clauses.get(party.id)
            lines.append(f"{party.name} alone: {'cannot' if own is None else ', '.join(own)}")
    return "\n".join(lines)


def _title(case: Case, other: Case, name: str) -> str:
    """A target in words: an issue or an outcome by its title."""
    for known in (case, other):
        if name in known.issues:
            return f"{known.issues[name].title} (leaves how it stands)"
        issue, _, outcome = name.partition("=")
        if name not in known.targets and issue in known.issues and outcome in known.issues[issue].outcomes:
            return f"{known.issues[issue].title}: “{known.issues[issue].outcomes[outcome]}”"
    return name


def _print_notes(console: Console, before: Case, after: Case, result: Changes) -> None:
    told = sorted(set(result.told_only_by.values()))
    if told:
        who = listed(party_name(after if party in after.parties else before, party) for party in told)
        ids = ", ".join(sorted(result.told_only_by))
        console.print(plain(f"Known by {who}'s account of another side alone: {ids}."))
    if not result.exhaustive:
        count = len(result.not_computed)
        console.print(
            plain(f"Not exhaustive: {count} target{'s' * (count != 1)} could not be compared in full.", "bold yellow")
        )
    console.print(
        plain(
            "One follows upon another in the record; that it was given in exchange is not said. The clauses under a "
            "side's name are the fewest by whose giving up it could open the zone alone; how many they are is no cost.",
            "dim",
        )
    )


def _meetings(case: Case, result: Departures) -> object:
    heads = ("Round", "Day", "Present", "Meetings so far", "Departures so far", "A zone is another after it")
    table = table_of("Meetings held and departures so far", heads)
    for item in result.meetings:
        turned = {True: "yes", False: "no", None: "nothing before it" if item.meetings == 1 else NOT_COMPUTED}
        at = None if item.day is None else date.fromisoformat(item.day)
        table.add_row(
            plain(f"{item.round}  {item.title}"),
            plain(day(at)),
            plain(_seats(case, item.present)),
            str(item.meetings),
            str(item.departures),
            turned[item.departure],
        )
    return table if result.meetings else plain("This case has no rounds.")


def _seats(case: Case, present: Mapping[str, str]) -> str:
    return ", ".join(f"{party_name(case, party)}: {level}" for party, level in present.items()) or "not recorded"


def _by_levels(case: Case, result: Departures) -> Iterator[str]:
    for item in result.by_levels:
        yield f"{_counted(item)} with {_seats(case, item.present)}."


def _counted(item: LevelCount) -> str:
    turned = f"{item.departures} departure{'s' * (item.departures != 1)}"
    return f"{item.meetings} meeting{'s' * (item.meetings != 1)}, {turned},"


def _turned(case: Case, item: Departure) -> Iterator[str]:
    names = {change.name for change in item.changes}
    alike: dict[str, list[str]] = {}
    for change in item.changes:
        if change.kind != "outcome" or change.name.partition("=")[0] not in names:
            alike.setdefault(_way(change), []).append(_title(case, case, change.name))
    yield from (f"{way}: {'; '.join(titles)}" for way, titles in alike.items())
    for name, section in (("clauses", item.clauses), ("acceptances", item.acceptances)):
        if section:
            yield f"On record by then ({_SECTIONS[name].lower()}):"
            yield from (f"  {line}" for line in _section(case, case, name, section))


def _way(change: ZoneChange) -> str:
    return f"{_WAYS[change.direction]} ({change.before}, then {change.after})"
