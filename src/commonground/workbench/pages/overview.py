"""A case on one page: page one of its brief, every issue and target with its zone, and what the case is made of."""

from __future__ import annotations

from collections import Counter
from typing import Any

from commonground.agreement import AgreementReport
from commonground.brief.document import Section, Sentence, parts_of, plain
from commonground.brief.parts import page_one
from commonground.brief.parts.references import matter_title
from commonground.brief.wording import NOT_COMPUTED, day
from commonground.workbench.next_steps import next_steps
from commonground.workbench.page import Opened, Page

__all__ = ["overview"]


def overview(found: Opened) -> Page:
    """What a principal reads, in the same words and with the same picture; each reference leads to its own page."""
    case, report = found.case, found.answers.report
    first = page_one.part(found.answers)
    sections = tuple(each for each in first.blocks if isinstance(each, Section)) if case.issues else ()
    in_short = [plain(each.runs) for each in parts_of(sections) if isinstance(each, Sentence)]
    statuses = Counter(statement.status for statement in case.statements.values())
    return Page(
        title=case.title,
        data={**report.to_dict(), "in_short": in_short, "statements": dict(statuses)},
        sections=sections,
        template="overview.html",
        more={
            "issues": [_row(found, report, name) for name in case.issues],
            "targets": [_row(found, report, name) for name in case.targets],
            "statuses": statuses,
            "sources": [(source, _coded(found, source.id)) for source in case.sources.values()],
            "conflict_problems": found.answers.conflict_problems if found.answers.has_conflict else (),
            "day": day,
            "steps": next_steps(found),
        },
    )


def _row(found: Opened, report: AgreementReport, name: str) -> dict[str, Any]:
    case, answer = found.case, report.targets[name]
    outcomes = []
    if name in case.issues:
        issue = case.issues[name]
        zones = report.issues[name].outcomes
        outcomes = [
            (issue.outcomes[outcome], zone or NOT_COMPUTED)
            for outcome, zone in zones.items()
            if outcome != issue.status_quo
        ]
    return {
        "name": name,
        "title": matter_title(found.answers, name),
        "href": found.links.matter(name) if name in case.issues else found.links.to("target", name),
        "zone": answer.zone or NOT_COMPUTED,
        "alone": answer.alone or NOT_COMPUTED,
        "outcomes": outcomes,
    }


def _coded(found: Opened, source: str) -> int:
    return sum(statement.document == source for statement in found.case.statements.values())
