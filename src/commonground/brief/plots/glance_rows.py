"""What the picture of the talks at a glance says: a row an issue, set under its zone, with its class and moves.

Each side's cell says one of these, for the issue in any form and of its offers so far:

=======================  =============================================================================================
agreed                   every party at the table is on record as accepting an outcome off the status quo
within all mandates      one of its offers is forbidden by nobody, itself included: it cannot come nearer
came nearer              its offers break fewer clauses of the others now, or fewer of the same, than at first
came no nearer           they do not
too early to say         its first offer was made in the round asked about, so it had no occasion to move
no offer                 none is on record
=======================  =============================================================================================

A picture has room for so many rows. Where there are more issues, those with most on record are drawn (changes of zone,
outcomes agreed, sides with offers; the first in the file where that is equal), and the picture says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commonground.agreement import Glance, GlanceRow
from commonground.brief.document import Runs, Zone, plain
from commonground.brief.language import Tongue
from commonground.brief.parts.verdict_words import class_words, zone_run
from commonground.case import Case

__all__ = ["MOST_SIDES", "Cell", "GlanceRows", "Row", "glance_rows", "left_out", "notes"]

MOST_SIDES = 4  # columns of sides that a picture has room for
_ZONES = ("accepted", "not excluded", "excluded", "not computed")


@dataclass(frozen=True, slots=True)
class Cell:
    """How one side moved: which of the words above, and the word in the reader's language."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    issue: str
    title: str
    zone: Zone
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GlanceRows:
    """What a picture shows: rows by zone, how many issues each zone has in all, the sides, and what is left out."""

    rows: tuple[Row, ...]
    zones: tuple[tuple[Zone, int], ...]
    sides: tuple[str, ...]
    more: int


def glance_rows(case: Case, seen: Glance, tongue: Tongue, most: int) -> GlanceRows:
    """The rows of a picture that has room for ``most``."""
    ids = _chosen(seen, most)
    ids.sort(key=lambda issue: _ZONES.index(seen.rows[issue].zone or "not computed"))
    return GlanceRows(
        rows=tuple(_row(case, seen, tongue, issue) for issue in ids),
        zones=tuple((zone_run(tongue, zone), seen.zones[zone]) for zone in _ZONES if seen.zones[zone]),
        sides=tuple(case.parties[party].name for party in seen.parties),
        more=len(seen.rows) - len(ids),
    )


def _chosen(seen: Glance, most: int) -> list[str]:
    place = {issue: at for at, issue in enumerate(seen.rows)}
    kept = sorted(seen.rows, key=lambda issue: (-_on_record(seen, issue), place[issue]))[:most]
    return sorted(kept, key=place.__getitem__)


def _on_record(seen: Glance, issue: str) -> int:
    row = seen.rows[issue]
    sides = seen.test.scopes[issue].sides or {}
    return len(row.departures or ()) + len(row.agreed) + sum(bool(side.offers) for side in sides.values())


def _row(case: Case, seen: Glance, tongue: Tongue, issue: str) -> Row:
    row = seen.rows[issue]
    return Row(
        issue=issue,
        title=case.issues[issue].title,
        zone=zone_run(tongue, row.zone),
        label=class_words(tongue, row.label),
        cells=tuple(_cell(seen, row, party, tongue) for party in seen.parties),
    )


def _cell(seen: Glance, row: GlanceRow, party: str, tongue: Tongue) -> Cell:
    state = _state(seen, row, party)
    words = {
        "agreed": tongue.text("agreed"),
        "within": tongue.text("within all mandates"),
        "yes": tongue.text("came nearer"),
        "no": tongue.text("came no nearer"),
        "unknown": tongue.text("too early to say"),
        "none": tongue.text("no offer"),
        "missing": tongue.text("not computed"),
    }
    return Cell(state, words[state])


def _state(seen: Glance, row: GlanceRow, party: str) -> str:
    sides = seen.test.scopes[row.issue].sides
    if sides is None:
        return "missing"
    side = sides[party]
    if side.agreed:
        return "agreed"
    if not side.offers:
        return "none"
    if side.in_zone:
        return "within"
    return side.moved or "missing"


def notes(shown: GlanceRows, tongue: Tongue) -> Iterator[str]:
    if shown.more:
        yield plain(left_out(shown, tongue))
    if left := shown.sides[MOST_SIDES:]:
        yield tongue.text("Not drawn, but in the table: {sides}.", sides=", ".join(left))


def left_out(shown: GlanceRows, tongue: Tongue) -> Runs:
    return tongue.count(
        "{n} more issue, with no more on record, is not drawn.",
        "{n} more issues, with no more on record, are not drawn.",
        shown.more,
    )
