"""Drafts: what a person wrote stays, what would not load is refused, and nobody's change is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from commonground.case import Draft, edit, load, new
from commonground.errors import (
    CaseError,
    CommongroundError,
    LockedError,
    NewerVersionError,
    Problem,
    StoreError,
    UsageError,
)
from tests.case.folders import MINIMAL, folder, whole

PACKAGE = Path(str(files("commonground.case")))
LAYER = "# why\nlayer: One\nkind: reading\nreplace:\n  N1: {kind: position}  # softer\n"


def contents(talks: Path) -> dict[str, bytes]:
    """Every file that a person might have written."""
    return {
        path.relative_to(talks).as_posix(): path.read_bytes()
        for path in sorted(talks.rglob("*"))
        if path.is_file() and not path.name.startswith(".commonground")
    }


def lines_changed(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines of each that the other does not have, in order."""
    old, new_lines = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new_lines], [line for line in new_lines if line not in old]


def refusal(wrong: type[CommongroundError], act: Any, *arguments: Any, **named: Any) -> Problem:
    with pytest.raises(wrong) as caught:
        act(*arguments, **named)
    return caught.value.problems[0]


# --- what stays ---


@pytest.fixture(params=["istanbul-2025", "cuba-1962", "starter"])
def ours(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a bundled case, or a new one."""
    if request.param == "starter":
        return new(tmp_path / "starter")
    return Path(shutil.copytree(PACKAGE / "bundled" / str(request.param), tmp_path / str(request.param)))


def titles(talks: Path) -> Iterator[tuple[str, str]]:
    case = load(talks)
    yield "case.yaml", "case"
    yield from (("case.yaml", f"parties.{party}.name") for party in case.parties)
    yield from (("case.yaml", f"issues.{issue}.title") for issue in case.issues)
    yield from (("sources.yaml", f"{source}.title") for source in case.sources)


def test_one_value_changed_leaves_all_other_lines(ours: Path) -> None:
    before = contents(ours)
    for file, path in titles(ours):
        draft = edit(ours)
        draft.set(path, "Something else", file)
        draft.save()
        after = contents(ours)
        assert {name for name in before if before[name] != after[name]} == {file}
        assert before.keys() == after.keys()
        old, made = before[file].splitlines(), after[file].splitlines()
        assert len(old) == len(made)
        ((was, now),) = [pair for pair in zip(old, made, strict=True) if pair[0] != pair[1]]
        assert was.partition(b"#")[2] == now.partition(b"#")[2]
        (ours / file).write_bytes(before[file])


def test_comments_order_and_quotes_survive_a_day_of_work(ours: Path) -> None:
    before = contents(ours)
    draft = edit(ours)
    party, issue = next(iter(load(ours).parties)), next(iter(load(ours).issues.values()))
    draft.add(f"mandates.{party}", {"id": "NEW1", "clause": "not true"})
    draft.set("parties.east", {"name": "East", "role": "outside"})
    draft.add("acceptances.east", {"id": "NEW2", "outcome": f"{issue.id} = {issue.status_quo}"})
    draft.set("record_ends", "2025-08-01")
    draft.remove(f"mandates.{party}[0]")
    draft.save()
    case = load(ours)
    assert "NEW1" in case.clauses
    assert case.acceptances["NEW2"].party == "east"
    after = contents(ours)
    assert {name for name in before if before[name] != after[name]} == {"case.yaml"}
    gone, come = lines_changed(before["case.yaml"], after["case.yaml"])
    assert all(b"record_ends" in line or b"id: " in line or b"note:" in line for line in gone)
    assert len(come) <= 5
    comments = [line for line in before["case.yaml"].splitlines() if line.lstrip().startswith(b"#")]
    assert [line for line in after["case.yaml"].splitlines() if line.lstrip().startswith(b"#")] == comments


def test_a_draft_that_changes_nothing_writes_nothing(ours: Path) -> None:
    before, time = contents(ours), (ours / "case.yaml").stat().st_mtime_ns
    draft = edit(ours)
    draft.set("case", load(ours).title)
    assert not draft.undo()
    draft.set("x", 1)
    draft.remove("x")
    draft.save()
    assert contents(ours) == before
    assert (ours / "case.yaml").stat().st_mtime_ns == time


def test_line_ends_and_byte_order_mark_stay_as_they_are(tmp_path: Path) -> None:
    talks = whole(tmp_path / "c")
    data = b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode()
    (talks / "case.yaml").write_bytes(data)
    draft = edit(talks)
    draft.set("issues.bridge.title", "The bridge")
    draft.set("issues", {"bridge": ["closed", "foot", "open"]})
    draft.undo()
    assert draft.undo()
    draft.set("case", "Another")
    draft.save()
    assert (talks / "case.yaml").read_bytes() == data.replace(b"A small one", b"Another")


# --- what a draft can do ---


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    return whole(tmp_path / "c", layers__one_yaml=LAYER)


def test_set_add_remove_and_undo(talks: Path) -> None:
    draft = edit(talks)
    draft.set("mandates.north[0].kind", "position")
    draft.set("parties.east", "East")
    draft.add("offers.east", {"id": "F2", "offer": "toll = low", "round": "r2", "evidence": ["t3"]})
    draft.add("meaning", "toll = high -> bridge = open")
    draft.remove("targets.cross")
    case = draft.preview()
    assert case.clauses["N1"].kind == "position"
    assert case.offers["F2"].evidence == ("t3",)
    assert list(case.meaning) == ["M1", "meaning.2"]
    assert not case.targets
    assert contents(talks)["case.yaml"].decode() == MINIMAL  # a preview writes nothing
    assert draft.undo()
    assert "cross" in draft.preview().targets
    for _ in range(4):
        assert draft.undo()
    assert not draft.undo()
    assert draft.save().clauses["N1"].kind == "red line"
    assert contents(talks)["case.yaml"].decode() == MINIMAL


def test_keys_with_dots_are_given_by_their_parts(talks: Path) -> None:
    draft = edit(talks)
    draft.set(("steps", "a.b", "title"), "A step")
    assert draft.save().steps["a.b"].title == "A step"
    draft.remove(["steps", "a.b"])
    assert not draft.save().steps


def test_several_files_are_saved_as_one_and_a_missing_one_is_made(tmp_path: Path) -> None:
    talks = folder(tmp_path / "c", "case: Bare\nparties: {a: Ay}\n")
    draft = edit(talks)
    draft.set("letter", {"title": "A letter", "side": "a"}, file="sources.yaml")
    draft.set("layer", "If so", file="layers/if-so.yaml")
    draft.set("kind", "reading", file="layers/if-so.yaml")
    draft.set("reading", "Mine")
    case = draft.save()
    assert case.reading == "Mine"
    assert load(talks, ["if-so"]).sources["letter"].side == "a"
    assert set(contents(talks)) == {"case.yaml", "sources.yaml", "layers/if-so.yaml"}
    draft.set("letter.publisher", "Ay", file="sources.yaml")
    assert draft.save().sources["letter"].publisher == "Ay"


def test_a_layer_is_edited_like_the_case(talks: Path) -> None:
    draft = edit(talks)
    draft.set("replace.N1.kind", "presumed", file="layers/one.yaml")
    draft.save()
    assert contents(talks)["layers/one.yaml"].decode() == LAYER.replace("position", "presumed")


# --- what is refused, and leaves everything as it was ---


@pytest.mark.parametrize(
    ("path", "value", "file", "code"),
    [
        ("mandates.north[0].clause", "bridge = fot", "case.yaml", "unknown-outcome"),
        ("mandates.north[0].kindd", "position", "case.yaml", "unknown-field"),
        ("rounds[1].date", "2024-01-01", "case.yaml", "rounds-out-of-order"),
        ("letter.titel", "x", "sources.yaml", "unknown-field"),
        ("letter.side", "nrth", "sources.yaml", "unknown-party"),
        ("replace.N9", {"kind": "position"}, "layers/one.yaml", "unknown-id"),
        ("kind", "dream", "layers/one.yaml", "not-allowed"),
        ("acts.demand", ["x"], "codebook.yaml", "wrong-type"),
        ("case", "x" * 2_100_000, "case.yaml", "too-large"),
    ],
)
def test_what_would_not_load_is_refused_and_the_folder_stays(
    talks: Path, path: str, value: Any, file: str, code: str
) -> None:
    before = contents(talks)
    draft = edit(talks)
    draft.set("reading", "a good change in the same draft")
    draft.set(path, value, file)
    for act in (draft.preview, draft.save):
        problem = refusal(CommongroundError, act)
        assert (problem.code, problem.where.file) == (code, file)
    assert contents(talks) == before
    assert draft.undo()
    draft.save()
    assert contents(talks) == before | {
        "case.yaml": MINIMAL.replace("nobody's", "a good change in the same draft").encode()
    }


@pytest.mark.parametrize(
    ("act", "arguments", "nearest"),
    [
        ("set", ("mandates.north[7].kind", "position"), None),
        ("set", ("mandates[0]", "x"), None),
        ("set", ("case.title", "x"), None),
        ("set", ("", "x"), None),
        ("set", ("a..b", "x"), None),
        ("set", ("rounds[x]", "x"), None),
        ("set", ((), "x"), None),
        ("set", (("rounds", -1), "x"), None),
        ("add", ("case", "x"), None),
        ("add", ("parties", "x"), None),
        ("add", ("rounds[5].evidence", "x"), None),
        ("remove", ("isues",), "issues"),
        ("remove", ("issues.brigde",), "bridge"),
        ("remove", ("rounds[2]",), None),
        ("remove", ("issues.bridge.outcomes.fot",), "foot"),
    ],
)
def test_a_place_that_is_not_there(talks: Path, act: str, arguments: tuple[Any, ...], nearest: str | None) -> None:
    draft = edit(talks)
    problem = refusal(UsageError, getattr(draft, act), *arguments)
    assert (problem.code, problem.nearest, problem.where.file) == ("no-such-field", nearest, "case.yaml")
    assert not draft.undo()  # nothing happened
    assert draft.save()
    assert contents(talks)["case.yaml"].decode() == MINIMAL


@pytest.mark.parametrize(
    "file",
    ["cases.yaml", "../case.yaml", "layers/../case.yaml", "layers/.x.yaml", "statements/me.jsonl", "/etc/passwd", ""],
)
def test_other_files_are_not_for_drafts(talks: Path, file: str) -> None:
    problem = refusal(UsageError, edit(talks).set, "a", "b", file=file)
    assert (problem.code, problem.read) == ("no-file", file)
    if file == "cases.yaml":
        assert problem.nearest == "case.yaml"


def test_a_case_that_does_not_load_is_not_edited(tmp_path: Path) -> None:
    refusal(CaseError, edit, folder(tmp_path / "c", "case: [x\n"))


def test_a_layer_that_is_no_yaml_says_so(talks: Path) -> None:
    (talks / "layers" / "broken.yaml").write_text("a: [\n")
    problem = refusal(CaseError, edit(talks).set, "layer", "x", file="layers/broken.yaml")
    assert (problem.code, problem.where.file) == ("not-yaml", "layers/broken.yaml")


def test_a_zip_is_read_and_not_changed(talks: Path, tmp_path: Path) -> None:
    packed = tmp_path / "c.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name in contents(talks):
            archive.write(talks / name, name)
    before = packed.read_bytes()
    assert load(packed)
    assert refusal(StoreError, edit, packed).code == "zip"
    assert packed.read_bytes() == before


# --- others who write ---


@pytest.mark.parametrize("meanwhile", ["after the draft was begun", "after it was changed"])
def test_what_somebody_else_changed_meanwhile_is_not_lost(talks: Path, meanwhile: str) -> None:
    theirs = MINIMAL.replace("A small one", "Their title")
    draft = edit(talks)
    if meanwhile == "after it was changed":
        draft.set("reading", "mine")
    (talks / "case.yaml").write_text(theirs)
    if meanwhile == "after the draft was begun":
        draft.set("reading", "mine")
    draft.set("letter.owner", "North", file="sources.yaml")
    before = contents(talks)
    assert before["case.yaml"].decode() == theirs
    assert refusal(NewerVersionError, draft.save).code == "newer-version"
    assert contents(talks) == before  # neither of the two files was written
    assert draft.undo()  # and the draft still knows what it was about
    with pytest.raises(NewerVersionError):
        draft.save()
    again = edit(talks)
    again.set("reading", "mine")
    assert again.save().title == "Their title"


def test_a_file_that_appeared_or_went_meanwhile(talks: Path) -> None:
    draft = edit(talks)
    draft.set("layer", "Two", file="layers/two.yaml")
    draft.set("kind", "coder", file="layers/two.yaml")
    (talks / "layers" / "two.yaml").write_text(LAYER)
    assert refusal(NewerVersionError, draft.save).code == "newer-version"
    assert (talks / "layers" / "two.yaml").read_text() == LAYER
    gone = edit(talks)
    gone.set("layer", "Uno", file="layers/one.yaml")
    (talks / "layers" / "one.yaml").unlink()
    assert refusal(NewerVersionError, gone.save).code == "newer-version"


def test_another_file_that_changed_meanwhile_does_not_matter(talks: Path) -> None:
    draft = edit(talks)
    draft.set("reading", "mine")
    (talks / "layers" / "one.yaml").write_text(LAYER.replace("One", "Eins"))
    assert draft.save().reading == "mine"


def test_two_drafts_one_after_the_other(talks: Path) -> None:
    first, second = edit(talks), edit(talks)
    first.set("reading", "first")
    second.set("reading", "second")
    first.save()
    first.set("reading", "first again")
    first.save()
    with pytest.raises(NewerVersionError):
        second.save()
    assert load(talks).reading == "first again"


def test_a_second_writer_waits_and_then_is_told(talks: Path) -> None:
    program = (
        "import sys; from commonground.store import locked\nwith locked(sys.argv[1]):\n print(flush=True)\n input()"
    )
    draft = edit(talks)
    draft.set("reading", "mine")
    before = contents(talks)
    with subprocess.Popen(
        [sys.executable, "-c", program, str(talks)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "\n"  # it has the lock
        problem = refusal(LockedError, draft.save, timeout=0.05)
        assert f"process {other.pid}" in problem.what
        assert contents(talks) == before
        other.communicate("\n")
    assert draft.save().reading == "mine"


def test_a_draft_is_of_one_folder(talks: Path) -> None:
    draft = edit(str(talks))
    assert isinstance(draft, Draft)
    assert draft.root == talks.resolve()
