"""From meeting to meeting: how every matter stood at each round, and what came and went where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commonground.agreement import Departure, Departures, SectionChanges
from commonground.agreement.solving.question import in_natural_order
from commonground.brief.document import (
    Block,
    Items,
    Number,
    Paragraph,
    Plain,
    Ref,
    Runs,
    Section,
    Table,
    paragraph,
    sentence,
)
from commonground.brief.material import Material
from commonground.brief.parts.references import level_words, matter_anchor, matter_title, party
from commonground.brief.parts.telling import joined, named, of_matters, told
from commonground.brief.parts.verdict_words import zone_run
from commonground.brief.plots.rounds import rounds_of
from commonground.case import Round

__all__ = ["part", "zones_by_round"]


def part(material: Material) -> Section | None:
    """None where there are fewer than two rounds."""
    history, say = material.rounds, material.tongue.say
    if history is None:
        return None
    counts = material.tongue.count(
        "After {n} round a matter stood otherwise than before it.",
        "After {n} rounds a matter stood otherwise than before.",
        Number(len(history.departures), ("rounds", "departures")),
    )
    turned = [material.case.rounds[turn.round] for turn in history.departures]
    marks = tuple(Ref(_anchor(material, at), at.title) for at in turned)
    intro = [sentence(counts, standing="verdict" if marks else "note", refs=marks)]
    intro.append(
        sentence(say("A zone may close because a position was first put on record then, not because it hardened."))
    )
    intro.append(
        sentence(say("That one thing followed another is on record; that it was given in exchange is not said."))
    )
    blocks: list[Block | Section] = [paragraph(*intro), *_zones(material), _meetings(material, history)]
    blocks += [_round(material, at) for at in material.case.rounds.values()]
    if not history.exhaustive:
        words = say("Not exhaustive: not every matter could be compared in the time given.")
        blocks.append(paragraph(sentence(words, doubt=True)))
    return Section("rounds", material.tongue.text("Rounds, and what changed"), tuple(blocks))


def zones_by_round(material: Material, name: str) -> Mapping[str, str | None]:
    """The zone of a matter at each round: that of the round asked about, changed as the turns say."""
    history, rounds = material.rounds, list(material.case.rounds)
    if history is None or material.round is None:
        return {}
    turns = {turn.round: change for turn in history.departures for change in turn.changes if change.name == name}
    here = rounds.index(material.round)
    zones: dict[str, str | None] = {material.round: material.report.targets[name].zone}
    for place in range(here, 0, -1):
        turn = turns.get(rounds[place])
        zones[rounds[place - 1]] = turn.before if turn else zones[rounds[place]]
    for place in range(here + 1, len(rounds)):
        turn = turns.get(rounds[place])
        zones[rounds[place]] = turn.after if turn else zones[rounds[place - 1]]
    lost = {at for at in rounds if name in history.not_computed.get(at, ())}
    return {at: None if at in lost else zones[at] for at in rounds}


def _zones(material: Material) -> Iterable[Block]:
    """A picture, which has a table of its own; a table of everything where the picture has no room for that."""
    titles = {name: matter_title(material, name) for name in dict.fromkeys((*material.case.issues, *material.asked))}
    zones = {name: zones_by_round(material, name) for name in titles}
    leads = {name: matter_anchor(material, name) for name in titles}
    drawn = rounds_of(material.case, titles, zones, material.tongue, leads)
    if drawn is not None:
        yield drawn
    if drawn is None or len(drawn.table.rows) < len(titles) or len(drawn.table.head) <= len(material.case.rounds):
        yield _every_zone(material)


def _every_zone(material: Material) -> Table:
    say = material.tongue.say
    head = (say("Matter"), *((Plain(_when(material, at)),) for at in material.case.rounds.values()))
    rows: list[tuple[Runs, ...]] = []
    for name in dict.fromkeys((*material.case.issues, *material.asked)):
        found = zones_by_round(material, name)
        cells: list[Runs] = [(zone_run(material.tongue, found[at]),) for at in material.case.rounds]
        rows.append(((Ref(matter_anchor(material, name), matter_title(material, name)),), *cells))
    return Table(say("How every matter stood at each round"), head, tuple(rows))


def _when(material: Material, at: Round) -> str:
    if at.date is None:
        return at.title
    day = material.tongue.day(at.date)
    if day.rpartition(" ")[0] in at.title:
        return at.title
    return material.tongue.text("{round}, {day}", round=at.title, day=day)


def _meetings(material: Material, history: Departures) -> Table:
    say = material.tongue.say
    rows = []
    for held in history.meetings:
        at = material.case.rounds[held.round]
        seats = [
            say("{party}: {level}", party=party(material, name), level=level_words(material, level))
            for name, level in held.present.items()
        ]
        turned = {True: say("yes"), False: say("no")}.get(held.departure) if held.departure is not None else None
        unknown = say("nothing before it") if held.meetings == 1 else say("not computed")
        rows.append(
            (
                (Ref(_anchor(material, at), _when(material, at)),),
                joined(seats) or say("not recorded"),
                turned or unknown,
            )
        )
    head = (say("Round"), say("Who sat there"), say("A matter stood otherwise after it"))
    return Table(say("The meetings"), head, tuple(rows))


def _round(material: Material, at: Round) -> Section:
    """What came at one round: verdicts that turned, what came and went on record, and what was offered."""
    turns = material.rounds.departures if material.rounds else ()
    turn = next((each for each in turns if each.round == at.id), None)
    blocks: list[Block] = [*(_turn(material, turn) if turn else ()), *_offers(material, at)]
    if not blocks:
        blocks.append(paragraph(sentence(material.tongue.say("No verdict turned at it and no offer is recorded."))))
    return Section(_anchor(material, at), _when(material, at), tuple(blocks))


def _anchor(material: Material, at: Round) -> str:
    return f"round-{list(material.case.rounds).index(at.id)}"


def _turn(material: Material, turn: Departure) -> Iterable[Block]:
    say = material.tongue.say
    alike: dict[tuple[str, str, str], list[str]] = {}
    issues = {change.name for change in turn.changes}
    for change in turn.changes:
        if change.kind != "outcome" or change.name.partition("=")[0] not in issues:
            key = (change.direction, change.before, change.after)
            alike.setdefault(key, []).append(change.name)
    items = []
    for (direction, before, after), names in alike.items():
        titles = [(Plain(matter_title(material, name)),) for name in names]
        was, now = zone_run(material.tongue, before), zone_run(material.tongue, after)
        words = {
            "opens": say("Opens, {was} before and {now} after: {what}.", was=was, now=now, what=joined(titles)),
            "closes": say("Closes, {was} before and {now} after: {what}.", was=was, now=now, what=joined(titles)),
            "accepted": say(
                "Accepted by all on record, {was} before and {now} after: {what}.",
                was=was,
                now=now,
                what=joined(titles),
            ),
            "lapses": say(
                "No longer accepted by all, {was} before and {now} after: {what}.",
                was=was,
                now=now,
                what=joined(titles),
            ),
        }[direction]
        items.append((paragraph(told(material, words, _behind(material, turn, names))),))
    yield Items(tuple(items))
    yield from _record(material, turn.clauses)
    yield from _record(material, turn.acceptances)


def _behind(material: Material, turn: Departure, names: Iterable[str]) -> tuple[str, ...]:
    return of_matters(material, in_natural_order((*turn.clauses.ids, *turn.acceptances.ids)), names)


def _record(material: Material, changes: SectionChanges) -> Iterable[Paragraph]:
    say = material.tongue.say
    for item in changes.replaced:
        words = say(
            "{before} was followed by {after}.", before=_named(material, (item.id,)), after=_named(material, item.by)
        )
        yield paragraph(told(material, words, (item.id, *item.by), "fact"))
    if changes.came:
        words = say("On record from then: {what}.", what=_named(material, changes.came))
        yield paragraph(told(material, words, changes.came, "fact"))
    if changes.went:
        words = say("Not on record any more: {what}.", what=_named(material, changes.went))
        yield paragraph(told(material, words, changes.went, "fact"))


def _named(material: Material, ids: Iterable[str]) -> Runs:
    return joined([_with_act(material, name) for name in ids])


def _with_act(material: Material, name: str) -> Runs:
    """A clause as it is; an acceptance said to be one."""
    words = named(material, (name,))
    return material.tongue.say("{what}, accepted", what=words) if name in material.case.acceptances else words


def _offers(material: Material, at: Round) -> Iterable[Block]:
    say = material.tongue.say
    offers = [offer for offer in material.case.offers.values() if offer.round == at.id]
    if not offers:
        return
    yield paragraph(sentence(say("Offered at it:")))
    by_party: dict[str, list[str]] = {}
    for offer in offers:
        by_party.setdefault(offer.party, []).append(offer.id)
    items = []
    for name, ids in by_party.items():
        words = say("{party}: {what}.", party=party(material, name), what=named(material, ids, whose=False))
        items.append((paragraph(told(material, words, ids, "fact")),))
    yield Items(tuple(items))
