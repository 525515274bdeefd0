"""Blocks and the decoupling test on a terminal: which issues hang together, and what if a matter were cut loose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from commonground.agreement import Apart, Block, Blocks, Decoupling
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.wording import NOT_COMPUTED, day, formula_in_words, listed, mandate_words, party_name
from commonground.case import Case, told_only_by

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_blocks", "print_decoupling"]


def print_blocks(case: Case, result: Blocks | Sequence[Blocks]) -> None:
    """The blocks of a round, or of several, the caveats first."""
    found = (result,) if isinstance(result, Blocks) else tuple(result)
    console = new_console()
    print_frame(console, case)
    for each in found:
        console.print()
        if each.round is not None:
            at = case.rounds[each.round]
            console.print(plain(f"Round {each.round}, {at.title} ({day(at.date)})", "bold"))
        apart = [block for block in each.blocks if len(block.issues) == 1]
        for block in each.blocks:
            if len(block.issues) > 1:
                _print_block(console, case, block)
        if apart:
            names = listed(case.issues[block.issues[0]].title for block in apart)
            console.print(plain(f"Each by itself: {names}."))
        for block in apart:
            if block.together.exhaustive and not block.together.sets:
                console.print(
                    plain(f"{case.issues[block.issues[0]].title}: the mandates on it cannot be met together.")
                )
        if not each.exhaustive:
            console.print(plain("Not exhaustive: not all sets that can move together were found.", "bold yellow"))
    _print_named(console, case, {name for each in found for block in each.blocks for name in block.ties})
    console.print(
        plain("That issues are named together is a fact about clauses, not that they cannot be parted.", "dim")
    )


def print_decoupling(case: Case, result: Decoupling) -> None:
    """What is cut, then each answer with all clauses and with the links cut."""
    console = new_console()
    print_frame(console, case, result.round)
    console.print()
    console.print(plain(f"“{result.target}” apart from all but {_titles(case, result.matter)}", "bold"))
    console.print(plain(f"Cut: {listed(result.cut)}{_in_part(result)}."))
    if result.rules_cut:
        console.print(plain(f"Cut as asked, though nobody's to give up: the meaning rules {listed(result.rules_cut)}."))
    if result.rules_across:
        console.print(plain(f"Kept, and still a link: the meaning rules {listed(result.rules_across)}."))
    console.print(_compared(case, result))
    console.print(plain(_verdict(result)))
    if not result.exhaustive:
        console.print(plain(f"Not exhaustive; {NOT_COMPUTED}: {listed(result.not_computed)}.", "bold yellow"))
    _print_named(console, case, {*result.cut, *result.rules_cut, *result.rules_across, *_blocking(result)})
    console.print(plain("That a link could be cut is no advice: it may be all that a side has to trade.", "dim"))


def _print_block(console: Console, case: Case, block: Block) -> None:
    console.print(plain(f"One block of {len(block.issues)}: {_titles(case, block.issues)}"))
    own = {party: [name for name in block.ties if name in clauses] for party, clauses in block.clauses.items()}
    sides = [f"{party_name(case, party)} {', '.join(names) or 'none'}" for party, names in own.items()]
    rules = [name for name in block.ties if name in block.rules]
    meaning = f"what the words mean {', '.join(rules) or 'none'}"
    console.print(plain(f"  tied by: {'; '.join([*sides, meaning])}"))
    if block.carried_by:
        console.print(plain(f"  would fall apart without any one of: {', '.join(block.carried_by)}"))
    for issues in block.together.sets:
        console.print(plain(f"  can move together: {_titles(case, issues) if issues else 'none of them'}"))
    if block.together.exhaustive and not block.together.sets:
        console.print(plain("  the mandates on it cannot be met together"))


def _compared(case: Case, result: Decoupling) -> object:
    heads = ("", "As it stands", "With the links cut")
    table = table_of("", heads)
    rows: list[tuple[str, str, str]] = [
        ("Within a package", result.before.zone or NOT_COMPUTED, result.after.zone or NOT_COMPUTED),
        ("Alone", result.before.alone or NOT_COMPUTED, result.after.alone or NOT_COMPUTED),
        ("Blocking set", _set(result.before.blocking_set), _set(result.after.blocking_set)),
        ("In every blocking set", _set(result.before.keystones), _set(result.after.keystones)),
        ("Fewest to give up", _set(result.before.concession), _set(result.after.concession)),
    ]
    for party in case.table:
        alone = f"{party.name} alone"
        rows.append((alone, _own(result.before, party.id), _own(result.after, party.id)))
    for row in rows:
        table.add_row(*(plain(words) for words in row))
    return table


def _verdict(result: Decoupling) -> str:
    if result.held_by_links is None:
        return "Whether links hold it was not computed."
    if not result.held_by_links:
        if result.before.zone != "excluded":
            return "It is not excluded as it stands; no link holds it."
        return "It is excluded in itself: cutting these links does not open it."
    if result.enough is None:
        return "It is held by links: with them cut it is not excluded."
    if not result.enough:
        return "It is held by links: it opens when the meaning rules named are cut."
    tie = "" if result.enough_unique else " (other choices are as few)"
    verb = "is" if len(result.enough) == 1 else "are"
    return f"It is held by links: it opens when {listed(result.enough)} {verb} cut{tie}."


def _in_part(result: Decoupling) -> str:
    return f" ({listed(result.in_part)} in part)" if result.in_part else ""


def _blocking(result: Decoupling) -> set[str]:
    return {name for state in (result.before, result.after) for name in state.blocking_set or ()}


def _set(clauses: Sequence[str] | None) -> str:
    return NOT_COMPUTED if clauses is None else ", ".join(clauses) or "–"


def _own(state: Apart, party: str) -> str:
    own: Mapping[str, Sequence[str] | None] | None = state.own
    if own is None:
        return NOT_COMPUTED
    clauses = own[party]
    return "cannot" if clauses is None else ", ".join(clauses) or "nothing to give up"


def _print_named(console: Console, case: Case, names: set[str]) -> None:
    if not names:
        return
    console.print(plain("Named", "bold"))
    for rule in case.meaning.values():
        if rule.id in names:
            console.print(plain(f"  {rule.id}  {formula_in_words(case, rule.formula)} (meaning, {rule.kind})"))
    for clause in case.clauses.values():
        if clause.id in names:
            teller = told_only_by(case, clause)
            told = f"; by {party_name(case, teller)}'s account alone" if teller else ""
            evidence = "hypothesis" if clause.hypothesis else ", ".join(clause.evidence) or "UNSOURCED"
            who = f"{party_name(case, clause.party)}, {clause.level}, {clause.kind}"
            console.print(plain(f"  {clause.id}  {mandate_words(case, clause)} ({who}) [{evidence}{told}]"))


def _titles(case: Case, issues: Sequence[str]) -> str:
    return listed(case.issues[issue].title for issue in issues)
