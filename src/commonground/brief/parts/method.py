"""The last page: the method in a box, the terms on which it was used, what it cannot say, and the sources.

Everything a colleague needs to make the brief again stands here: the program and the versions of what it computes
with, the command, the case to the byte, the layers, the seconds given, and which questions were not answered whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from commonground.brief.document import Block, Entry, Items, Plain, Runs, Section, Sentence, Terms, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.evidence_sources import sources_table
from commonground.brief.parts.references import matter_title, refs

__all__ = ["part"]

# The libraries that decide what is computed, by the names they are installed under.
_ENGINES = ("python-sat", "numpy", "networkx", "lark", "pydantic")


def part(material: Material) -> Section:
    """How the brief was made, its limits, and its sources."""
    say = material.tongue.text
    sources = [source for source in material.case.sources.values() if _speaks(material, source.id)]
    parts: list[Block | Section] = [
        Entry("method-box", (Plain(say("The method in short")),), (_listed(_method(material)),)),
        Section("method-terms", say("How this brief was made"), (Terms(_terms(material)), *_otherwise(material))),
        Section("method-limits", say("What this cannot say"), (_listed((*_limits(material), *_missing(material))),)),
    ]
    if sources:
        parts.append(Section("method-sources", say("Sources side by side"), (sources_table(material, sources),)))
    return Section("method", say("Method, terms and limits"), tuple(parts), new_page=True)


def _speaks(material: Material, source: str) -> bool:
    """Whether a statement of the case stands in this source; a case without statements shows all its sources."""
    statements = material.case.statements
    return not statements or any(statement.document == source for statement in statements.values())


def _listed(sentences: Iterator[Sentence] | tuple[Sentence, ...]) -> Items:
    return Items(tuple((paragraph(each),) for each in sentences))


def _method(material: Material) -> Iterator[Sentence]:
    say = material.tongue.say
    for told in (
        say(
            "The record is coded into statements: who says what about which issue. Each was confirmed by a person, or "
            "is marked where it was not."
        ),
        say(
            "From them each side's mandate is read as clauses: what it has ruled out on record. Silence is not "
            "consent, and it is no refusal either."
        ),
        say(
            "A matter is excluded where no outcome meets it and all mandates at once; accepted where every side is on "
            "record for one; else not excluded. A search that proves its answer decides this, and no weighing."
        ),
        say(
            "What blocks a matter is a smallest set of clauses that cannot stand together; what would have to change "
            "is a smallest set whose giving up opens it. The number of clauses is not a cost."
        ),
        say("The same tests are put to every side, and the answers stand side by side."),
        say("No likelihood is given anywhere: nothing here has measured one."),
    ):
        yield sentence(told)


def _terms(material: Material) -> tuple[tuple[Runs, Runs], ...]:
    say, case, facts = material.tongue.text, material.case, material.data["made"]
    layers = material.tongue.listed(f"{layer.title} ({layer.id})" for layer in case.layers)
    at = say("no rounds in the case") if material.round is None else case.rounds[material.round].title
    seconds = facts["seconds"]
    pairs: list[tuple[str, Runs]] = [
        (say("Case"), (Plain(f"{case.title} ("), Plain(case.id, "code"), Plain(")"))),
        (say("Checksum of the case (sha256)"), _checksum(material, facts)),
        (say("Program"), (Plain(f"{facts['program']} {facts['version']}"),)),
        (say("Computed with"), (Plain(", ".join(_engines())),)),
        (say("Made by the command"), (Plain(facts["command"], "code"),)),
        (say("To be checked by"), (Plain(f"commonground verify brief.html {case.id}", "code"),)),
        (say("Round"), (Plain(at),)),
        (say("The record ends on"), (Plain(material.tongue.day(case.record_ends)),)),
        (say("Layers on"), layers if case.layers else (Plain(say("none")),)),
        (say("Seconds for the search"), (Plain(say("no limit") if seconds is None else f"{seconds:g}"),)),
    ]
    if case.as_of is not None:
        pairs.append((say("Seen as of"), (Plain(material.tongue.day(case.as_of)),)))
    return tuple(((Plain(name),), told) for name, told in pairs)


def _checksum(material: Material, facts: Mapping[str, Any]) -> Runs:
    if facts["sha256"] is None:
        return (Plain(material.tongue.text("none: the case lies in no folder")),)
    return (Plain(str(facts["sha256"]), "code"),)


def _engines() -> Iterator[str]:
    for name in _ENGINES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue


def _otherwise(material: Material) -> Iterator[Block]:
    """What stands in the case's files and is out of this reading."""
    withdrawn = material.case.withdrawn
    if withdrawn:
        yield paragraph(sentence(material.tongue.say("Out of this reading:")))
        told = (sentence(f"{name}: {reason}", refs=refs(material, [name])) for name, reason in withdrawn.items())
        yield _listed(tuple(told))


def _limits(material: Material) -> Iterator[Sentence]:
    say = material.tongue.say
    for told in (
        say("“Excluded” does not mean impossible: mandates change, and that is what talks are for."),
        say("“Not excluded” does not mean likely, wise or just; it means that nobody is on record against it."),
        say(
            "A mandate may be secret, and public words are moves in the talks: this is a model of what was said, not "
            "of what is meant."
        ),
        say(
            "Law and responsibility are outside the calculation: a demand to end an attack and a demand to give in are "
            "the same kind of clause here."
        ),
        say(
            "Another reader may code the same record otherwise. What each verdict turns on, and what rival readings "
            "would change, is told above."
        ),
        say("The record is what was found and read. What was said in rooms without witnesses is not in it."),
    ):
        yield sentence(told)


def _missing(material: Material) -> Iterator[Sentence]:
    """What was not computed, and why."""
    say, case = material.tongue.say, material.case
    if material.durability is None:
        told = say(
            "Whether a deal would last was not assessed: the case says nothing of what each side can do and wants."
        )
        yield sentence(told, doubt=True)
    if not case.order:
        yield sentence(say("The order of steps was not assessed: the case says nothing of one."), doubt=True)
    if material.next is None:
        yield sentence(say("The next meeting was not assessed: nobody knows who would sit there."), doubt=True)
    unfinished = [words for name, words in _questions(material).items() if _unfinished(material.data.get(name))]
    if unfinished:
        told = say(
            "Not answered whole in the seconds given: {questions}.", questions=material.tongue.listed(unfinished)
        )
        yield sentence(told, doubt=True)
    left = [name for name in material.asked if material.report.targets[name].not_computed]
    if left:
        titles = material.tongue.listed(matter_title(material, name) for name in left)
        yield sentence(say("Answers are missing about these matters: {matters}.", matters=titles), doubt=True)
    if case.warnings:
        told = material.tongue.count(
            "{n} line of the case was read past with a warning; “commonground check” tells it.",
            "{n} lines of the case were read past with a warning; “commonground check” tells them.",
            len(case.warnings),
        )
        yield sentence(told, doubt=True)


def _questions(material: Material) -> Mapping[str, str]:
    say = material.tongue.text
    return {
        "agreement": say("what can be agreed"),
        "turns_on": say("what each verdict turns on"),
        "glance": say("the talks at a glance"),
        "ultimatum": say("whether a side insists as in an ultimatum"),
        "levels": say("at which level a matter can be opened"),
        "order": say("the order of steps"),
        "next": say("the next meeting"),
        "rounds": say("what changed between rounds"),
        "durability": say("whether a deal would last"),
    }


def _unfinished(answer: Any) -> bool:
    return isinstance(answer, Mapping) and answer.get("exhaustive") is False
