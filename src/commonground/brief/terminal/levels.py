"""Levels and powers on a terminal: who could open what, whose mandates contain what, what each level may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonground.agreement import Contains, LevelsAnswer, LevelsReport, Ownership, Powers
from commonground.brief.matters import by_account, levels_in_words, matter_in_words
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.wording import either, mandate_words, party_name
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["ownership_in_words", "power_cell", "power_table", "print_levels"]


def print_levels(case: Case, result: LevelsReport) -> None:
    """The answers of ``result``, the caveats first."""
    console = new_console()
    print_frame(console, case, result.round)
    console.print()
    console.print(_openings(case, result))
    console.print(_contains(case, result))
    console.print(power_table(case, result.powers, {p: tuple(levels) for p, levels in result.parties.items()}))
    _print_ownership(console, case, result)
    if not result.exhaustive:
        console.print(plain("Not exhaustive: the search stopped at its limit.", "bold yellow"))
    console.print(plain("That a level owns a clause does not say that it would give it up.", "dim"))


def power_table(case: Case, can: Powers, levels: dict[str, tuple[str, ...]]) -> Table:
    """What levels may do, an act a row; unknown where nothing is recorded."""
    shown = [(party, level) for party, own in levels.items() for level in own]
    heads = [f"{party_name(case, party)}: {level}" for party, level in shown]
    table = table_of("Powers on record", ("May it", *heads))
    acts = dict.fromkeys(act for party, level in shown for act in can.answers[party][level])
    for act in acts:
        table.add_row(plain(act), *(plain(power_cell(case, can, party, level, act)) for party, level in shown))
    return table


def power_cell(case: Case, can: Powers, party: str, level: str, act: str) -> str:
    """``no [P1] (by Ukraine's account alone)``."""
    answer = can.of(party, level, act)
    word = "unknown: the record says both" if answer.contested else answer.value
    records = f" [{', '.join(answer.powers)}]" if answer.powers else ""
    return word + records + by_account(case, answer.told_only_by)


def _openings(case: Case, result: LevelsReport) -> Table:
    sides = [f"{party_name(case, party)} alone, by giving up" for party in result.parties]
    table = table_of("Who could open it", ("To be agreed", "Verdict", *sides))
    for name, answer in result.targets.items():
        zone = answer.zone.zone if answer.zone else "not computed"
        cells = [plain(_opening(answer, party)) for party in result.parties]
        table.add_row(plain(matter_in_words(case, name)), plain(zone), *cells)
    return table


def _opening(answer: LevelsAnswer, party: str) -> str:
    if answer.openings is None:
        by_meaning = answer.zone is not None and answer.zone.by_meaning
        late = "can_open" in answer.not_computed
        return "not computed" if late else "no level: the words exclude it" if by_meaning else "–"
    item = answer.openings[party]
    if item.level is None:
        return "no level"
    tie = "" if item.unique else " (one such set)"
    return f"{', '.join(item.clauses)} at the level of {item.level}{tie}"


def _contains(case: Case, result: LevelsReport) -> Table:
    heads = ("To be agreed", "On record contained at", "Not ruled out at", "The highest levels")
    table = table_of("Whose own mandates leave a zone", heads)
    for name, answer in result.targets.items():
        found = answer.contains
        cells = (
            _vectors(case, found) if found else ("–" if "contains" not in answer.not_computed else "not computed",) * 3
        )
        table.add_row(plain(matter_in_words(case, name)), *(plain(cell) for cell in cells))
    return table


def _vectors(case: Case, found: Contains) -> tuple[str, str, str]:
    on_record = either(levels_in_words(case, v.levels) for v in found.lowest) if found.lowest else "no levels"
    told = []
    for vector in found.lowest_not_ruled_out:
        silent = [party_name(case, party) for party in vector.silent]
        why = f" (nothing of {either(silent)} on record there)" if silent else ""
        told.append(levels_in_words(case, vector.levels) + why)
    highest = found.vectors[-1].contains if found.exhaustive and found.vectors else "not computed"
    return on_record, "; ".join(told) or "no levels", highest


def _print_ownership(console: Console, case: Case, result: LevelsReport) -> None:
    if not result.ownership:
        return
    console.print(plain("Clauses named, and on what ground they are said to be owned", "bold"))
    for name, item in result.ownership.items():
        clause, record = case.clauses[name], result.clauses[name]
        account = by_account(case, record.told_only_by)
        head = f"  {name}  {mandate_words(case, clause)} ({party_name(case, item.party)}{account})"
        console.print(plain(f"{head}: {ownership_in_words(case, item)}"))


def ownership_in_words(case: Case, item: Ownership) -> str:
    """``owned by leader, said by the owner (s30); powers P1, P3 (by Ukraine's account alone)``."""
    said = (
        [statement for ids in item.said_at.values() for statement in ids] if item.ground == "said by the owner" else []
    )
    told = f" ({', '.join(said)})" if said else ""
    bearing = f"; powers {', '.join(item.powers)}{by_account(case, item.told_only_by)}" if item.powers else ""
    against = f"; {', '.join(item.against)} point to a lower level" if item.against else ""
    return f"owned by {item.owner}, {item.ground}{told}{bearing}{against}"
