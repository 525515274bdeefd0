"""Loading a case: sections, defaults, short forms, places, and errors that say where."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from commonground.case import Case, load
from commonground.errors import CaseError, CommongroundError, Problem, StoreError, UsageError
from tests.case.folders import MINIMAL, folder, statement, whole


def problems(path: Path, case: str) -> tuple[Problem, ...]:
    with pytest.raises(CaseError) as caught:
        load(whole(path, case))
    for problem in caught.value.problems:
        assert problem.where.file
        assert problem.where.line
    return caught.value.problems


def only(path: Path, case: str) -> Problem:
    (problem,) = problems(path, case)
    return problem


def test_a_name_is_all_a_case_needs(tmp_path: Path) -> None:
    case = load(folder(tmp_path / "tiny", "case: Tiny\n"))
    assert (case.id, case.title, case.table, case.latest_round) == ("tiny", "Tiny", (), None)


def test_sections_are_bound_and_defaults_filled_in(tmp_path: Path) -> None:
    case = load(whole(tmp_path / "c"))
    assert case.title == "A small one"
    assert case.record_ends == date(2025, 3, 31)
    assert [party.id for party in case.table] == ["north", "south"]
    assert case.issues["toll"].status_quo == "none"
    assert case.issues["bridge"].ordered
    n1, s1 = case.clauses["N1"], case.clauses["S1"]
    assert (n1.level, n1.owner, n1.kind) == ("council", "envoy", "red line")
    assert (s1.level, s1.owner, s1.kind) == ("council", "council", "position")
    assert [clause.id for clause in case.mandate("south", "r1")] == ["S1"]
    assert [clause.id for clause in case.mandate("south", "r2")] == ["S2"]
    assert case.acceptances["A1"].outcomes == ("foot",)
    assert case.statements["t1"].speaker == "ann"
    assert (
        case.clauses["N1"].where.line
        == MINIMAL.splitlines().index(next(line for line in MINIMAL.splitlines() if "id: N1" in line)) + 1
    )


def test_short_forms_get_ids_and_no_evidence(tmp_path: Path) -> None:
    text = """\
case: Short
parties: {a: Ay, b: }
issues: {x: [no, yes]}
meaning: ["true"]
mandates: {a: ["x = no", "x in {no, yes}"], b: }
acceptances: {b: ["x = yes"]}
offers: {a: ["x = yes"]}
targets: {it: "x = yes"}
preferences: {a: ["x = yes", "not x = yes"]}
steps: {S: First, T: Then}
order: {structural: [{before: S, after: T}], a: [{before: T, after: S}]}
options: {a: {shout: Shout, walk: }}
feasible: ["not (shout and walk)"]
"""
    case = load(folder(tmp_path / "c", text))
    assert list(case.clauses) == ["a.1", "a.2"]
    assert (case.parties["a"].name, case.parties["b"].name, case.parties["b"].levels) == ("Ay", "b", ("leader",))
    assert not case.clauses["a.1"].evidence
    assert list(case.meaning) == ["meaning.1"]
    assert list(case.order) == ["structural.order.1", "a.order.1"]
    assert [edge.kind for edge in case.order.values()] == ["structural", "demanded"]
    assert list(case.priorities) == ["a.prefers.1", "a.prefers.2"]
    assert case.options["walk"].title == "walk"


def test_a_zip_and_a_path_to_case_yaml_are_cases_too(tmp_path: Path) -> None:
    root = whole(tmp_path / "c")
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in root.rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(tmp_path))
    assert load(packed).clauses.keys() == load(root / "case.yaml").clauses.keys() == load(root).clauses.keys()


def test_bundled_names_are_found_and_others_suggested() -> None:
    assert load("cuba-1962").id == "cuba-1962"
    with pytest.raises(UsageError) as caught:
        load("cuba-1961")
    assert caught.value.problems[0].nearest == "cuba-1962"


def test_a_folder_without_case_yaml_says_so(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"no case\.yaml"):
        load(tmp_path)


def test_a_file_over_two_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    root = folder(tmp_path / "c", "case: x\n" + "# y\n" * 600_000)
    with pytest.raises(CommongroundError, match=r"case\.yaml"):
        load(root)


def test_something_that_is_no_folder_and_no_zip(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("hello")
    with pytest.raises(StoreError):
        load(tmp_path / "x.txt")


@pytest.mark.parametrize(
    ("old", "new", "code", "nearest"),
    [
        ("mandates:", "mandats:", "unknown-field", "mandates"),
        ("kind: red line", "kind: redline", "not-allowed", "red line"),
        ("owner: envoy", "owner: envoi", "unknown-level", "envoy"),
        ("until: r2", "until: r3", "unknown-round", None),
        ("bridge <= foot", "bridge <= fot", "unknown-outcome", "foot"),
        ("bridge <= foot", "brige <= foot", "unknown-issue", "bridge"),
        ("round: r1, until: r2", "round: r2, until: r1", "ends-before-start", None),
        ("present: {north: envoy", "present: {nort: envoy", "unknown-party", "north"),
        ("  south:\n    - {id: S1", "  sout:\n    - {id: S1", "unknown-party", "south"),
        ("id: S2", "id: S1", "duplicate-id", None),
        ("id: S2", "id: t1", "duplicate-id", None),
        ("date: 2025-02-01", "date: 2024-02-01", "rounds-out-of-order", None),
        ("record_ends: 2025-03-31", "record_ends: March", "wrong-value", None),
        ("role: outside", "role: outsid", "not-allowed", "outside"),
        ('outcome: "bridge = foot"', 'outcome: "bridge = foot and toll = low"', "acceptance-of-several", None),
        ("toll: [none, low, high]", "toll: []", "wrong-type", None),
        ("toll: [none, low, high]", "toll: [none, none]", "wrong-type", None),
        ("case: A small one", "reading: x", "missing-field", None),
        ('targets: {cross: "bridge > closed"}', 'targets: {bridge: "bridge = open"}', "name-taken", None),
        ('targets: {cross: "bridge > closed"}', 'targets: {a=b: "bridge = open"}', "wrong-value", None),
        ("outcomes: {closed: Closed", "outcomes: {not: Closed", "wrong-value", None),
        ("issues:\n", "issues: nothing\nx:\n", "unknown-field", None),
    ],
)
def test_mistakes_name_file_line_and_the_nearest_word(
    tmp_path: Path, old: str, new: str, code: str, nearest: str | None
) -> None:
    assert old in MINIMAL
    text = MINIMAL.replace(old, new, 1)
    if code == "missing-field":
        text = text.replace("reading: nobody's\n", "")
    found = [problem for problem in problems(tmp_path / "c", text) if problem.code == code]
    assert found
    assert found[0].nearest == nearest


def test_several_mistakes_are_told_at_once_across_files(tmp_path: Path) -> None:
    text = MINIMAL.replace("kind: red line", "kind: blue").replace("role: outside", "role: inside")
    root = folder(tmp_path / "c", text, sources_yaml="letter: {titel: x}\n", statements__me_jsonl="{nonsense\n\n")
    with pytest.raises(CaseError) as caught:
        load(root)
    files = {problem.where.file for problem in caught.value.problems}
    assert files >= {"case.yaml", "sources.yaml"}
    assert len(caught.value.problems) >= 4


def test_the_character_inside_a_formula_is_the_column_in_the_file(tmp_path: Path) -> None:
    problem = only(tmp_path / "c", MINIMAL.replace("bridge <= foot", "bridge <= fot"))
    line = MINIMAL.replace("bridge <= foot", "bridge <= fot").splitlines()[(problem.where.line or 0) - 1]
    assert line[(problem.where.column or 0) - 1 :].startswith("fot")
    assert problem.where.field == "mandates.north[0].clause"


def test_an_edge_on_an_unknown_step_is_one_clear_sentence(tmp_path: Path) -> None:
    text = MINIMAL + "steps: {CF: Ceasefire}\norder: {north: [{before: CF, after: LM}]}\n"
    problem = only(tmp_path / "c", text)
    assert str(problem).startswith("case.yaml:")
    assert "There is no step “LM”." in str(problem)


def test_duplicate_statements_across_coders(tmp_path: Path) -> None:
    root = whole(tmp_path / "c", statements__you_jsonl=statement("t1", "letter", "ann"))
    with pytest.raises(CaseError) as caught:
        load(root)
    assert caught.value.problems[0].code == "duplicate-id"


@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962", "saltmarsh"])
def test_bundled_cases_load(name: str) -> None:
    case = load(name)
    assert isinstance(case, Case)
    assert case.reading
    assert case.record_ends


@pytest.mark.parametrize(
    ("old", "new", "code", "field", "nearest"),
    [
        (
            "owner: envoy, kind",
            "as_told_by: sout, owner: envoy, kind",
            "unknown-party",
            "mandates.north[0].as_told_by",
            "south",
        ),
        ("party: north, level: envoy", "party: north, level: envoi", "unknown-level", "actors.ann.level", "envoy"),
        ("party: north, level: envoy", "party: nort, level: envoy", "unknown-party", "actors.ann.party", "north"),
        (
            "  - {id: r2, date: 2025-02-01}",
            "  - {id: r2}\n  - {id: r3, date: 2024-02-01}",
            "rounds-out-of-order",
            "rounds[2].date",
            None,
        ),
    ],
)
def test_names_in_less_seen_fields_are_looked_up_too(
    tmp_path: Path, old: str, new: str, code: str, field: str, nearest: str | None
) -> None:
    assert MINIMAL.count(old) == 1
    problem = only(tmp_path / "c", MINIMAL.replace(old, new))
    assert (problem.code, problem.where.field, problem.nearest) == (code, field, nearest)


def test_the_side_of_a_source_is_a_party(tmp_path: Path) -> None:
    root = folder(tmp_path / "c", MINIMAL, sources_yaml="letter: {title: A letter, side: nort}\n")
    with pytest.raises(CaseError) as caught:
        load(root)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file, problem.nearest) == ("unknown-party", "sources.yaml", "north")


@pytest.mark.parametrize("place", ["x" * 5_000, "a\0b", "no/such/case"])
def test_a_place_that_can_be_none(place: str) -> None:
    with pytest.raises(CommongroundError) as caught:
        load(place)
    assert caught.value.problems[0].code == "no-such-case"


def test_a_last_line_torn_inside_a_character_is_passed_over(tmp_path: Path) -> None:
    root = whole(tmp_path / "c")
    torn = statement("t4", "letter", "ann", paraphrase="é").encode().replace(b"\\u00e9", "é".encode())
    cut = torn[: torn.index("é".encode()) + 1]
    with (root / "statements" / "me.jsonl").open("ab") as file:
        file.write(cut)
    case = load(root)
    assert list(case.statements) == ["t1", "t2", "t3"]
    assert [problem.code for problem in case.warnings] == ["torn-line"]


def test_a_field_left_empty_is_as_good_as_left_out(tmp_path: Path) -> None:
    text = "case: x\nreading:\nparties: {a: {name: , levels: }}\nissues: {x: {title: , outcomes: [n, y]}}\n"
    text += "mandates: {a: [{clause: x = n, level: , evidence: , until: }]}\nrounds:\nnote: ~\n"
    case = load(folder(tmp_path / "c", text))
    assert (case.reading, case.parties["a"].levels, case.parties["a"].name) == (None, ("leader",), "a")
    assert case.clauses["a.1"].evidence == ()


def test_no_more_problems_are_told_than_anybody_would_read(tmp_path: Path) -> None:
    text = "case: x\nparties: {a: }\nissues: {t: [n, y]}\nmandates:\n  a:\n" + "    - s = n\n" * 500
    assert len(problems(tmp_path / "c", text)) == 50


def test_formulas_are_counted_over_the_whole_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commonground.case.binder.MOST_FORMULAS", 7)
    assert load(whole(tmp_path / "c"))
    problem = only(tmp_path / "c", MINIMAL + "feasible:\n  - toll = none\n")
    assert (problem.code, problem.where.field) == ("too-many-values", "targets.cross")
