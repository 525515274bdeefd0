"""A what-if kept as a layer or taken over says the same as the what-if, and writes only what was shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import commonground as cg
from commonground.agreement import compare
from commonground.case import Case, edit, open_case
from commonground.case.keeping import keep_layer, kept_layer
from commonground.case.taking_over import take_over
from commonground.case.what_if import what_if
from commonground.conflict.stability.analysis import stability
from commonground.errors import CaseError, CommongroundError, UsageError

LINES = [
    ["drop R1"],
    ["drop sources.ru-memorandum"],
    ["add russia: ceasefire = none", "accept ukraine: children in {none, case_by_case}"],
    ["change R1: terms in {none, unconditional}", "drop U8", "change M6: true"],
    ["prefer russia: V5, V1", "change V3: reach"],
    ["change V3: reach", "prefer russia: V3", "drop V7", "prefer europe: V20"],
    ["change W4: not withdraw"],
]
IN_CASE = [lines for lines in LINES if "sources" not in lines[0]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(open_case("istanbul-2025").root, tmp_path / "talks")
    return tmp_path / "talks"


def same(one: Case, two: Case) -> None:
    """What was added may go by another id; all else is alike."""
    for name, item in compare(one, two).verdicts.items():
        assert item.fields == ("keystones",), name
        assert item.before is not None
        assert item.after is not None
        assert len(item.before.keystones or ()) == len(item.after.keystones or ())
    reports = [stability(case, seconds=0) for case in (one, two)]
    for concept in reports[0].masks:
        assert reports[0].names(reports[0].equilibria(concept)) == reports[1].names(reports[1].equilibria(concept))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


@pytest.mark.parametrize("kind", ["hypothesis", "reading"])
@pytest.mark.parametrize("lines", LINES)
def test_a_layer_says_the_same_as_the_what_if(folder: Path, lines: list[str], kind: str) -> None:
    before = files(folder)
    kept = kept_layer(cg.load(folder), lines, "Tried", kind, "the team", "for Monday")  # type: ignore[arg-type]
    assert files(folder) == before
    keep_layer(folder, kept)
    assert files(folder) == before | {"layers/tried.yaml": kept.text.encode()}
    same(what_if(cg.load(folder), lines), cg.load(folder, ["tried"]))
    with pytest.raises(CommongroundError, match="was changed since"):
        keep_layer(folder, kept)


@pytest.mark.parametrize("lines", IN_CASE)
def test_taken_over_the_case_says_the_same(folder: Path, lines: list[str]) -> None:
    before = cg.load(folder)
    draft = edit(folder)
    take_over(draft, lines)
    assert cg.load(folder) == before
    draft.save()
    same(what_if(before, lines), cg.load(folder))
    assert "# " in (folder / "case.yaml").read_text("utf-8")


def test_what_is_new_has_an_id_that_nothing_had(folder: Path) -> None:
    draft = edit(folder)
    take_over(draft, ["drop R9", "add russia: ceasefire = none"])
    assert [name for name in draft.preview().clauses if name.startswith("R")][-1] == "R9"


def test_what_cannot_be_kept_or_taken_over_is_said(folder: Path) -> None:
    case = cg.load(folder)
    with pytest.raises(UsageError, match="nothing to keep"):
        kept_layer(case, [], "T", "reading")
    with pytest.raises(CaseError, match="whose assumption"):
        kept_layer(case, ["drop R1"], "T", "hypothesis")
    with pytest.raises(UsageError, match="by this name"):
        kept_layer(case, ["drop R1"], "T", "reading", name="../out")
    with pytest.raises(UsageError, match="another line brought"):
        kept_layer(case, ["add russia: ceasefire = none", "drop what-if.1"], "T", "reading")
    with pytest.raises(UsageError, match="does not stand in case"):
        take_over(edit(folder), ["drop sources.ru-memorandum"])


WRITTEN_OUT = """\
case: Written out
parties: {a: A, b: B}
issues: {levy: [none, small, full]}
mandates:
  a: ["levy = none"]
options: {a: {x: does x}, b: {y: does y}}
preferences:
  a:
    priorities:
      # comes first
      - {id: V1, priority: x}
      - {id: V2, priority: not y}
      - {id: V3, priority: y or x}
  b: {id: K, ranking: [YY, YN, NY, NN]}
"""


@pytest.mark.parametrize(
    "lines",
    [["prefer a: V3"], ["prefer b: 4, 2"], ["change a.1: levy != full"], ["drop a.1", "add b: levy = small"]],
)
def test_other_ways_to_write_a_case_are_kept_and_taken_over_too(tmp_path: Path, lines: list[str]) -> None:
    root = tmp_path / "c"
    root.mkdir()
    (root / "case.yaml").write_text(WRITTEN_OUT, "utf-8")
    before = cg.load(root)
    wanted = what_if(before, lines)
    keep_layer(root, kept_layer(before, lines, "Tried", "hypothesis", "the team"))
    same(wanted, cg.load(root, ["tried"]))
    draft = edit(root)
    take_over(draft, lines)
    draft.save()
    same(wanted, cg.load(root))
    assert "# comes first" in (root / "case.yaml").read_text("utf-8")
