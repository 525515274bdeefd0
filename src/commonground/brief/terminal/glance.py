"""The talks at a glance on a terminal: a row an issue, and counts in a sentence."""

from __future__ import annotations

from commonground.agreement import Glance, GlanceRow
from commonground.brief.terminal.console import MARKS, STYLES, new_console, plain, print_frame, table_of
from commonground.brief.wording import NOT_COMPUTED, listed, party_name
from commonground.case import Case

__all__ = ["counts", "print_glance"]


def print_glance(case: Case, result: Glance) -> None:
    """A row an issue, the caveats first."""
    console = new_console()
    print_frame(console, case, result.round, result.title)
    console.print()
    for line in counts(result):
        console.print(plain(line))
    console.print(_table(case, result))
    if any(turn.before != "excluded" == turn.after for row in result.rows.values() for turn in row.departures or ()):
        console.print(
            plain("A zone may close because a position was first put on record then, not because it hardened.", "dim")
        )
    if not result.exhaustive:
        console.print(plain("Not exhaustive: the search stopped at its limit.", "bold yellow"))
    console.print(
        plain(
            "Each side's test is for the issue in any form, then for a form of it that was demanded; `ultimatum-like` "
            "is a word for a form while a part is unknown. Counts of issues are not weights, and there is no index.",
            "dim",
        )
    )


def counts(result: Glance) -> tuple[str, ...]:
    """The counts in sentences: by zone, by class."""
    zones, classes = result.zones, result.classes
    total = len(result.rows)
    missing = f", {zones['not computed']} {NOT_COMPUTED}" if zones["not computed"] else ""
    accepted = f"{zones['accepted']} of {total} issue{'s' * (total != 1)} accepted"
    told = [f"{number} {name}" for name, number in classes.items() if number]
    return (
        f"{accepted}, {zones['not excluded']} open, {zones['excluded']} excluded{missing}.",
        f"By class: {', '.join(told) or 'none'}.",
    )


def _table(case: Case, result: Glance) -> object:
    sides = [party_name(case, party) for party in result.parties]
    table = table_of("Issues", ("Issue", "Zone", "Class", *sides, "Departures", "Agreed"))
    for row in result.rows.values():
        zone = row.zone or NOT_COMPUTED
        table.add_row(
            plain(case.issues[row.issue].title),
            plain(f"{MARKS.get(zone, '?')} {zone}", STYLES.get(zone, "")),
            plain(row.label or NOT_COMPUTED),
            *(plain(_tests(case, result, row, party)) for party in result.parties),
            plain(_departures(row)),
            plain(_agreed(case, row)),
        )
    return table


def _tests(case: Case, result: Glance, row: GlanceRow, party: str) -> str:
    if row.tests is None:
        return NOT_COMPUTED
    outcomes = case.issues[row.issue].outcomes
    forms = {name: f"“{outcomes[name.removeprefix(f'{row.issue}=')]}”: " for name in row.forms}
    lines = [_word(result, row.issue, party), *(f"{form}{_word(result, name, party)}" for name, form in forms.items())]
    return "\n".join(lines)


def _word(result: Glance, scope: str, party: str) -> str:
    side = (result.test.scopes[scope].sides or {})[party]
    if side.word is None:
        return NOT_COMPUTED
    return "not (no offer)" if side.word == "not" and not side.offers else side.word


def _departures(row: GlanceRow) -> str:
    if row.departures is None:
        return NOT_COMPUTED
    return "\n".join(f"{turn.round}: {turn.before} → {turn.after}" for turn in row.departures) or "–"


def _agreed(case: Case, row: GlanceRow) -> str:
    outcomes = case.issues[row.issue].outcomes
    return "\n".join(f"{outcomes[o]} ({listed(ids)})" for o, ids in row.agreed.items()) or "–"
