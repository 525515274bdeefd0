"""``check``: each of its questions is asked where there is reason to, and only there."""

from __future__ import annotations

import ast
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.case import Case, bundled, check, load, new
from commonground.errors import Problem
from commonground.logic import And, evaluate
from tests.case.careful import CAREFUL, CAREFUL_SOURCES, CAREFUL_STATEMENTS
from tests.case.folders import folder, statement


def case_of(
    path: Path, case: str = CAREFUL, sources: str = CAREFUL_SOURCES, lines: str = CAREFUL_STATEMENTS, **others: str
) -> Case:
    layers = [name.split("__")[1].removesuffix("_yaml") for name in others]
    return load(folder(path, case, sources_yaml=sources, statements__me_jsonl=lines, **others), layers)


def only(case: Case) -> Problem:
    (problem,) = check(case)
    return problem


def changed(text: str, old: str, new_words: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new_words)


def test_a_careful_case_is_asked_nothing(tmp_path: Path) -> None:
    assert check(case_of(tmp_path)) == ()


@pytest.mark.parametrize(
    ("old", "new_words", "code", "severity", "at"),
    [
        ("record_ends: 2025-03-31\n", "", "no-record-end", "warning", None),
        ("reading: nobody's\n", "", "no-reading", "warning", None),
        (
            'rule: "toll != none -> bridge != closed"',
            'rule: "bridge = open"',
            "rule-against-status-quo",
            "error",
            "id: M1",
        ),
        ('clause: "toll != high"', 'clause: "toll = low"', "aim-not-prohibition", "warning", "id: S1"),
        ("{sign: no}, evidence: [n1]", "{sign: no}, evidence: [n1, n9]", "unknown-statement", "error", "id: P1"),
        (", round: r2, evidence: [s1]", ", round: r2", "unsourced", "warning", "id: S1"),
        ('rule: "not wait or bridge = closed", evidence: [c1]', "rule: wait", "unsourced", "warning", "id: X1"),
        ("round: r1, evidence: [s1]", "round: r1, evidence: [n1]", "one-sides-word", "warning", "id: F1"),
        ("after: then, evidence: [s1]", "after: then, evidence: [n1]", "one-sides-word", "warning", "id: O1"),
        (
            'offer: "toll = high", round: r1',
            'offer: "toll = high", round: r2',
            "outside-own-mandate",
            "warning",
            "id: F1",
        ),
        ('outcome: "bridge = foot"', 'outcome: "bridge = open"', "outside-own-mandate", "warning", "id: A1"),
        ("toll: [none, low, high]", "toll: [none, low, high]\n  ferry: [none]", "single-outcome", "warning", "ferry:"),
    ],
)
def test_a_doubt_in_the_case(
    tmp_path: Path, old: str, new_words: str, code: str, severity: str, at: str | None
) -> None:
    text = changed(CAREFUL, old, new_words)
    problem = only(case_of(tmp_path, text))
    assert (problem.code, problem.severity) == (code, severity)
    assert problem.where.file == "case.yaml"
    if at is not None:
        assert problem.where.line == text[: text.index(at)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new_words", "code", "severity"),
    [
        ("publisher: South, ", "", "thin-source", "warning"),
        (", published: 2025-02-15", "", "thin-source", "warning"),
        ("publisher: South", "publisher: South, copy_of: lettre", "unknown-source", "error"),
    ],
)
def test_a_doubt_about_a_source(tmp_path: Path, old: str, new_words: str, code: str, severity: str) -> None:
    problem = only(case_of(tmp_path, sources=changed(CAREFUL_SOURCES, old, new_words)))
    assert (problem.code, problem.severity) == (code, severity)
    assert (problem.where.file, problem.where.line) == ("sources.yaml", 2)
    assert (
        check(case_of(tmp_path, sources=changed(CAREFUL_SOURCES, "publisher: South", "publisher: S, copy_of: letter")))
        == ()
    )


@pytest.mark.parametrize(
    ("line", "code", "severity"),
    [
        (statement("x1", "leter", "ann"), "unknown-source", "error"),
        (statement("x1", "letter", "zed", source="ann"), "unknown-actor", "warning"),
        (statement("x1", "letter", "ann", source="zed"), "unknown-actor", "warning"),
        (statement("x1", "letter", "ann", issue="briged"), "unknown-issue", "warning"),
    ],
)
def test_a_doubt_about_a_statement(tmp_path: Path, line: str, code: str, severity: str) -> None:
    problem = only(case_of(tmp_path, lines=CAREFUL_STATEMENTS + line))
    assert (problem.code, problem.severity) == (code, severity)
    assert (problem.where.file, problem.where.line) == ("statements/me.jsonl", 4)
    for speaker, source in (("north", "bob"), ("unknown", "unknown")):  # what nobody could tell is said so
        line = statement("x1", "letter", speaker, source=source)
        assert check(case_of(tmp_path, lines=CAREFUL_STATEMENTS + line)) == ()


def test_what_was_read_past_while_loading_is_told(tmp_path: Path) -> None:
    problem = only(case_of(tmp_path, lines=CAREFUL_STATEMENTS + '{"id": "x'))
    assert (problem.code, problem.severity, problem.where.line) == ("torn-line", "warning", 4)


@pytest.mark.parametrize("status", ["proposed", "rejected"])
def test_evidence_that_nobody_confirmed(tmp_path: Path, status: str) -> None:
    weak = changed(
        CAREFUL_STATEMENTS, statement("c1", "paper", "cara"), statement("c1", "paper", "cara", status=status)
    )
    problem = only(case_of(tmp_path, lines=weak))
    assert (problem.code, problem.what) == ("unconfirmed", "X1 rests only on statements nobody confirmed (c1).")
    both = changed(CAREFUL, "evidence: [c1]", "evidence: [c1, n1]")
    assert check(case_of(tmp_path, both, lines=weak)) == ()
    corrected = changed(weak, f'"status": "{status}"', '"status": "corrected"')
    assert check(case_of(tmp_path, lines=corrected)) == ()


def test_evidence_said_after_the_record_ends(tmp_path: Path) -> None:
    assert {p.code for p in check(case_of(tmp_path, changed(CAREFUL, "2025-03-31", "2025-02-14")))} == {
        "after-record-ends"
    }
    for day in ("2025-02-15", "2025-02-16"):
        text = changed(CAREFUL, "2025-03-31", day)
        assert len(check(case_of(tmp_path, text))) == (day == "2025-02-15")  # the paper of the 16th
    late = CAREFUL_STATEMENTS.replace(
        statement("c1", "paper", "cara"), statement("c1", "paper", "cara", said="2025-04-01")
    )
    assert only(case_of(tmp_path, lines=late)).code == "after-record-ends"
    text = changed(CAREFUL, "2025-03-31", "2025-01-31")
    as_of = load(
        folder(tmp_path, text, sources_yaml=CAREFUL_SOURCES, statements__me_jsonl=CAREFUL_STATEMENTS),
        as_of="2025-03-01",
    )
    assert not [problem for problem in check(as_of) if problem.code == "after-record-ends"]


def test_nobody_at_the_table(tmp_path: Path) -> None:
    text = CAREFUL.replace("levels: [council, envoy]", "role: outside, levels: [council, envoy]")
    codes = {problem.code for problem in check(case_of(tmp_path, text))}
    assert codes == {"nobody-at-table", "outside-the-table"}
    assert (
        only(load(folder(tmp_path / "b", "case: x\nreading: y\nrecord_ends: 2025-01-01\n"))).code == "nobody-at-table"
    )


def test_a_clause_of_somebody_who_is_not_at_the_table(tmp_path: Path) -> None:
    text = changed(CAREFUL, "mandates:\n", 'mandates:\n  judge: [{id: J1, clause: "toll = none", evidence: [c1]}]\n')
    problem = only(case_of(tmp_path, text))
    assert (problem.code, problem.where.line) == ("outside-the-table", text[: text.index("id: J1")].count("\n") + 1)


def test_the_word_of_somebody_outside_is_no_sides_word(tmp_path: Path) -> None:
    text = changed(CAREFUL, "round: r1, evidence: [s1]", "round: r1, evidence: [j1]")
    assert check(case_of(tmp_path, text, lines=CAREFUL_STATEMENTS + statement("j1", "paper", "judge"))) == ()


def test_what_is_nobodys_demand_is_nobodys_word_about_anybody(tmp_path: Path) -> None:
    text = changed(
        CAREFUL, "order:\n", "order:\n  structural: [{id: O9, before: first, after: then, evidence: [n1]}]\n"
    )
    assert check(case_of(tmp_path, text)) == ()


def test_evidence_that_a_layer_took_away_is_not_missing(tmp_path: Path) -> None:
    text = changed(CAREFUL, "{sign: no}, evidence: [n1]", "{sign: no}, evidence: [n1, c1]")
    layer = "layer: x\nkind: reading\nwithdraw: [c1, X1]\n"
    case = case_of(tmp_path, text, layers__x_yaml=layer)
    assert "c1" not in case.statements
    assert case.powers["P1"].evidence == ("n1", "c1")
    assert check(case) == ()
    as_of = load(
        folder(tmp_path / "b", text, sources_yaml=CAREFUL_SOURCES, statements__me_jsonl=CAREFUL_STATEMENTS),
        as_of="2025-02-15",
    )
    assert "c1" not in as_of.statements
    assert check(as_of) == ()


def test_a_copy_of_what_a_layer_took_away_is_not_missing(tmp_path: Path) -> None:
    sources = changed(CAREFUL_SOURCES, "publisher: A printer", "publisher: A printer, copy_of: speech")
    case = case_of(tmp_path, sources=sources, layers__x_yaml="layer: x\nkind: reading\nwithdraw: [sources.speech]\n")
    assert check(case) == ()


def test_errors_stand_before_warnings(tmp_path: Path) -> None:
    text = changed(CAREFUL, "reading: nobody's\n", "").replace("evidence: [c1]", "evidence: [c9]")
    assert [problem.severity for problem in check(case_of(tmp_path, text))] == ["error", "warning"]


# --- the question about one's own mandate, against a literal reading ---

OUTCOMES = {"x": ("a", "b", "c"), "y": ("a", "b"), "z": ("a", "b")}
comparison = st.one_of(
    *(
        st.builds("{} {} {}".format, st.just(issue), st.sampled_from(["=", "!="]), st.sampled_from(outcomes))
        for issue, outcomes in OUTCOMES.items()
    )
)
formula = st.recursive(
    comparison,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or", "->", "iff"]), inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=4,
)


@given(st.lists(formula, max_size=4), st.lists(formula, max_size=3))
def test_outside_ones_own_mandate_by_trying_every_outcome(
    tmp_path_factory: pytest.TempPathFactory, clauses: list[str], offers: list[str]
) -> None:
    text = "case: x\nparties: {a: }\nissues: {x: [a, b, c], y: [a, b], z: [a, b]}\n"
    text += f"mandates: {{a: {clauses}}}\noffers: {{a: {offers}}}\n"
    case = load(folder(tmp_path_factory.getbasetemp() / "own", text))
    expected = set()
    for offer in case.offers.values():
        spoken = _issues(offer.text)
        own = [clause.formula for clause in case.clauses.values() if _issues(clause.text) <= spoken]
        states = (dict(zip(OUTCOMES, values, strict=True)) for values in product(*OUTCOMES.values()))
        if own and not any(evaluate(And((offer.formula, *own)), dict(state)) for state in states):
            expected.add(offer.text)
    found = {problem.read for problem in check(case) if problem.code == "outside-own-mandate"}
    assert found == expected


def _issues(text: str) -> set[str]:
    return {issue for issue in OUTCOMES if f"{issue} " in text}


def test_a_wide_offer_is_not_tried_outcome_by_outcome(tmp_path: Path) -> None:
    """Forty issues have a million million outcomes."""
    issues = [f"i{n}" for n in range(40)]
    text = "case: x\nparties: {a: }\nissues:\n" + "".join(f"  {issue}: [n, y]\n" for issue in issues)
    offer = " and ".join(f"({one} = y or {other} = y)" for one, other in pairwise(issues))
    clauses = [f"{one} = y -> {other} = n" for one, other in zip(issues, issues[2:], strict=False)]
    text += f"offers: {{a: ['{offer}']}}\nmandates: {{a: {[*clauses, 'i6 = n']}}}\n"
    (problem,) = [problem for problem in check(load(folder(tmp_path, text))) if problem.code == "outside-own-mandate"]
    assert problem.where.field == "offers.a[0]"


# --- cases that come with the program ---


def test_a_new_case_is_asked_nothing(tmp_path: Path) -> None:
    assert check(load(new(tmp_path / "c"))) == ()


def test_the_smallest_case_is_asked_for_its_frame_only(tmp_path: Path) -> None:
    codes = [problem.code for problem in check(load(folder(tmp_path, "case: x\n")))]
    assert codes == ["no-record-end", "no-reading", "nobody-at-table"]


@pytest.mark.parametrize("name", bundled())
def test_bundled_cases_have_no_errors(name: str) -> None:
    assert not [problem for problem in check(load(name)) if problem.severity == "error"]


def test_every_code_of_the_module_is_tried_here(root: Path) -> None:
    module = ast.parse((root / "src/commonground/case/check.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    given_by_name = [each.value for call in calls for each in call.keywords if each.arg == "code"]
    given_to_warning = [
        call.args[2] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_warning"
    ]
    codes = {str(node.value) for node in (*given_by_name, *given_to_warning) if isinstance(node, ast.Constant)}
    assert len(codes) >= 16
    tests = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in codes if f'"{code}"' not in tests] == []
