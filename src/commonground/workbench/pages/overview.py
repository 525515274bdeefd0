"""A case on one page: the answer in a few sentences, every issue and target with its zone, and what it is made of."""

from __future__ import annotations

from collections import Counter
from typing import Any

from commonground.agreement import AgreementReport
from commonground.brief.matters import matter_in_words
from commonground.brief.parts import at_a_glance as glance_part
from commonground.brief.parts.references import matter_title
from commonground.brief.summary import summary
from commonground.brief.wording import NOT_COMPUTED, day
from commonground.workbench.next_steps import next_steps
from commonground.workbench.page import Opened, Page
from commonground.workbench.pictures import image

__all__ = ["at_a_glance", "overview"]


_GLANCE, _TOLD = "figure-glance", "Every issue by its zone, with how the sides moved; the tables below say it in words."


def overview(found: Opened) -> Page:
    """Nothing slow is asked for here: it is the first page of a case."""
    case, report = found.case, found.answers.report
    statuses = Counter(statement.status for statement in case.statements.values())
    return Page(
        title=case.title,
        data={**report.to_dict(), "summary": list(summary(case, report)), "statements": dict(statuses)},
        template="overview.html",
        more={
            "summary": summary(case, report),
            "issues": [_row(found, report, name) for name in case.issues],
            "targets": [_row(found, report, name) for name in case.targets],
            "statuses": statuses,
            "sources": [(source, _coded(found, source.id)) for source in case.sources.values()],
            "conflict_problems": found.answers.conflict_problems if found.answers.has_conflict else (),
            "day": day,
            "steps": next_steps(found),
            "glance": image(found.request, found.view, _GLANCE, _TOLD) if case.issues else None,
        },
    )


def at_a_glance(found: Opened) -> Page:
    """The figure whose picture the overview shows; made when it is asked for, which is after the page."""
    return Page("The talks at a glance", {}, (glance_part.part(found.answers),))


def _row(found: Opened, report: AgreementReport, name: str) -> dict[str, Any]:
    case, answer = found.case, report.targets[name]
    stands = answer.keystones or answer.blocking_set
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
        "title": matter_title(found.answers, name) if name in case.targets else matter_in_words(case, name),
        "plain_title": case.issues[name].title if name in case.issues else name,
        "href": found.links.matter(name) if name in case.issues else found.links.to("target", name),
        "zone": answer.zone or NOT_COMPUTED,
        "alone": answer.alone or NOT_COMPUTED,
        "by_meaning": answer.by_meaning,
        "outcomes": outcomes,
        "stands": [(clause, found.links.to("object", clause)) for clause in stands],
        "every": bool(answer.keystones),
    }


def _coded(found: Opened, source: str) -> int:
    return sum(statement.document == source for statement in found.case.statements.values())
