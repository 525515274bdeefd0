"""An issue, an outcome or another target: the verdict, what each side says of it, the same tests put to each, ways out.

The words are those of the brief's parts; an outcome, which the brief has no section of, is told as its issue, with the
ways out of the outcome itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commonground.agreement import targets_of
from commonground.brief.document import Section, paragraph
from commonground.brief.matters import matter_in_words
from commonground.brief.parts import issues, ways_out
from commonground.brief.parts.references import matter_title
from commonground.brief.parts.telling import named, told
from commonground.brief.parts.verdict_words import zone_run
from commonground.errors import Problem, UsageError
from commonground.workbench.answers import Answers
from commonground.workbench.page import Opened, Page, known

__all__ = ["issue", "target"]


def issue(found: Opened) -> Page:
    """One issue of the case."""
    name = found.name()
    known(name, found.case.issues, "issue")
    return _page(found, name)


def target(found: Opened) -> Page:
    """A target by its name: one of the case's, an issue, or ``issue=outcome``."""
    name = found.name()
    known(name, targets_of(found.case), "target")
    return _page(found, name)


def _page(found: Opened, name: str) -> Page:
    answers, report = found.answers, found.answers.report
    if name not in report.targets:
        raise UsageError(Problem("This target was not asked about.", read=name, code="unknown-id"))
    ways = answers.about(name)
    sections = (*_told(answers, name), *_ways(ways))
    issue = found.case.issues.get(name)
    data = {
        **report.frame(),
        "name": name,
        "answer": report.targets[name].to_dict(),
        "issue": None if issue is None else report.issues[name].to_dict(),
        "ways": {each: way.to_dict() for each, way in ways.ways.items()},
        "clauses": {each: report.clauses[each].to_dict() for each in report.targets[name].clauses},
    }
    title = matter_title(answers, name) if name in found.case.targets else matter_in_words(found.case, name)
    return Page(title=title, data=data, sections=sections)


def _told(answers: Answers, name: str) -> Iterator[Section]:
    names = [*answers.case.issues, *answers.case.targets]
    whole = issues.part(answers)
    wanted = f"matter-{names.index(name)}" if name in names else ""
    section = next((s for s in (whole.blocks if whole else ()) if isinstance(s, Section) and s.anchor == wanted), None)
    yield replace(section or _in_short(answers, name), title="What the record says of it")


def _in_short(answers: Answers, name: str) -> Section:
    say, answer = answers.tongue.say, answers.report.targets[name]
    clauses = answer.keystones or answer.blocking_set
    sentences = [told(answers, say("It is {zone}.", zone=zone_run(answers.tongue, answer.zone)), clauses)]
    if answer.by_meaning:
        sentences.append(told(answers, say("What the words mean rules it out, whatever the mandates say."), ()))
    elif clauses:
        words = say("In its way: {clauses}.", clauses=named(answers, clauses))
        sentences.append(told(answers, words, clauses))
    return Section("verdict", matter_in_words(answers.case, name), (paragraph(*sentences),))


def _ways(answers: Answers) -> Iterator[Section]:
    section = ways_out.part(answers)
    if section is not None:
        yield section
