"""What if: clauses dropped or read otherwise, mandates and acceptances added; what would be different, at once.

The changes stand in the address and nowhere else: the case is not touched. They are told in the lines that the command
line takes with ``--what-if``; the fields of the form are put into such lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from commonground.agreement import Changes, compare
from commonground.agreement.history.rounds import VerdictChange
from commonground.agreement.history.standing import Standing
from commonground.brief.document import Plain, Runs, Section, Table, paragraph, sentence
from commonground.brief.matters import matter_in_words
from commonground.brief.parts.telling import named
from commonground.brief.parts.verdict_words import zone_run
from commonground.brief.wording import NOT_COMPUTED, mandate_words, party_name
from commonground.workbench.answers import Answers
from commonground.workbench.page import Opened, Page

__all__ = ["lines_of", "whatif"]

_SECTIONS = ("clauses", "acceptances", "offers", "meaning")


def whatif(found: Opened) -> Page | Response:
    """The changes asked about, what they would make different, and a form to ask for others."""
    lines = lines_of(found.request.query_params)
    if lines != found.view.what_if:
        return RedirectResponse(found.links.to("what-if", what_if=lines), 303)
    plain = found.cases.plain(found.entry, found.view)
    difference = None
    sections: tuple[Section, ...] = ()
    if found.view.changed:
        difference = compare(plain.case, found.case, found.view.round, budget=found.answers.time.seconds)
        sections = (_difference(found.answers, plain, difference),)
    case = plain.case
    more = {
        "lines": lines,
        "without": [found.links.to("what-if", what_if=(*lines[:n], *lines[n + 1 :])) for n in range(len(lines))],
        "clauses": [(each, mandate_words(case, each), party_name(case, each.party)) for each in case.clauses.values()],
        "changeable": [name for section in _SECTIONS for name in getattr(case, section)],
        "parties": case.table,
        "plain": found.links.to("what-if", what_if=()),
        "dropped": {line.removeprefix("drop ") for line in lines if line.startswith("drop ")},
    }
    data = {"what_if": list(lines), "difference": None if difference is None else difference.to_dict()}
    return Page("What if", data, sections, "whatif.html", more)


def lines_of(query: QueryParams) -> tuple[str, ...]:
    """The lines that an address asks for: those it holds, and those that the fields of the form come to."""
    ticked = query.getlist("drop") if "drop" in query or "sent" in query else None
    lines = [line.strip() for line in query.getlist("what-if") if line.strip()]
    if ticked is not None:  # the boxes of the form say everything about what is dropped
        dropped = [f"drop {name.strip()}" for name in ticked if name.strip()]
        boxes = set(query.getlist("box"))
        lines = [line for line in lines if line.removeprefix("drop ").strip() not in boxes] + dropped
    lines += [f"{verb} {who}: {formula}" for verb, who, formula in _written(query)]
    return tuple(dict.fromkeys(lines))


def _written(query: QueryParams) -> Iterator[tuple[str, str, str]]:
    """What was written into the fields of the form: a verb, whose or which, and a formula."""
    for verb, who in (("add", "party"), ("accept", "acceptor"), ("change", "object")):
        formula = query.get(f"{verb}-formula", "").strip()
        if formula:
            yield verb, query.get(who, "").strip(), formula


def _difference(answers: Answers, plain: Answers, difference: Changes) -> Section:
    rows = tuple(_row(answers, plain, change) for change in _shown(difference))
    head = tuple((Plain(word),) for word in ("To be agreed", "As it stands", "With the changes"))
    count = f"{difference.unchanged} other verdicts are as they were."
    notes = [sentence(count)]
    if not difference.exhaustive:
        notes.append(sentence(f"{len(difference.not_computed)} could not be compared in the time given.", doubt=True))
    if not rows:
        none = "No verdict changes." if difference.exhaustive else "No verdict that was compared changes."
        return Section("difference", "What would be different", (paragraph(sentence(none), *notes),))
    return Section("difference", "What would be different", (Table((), head, rows), paragraph(*notes)))


def _shown(difference: Changes) -> list[VerdictChange]:
    """Targets and issues first; an outcome only where its issue's own verdict stays."""
    kinds = ("target", "issue", "outcome")
    shown = [
        item
        for item in difference.verdicts.values()
        if item.kind != "outcome" or item.name.partition("=")[0] not in difference.verdicts
    ]
    return sorted(shown, key=lambda item: kinds.index(item.kind))


def _row(answers: Answers, plain: Answers, change: VerdictChange) -> tuple[Runs, ...]:
    name = (Plain(matter_in_words(answers.case, change.name), "strong"),)
    return name, _standing(plain, change, change.before), _standing(answers, change, change.after)


def _standing(answers: Answers, change: VerdictChange, standing: Standing | None) -> Runs:
    if standing is None:
        return (Plain("no such target"),)
    told: list[Any] = [zone_run(answers.tongue, standing.zone)]
    if standing.by_meaning:
        return (*told, Plain(", by what the words mean"))
    if "alone" in change.fields:
        told.append(Plain(f"; alone: {standing.alone or NOT_COMPUTED}"))
    if standing.zone == "excluded" and standing.keystones is not None:
        stones = named(answers, standing.keystones) if standing.keystones else (Plain("no clause"),)
        told += [Plain("; in every blocking set: "), *stones]
    if "price" in change.fields and standing.zone == "excluded":
        for party in answers.case.table:
            own = (standing.price_clauses or {}).get(party.id)
            by = "cannot" if own is None else f"by giving up {', '.join(own)}"
            told.append(Plain(f"; {party.name} alone: {by}"))
    return tuple(told)
