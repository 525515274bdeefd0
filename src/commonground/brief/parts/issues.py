"""Each issue in turn, with what every side says of it and the same tests put to each, side by side."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement import TargetAnswer
from commonground.brief.document import Block, Plain, Runs, Section, Sentence, Table, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.changed import mark_of, zone_mark
from commonground.brief.parts.formulas import formula_words, quoted
from commonground.brief.parts.references import level_words, matter_title, party, who
from commonground.brief.parts.side_tests import side_tests, tests_on
from commonground.brief.parts.telling import joined, named, told, with_refs
from commonground.brief.parts.verdict_words import class_words, zone_run
from commonground.case import Acceptance, Clause, Offer
from commonground.logic import mentions

__all__ = ["part"]


def part(material: Material) -> Section | None:
    """A section an issue, then one for each target of the case that is not an issue leaving how it stands."""
    if not material.case.issues:
        return None
    say = material.tongue.say
    intro = paragraph(
        sentence(say("Every side is put to the same questions, in the same order.")),
        sentence(
            say("Excluded is about the mandates on record and does not mean impossible; open does not mean likely.")
        ),
        sentence(say("Silence is not consent: what nobody forbids is a question to ask, not an agreement.")),
    )
    issues = material.targets
    whole = {issues[name].formula for name in material.case.issues}
    others = [name for name in material.case.targets if issues[name].formula not in whole]
    sections = [_matter(material, name) for name in (*material.case.issues, *others)]
    return Section("issues", material.tongue.text("Issue by issue"), (intro, *sections), new_page=True)


def _matter(material: Material, name: str) -> Section:
    case, tests = material.case, tests_on(material, name)
    number = [*case.issues, *case.targets].index(name)
    blocks: list[Block] = [paragraph(*_verdict(material, name))]
    if name in case.issues and len(case.issues[name].outcomes) > 2:
        blocks.append(_outcomes(material, name))
    sides = _sides(material, name)
    if sides is not None:
        blocks.append(sides)
    table = side_tests(material, tests)
    say = material.tongue.say
    if table is not None:
        blocks.append(table)
    elif tests and all(test.sides is not None for test in tests):
        blocks.append(paragraph(sentence(say("No side made an offer on it."))))
    if any(test.not_computed for test in tests):
        blocks.append(paragraph(sentence(say("Not all tests were finished in the time given."), doubt=True)))
    return Section(f"matter-{number}", matter_title(material, name), tuple(blocks))


def _verdict(material: Material, name: str) -> Iterable[Sentence]:
    case, tongue, answer = material.case, material.tongue, material.report.targets[name]
    zone, alone = zone_run(tongue, answer.zone), zone_run(tongue, answer.alone)
    both = (
        tongue.say("{zone}, within a package and alone", zone=zone)
        if zone == alone
        else tongue.say("{zone} within a package, and {alone} alone", zone=zone, alone=alone)
    )
    if name in case.issues:
        today = quoted(tongue, case.issues[name].outcomes[case.issues[name].status_quo])
        words = tongue.say("Today it stands at {today}; leaving that is {zone}.", today=today, zone=both)
    else:
        asked = formula_words(case, tongue, material.targets[name].formula)
        words = tongue.say("Asked is {what}: {zone}.", what=asked, zone=both)
    rests = _rests(material, answer)
    yield told(material, (*zone_mark(material, name), *words), rests)
    if answer.by_meaning:
        yield told(material, tongue.say("What the words mean rules it out, whatever the mandates say."), rests)
    elif answer.zone == "excluded" and answer.blocking_set:
        yield _block(material, answer)
        yield from _keystones(material, answer)
    elif answer.zone == "accepted":
        yield told(material, _accepted(material, name, answer), answer.acceptances)
    tellers = [party(material, each) for each in dict.fromkeys(material.tellers.get(name, {}).values())]
    if tellers:
        on = tongue.say(
            "It would be another verdict without {party}’s word about another side.", party=tongue.listed(tellers)
        )
        yield told(material, on, material.tellers[name], doubt=True)
    if name in case.issues:
        label = class_words(tongue, material.report.issues[name].label)
        yield told(material, tongue.say("The talks on it are: {label}.", label=label), _offers(material, name) or rests)


def _accepted(material: Material, name: str, answer: TargetAnswer) -> Runs:
    agreed = (answer.example or {}).get(name)
    if agreed is None:
        return material.tongue.say("Every side at the table is on record for it.")
    what = quoted(material.tongue, material.case.issues[name].outcomes[agreed])
    return material.tongue.say("Every side at the table is on record for {what}.", what=what)


def _rests(material: Material, answer: TargetAnswer) -> tuple[str, ...]:
    """What a zone rests on: acceptances, a blocking set, or rules; where nothing blocks, what is on record of it."""
    found = (*answer.acceptances, *(answer.keystones or answer.blocking_set))
    if found:
        return found
    about = mentions(material.targets[answer.name].formula)
    rules = (rule.id for rule in material.case.meaning.values() if mentions(rule.formula) & about)
    if answer.by_meaning:
        return tuple(rules)
    return (*_of(material, about, "acceptances"), *_of(material, about, "clauses"))[:8]


def _block(material: Material, answer: TargetAnswer) -> Sentence:
    within = answer.name if answer.name in material.case.issues else None
    words = material.tongue.say(
        "Together these leave no room: {clauses}.", clauses=named(material, answer.blocking_set, within=within)
    )
    return told(material, (*mark_of(material, answer.blocking_set), *words), answer.blocking_set)


def _keystones(material: Material, answer: TargetAnswer) -> Iterable[Sentence]:
    say = material.tongue.say
    if "keystones" in answer.not_computed:
        yield sentence(say("Which clauses are in every blocking set was not computed."), doubt=True)
    elif set(answer.keystones) == set(answer.blocking_set):
        yield told(
            material, say("Each of these is in every blocking set: giving up any one is enough."), answer.keystones
        )
    elif answer.keystones:
        within = answer.name if answer.name in material.case.issues else None
        stones = named(material, answer.keystones, within=within)
        words = say("In every blocking set, so that giving up one of these is enough: {clauses}.", clauses=stones)
        yield told(material, words, answer.keystones)
    else:
        yield told(material, say("No clause is in every blocking set."), answer.blocking_set)


def _outcomes(material: Material, name: str) -> Table:
    case, say = material.case, material.tongue.say
    issue = case.issues[name]
    rows = []
    for outcome in issue.outcomes:
        if outcome != issue.status_quo:
            answer = material.report.targets.get(f"{name}={outcome}")
            zone = material.report.issues[name].outcomes[outcome]
            stands = () if answer is None else named(material, answer.blocking_set, within=name)
            by_meaning = answer is not None and answer.by_meaning
            way = say("what the words mean") if by_meaning else stands or say("–")
            rows.append(((Plain(issue.outcomes[outcome]),), (zone_run(material.tongue, zone),), way))
    head = (say("Outcome"), say("Zone"), say("Stands in the way"))
    return Table(say("By outcome"), head, tuple(rows))


def _sides(material: Material, name: str) -> Table | None:
    """What each party says of it, a column a party; None where nobody says anything."""
    say, about = material.tongue.say, mentions(material.targets[name].formula)
    parties = [party.id for party in material.case.table]
    within = name if name in material.case.issues else None
    rows = [
        (
            say("Its mandate"),
            [named(material, _mandate(material, name, p), whose=False, within=within) for p in parties],
        ),
        (
            say("On record as accepting"),
            [named(material, _of(material, about, "acceptances", p), whose=False, within=within) for p in parties],
        ),
        (
            say("Has offered"),
            [named(material, _of(material, about, "offers", p), whose=False, within=within) for p in parties],
        ),
        (say("Could open it alone by giving up"), [_price(material, name, p) for p in parties]),
        (say("What it calls this itself"), [_labels(material, name, p, own=True) for p in parties]),
        (say("What others call it"), [_labels(material, name, p, own=False) for p in parties]),
    ]
    filled = [(label, *(cell or say("–") for cell in cells)) for label, cells in rows if any(cells)]
    if not filled:
        return None
    head = (say("Side by side"), *((Plain(party(material, p)),) for p in parties))
    return Table(say("Side by side: {matter}", matter=matter_title(material, name)), head, tuple(filled))


def _mandate(material: Material, name: str, party: str) -> tuple[str, ...]:
    """The clauses on the matter itself, then those on others that stand in its way all the same."""
    own = _of(material, mentions(material.targets[name].formula), "clauses", party)
    answer = material.report.targets[name]
    further = (*answer.blocking_set, *answer.keystones, *(answer.price_clauses.get(party) or ()))
    return (*own, *(c for c in dict.fromkeys(further) if c not in own and material.case.clauses[c].party == party))


def _of(material: Material, issues: frozenset[str], section: str, party: str | None = None) -> tuple[str, ...]:
    """The clauses, acceptances or offers on some of these issues that stand at the round asked about."""
    found: Iterable[Clause | Acceptance | Offer] = getattr(material.case, section).values()
    parties = {each.id for each in material.case.table} if party is None else {party}
    return tuple(
        item.id
        for item in found
        if item.party in parties and mentions(item.formula) & issues and _stands(material, item)
    )


def _stands(material: Material, item: Clause | Acceptance | Offer) -> bool:
    if not isinstance(item, Offer):
        return material.case.in_force(item, material.round)
    if item.round is None or material.round is None:
        return True
    rounds = material.case.rounds
    return rounds[item.round].position <= rounds[material.round].position


def _offers(material: Material, name: str) -> tuple[str, ...]:
    return _of(material, frozenset((name,)), "offers")


def _price(material: Material, name: str, party: str) -> Runs:
    """What a party alone would have to give up, in words; nothing where nothing is to be opened."""
    say, answer = material.tongue.say, material.report.targets[name]
    if answer.zone != "excluded" or answer.by_meaning:
        return ()
    if "price" in answer.not_computed:
        return say("not computed")
    clauses = answer.price_clauses.get(party)
    if clauses is None:
        return say("cannot open it alone")
    told_of = [named(material, clauses, whose=False)]
    level = answer.can_open.get(party)
    if level:
        told_of.append((Plain(level_words(material, level)),))
    if answer.price_alone.get(party) is None:
        told_of.append(say("only within a package"))
    if answer.price_unique.get(party) is False:
        told_of.append(say("other clauses of its own would do as well"))
    return joined(told_of)


def _labels(material: Material, name: str, party: str, *, own: bool) -> Runs:
    found = dict.fromkeys(label for test in tests_on(material, name) for label in test.labels)
    say = material.tongue.say
    return joined(
        [
            with_refs(
                material,
                say(
                    "{who}: {words}",
                    who=who(material, label.speaker),
                    words=quoted(material.tongue, label.words.rstrip(".")),
                ),
                (label.statement,),
            )
            for label in found
            if label.about == party and label.own is own
        ]
    )
