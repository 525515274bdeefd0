"""What is said of one matter before the sides are heard: its zone, what that rests on, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement import TargetAnswer
from commonground.brief.document import Plain, Runs, Sentence, Table, sentence
from commonground.brief.material import Material
from commonground.brief.parts.formulas import formula_words, quoted
from commonground.brief.parts.marks import zone_mark
from commonground.brief.parts.on_record import OnRecord
from commonground.brief.parts.references import party
from commonground.brief.parts.telling import named, told, with_refs
from commonground.brief.parts.verdict_words import class_words, zone_run
from commonground.logic import Among, Formula, mentions

__all__ = ["matter_verdict", "outcomes_table"]

_MOST = 8  # references where nothing in particular decides


def matter_verdict(material: Material, record: OnRecord, name: str) -> Iterable[Sentence]:
    """Its zone, what that rests on, what blocks it, and what the talks on it are like."""
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
    rests = _rests(material, record, answer)
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
        yield told(
            material, tongue.say("The talks on it are: {label}.", label=label), record.of((name,), "offers") or rests
        )


def _accepted(material: Material, name: str, answer: TargetAnswer) -> Runs:
    agreed = (answer.example or {}).get(name)
    if agreed is None:
        return material.tongue.say("Every side at the table is on record for it.")
    what = quoted(material.tongue, material.case.issues[name].outcomes[agreed])
    return material.tongue.say("Every side at the table is on record for {what}.", what=what)


def _rests(material: Material, record: OnRecord, answer: TargetAnswer) -> tuple[str, ...]:
    """What a zone rests on: acceptances, a blocking set, or rules; where nothing blocks, what is on record of it."""
    found = (*answer.acceptances, *(answer.keystones or answer.blocking_set))
    if found:
        return found
    about = mentions(material.targets[answer.name].formula)
    rules = (rule.id for rule in material.case.meaning.values() if mentions(rule.formula) & about)
    if answer.by_meaning:
        return tuple(rules)
    return (*record.of(about, "acceptances"), *record.of(about, "clauses"))[:_MOST]


def _block(material: Material, answer: TargetAnswer) -> Sentence:
    within = answer.name if answer.name in material.case.issues else None
    words = material.tongue.say(
        "Together these leave no room: {clauses}.", clauses=named(material, answer.blocking_set, within=within)
    )
    return told(material, words, answer.blocking_set)


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
    elif "price" not in answer.not_computed and not any(answer.price_clauses.values()):
        words = say("No clause is in every blocking set, and no side could open it alone.")
        yield told(material, words, answer.blocking_set)
    else:
        yield told(material, say("No clause is in every blocking set."), answer.blocking_set)


def outcomes_table(material: Material, record: OnRecord, name: str) -> Table | None:
    """Every outcome off the status quo: its zone, and what stands in its way, or who accepts it.

    None where there is one alone, or where all stand as the issue does and for the same reasons.
    """
    if not _differ(material, name):
        return None
    case, say = material.case, material.tongue.say
    issue = case.issues[name]
    rows = []
    for outcome in issue.outcomes:
        if outcome != issue.status_quo:
            answer = material.report.targets.get(f"{name}={outcome}")
            zone = material.report.issues[name].outcomes[outcome]
            way = (
                _in_the_way(material, record, name, answer)
                if zone == "excluded"
                else _accepting(material, record, name, outcome)
            )
            rows.append(((Plain(issue.outcomes[outcome]),), (zone_run(material.tongue, zone),), way))
    head = (say("Outcome"), say("Zone"), say("Stands in the way, or accepts it"))
    return Table(say("By outcome"), head, tuple(rows))


def _differ(material: Material, name: str) -> bool:
    issue, whole = material.case.issues[name], material.report.targets[name]
    outcomes = [outcome for outcome in issue.outcomes if outcome != issue.status_quo]
    zones = material.report.issues[name].outcomes
    answers = [material.report.targets.get(f"{name}={outcome}") for outcome in outcomes]
    reasons = {answer.blocking_set or whole.blocking_set for answer in answers if answer is not None}
    alike = {zones[outcome] for outcome in outcomes} == {whole.zone} and reasons <= {whole.blocking_set}
    return len(outcomes) > 1 and not (alike and whole.zone == "excluded")


def _accepting(material: Material, record: OnRecord, issue: str, outcome: str) -> Runs:
    """Who is on record as accepting an outcome that nobody rules out; that nobody is, where nobody is."""
    case = material.case
    ids = record.of((issue,), "acceptances")
    found = [each for each in ids if _accepts(case.acceptances[each].formula, issue, outcome)]
    return named(material, found, within=issue) or material.tongue.say("nobody accepts it on record")


def _accepts(formula: Formula, issue: str, outcome: str) -> bool:
    """Whether a formula speaks of this outcome of the issue."""
    if isinstance(formula, Among):
        return formula.issue == issue and outcome in formula.outcomes
    return issue in mentions(formula)


def _in_the_way(material: Material, record: OnRecord, name: str, answer: TargetAnswer | None) -> Runs:
    if answer is not None and answer.by_meaning:
        return material.tongue.say("what the words mean")
    # What leaves no room for the issue to move at all stands in the way of each of its outcomes.
    found = (answer.blocking_set if answer else ()) or material.report.targets[name].blocking_set
    if found:
        return named(material, found, within=name)
    about = record.of((name,), "clauses")[:_MOST]
    return with_refs(material, material.tongue.say("not computed"), about)
