"""One deal: what the parties would do under it, who would gain by leaving, what deters, and what it turns on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from commonground.brief.document import Block, Items, Number, Runs, Sentence, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.formulas import quoted
from commonground.brief.parts.references import party
from commonground.brief.parts.telling import cut_short, joined, named, told
from commonground.case import Case

if TYPE_CHECKING:
    from commonground.conflict.model.contract import Concept
    from commonground.conflict.stability.flips import Flip
    from commonground.conflict.witness.records import Deterrence, Witness
    from commonground.durability.results import DealAnswer, DurabilityReport, Verdicts

__all__ = ["deal_blocks", "preferences_of"]

_MOST_FLIPS = 12
_MOST_MOVES = 3  # deterred moves told of each party


def deal_blocks(material: Material, report: DurabilityReport, answer: DealAnswer) -> Iterable[Block]:
    """All that is told of one deal that could be assessed."""
    yield paragraph(*_state(material, report, answer))
    yield from _leaving(material, answer)
    yield from _path(material, report, answer)
    yield from _deterred(material, answer)
    yield from _turns_on(material, answer)


def preferences_of(case: Case, name: str) -> tuple[str, ...]:
    """What is said of a party's preferences, by id."""
    sections = (case.priorities, case.rankings, case.weights)
    return tuple(item.id for section in sections for item in section.values() if item.party == name)


def _state(material: Material, report: DurabilityReport, answer: DealAnswer) -> Iterable[Sentence]:
    say, count = material.tongue.say, material.tongue.count
    ways = Number(answer.ways, ("durability", "deals", answer.name, "ways"))
    words = count("{n} state of the conflict carries it out.", "{n} states of the conflict carry it out.", ways)
    yield told(material, words, answer.rests_on)
    if answer.left_out:
        words = say("Some forms of it are left out, since nothing says which states carry them out.")
        yield sentence(words, doubt=True)
    words = say("Told about is the one that holds under as many of these concepts as any and is nearest to today.")
    yield told(material, words, answer.rests_on)
    yield told(material, _difference(material, report.status_quo, answer.state or ""), answer.rests_on)


def _difference(material: Material, today: str | None, state: str) -> Runs:
    """What is otherwise than today, party by party; all that is done where today is not on record."""
    say, options = material.tongue.say, list(material.case.options)
    before = today or "N" * len(options)
    each = _changes(material, before, state)
    if not each:
        return say("It is how things are today.") if today else say("Nothing is done in it.")
    what = joined(each)
    return say("Otherwise than today: {what}.", what=what) if today else say("Done in it: {what}.", what=what)


def _changes(material: Material, before: str, after: str, only: str | None = None) -> list[Runs]:
    say, case = material.tongue.say, material.case
    pairs = [pair for pair in zip(case.options.values(), before, after, strict=True) if pair[1] != pair[2]]
    made = []
    for name in dict.fromkeys(option.party for option, _, _ in pairs):
        if only is not None and name != only:
            continue
        own = [(option, letter) for option, _, letter in pairs if option.party == name]
        dropped = [quoted(material.tongue, option.title) for option, letter in own if letter == "N"]
        taken = [quoted(material.tongue, option.title) for option, letter in own if letter == "Y"]
        parts = [say("no longer {what}", what=material.tongue.listed(dropped))] if dropped else []
        parts += [say("now {what}", what=material.tongue.listed(taken))] if taken else []
        made.append(say("{party}: {what}", party=party(material, name), what=joined(parts, ", ")))
    return made


def _leaving(material: Material, answer: DealAnswer) -> Iterable[Block]:
    say = material.tongue.say
    by_parties: dict[tuple[str, ...], list[str]] = {}
    for concept, parties in answer.leaves.items():
        by_parties.setdefault(parties, []).append(concept.upper() if concept != "nash" else "Nash")
    sentences = []
    for parties, concepts in by_parties.items():
        under = material.tongue.listed(concepts)
        rests = (*answer.rests_on, *(each for name in parties for each in preferences_of(material.case, name)))
        if parties:
            who = material.tongue.listed(party(material, name) for name in parties)
            words = say("Under {concepts} it would be left by {parties}.", concepts=under, parties=who)
        else:
            words = say("Under {concepts} nobody would leave it.", concepts=under)
        sentences.append(told(material, words, rests))
    if sentences:
        yield paragraph(*sentences)


def _path(material: Material, report: DurabilityReport, answer: DealAnswer) -> Iterable[Block]:
    if answer.path is None:
        return
    say = material.tongue.say
    improving = answer.path_of_improvements
    if answer.path.steps is None:
        yield paragraph(told(material, say("No moves that are possible lead there from today."), answer.rests_on))
        return
    if not answer.path.steps:
        return
    moves = Number(answer.path.steps, ("durability", "deals", answer.name, "path", "steps"))
    words = material.tongue.count(
        "It takes {n} move to get there from today.", "It takes {n} moves to get there from today.", moves
    )
    serves = improving is not None and improving.steps is not None
    served = (
        say("Each move on the way can serve who makes it.")
        if serves
        else say("Not every move on the way serves who makes it.")
    )
    yield paragraph(told(material, words, answer.rests_on), told(material, served, answer.rests_on))
    way = improving if serves and improving is not None else answer.path
    model = report.model
    lines = [
        joined(_changes(material, model.name(step.before), model.name(step.after), model.parties[step.mover]))
        for step in way.paths[0]
    ]
    yield paragraph(sentence(say("One such way:")))
    yield Items(tuple((paragraph(sentence(line)),) for line in lines), ordered=True)


def _deterred(material: Material, answer: DealAnswer) -> Iterable[Block]:
    """Who deters whom: each move a party would gain by, and how the others can answer it."""
    items = []
    for found in answer.witnesses:
        items += [(paragraph(_deterrence(material, found, each)),) for each in found.deterrences[:_MOST_MOVES]]
        if found.opening is not None:
            items.append((paragraph(_opening(material, found)),))
    if items:
        yield paragraph(sentence(material.tongue.say("Who deters whom:")))
        yield Items(tuple(items))


def _deterrence(material: Material, found: Witness, each: Deterrence) -> Sentence:
    say, model = material.tongue.say, found.model
    mover = model.parties[found.party]
    move = joined(_changes(material, model.name(found.state), model.name(each.improvement), mover))
    answers = [
        joined(_changes(material, model.name(step.start), model.name(step.end), model.parties[step.mover]))
        for step in each.steps
    ]
    words = say(
        "A move that would serve its maker: {move}. It can be answered: {answer}. That leaves it no better off.",
        move=move,
        answer=joined(answers, material.tongue.text(", then ")),
    )
    others = dict.fromkeys((mover, *(model.parties[step.mover] for step in each.steps)))
    return told(material, words, (p for name in others for p in preferences_of(material.case, name)))


def _opening(material: Material, found: Witness) -> Sentence:
    say, model = material.tongue.say, found.model
    mover = model.parties[found.party]
    end = model.name(found.opening.improvement) if found.opening else model.name(found.state)
    move = joined(_changes(material, model.name(found.state), end, mover))
    words = say("A move that would serve its maker, and that no answer undoes: {move}.", move=move)
    return told(material, words, preferences_of(material.case, mover))


def _turns_on(material: Material, answer: DealAnswer) -> Iterable[Block]:
    found, say = answer.turns_on, material.tongue.say
    if found is None:
        return
    if found.flips:
        yield paragraph(sentence(say("What would change this:")))
        was = dict(found.verdict)
        items = [(paragraph(_flip(material, flip, was)),) for flip in found.flips[:_MOST_FLIPS]]
        yield Items(tuple(items))
        yield from cut_short(material, len(items), len(found.flips))
    elif found.exhaustive:
        words = say("No one presumed preference left out, and no two neighbours that change places, would change this.")
        yield paragraph(told(material, words, answer.rests_on))
    if not found.exhaustive:
        yield paragraph(sentence(say("Not exhaustive: not all changes could be tried in the time given."), doubt=True))


def _flip(material: Material, flip: Flip[Verdicts], was: Mapping[Concept, str]) -> Sentence:
    say = material.tongue.say
    by_verdict: dict[str, list[str]] = {}
    for concept, verdict in flip.verdict:
        if verdict != was.get(concept):
            by_verdict.setdefault(verdict, []).append("Nash" if concept == "nash" else concept.upper())
    other = joined([_verdict(material, verdict, concepts) for verdict, concepts in by_verdict.items()])
    known = tuple(name for name in flip.ids if name in material.case.priorities)
    who = party(material, flip.party)
    if flip.kind == "left out":
        words = say(
            "Without what {party} is presumed to prefer: {what}: {verdict}.",
            party=who,
            what=named(material, known, whose=False),
            verdict=other,
        )
    elif known:
        words = say(
            "If these two that {party} prefers changed places: {what}: {verdict}.",
            party=who,
            what=named(material, known, whose=False),
            verdict=other,
        )
    else:
        ids = material.tongue.listed(flip.ids)
        words = say(
            "If two neighbours in the order of {party} changed places ({ids}): {verdict}.",
            party=who,
            ids=ids,
            verdict=other,
        )
    return told(material, words, known or preferences_of(material.case, flip.party))


def _verdict(material: Material, verdict: str, concepts: Sequence[str]) -> Runs:
    say, under = material.tongue.say, material.tongue.listed(concepts)
    match verdict:
        case "would hold":
            return say("it would hold under {concepts}", concepts=under)
        case "would hold in some ways":
            return say("it would hold in some ways under {concepts}", concepts=under)
        case "would not hold":
            return say("it would not hold under {concepts}", concepts=under)
    return say("it could not be assessed under {concepts}", concepts=under)
