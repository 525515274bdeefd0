"""Case folders for tests, written from text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MINIMAL = """\
case: A small one
reading: nobody's
record_ends: 2025-03-31
parties:
  north: {name: North, levels: [council, envoy]}
  south: {name: South, levels: [council, envoy]}
  judge: {name: The judge, role: outside}
actors:
  ann: {name: Ann Lee, party: north, level: envoy}
  bob: {name: Bob, party: south}
rounds:
  - {id: r1, date: 2025-01-01, present: {north: envoy, south: council}}
  - {id: r2, date: 2025-02-01}
issues:
  bridge: {outcomes: {closed: Closed, foot: On foot, open: Open}, ordered: true}
  toll: [none, low, high]
meaning:
  - {id: M1, rule: "toll != none -> bridge != closed", evidence: [t1]}
mandates:
  north:
    - {id: N1, clause: "bridge <= foot", owner: envoy, kind: red line, round: r1, evidence: [t1]}
  south:
    - {id: S1, clause: "bridge != foot", round: r1, until: r2, evidence: [t2]}
    - {id: S2, clause: "bridge in {closed, foot}", round: r2, evidence: [t2, t3]}
acceptances:
  north: [{id: A1, outcome: "bridge = foot", evidence: [t1]}]
offers:
  south: [{id: F1, offer: "bridge = open", round: r1, evidence: [t3]}]
targets: {cross: "bridge > closed"}
"""

SOURCES = """\
letter: {title: A letter, publisher: North, side: north, said: 2025-01-02, published: 2025-01-02}
speech: {title: A speech, publisher: South, side: south, said: 2025-01-15, published: 2025-02-15}
"""


def statement(id: str, document: str, speaker: str, **body: Any) -> str:
    coded = {"speaker": speaker, "source": speaker, "act": "demand", "mode": "own", "status": "confirmed"} | body
    line = {
        "id": id,
        "type": "Annotation",
        "creator": "me",
        "body": {"type": "cg:Statement", "paraphrase": f"what {id} says", **coded},
        "target": {"source": document},
    }
    return json.dumps(line) + "\n"


STATEMENTS = statement("t1", "letter", "ann") + statement("t2", "letter", "ann") + statement("t3", "speech", "bob")


def folder(path: Path, case: str = MINIMAL, **others: str) -> Path:
    """A case folder; ``others`` by file name with ``__`` for a slash and ``_yaml``/``_jsonl`` for the ending."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "case.yaml").write_text(case, encoding="utf-8")
    for name, text in others.items():
        stem, _, ending = name.replace("__", "/").rpartition("_")
        target = path / f"{stem}.{ending}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return path


def whole(path: Path, case: str = MINIMAL, **others: str) -> Path:
    """With the sources and statements that MINIMAL speaks of."""
    return folder(path, case, sources_yaml=SOURCES, statements__me_jsonl=STATEMENTS, **others)
