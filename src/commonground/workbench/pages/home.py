"""Home: the cases at hand, each at a glance; those to try; a new one, one to bring in, a text to read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from starlette.requests import Request

from commonground.case import Case
from commonground.errors import CommongroundError
from commonground.record.kinds import KINDS
from commonground.workbench.cases import Cases, Entry
from commonground.workbench.jobs.desk import jobs_of
from commonground.workbench.links import Links
from commonground.workbench.page import Page, cases_of
from commonground.workbench.view import View

__all__ = ["Glimpse", "glimpse", "home"]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The state of a case at a glance; ``problems`` alone where it cannot be read."""

    entry: Entry
    href: str
    title: str
    changed: datetime | None
    zones: dict[str, int]
    waiting: int  # statements proposed and not yet looked at
    statements: int
    problems: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "key": self.entry.key,
            "title": self.title,
            "address": self.href,
            "bundled": self.entry.bundled,
            "changed": None if self.changed is None else self.changed.isoformat(timespec="seconds"),
            "zones": self.zones,
            "waiting": self.waiting,
            "statements": self.statements,
            "problems": self.problems,
        }


def home(request: Request) -> Page:
    """All cases at hand."""
    cases = cases_of(request)
    found = [glimpse(cases, entry) for entry in cases.entries().values()]
    more: dict[str, Any] = {
        "own": [each for each in found if not each.entry.bundled],
        "bundled": [each for each in found if each.entry.bundled],
        "folder": str(cases.settings.folder),
        "kinds": KINDS,
        "jobs": jobs_of(request).listed(),
        "recovered": cases.settings.recovered,
    }
    data: dict[str, Any] = {"folder": str(cases.settings.folder), "cases": [each.to_dict() for each in found]}
    data |= {"jobs": [each.to_dict() for each in more["jobs"]]}
    return Page("Commonground", data, (), "home.html", more)


def glimpse(cases: Cases, entry: Entry) -> Glimpse:
    """What is seen of a case from outside; looked at once while its files stay as they are."""

    def seen() -> Glimpse:
        return _looked_at(cases, entry)

    return replace(cases.in_short(entry, seen), entry=entry, changed=_changed(cases, entry))


def _looked_at(cases: Cases, entry: Entry) -> Glimpse:
    href = Links(entry.key, View()).to()
    try:
        answers = cases.answers(entry)
        case, zones = answers.case, _zones(answers.report)
    except CommongroundError as error:
        return Glimpse(entry, href, entry.key, None, {}, 0, 0, len(error.problems))
    waiting = sum(statement.status == "proposed" for statement in case.statements.values())
    return Glimpse(entry, href, _title(case), None, zones, waiting, len(case.statements), 0)


def _title(case: Case) -> str:
    return case.title or case.id


def _zones(report: Any) -> dict[str, int]:
    zones = [answer.zone or "not computed" for answer in report.issues.values()]
    return {
        zone: zones.count(zone) for zone in ("accepted", "not excluded", "excluded", "not computed") if zone in zones
    }


def _changed(cases: Cases, entry: Entry) -> datetime | None:
    """When a file of a case was written last; of the program's own cases it says nothing."""
    if entry.bundled:
        return None
    try:
        folder = cases.folder(entry)
        files = [folder.root] if folder.root.is_file() else [folder.root / name for name in folder.names()]
        latest = max((path.stat().st_mtime for path in files), default=None)
    except (OSError, CommongroundError):
        return None
    return None if latest is None else datetime.fromtimestamp(latest).astimezone()
