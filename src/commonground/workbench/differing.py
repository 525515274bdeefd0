"""Every answer's difference in words: what stands, what would stand instead, and in one line what stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commonground.agreement import OrderReport, TargetAnswer
from commonground.brief.document import Block, Folded, Plain, Ref, Runs, Section, Sentence, Table, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.otherwise import Otherwise, StatesOtherwise, VerdictOtherwise
from commonground.brief.parts.blocked import clauses_in_short
from commonground.brief.parts.references import level_words, matter_title, party, refs
from commonground.brief.parts.telling import named
from commonground.brief.parts.verdict_words import zone_run
from commonground.brief.state_words import difference_in_words
from commonground.brief.wording import NOT_COMPUTED, listed

__all__ = ["differences", "in_one_line", "same_line"]

_QUESTIONS = {
    "verdicts": "every verdict",
    "order": "the order of steps",
    "tests": "what the tests say of each side",
    "meeting": "what the next meeting could do",
    "states": "the states from which nobody gains by leaving",
}
_LISTS = {
    "closing": "can be closed",
    "asking": "worth asking",
    "in hand": "shut, in the hands of those present",
    "beyond": "needs another level or a new mandate",
    "by meaning": "shut by what the words mean",
    None: "not among them",
}
_ORDER = {
    "no deadlock": "no circle",
    "pure sequence": "order alone is the deadlock",
    "substance": "demands that no order can meet",
    "structure": "the case contradicts itself",
}
_CONCEPTS = {
    "nash": "nobody can improve alone",
    "gmr": "any answer deters",
    "smr": "any answer deters, with no way round",
    "seq": "an answer the others would want deters",
    "sseq": "such an answer deters, with no way round",
    "sim": "answers at the same time deter",
}
_MOST = 12  # states listed of one concept


def differences(found: Otherwise) -> tuple[Section, ...]:
    """A section a question with a difference, and one on what stays."""
    told = (_verdicts(found), _order(found), _tests(found), _meeting(found), _states(found))
    return (*(each for each in told if each is not None), Section("same", "As it was", (paragraph(*same_line(found)),)))


def in_one_line(found: Otherwise) -> str:
    """What is another, in one line, as a screen reader says it when it comes."""
    if found.nothing:
        return "Nothing that was compared would be another."
    shown = [item for item in found.verdicts if not _within_its_issue(found, item)]
    counts = [
        (len(shown), "verdict", "verdicts"),
        (int(found.order is not None), "order of steps", "orders of steps"),
        (len(found.tests), "test of a side", "tests of sides"),
        (len(found.meeting), "matter of the next meeting", "matters of the next meeting"),
        (len(found.states), "concept of stability", "concepts of stability"),
    ]
    words = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    return f"Another answer: {listed(words)}." if words else "The options are others, so states are not compared."


def same_line(found: Otherwise) -> Iterator[Sentence]:
    """What stays, in one line; and what could not be compared."""
    kept = [_QUESTIONS[name] for name in found.same]
    if "verdicts" not in found.same:
        kept.insert(0, f"{found.verdicts_same} other verdicts")
    if "tests" not in found.same and found.tests_same:
        kept.append(f"{found.tests_same} other tests")
    yield sentence(f"As it was: {listed(kept)}.")
    if found.after.has_conflict and not (found.states or found.states_apart or "states" in found.same):
        yield sentence("The states of the conflict part are not compared here: they are too many, or it is no model.")
    if found.not_computed:
        yield sentence(f"Not compared in full for want of time: {len(found.not_computed)} matters.", doubt=True)


def _verdicts(found: Otherwise) -> Section | None:
    """A row a matter with its zones, and below, folded, all that is otherwise about it."""
    shown = [item for item in found.verdicts if not _within_its_issue(found, item)]
    rows = tuple(
        (
            (Plain(_title(found, item), "strong"),),
            _zones(found.before, item, item.before),
            _zones(found.after, item, item.after),
        )
        for item in shown
    )
    if not rows:
        return None
    table = Table((), _heads("To be agreed", "As it stands", "With the changes"), rows)
    in_full = tuple(
        Folded(
            (Plain(f"{_title(found, item)}, in full"),),
            (
                paragraph(sentence(Plain("As it stands: ", "strong"), *_verdict(found.before, item, item.before), ".")),
                paragraph(
                    sentence(Plain("With the changes: ", "strong"), *_verdict(found.after, item, item.after), ".")
                ),
            ),
        )
        for item in shown
    )
    return Section("verdicts", "What can be agreed, and what blocks it", (table, *in_full))


def _title(found: Otherwise, item: VerdictOtherwise) -> str:
    return matter_title(found.after if item.after is not None else found.before, item.matter)


def _zones(material: Material, item: VerdictOtherwise, answer: TargetAnswer | None) -> Runs:
    """The zone, the zone alone where that differs, and the clauses in every blocking set by their ids."""
    if answer is None:
        return (Plain("no such matter"),)
    told: list[Any] = [zone_run(material.tongue, answer.zone)]
    if answer.by_meaning:
        return (*told, Plain(", by what the words mean"))
    told += _alone(material, item, answer)
    if answer.zone == "excluded" and answer.keystones:
        marks = [run for ref in refs(material, answer.keystones) for run in (Plain(", "), ref)][1:]
        told += [Plain(" by "), *marks]
    elif answer.zone == "excluded":
        told.append(Plain(", by no one clause"))
    return tuple(told)


def _within_its_issue(found: Otherwise, item: VerdictOtherwise) -> bool:
    """An outcome whose issue has another verdict itself is told there."""
    others = {each.matter for each in found.verdicts}
    return item.matter not in found.after.case.targets and item.matter.partition("=")[0] in others - {item.matter}


def _alone(material: Material, item: VerdictOtherwise, answer: TargetAnswer) -> Runs:
    """The zone with all other issues as they stand, where that differs."""
    if "alone" not in item.fields:
        return ()
    same = answer.alone == answer.zone
    return (Plain(", alone too"),) if same else (Plain("; alone: "), zone_run(material.tongue, answer.alone))


def _verdict(material: Material, item: VerdictOtherwise, answer: TargetAnswer | None) -> Runs:
    """The zone, and what else differs."""
    if answer is None:
        return (Plain("no such matter"),)
    told: list[Any] = [zone_run(material.tongue, answer.zone)]
    if answer.by_meaning:
        return (*told, Plain(", by what the words mean"))
    told += _alone(material, item, answer)
    if answer.zone != "excluded":
        return tuple(told)
    if {"zone", "keystones"} & set(item.fields):
        stones = named(material, answer.keystones) if answer.keystones else (Plain("no clause"),)
        told += [Plain(". In every blocking set: "), *stones]
    if "blocks" in item.fields and set(answer.blocking_set) != set(answer.keystones):
        told += [Plain(". Together in the way: "), *named(material, answer.blocking_set)]
    if {"zone", "price", "levels"} & set(item.fields):
        told += [run for side in material.case.table for run in (Plain(". "), *_price(material, answer, side.id))]
    if "least" in item.fields and answer.concession:
        told += [Plain(". Least that all together would give up: "), *named(material, answer.concession)]
    return tuple(told)


def _price(material: Material, answer: TargetAnswer, side: str) -> Runs:
    if "price" in answer.not_computed:
        return (Plain(f"{party(material, side)} alone: {NOT_COMPUTED}"),)
    clauses, level = answer.price_clauses.get(side), answer.can_open.get(side)
    if clauses is None:
        return (Plain(f"{party(material, side)} alone cannot open it"),)
    at = f" ({level_words(material, level)})" if level else ""
    marks = [run for ref in refs(material, clauses) for run in (Plain(", "), ref)][1:]
    words = clauses_in_short(material, clauses)
    return (Plain(f"{party(material, side)} alone by giving up "), *words, Plain(f"{at} ["), *marks, Plain("]"))


def _order(found: Otherwise) -> Section | None:
    if found.order is None:
        return None
    now, then = (_order_words(report) for report in found.order)
    told = sentence(f"As it stands: {now}. With the changes: {then}.", standing="verdict", refs=_order_ref(found))
    return Section("order-otherwise", "The order of steps", (paragraph(told),))


def _order_ref(found: Otherwise) -> tuple[Ref, ...]:
    return (Ref("order", "the order of steps"),) if found.after.order is not None else ()


def _order_words(report: OrderReport | None) -> str:
    if report is None:
        return "nothing is said of an order"
    verdict = _ORDER.get(report.verdict, report.verdict)
    if not report.cycles:
        return verdict
    count = len(report.cycles)
    least = min((sum(point) for point in report.pareto), default=None)
    repair = "" if least is None else f", undone by {least} change{'' if least == 1 else 's'} of demands at least"
    return f"{verdict}, {count} circle{'' if count == 1 else 's'}{repair}"


def _tests(found: Otherwise) -> Section | None:
    rows = tuple(
        (
            (Plain(_form_of(found, item.scope), "strong"),),
            (Plain(party(found.after, item.party)),),
            (Plain(item.before or "not asked"),),
            (Plain(item.after or "not asked"),),
        )
        for item in found.tests
    )
    table = Table((), _heads("Form", "Side", "As it stands", "With the changes"), rows)
    return Section("tests", "What the same tests say of each side", (table,)) if rows else None


def _form_of(found: Otherwise, scope: str) -> str:
    case = found.after.case
    issue, _, outcome = scope.partition("=")
    if issue in case.issues and outcome not in case.issues[issue].outcomes:
        return case.issues[issue].title
    return matter_title(found.after, scope)


def _meeting(found: Otherwise) -> Section | None:
    rows = tuple(
        ((Plain(matter_title(found.after, name), "strong"),), *((Plain(_LISTS[place]),) for place in places))
        for name, places in found.meeting.items()
    )
    table = Table((), _heads("At the next meeting", "As it stands", "With the changes"), rows)
    return Section("meeting", "The next meeting", (table,)) if rows else None


def _states(found: Otherwise) -> Section | None:
    if found.states_apart:
        words = sentence(
            "The options are others than in the case as it stands, so states are not compared.", doubt=True
        )
        return Section("states", "Would it hold", (paragraph(words),))
    if not found.states:
        return None
    rows = tuple(_concept(found, item) for item in found.states)
    rest = "Under the preferences assumed, and none of it says what anybody will do."
    blocks: tuple[Block, ...] = (
        paragraph(sentence(rest, standing="assumption")),
        Table((), _heads("A party stays when", "Equilibria", "Come", "Gone"), rows),
    )
    return Section("states", "Would it hold: states from which nobody gains by leaving", blocks)


def _concept(found: Otherwise, item: StatesOtherwise) -> tuple[Runs, ...]:
    words = (Plain(f"{_CONCEPTS.get(item.concept, item.concept)} ({item.concept})", "strong"),)
    count = (Plain(f"{item.before:,} as it stands, {item.after:,} with the changes"),)
    return words, count, _states_told(found, item.came), _states_told(found, item.went)


def _states_told(found: Otherwise, names: tuple[str, ...] | None) -> Runs:
    if names is None:
        return (Plain("too many states to list"),)
    case = found.after.case
    quo = case.conflict.status_quo
    told: list[Any] = []
    for name in names[:_MOST]:
        told += [Plain("; " if told else ""), Ref(f"state:{name}", name)]
        if len(names) <= 3 and quo is not None:
            told.append(Plain(f" ({difference_in_words(case, name, quo.state)})"))
    if len(names) > _MOST:
        told.append(Plain(f" and {len(names) - _MOST} more"))
    return tuple(told) or (Plain("none"),)


def _heads(*words: str) -> tuple[Runs, ...]:
    return tuple((Plain(word),) for word in words)
