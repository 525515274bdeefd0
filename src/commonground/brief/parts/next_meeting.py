"""The next meeting: what could be closed, what is worth asking, what needs another level, and questions to ask.

At the levels that sat at the last meeting. It says what a meeting could do and recommends none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from commonground.agreement import Asking, Beyond, Closing, NextMeeting
from commonground.brief.document import Block, Items, Plain, Ref, Run, Runs, Section, Sentence, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.blocked import clauses_in_short, few, some_refs
from commonground.brief.parts.formulas import outcome_words
from commonground.brief.parts.questions import question, weighty
from commonground.brief.parts.references import account, level_words, matter_title, party

__all__ = ["part"]

_QUESTIONS = 3

T = TypeVar("T")
K = TypeVar("K")


def part(material: Material) -> Section:
    tongue, meeting = material.tongue, material.next
    title = tongue.text("The next meeting")
    if meeting is None:
        words = tongue.say("Not worked out: who would sit there, and at which level, is not on record.")
        return Section("next-meeting", title, (paragraph(sentence(words)),))
    told = (
        _closing(material, meeting),
        _asking(material, meeting),
        _in_hand(material, meeting.in_hand),
        _beyond(material, meeting.out_of_hand),
    )
    items: list[tuple[Block, ...]] = [(paragraph(*each),) for each in told if each]
    asked = [question(material, item) for item in weighty(material)[:_QUESTIONS]]
    items += [(paragraph(*asked),)] if asked else []
    return Section("next-meeting", title, (paragraph(_who(material, meeting)), Items(tuple(items))))


def _who(material: Material, meeting: NextMeeting) -> Sentence:
    tongue = material.tongue
    by_level: dict[str, list[str]] = {}
    for side, level in meeting.present.items():
        by_level.setdefault(level, []).append(party(material, side))
    sides = tongue.listed(
        tongue.say("{party} ({level})", party=tongue.listed(names), level=level_words(material, level))
        for level, names in by_level.items()
    )
    return sentence(tongue.say("Of {sides}, with mandates as they stand. Nothing here is advice.", sides=sides))


def _closing(material: Material, meeting: NextMeeting) -> list[Sentence]:
    """What everybody has accepted, by whether those present may sign; the outcomes stand under what can be agreed."""
    tongue = material.tongue
    where = (Ref("agreed-now", tongue.text("what can be agreed")),)
    told: list[Sentence] = []
    for may, items in _grouped(meeting.closing, lambda item: item.may).items():
        ids = tuple(name for item in items for name in item.acceptances)
        matters = few(material, (_outcome(material, item) for item in items))
        leads: dict[str, Run | Runs] = {
            "matters": matters,
            "account": account(material, ids),
            "head": _head(tongue.text("Can be closed")),
        }
        signing = {
            "yes": tongue.say("those present may sign"),
            "no": tongue.say("those present may not sign"),
        }.get(may, tongue.say("whether those present may sign is not on record"))
        words = tongue.say("{head} {matters}{account}; {signing}.", **leads, signing=signing)
        told.append(sentence(words, standing="verdict", refs=where))
    return told


def _outcome(material: Material, item: Closing) -> str:
    if item.target in material.case.targets:
        return matter_title(material, item.target)
    return ", ".join(material.case.issues[issue].title for issue in item.package)


def _asking(material: Material, meeting: NextMeeting) -> list[Sentence]:
    """Matters that nobody rules out, with the words that are missing; those that lack the same words stand together."""
    tongue = material.tongue

    def missing(item: Asking) -> tuple[tuple[str, str, str], ...]:
        return tuple((word.party, word.issue, word.outcome) for word in item.missing)

    told: list[Runs] = []
    named: list[str] = []
    for words, items in _grouped(meeting.asking[: 2 * material.room.matters], missing).items():
        lacking = tongue.listed(_missing(material, items[0].target, words))
        matters = few(material, (matter_title(material, item.target) for item in items))
        told.append(tongue.say("{matters} (not heard from: {words})", matters=matters, words=lacking))
        named += [name for item in items for word in item.words for name in word.acceptances]
    if not told:
        return []
    head = _head(tongue.text("Worth asking"))
    words_ = tongue.say(
        "{head} {matters}{account}.", head=head, matters=tongue.listed(told), account=account(material, named)
    )
    leads = some_refs(material, named) or (Ref("at-a-glance", tongue.text("the talks at a glance")),)
    return [sentence(words_, standing="verdict", refs=leads)]


def _missing(material: Material, target: str, words: Iterable[tuple[str, str, str]]) -> list[Runs]:
    """Whose word is missing, and on what where that is not the matter itself."""
    told: list[Runs] = []
    for side, issue, outcome in words:
        by = party(material, side)
        if target in (f"{issue}={outcome}", issue):
            told.append((Plain(by),))
        else:
            what = outcome_words(material.case, material.tongue, issue, outcome)
            told.append(material.tongue.say("{party} on {what}", party=by, what=what))
    return told


def _in_hand(material: Material, items: Iterable[Beyond]) -> list[Sentence]:
    tongue = material.tongue
    told: list[Runs] = []
    named: list[str] = []
    for item in tuple(items)[: material.room.matters]:
        by_side = _grouped(item.give, lambda name: material.case.clauses[name].party)
        gives = tongue.listed(
            tongue.say(
                "{party} gave up {what}", party=party(material, side), what=clauses_in_short(material, tuple(names))
            )
            for side, names in by_side.items()
        )
        told.append(tongue.say("{matter}, if {gives}", matter=matter_title(material, item.target), gives=gives))
        named += item.give
    if not told:
        return []
    head = _head(tongue.text("Shut, but in the hands of those present"))
    words = tongue.say(
        "{head} {matters}{account}.",
        head=head,
        matters=tongue.listed(told),
        account=account(material, named),
    )
    return [sentence(words, standing="verdict", refs=some_refs(material, named))]


def _beyond(material: Material, items: Iterable[Beyond]) -> list[Sentence]:
    """Matters by whose level could open them alone; where nobody's could, by whose clauses would have to fall."""
    tongue = material.tongue
    groups = _grouped(items, lambda item: _openers(material, item))
    told: list[Runs] = []
    named: list[str] = []
    for openers, group in groups.items():
        matters = few(material, (matter_title(material, item.target) for item in group))
        sides = tongue.listed(
            (
                tongue.say("{party} ({level})", party=party(material, side), level=level_words(material, level))
                for side, level in openers
            ),
            "or",
        )
        told.append(tongue.say("{matters} from {sides}", matters=matters, sides=sides))
        named += [name for item in group for name in item.ask_for]
    if not told:
        return []
    head = _head(tongue.text("Needs another level or a new mandate"))
    words = tongue.say(
        "{head} {matters}{account}.",
        head=head,
        matters=_semicolons(told),
        account=account(material, named),
    )
    return [sentence(words, standing="verdict", refs=some_refs(material, named))]


def _openers(material: Material, item: Beyond) -> tuple[tuple[str, str], ...]:
    alone = tuple((side, found.level) for side, found in item.alone.items() if found.level is not None)
    if alone:
        return alone
    clauses = [material.case.clauses[name] for name in (item.ask_for or item.give)]
    return tuple(dict.fromkeys((clause.party, clause.owner) for clause in clauses))


def _head(words: str) -> Plain:
    return Plain(f"{words}:", "strong")


def _semicolons(told: list[Runs]) -> Runs:
    return tuple(run for place, each in enumerate(told) for run in ((Plain("; "), *each) if place else each))


def _grouped(items: Iterable[T], by: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(by(item), []).append(item)
    return groups
