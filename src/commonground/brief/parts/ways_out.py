"""Ways out of each block: what each side would give, side by side, and which of them no other beats.

A way out says what would do as far as the record goes; nobody is advised to take it. Clauses are named: how many they
are is no cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from commonground.agreement import Give, WayOut, WaysOut
from commonground.brief.document import (
    Block,
    Folded,
    Number,
    Plain,
    Runs,
    Section,
    Sentence,
    Table,
    paragraph,
    sentence,
)
from commonground.brief.material import Material
from commonground.brief.parts.formulas import quoted
from commonground.brief.parts.references import level_words, matter_title, party, refs
from commonground.brief.parts.telling import cut_short, joined, named, told
from commonground.brief.plots.ways import ways_figure

__all__ = ["part"]

_MOST = 8  # ways out told of one matter
_OPEN = 4  # matters told openly, with a picture; the others stand folded
_MATTERS = 24  # matters told of


def part(material: Material) -> Section | None:
    """None where no mandate excludes anything."""
    found = {name: ways for name, ways in material.ways.items() if ways.zone == "excluded"}
    if not found:
        return None
    say = material.tongue.say
    intro = paragraph(
        sentence(say("A way out says what would do as far as the record goes; nobody is advised to take it.")),
        sentence(say("Unbeaten: no other way asks less of one side without asking more of another.")),
        sentence(say("How many clauses a side would give up is no measure of what that costs it.")),
    )
    blocks: list[Block | Section] = [intro]
    for place, (name, ways) in enumerate(list(found.items())[:_MATTERS]):
        inside = tuple(_matter(material, ways))
        if place < _OPEN:
            drawn = ways_figure(material, name)
            blocks.append(
                Section(
                    f"ways-{place}",
                    matter_title(material, name),
                    (*inside, *([replace(drawn, sheets=place == 0)] if drawn else [])),
                )
            )
        else:
            blocks.append(Folded((Plain(matter_title(material, name)),), inside, sheets=False))
    blocks += cut_short(material, min(_MATTERS, len(found)), len(found))
    return Section("ways-out", material.tongue.text("Ways out"), tuple(blocks))


def _matter(material: Material, ways: WaysOut) -> Iterable[Block]:
    say = material.tongue.say
    if ways.by_meaning:
        words = say("What the words mean rules it out: nothing that anybody gives would open it.")
        yield paragraph(told(material, words, (rule for rule in material.case.meaning)))
        return
    yield paragraph(*_must_move(material, ways))
    if ways.ways:
        yield _table(material, ways)
        yield from cut_short(material, min(_MOST, len(ways.ways)), len(ways.ways))
    notes = tuple(_notes(material, ways))
    if notes:
        yield paragraph(*notes)


def _must_move(material: Material, ways: WaysOut) -> Iterable[Sentence]:
    say = material.tongue.say
    if ways.must_move is None:
        yield sentence(say("Who has to give something whatever the others give was not computed."), doubt=True)
        return
    for name, must in ways.must_move.items():
        own = tuple(dict.fromkeys(c for way in ways.ways for give in way.given_by(name) for c in give.clauses))
        if must:
            words = say("{party} has to give something whatever the others give.", party=party(material, name))
        else:
            words = say("{party} need not give anything if the others give enough.", party=party(material, name))
        yield told(material, words, own or (c for way in ways.ways for c in way.clauses))


def _table(material: Material, ways: WaysOut) -> Table:
    say = material.tongue.say
    parties = [each.id for each in material.case.table]
    ranked = [name for name in parties if name in ways.rankings and ways.rankings[name].ways]
    best = _unbeaten(ways)
    heads = [say("{party} gives up", party=party(material, name)) for name in parties]
    heads += [say("In {party}’s order", party=party(material, name)) for name in ranked]
    places = {name: {each.way: at for at, each in enumerate(ways.rankings[name].ways)} for name in ranked}
    rows = []
    for place, way in enumerate(ways.ways[:_MOST]):
        number = say("Way {n}", n=Plain(str(place + 1)))
        mark = (*number, *say(", unbeaten")) if way in best else number
        given = (_given(material, way, name) for name in parties)
        rows.append((mark, *given, *(_place(material, ways, name, places[name].get(place)) for name in ranked)))
    return Table(say("Ways out, side by side"), (say("Way"), *heads), tuple(rows))


def _unbeaten(ways: WaysOut) -> tuple[WayOut, ...]:
    """The ways on the front; none where the front was not settled."""
    return tuple(way for point in ways.front for way in point.ways) if ways.front_exhaustive else ()


def _given(material: Material, way: WayOut, name: str) -> Runs:
    return joined([_give(material, give) for give in way.given_by(name)]) or material.tongue.say("nothing")


def _give(material: Material, give: Give) -> Runs:
    say = material.tongue.say
    clauses = named(material, give.clauses, whose=False)
    if give.in_part:
        about = material.tongue.listed(_title(material, name) for name in give.about)
        clauses = say("{clauses}, as far as it speaks of {matters}", clauses=clauses, matters=about)
    if give.steps is not None:
        outcomes = material.case.issues[give.steps.issue].outcomes
        start, end = (quoted(material.tongue, outcomes[each]) for each in (give.steps.from_, give.steps.to))
        clauses = say("{clauses}, weakened from {start} to {end}", clauses=clauses, start=start, end=end)
    return say("{clauses} ({level})", clauses=clauses, level=level_words(material, give.owner))


def _title(material: Material, name: str) -> str:
    case = material.case
    return case.issues[name].title if name in case.issues else case.options[name].title


def _place(material: Material, ways: WaysOut, side: str, at: int | None) -> Runs:
    say = material.tongue.say
    if at is None:
        return say("–")
    ranked = ways.rankings[side].ways[at]
    path = ("ways", ways.target, "rankings", side, "ways", at, "rank")
    rank = say("place {n}", n=Number(ranked.rank, path))
    below = {
        "always": say("below no deal"),
        "sometimes": say("in part below no deal"),
        "unknown": say("whether below no deal is unknown"),
    }.get(ranked.below_no_deal, ())
    return joined([rank, below], ", ") if below else rank


def _notes(material: Material, ways: WaysOut) -> Iterable[Sentence]:
    say = material.tongue.say
    if ways.level_front:
        for point in ways.level_front[:3]:
            levels = [
                say("{party} at {level}", party=party(material, name), level=level_words(material, level))
                for name, level in point.levels.items()
                if level is not None
            ]
            words = say("No lower levels would do than these: {levels}.", levels=material.tongue.listed(levels))
            yield told(material, words, point.way.clauses)
    for name, ranking in ways.rankings.items():
        if ranking.priorities:
            marks = joined([(mark,) for mark in refs(material, ranking.priorities)], ", ")
            words = say(
                "The order of {party} is by what it is taken to prefer, of the best that a way leaves: {marks}.",
                party=party(material, name),
                marks=marks,
            )
            yield sentence(words, standing="assumption")
    if not ways.all_ways:
        yield sentence(say("Not exhaustive: there are other ways, and the search stopped at its limit."), doubt=True)
    elif ways.not_computed or not ways.front_exhaustive:
        yield sentence(say("Not exhaustive: not all of them could be compared in the time given."), doubt=True)
