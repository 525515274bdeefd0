"""A case with something in every section that ``check`` asks about, of which it has nothing to ask."""

from __future__ import annotations

from tests.case.folders import statement

CAREFUL = """\
case: A careful one
reading: nobody's
record_ends: 2025-03-31
parties:
  north: {name: North, levels: [council, envoy]}
  south: {name: South, levels: [council, envoy]}
  judge: {name: The judge, role: outside}
actors:
  ann: {name: Ann, party: north, level: envoy}
  bob: {name: Bob, party: south}
  cara: {name: Cara}
rounds:
  - {id: r1, date: 2025-01-01, present: {north: envoy, south: council}}
  - {id: r2, date: 2025-02-01}
issues:
  bridge: {outcomes: {closed: Closed, foot: On foot, open: Open}, ordered: true}
  toll: [none, low, high]
meaning:
  - {id: M1, rule: "toll != none -> bridge != closed", evidence: [n1]}
mandates:
  north: [{id: N1, clause: "bridge <= foot", round: r1, evidence: [n1]}]
  south: [{id: S1, clause: "toll != high", round: r2, evidence: [s1]}]
acceptances:
  north: [{id: A1, outcome: "bridge = foot", evidence: [n1]}]
offers:
  south: [{id: F1, offer: "toll = high", round: r1, evidence: [s1]}]
powers:
  - {id: P1, party: north, level: envoy, may: {sign: no}, evidence: [n1]}
steps: {first: First, then: Then}
order:
  south: [{id: O1, before: first, after: then, evidence: [s1]}]
options: {north: {wait: Wait}}
feasible: [{id: X1, rule: "not wait or bridge = closed", evidence: [c1]}]
preferences:
  north: [{id: V1, priority: "not wait", evidence: [n1]}]
"""

CAREFUL_SOURCES = """\
letter: {title: A letter, publisher: North, side: north, said: 2025-01-02}
speech: {title: A speech, publisher: South, side: south, published: 2025-02-15}
paper: {title: A paper, publisher: A printer, published: 2025-02-16}
"""

CAREFUL_STATEMENTS = (
    statement("n1", "letter", "ann", issue="bridge")
    + statement("s1", "speech", "bob", issue="toll")
    + statement("c1", "paper", "cara")
)
