"""Files in which every field of the schemas stands at least once, in long and in short form."""

from __future__ import annotations

EVERYTHING = """\
case: Every section
reading: somebody's
record_ends: 2025-03-31
note: a note
parties: {a: Ay, b: {name: Be, role: outside, levels: [king, 2]}, c: }
actors: {ann: Ann, bob: {name: Bob, aliases: [B], party: b, level: king}, eve: {}}
powers: [{id: P1, party: b, level: king, may: {listen: no, refer back: yes}, evidence: [t1], as_told_by: a}]
rounds:
  - {id: r1, title: One, date: 2025-01-01, place: here, channel: plenary, convener: b, present: {a: leader}, note: n}
  - {id: r2}
issues: {x: [no, yes], y: {title: Why, outcomes: [1, 2, 3], ordered: true}, z: {outcomes: {p: , q: Words}, holds_when: {
  q: shout, p: {when: walk, id: H1}}}}
meaning: ["x = yes -> y > 1", {id: M2, rule: "x = no", kind: judged link, note: why}]
mandates: {a: ["x = no", {clause: "y = 1", level: leader, owner: leader, kind: red line, round: r1, until: null}], b: }
acceptances: {a: ["x = yes", {outcome: "x = no", round: r1, until: r2}]}
offers: {a: ["x = yes", {offer: "x = no", round: r1}]}
targets: {it: "x = yes", as one likes: "y > 1"}
steps: {S: First, T: {title: Then, by: a, irreversible: true, shifts_power: true, covered_by: [S], phases: [1, 2]}, U: }
order: {structural: [{before: S, after: T}], a: [{id: O1, before: T, after: U, kind: done}]}
options: {a: {shout: Shout, walk: }, b: }
irreversible: {shout: once taken}
feasible: ["not (shout and walk)", {rule: walk, kind: definition}]
preferences: {a: ["x = yes", {priority: walk, kind: presumed}], b: {weights: {walk: 1.5}}, c: {
  ranking: [s1, [s2]], id: V9, kind: presumed, evidence: [t1], as_told_by: a, note: n}}
status_quo: s1
states: [s1, s2]
moves: {a: [[s1, s2]], b: }
coalitions: [[a, b]]
"""

LAYER = """\
layer: Otherwise
kind: reading
source: somebody
note: why
add: {mandates: {a: ["x = no"]}, sources: {note: A note}, rounds: [{id: r9}]}
replace: {a.1: {clause: "x = yes"}, x: {}}
withdraw: [s1]
"""

SOURCES = """\
letter: A letter
speech:
  title: A speech
  publisher: North
  side: a
  copy_of: letter
  said: 2025-01-15
  edited: true
  sha256: 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
"""

CODEBOOK = "version: 2\nacts: {demand: What is asked for, reject: {definition: A no, include: x}}\nissues:\n"
