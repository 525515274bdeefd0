"""The entry of a judged object: its words, its formula, whose it is and since when, doubts, and its statements."""

from __future__ import annotations

from collections.abc import Iterator

from commonground.brief.document import Block, Entry, Items, Plain, Runs, Sentence, Terms, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.formulas import formula_words, outcome_words, quoted
from commonground.brief.parts.references import anchor, clause_words, level_words, party, refs, who
from commonground.brief.parts.verdict_words import kind_words
from commonground.case import Acceptance, Case, Clause, Judged, Offer, Rule, told_only_by
from commonground.case.model import Edge, Holding, Power, Preference, Priority, Ranking, Weights

__all__ = ["object_entry", "object_words"]

Pairs = tuple[tuple[Runs, Runs], ...]


def object_entry(material: Material, item: Judged, *, brief: bool = False) -> Entry:
    """What ``item`` says and all that may be asked about it; ``brief``: the facts in a line, where there are many."""
    title: Runs = (Plain(f"{item.id}. "), *object_words(material, item))
    facts, written, doubts = _facts(material, item), _written(material, item), tuple(_doubts(material, item))
    if brief:
        blocks: list[Block] = [paragraph(*_in_a_line((*facts, *written)), *doubts)]
    else:
        blocks = [Terms(facts), Terms(written, sheets=False)]
        blocks += [paragraph(*doubts)] if doubts else []
    rests = tuple((paragraph(each),) for each in _statements(material, item))
    if rests:
        blocks.append(Items(rests, sheets=False))
    return Entry(anchor(item.id), title, tuple(blocks))


def object_words(material: Material, item: Judged) -> Runs:
    """What an object says, in one line, with whose it is."""
    case, say = material.case, material.tongue.say
    match item:
        case Clause():
            return clause_words(material, item.id)
        case Acceptance():
            return say("{party} accepts {what}", party=party(material, item.party), what=_formula(material, item))
        case Offer():
            return say("{party} offered {what}", party=party(material, item.party), what=_formula(material, item))
        case Rule():
            return formula_words(case, material.tongue, item.formula)
        case Holding():
            outcome = outcome_words(case, material.tongue, item.issue, item.outcome)
            return say("{outcome} is carried out where {what}", outcome=outcome, what=_formula(material, item))
        case Edge():
            before, after = (quoted(material.tongue, _step(case, name)) for name in (item.before, item.after))
            whose = party(material, item.party)
            return say("{party}: {before} before {after}", party=whose, before=before, after=after)
        case Power():
            level = level_words(material, item.level)
            return say(
                "{party}, {level}: {what}", party=party(material, item.party), level=level, what=_may(material, item)
            )
        case Preference():
            return say("{party} prefers: {what}", party=party(material, item.party), what=_preferred(material, item))
    raise AssertionError(item)


def _formula(material: Material, item: Acceptance | Offer | Holding | Priority) -> Runs:
    return formula_words(material.case, material.tongue, item.formula)


def _step(case: Case, name: str) -> str:
    return case.steps[name].title if name in case.steps else name


def _may(material: Material, item: Power) -> Runs:
    say = material.tongue
    verbs = {
        "listen": say.text("listen"),
        "explore": say.text("explore"),
        "propose": say.text("propose"),
        "initial": say.text("initial"),
        "sign": say.text("sign"),
        "refer back": say.text("refer back"),
    }
    told = {"yes": say.text("may"), "no": say.text("may not"), "unknown": say.text("not known whether it may")}
    return say.listed(f"{told[answer]} {verbs.get(act, act)}" for act, answer in item.may.items())


def _preferred(material: Material, item: Preference) -> Runs:
    match item:
        case Priority():
            return _formula(material, item)
        case Ranking():
            return material.tongue.count("a ranking of {n} place", "a ranking of {n} places", len(item.places))
        case Weights():
            titles = (f"{material.case.options[name].title} {weight:g}" for name, weight in item.weights.items())
            return material.tongue.listed(titles)
    return (Plain(item.id),)


def _facts(material: Material, item: Judged) -> Pairs:
    """Names and values: whose it is, since when, by which layer."""
    say = material.tongue.text
    pairs: list[tuple[str, Runs]] = []
    if isinstance(item, Clause):
        pairs.append((say("Mandate of"), (Plain(level_words(material, item.level)),)))
        pairs.append((say("May be given up by"), (Plain(_owner(material, item)),)))
    kind = getattr(item, "kind", None)
    if kind is not None:
        pairs.append((say("Kind"), (Plain(_kind(material, kind)),)))
    if isinstance(item, (Clause, Acceptance)):
        pairs.append((say("In force"), (Plain(_span(material, item)),)))
    if isinstance(item, Offer) and item.round is not None:
        pairs.append((say("Made at"), (Plain(material.case.rounds[item.round].title),)))
    if item.layer is not None:
        pairs.append((say("Layer"), (Plain(item.layer),)))
    if item.note is not None:
        pairs.append((say("Note"), (Plain(item.note),)))
    return tuple(((Plain(name),), told) for name, told in pairs)


def _written(material: Material, item: Judged) -> Pairs:
    """What is written in the case, and where."""
    say, text = material.tongue.text, getattr(item, "text", None)
    pairs: list[tuple[str, Runs]] = [] if text is None else [(say("Formula"), (Plain(text, "code"),))]
    if str(item.where):
        pairs.append((say("Written in"), (Plain(str(item.where), "code"),)))
    return tuple(((Plain(name),), told) for name, told in pairs)


def _in_a_line(facts: Pairs) -> Iterator[Sentence]:
    if facts:
        runs = [run for name, told in facts for run in (Plain("; "), *name, Plain(": "), *told)]
        yield sentence(tuple(runs[1:]))


def _owner(material: Material, clause: Clause) -> str:
    level = level_words(material, clause.owner)
    highest = clause.owner == material.case.parties[clause.party].levels[0]
    return level if highest else material.tongue.text("{level} and above", level=level)


def _kind(material: Material, kind: str) -> str:
    say = material.tongue.text
    edges = {"demanded": say("demanded"), "structural": say("in the nature of things"), "done": say("done already")}
    return edges.get(kind) or kind_words(material.tongue, kind)


def _span(material: Material, item: Clause | Acceptance) -> str:
    say, rounds = material.tongue.text, material.case.rounds
    if item.round and item.until:
        return say("since {start}, until {end}", start=rounds[item.round].title, end=rounds[item.until].title)
    if item.round:
        return say("since {start}", start=rounds[item.round].title)
    if item.until:
        return say("from the start, until {end}", end=rounds[item.until].title)
    return say("from the start")


def _doubts(material: Material, item: Judged) -> Iterator[Sentence]:
    say = material.tongue.say
    if item.hypothesis:
        yield sentence(say("A hypothesis: what would be if this were so, and the evidence of nothing."), doubt=True)
    elif not item.evidence:
        told = say("Unsourced: no statement of the record is named for this.")
        yield sentence(told, standing="assumption", doubt=True)
    teller = told_only_by(material.case, item)
    if teller is not None:
        told = say("Known by {party}'s account alone.", party=party(material, teller))
        yield sentence(told, doubt=True)
    missing = [name for name in item.evidence if name not in material.case.statements]
    if missing:
        told = say("Named as evidence and not in this case: {names}.", names=material.tongue.listed(missing))
        yield sentence(told, doubt=True)


def _statements(material: Material, item: Judged) -> Iterator[Sentence]:
    say, known = material.tongue, material.case.statements
    for statement in (known[name] for name in item.evidence if name in known):
        source = material.case.sources.get(statement.document)
        said = statement.said or (None if source is None else source.said or source.published)
        told = say.say(
            "{who}, {day}: {what}",
            who=who(material, statement.speaker),
            day=say.day(said),
            what=statement.paraphrase or say.text("see the quotation"),
        )
        yield sentence(told, standing="fact", refs=refs(material, [statement.id]))
