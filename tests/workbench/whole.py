"""A case that has something in every section, each with a comment beside it."""

from __future__ import annotations

from commonground.case import new
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk

__all__ = ["CASE", "SOURCES", "whole_desk"]

CASE = """# At the top.
case: The mill  # called so
record_ends: 2025-03-31

parties:
  # the first of two
  arno: {name: Arno, levels: [government, delegation]}  # upstream
  belt: {name: Belt, levels: [government, delegation]}
  basin: {name: Basin Commission, role: outside}

actors:
  envoy: {name: The envoy, party: arno, level: delegation}  # speaks first

rounds:
  - {id: r1, title: First meeting, date: 2025-03-03, present: {arno: delegation, belt: delegation}}  # on the bridge
  - {id: r2, title: Second meeting, date: 2025-03-10, convener: basin}

issues:
  # how much water
  flow:
    title: Water in summer
    ordered: true
    outcomes:
      none: No water  # as today
      low: A little
      high: A lot
    holds_when:
      high: {id: W1, when: release}  # then it flows
  gauges: {title: Gauges, outcomes: {none: Each its own, shared: Shared}}
  visits: {title: Visits, outcomes: [none, yearly]}  # in short

meaning:
  - {id: M1, rule: "flow = high -> gauges = shared", kind: judged link, evidence: [s5]}  # nobody could control it

mandates:
  arno:
    # what Arno rules out
    - {id: A1, clause: "flow <= low", kind: red line, round: r1, evidence: [s1]}  # said twice
  belt:
    - {id: B1, clause: "flow != low", note: A note}

acceptances:
  arno: [{id: C1, outcome: "gauges = shared", round: r1, evidence: [s3]}]  # yes

offers:
  arno: [{id: F1, offer: "flow = low", round: r1, evidence: [s1]}]  # put there

powers:
  - {id: P1, party: arno, level: delegation, may: {listen: yes, sign: no}}  # told so

targets:
  water at all: "flow > none"  # what it is for
  visited: "visits = yearly"

steps:
  OPEN: {title: The dam is opened, by: arno, irreversible: true}  # once
  MEET: {title: They meet}

order:
  belt: [{id: O1, before: OPEN, after: MEET}]  # asked

options:
  arno: {release: Release water}  # or not
  belt: {wait: Wait, sue: Go to court}

irreversible: {sue: once taken}  # no way back

feasible:
  - {id: X1, rule: "not (wait and sue)"}  # one of them

status_quo: {release: N, wait: Y, sue: N}  # today

preferences:
  arno:
    - {id: V1, priority: "not sue", kind: presumed}  # above all
    # then this
    - {id: V2, priority: "not release", kind: presumed}
  belt: {weights: {release: 3, sue: -1}, kind: presumed}  # in numbers
"""

SOURCES = """# The record.
arno-briefing:
  title: Press briefing
  publisher: Government of Arno  # who put it out
  side: arno
belt-letter:
  title: A letter
"""


def whole_desk(site: Site, name: str) -> Desk:
    """The case in a folder of its own, with the statements of a new one."""
    desk = Desk(site, name)
    new(desk.case)
    (desk.case / "case.yaml").write_text(CASE, encoding="utf-8")
    (desk.case / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    for path in (desk.case / "layers").glob("*"):
        path.unlink()
    return desk
