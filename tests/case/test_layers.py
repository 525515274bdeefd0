"""Layers: what they add, replace and withdraw, what falls with it, and what a hypothesis may not do."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from commonground.case import Case, check, layer_names, load, open_case
from commonground.errors import CaseError, Problem, StoreError, UsageError
from tests.case.folders import MINIMAL, folder, whole

READING = "layer: A reading\nkind: reading\n"
HYPOTHESIS = "layer: What if\nkind: hypothesis\nsource: an assumption of ours\n"


def laid(path: Path, text: str, **others: str) -> Case:
    """MINIMAL under one layer, whose name is ``x``."""
    return load(whole(path, layers__x_yaml=text, **others), ["x"])


def refused(path: Path, text: str, **others: str) -> tuple[Problem, ...]:
    """What is wrong with the layer; each problem is in its file and on a line."""
    with pytest.raises(CaseError) as caught:
        laid(path, text, **others)
    for problem in caught.value.problems:
        assert problem.where.file == "layers/x.yaml"
        assert problem.where.line
    return caught.value.problems


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


# --- adding, replacing, withdrawing ---


def test_a_layer_adds_objects_to_any_section(tmp_path: Path) -> None:
    text = READING + (
        "add:\n"
        "  parties: {east: East}\n"
        "  issues: {boats: [none, ferry]}\n"
        "  mandates: {east: [{id: E1, clause: boats = ferry}]}\n"
        "  targets: {sail: boats = ferry}\n"
        "  sources: {note: {title: A note, side: east}}\n"
        "  rounds: [{id: r3, date: 2025-03-01}]\n"
    )
    case = laid(tmp_path / "c", text)
    assert case.clauses["E1"].layer == "x"
    assert case.clauses["E1"].where.file == "layers/x.yaml"
    assert case.clauses["E1"].where.line == line_of(text, "{id: E1")
    assert case.clauses["N1"].layer is None
    assert (case.latest_round, case.sources["note"].title, case.targets["sail"].text) == (
        "r3",
        "A note",
        "boats = ferry",
    )
    assert "east" in {party.id for party in case.table}


def test_a_layer_replaces_the_fields_it_names_and_no_others(tmp_path: Path) -> None:
    case = laid(tmp_path / "c", READING + "replace:\n  S1: {clause: bridge = open, kind: presumed}\n")
    before = load(tmp_path / "c").clauses["S1"]
    after = case.clauses["S1"]
    assert (after.text, after.kind, after.layer) == ("bridge = open", "presumed", "x")
    assert (after.evidence, after.until, after.party) == (before.evidence, before.until, before.party)
    assert list(case.clauses) == ["N1", "S1", "S2"]


def test_ids_of_map_sections_are_section_and_key(tmp_path: Path) -> None:
    text = READING + (
        "replace:\n"
        "  issues.toll: {title: The toll, ordered: true}\n"
        "  parties.judge: {role: table}\n"
        "  sources.letter: {publisher: A printer}\n"
        "  targets.cross: {target: bridge = open}\n"
        "  r2: {place: at the inn}\n"
        "withdraw: [actors.bob]\n"
    )
    case = laid(tmp_path / "c", text)
    assert (case.issues["toll"].title, case.issues["toll"].ordered) == ("The toll", True)
    assert case.parties["judge"].role == "table"
    assert (case.sources["letter"].publisher, case.sources["letter"].title) == ("A printer", "A letter")
    assert case.targets["cross"].text == "bridge = open"
    assert (case.rounds["r2"].place, case.rounds["r2"].position) == ("at the inn", 1)
    assert list(case.actors) == ["ann"]


def test_what_a_layer_withdraws_is_out_and_says_why(tmp_path: Path) -> None:
    case = laid(tmp_path / "c", READING + "withdraw: [N1, targets.cross, t3]\n")
    assert "N1" not in case.clauses
    assert not case.targets
    assert "t3" not in case.statements
    assert case.withdrawn["N1"] == case.withdrawn["targets.cross"] == case.withdrawn["t3"] == "withdrawn by layer x"


def test_a_layer_may_put_something_else_under_the_id_it_withdraws(tmp_path: Path) -> None:
    text = READING + 'withdraw: [N1]\nadd: {mandates: {north: [{id: N1, clause: "toll = none", evidence: [t1]}]}}\n'
    case = laid(tmp_path / "c", text)
    assert case.clauses["N1"].text == "toll = none"
    assert "N1" not in case.withdrawn


def test_short_forms_in_a_layer_do_not_collide_with_those_of_the_case(tmp_path: Path) -> None:
    root = folder(tmp_path / "c", "case: Short\nparties: {a: Ay}\nissues: {x: [n, y]}\nmandates: {a: [x = n]}\n")
    for name in ("one", "two"):
        (root / "layers").mkdir(exist_ok=True)
        (root / "layers" / f"{name}.yaml").write_text(READING + "add: {mandates: {a: [x = y]}, meaning: ['true']}\n")
    case = load(root, ["one", "two"])
    assert list(case.clauses) == ["a.1", "one.a.1", "two.a.1"]
    assert list(case.meaning) == ["one.meaning.1", "two.meaning.1"]
    (root / "layers" / "three.yaml").write_text(READING + "withdraw: [one.a.1]\n")
    assert list(load(root, ["one", "three"]).clauses) == ["a.1"]


def test_the_conflict_part_is_added_to_and_not_thrown_away(tmp_path: Path) -> None:
    text = (
        "case: C\nparties: {a: Ay, b: Be}\noptions: {a: {go: Go}, b: {stay: Stay}}\nirreversible: {go: once taken}\n"
        "preferences: {a: {weights: {go: 1}}, b: {weights: {stay: 1}}}\nstatus_quo: NN\n"
    )
    above = (
        READING + "add: {irreversible: {stay: once taken}, preferences: {b: {weights: {stay: 2}}}, status_quo: YN}\n"
    )
    case = load(folder(tmp_path / "c", text, layers__x_yaml=above), ["x"])
    assert [option.irreversible for option in case.options.values()] == ["once taken", "once taken"]
    assert {name: dict(item.weights) for name, item in case.weights.items()} == {
        "a.weights": {"go": 1},
        "b.weights": {"stay": 2},
    }
    assert case.conflict.status_quo is not None
    assert case.conflict.status_quo.state == "YN"


# --- mistakes, in the layer's own file and line ---


@pytest.mark.parametrize(
    ("body", "code", "at", "nearest"),
    [
        ("replace:\n  N1: {clause: bridge <= fot}\n", "unknown-outcome", "bridge <= fot", "foot"),
        ("replace:\n  N1:\n    kind: redline\n", "not-allowed", "kind: redline", "red line"),
        ("replace:\n  N1:\n    clauze: x\n", "unknown-field", "clauze", "clause"),
        ("replace:\n  N1:\n    id: N7\n", "wrong-value", "id: N7", None),
        ("replace:\n  N1: bridge = open\n", "wrong-type", "N1: bridge", None),
        ("replace:\n  sources.lettre: {owner: x}\n", "unknown-id", "sources.lettre", "sources.letter"),
        ("replace:\n  issues.tol: {title: x}\n", "unknown-id", "issues.tol", "issues.toll"),
        ("replace:\n  t1: {act: accept}\n", "unknown-id", "t1", None),
        ("replace:\n  S1: {until: r9}\n", "unknown-round", "S1", None),
        ("withdraw:\n  - N1\n  - targets.croos\n", "unknown-id", "targets.croos", "targets.cross"),
        ("add:\n  mandates:\n    nort: [{id: E1, clause: toll = low}]\n", "unknown-party", "{id: E1", "north"),
        ("add:\n  mandates:\n    north:\n      - {id: S1, clause: toll = low}\n", "duplicate-id", "{id: S1", None),
        ("ad:\n  mandates: {}\n", "unknown-field", "ad:", "add"),
    ],
)
def test_mistakes_stand_in_the_layer_with_their_line(
    tmp_path: Path, body: str, code: str, at: str, nearest: str | None
) -> None:
    (problem,) = refused(tmp_path / "c", READING + body)
    assert problem.code == code
    assert problem.where.line == line_of(READING + body, at)
    if nearest is not None:
        assert problem.nearest == nearest


def test_all_mistakes_of_a_layer_are_told_at_once(tmp_path: Path) -> None:
    body = "replace:\n  N8: {kind: position}\n  N1: {kind: red}\nwithdraw: [N9]\n"
    found = refused(tmp_path / "c", READING + body)
    assert [problem.code for problem in found] == ["unknown-id", "not-allowed", "unknown-id"]


@pytest.mark.parametrize(
    "text", ["", "kind: reading\n", "layer: x\n", "layer: x\nkind: dream\n", "- x\n", "layer: [x\n"]
)
def test_a_file_that_is_no_layer(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path / "c", text)


def test_sections_left_empty_are_no_mistake(tmp_path: Path) -> None:
    case = laid(tmp_path / "c", READING + "add:\nreplace:\nwithdraw:\n")
    assert case.clauses.keys() == load(tmp_path / "c").clauses.keys()


# --- what falls with what is withdrawn ---


def test_a_source_takes_its_statements_and_they_what_rests_on_nothing_else(tmp_path: Path) -> None:
    case = laid(tmp_path / "c", READING + "withdraw: [sources.letter]\n")
    assert "letter" not in case.sources
    assert list(case.statements) == ["t3"]
    assert list(case.clauses) == ["S2"]  # it rests on t3 too
    assert not case.acceptances
    assert not case.meaning
    assert "F1" in case.offers
    out = "its source letter is out: withdrawn by layer x"
    assert case.withdrawn == {
        "sources.letter": "withdrawn by layer x",
        "t1": out,
        "t2": out,
        "M1": f"all its evidence (t1) is out: {out}",
        "N1": f"all its evidence (t1) is out: {out}",
        "S1": f"all its evidence (t2) is out: {out}",
        "A1": f"all its evidence (t1) is out: {out}",
    }


def test_an_object_without_evidence_survives_everything(tmp_path: Path) -> None:
    case = load(
        whole(
            tmp_path / "c",
            MINIMAL.replace(", round: r1, evidence: [t1]}", ", round: r1}"),
            layers__x_yaml=READING + "withdraw: [sources.letter, sources.speech]\n",
        ),
        ["x"],
    )
    assert list(case.clauses) == ["N1"]


def test_evidence_taken_away_by_two_layers_is_gone_in_either_order(tmp_path: Path) -> None:
    root = whole(
        tmp_path / "c", layers__a_yaml=READING + "withdraw: [t2]\n", layers__b_yaml=READING + "withdraw: [t3]\n"
    )
    for order in permutations("ab"):
        assert "S2" in load(root, order[:1]).clauses
        case = load(root, order)
        assert "S2" not in case.clauses
        assert case.withdrawn["S2"].startswith("all its evidence (t2, t3) is out: ")
        assert "layer a" in case.withdrawn["S2"]
        assert "layer b" in case.withdrawn["S2"]


def test_what_a_layer_brings_may_not_rest_on_what_another_took(tmp_path: Path) -> None:
    root = whole(
        tmp_path / "c",
        layers__a_yaml=READING + "withdraw: [sources.letter]\n",
        layers__b_yaml=READING + "add: {mandates: {south: [{id: S9, clause: toll = none, evidence: [t2]}]}}\n"
        "replace: {S2: {evidence: [t2, t3]}}\n",
    )
    for order in permutations("ab"):
        case = load(root, order)
        assert list(case.clauses) == ["S2"]
        assert "S9" in case.withdrawn


def test_evidence_that_never_was_does_not_make_a_layer_take_the_object(tmp_path: Path) -> None:
    text = MINIMAL.replace("kind: red line, round: r1, evidence: [t1]", "kind: red line, round: r1, evidence: [t8]")
    case = load(whole(tmp_path / "c", text, layers__x_yaml=READING + "withdraw: [S1]\n"), ["x"])
    assert "N1" in case.clauses  # check says that t8 is missing; the layer has nothing to do with it


def test_what_is_out_already_may_be_withdrawn_again_but_not_replaced(tmp_path: Path) -> None:
    root = whole(
        tmp_path / "c",
        layers__a_yaml=READING + "withdraw: [sources.letter]\n",
        layers__b_yaml=READING + "withdraw: [N1, t1]\n",
        layers__c_yaml=READING + "replace: {N1: {kind: position}}\n",
    )
    assert load(root, ["a", "b"]).clauses.keys() == load(root, ["b", "a"]).clauses.keys() == {"S2"}
    with pytest.raises(CaseError, match="no longer in the case: all its evidence"):
        load(root, ["a", "c"])


def test_layers_are_laid_in_the_order_given_and_listed_in_the_case(tmp_path: Path) -> None:
    root = whole(
        tmp_path / "c",
        layers__a_yaml="layer: First\nkind: coder\nreplace: {N1: {kind: presumed}}\n",
        layers__b_yaml="layer: Second\nkind: role\nsource: staff\nreplace: {N1: {kind: position}}\n",
    )
    case = load(root, ["a", "b"])
    assert case.clauses["N1"].kind == "position"
    assert case.clauses["N1"].layer == "b"
    assert load(root, ["b", "a"]).clauses["N1"].kind == "presumed"
    assert [(info.id, info.title, info.kind, info.source) for info in case.layers] == [
        ("a", "First", "coder", None),
        ("b", "Second", "role", "staff"),
    ]
    assert load(root).layers == ()


# --- hypotheses ---


@pytest.mark.parametrize("source", ["", "source:\n", "source: ' '\n"])
def test_a_hypothesis_says_whose_assumption_it_is(tmp_path: Path, source: str) -> None:
    (problem,) = refused(tmp_path / "c", "layer: x\nkind: hypothesis\n" + source)
    assert problem.code == "hypothesis-without-source"
    assert laid(tmp_path / "d", "layer: x\nkind: reading\n" + source)


@pytest.mark.parametrize(
    "body",
    [
        "add: {mandates: {north: [{id: H1, clause: toll = none, evidence: [t1]}]}}\n",
        "replace: {N1: {evidence: [t2]}}\n",
        "add: {sources: {dream: {title: A dream}}}\n",
    ],
)
def test_a_hypothesis_has_no_evidence_and_is_no_source(tmp_path: Path, body: str) -> None:
    (problem,) = refused(tmp_path / "c", HYPOTHESIS + body)
    assert problem.code == "hypothesis-with-evidence"
    assert problem.where.line == 4
    assert laid(tmp_path / "d", READING + body)


@pytest.mark.parametrize(
    ("actor", "source", "named"),
    [
        ("{name: Ann Lee}", "Ann Lee, in conversation", True),
        ("{name: Ann Lee}", "what ann  lee would say", True),
        ("{name: Ann Lee, aliases: [Lee]}", "as Lee sees it", True),
        ("{name: Ann Lee, aliases: [Lee]}", "Lee’s guess", True),
        ("{name: Ann Lee, aliases: [Lee]}", "said while asleep, a sleeper's guess, on the leeward side", False),
        ("{name: Ann Lee}", "a guess of the staff", False),
        ("{name: Ann Lee, aliases: ['', ' ']}", "a guess of the staff", False),
        ("{aliases: [Lee]}", "what zoe may think", True),  # an actor without a name goes by its id
        ("{name: D'Arcy}", "D’ARCY's idea", True),
        ("{name: 王毅}", "假设由王毅提出", True),  # no gaps between words
        ("{name: Иван}", "мысль Ивана", False),
        ("{name: Lee (jr.)}", "Lee (jr.) thinks so", True),
    ],
)
def test_a_hypothesis_is_not_put_into_the_mouth_of_somebody_in_the_record(
    tmp_path: Path, actor: str, source: str, named: bool
) -> None:
    case = MINIMAL.replace("  ann: {name: Ann Lee, party: north, level: envoy}", f"  zoe: {actor}\n  ann: {{}}")
    text = f'layer: What if\nkind: hypothesis\nsource: "{source}"\n'
    root = whole(tmp_path / "c", case, layers__x_yaml=text)
    if not named:
        assert load(root, ["x"])
        return
    with pytest.raises(CaseError) as caught:
        load(root, ["x"])
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file, problem.where.line) == ("hypothesis-names-person", "layers/x.yaml", 3)
    root.joinpath("layers/x.yaml").write_text(text.replace("hypothesis", "reading"), encoding="utf-8")
    assert load(root, ["x"])


def test_an_actor_that_the_hypothesis_itself_brings_counts_too(tmp_path: Path) -> None:
    (problem,) = refused(
        tmp_path / "c", "layer: x\nkind: hypothesis\nsource: Cara Moss\nadd: {actors: {cara: {name: Cara Moss}}}\n"
    )
    assert problem.code == "hypothesis-names-person"


def test_what_a_hypothesis_says_is_marked_and_rests_on_nobodys_words(tmp_path: Path) -> None:
    text = (
        HYPOTHESIS + "replace: {N1: {clause: bridge = open}}\nadd: {offers: {north: [{id: H1, offer: toll = low}]}}\n"
    )
    case = laid(tmp_path / "c", text)
    assert {item.id for item in (*case.clauses.values(), *case.offers.values()) if item.hypothesis} == {"N1", "H1"}
    assert case.clauses["N1"].evidence == ()  # what was said was said of another clause
    assert not any(problem.code == "unsourced" for problem in check(case))
    reading = laid(tmp_path / "d", text.replace("hypothesis", "reading"))
    assert not any(item.hypothesis for item in (*reading.clauses.values(), *reading.offers.values()))
    assert reading.clauses["N1"].evidence == ("t1",)


def test_a_hypothesis_cannot_be_evidence(tmp_path: Path) -> None:
    root = whole(
        tmp_path / "c",
        layers__a_yaml=HYPOTHESIS + "add: {offers: {north: [{id: H1, offer: toll = low}]}}\n",
        layers__b_yaml=READING + "add: {mandates: {north: [{id: N2, clause: toll = low, evidence: [H1]}]}}\n",
    )
    (problem,) = [problem for problem in check(load(root, ["a", "b"])) if problem.severity == "error"]
    assert (problem.code, problem.read) == ("unknown-statement", "H1")


# --- where layers are found ---


def test_a_layer_by_its_path(tmp_path: Path) -> None:
    elsewhere = tmp_path / "mine.yaml"
    elsewhere.write_text(READING + "replace: {N1: {kind: presumed}}\n")
    root = whole(tmp_path / "c")
    for place in (elsewhere, str(elsewhere)):
        case = load(root, [place])
        assert (case.clauses["N1"].kind, case.layers[0].id) == ("presumed", "mine")
    elsewhere.write_text("layer: x\nkind: dream\n")
    with pytest.raises(CaseError) as caught:
        load(root, [elsewhere])
    assert caught.value.problems[0].where.file == str(elsewhere)


@pytest.mark.parametrize("name", ["redaing", "layers/reading.yaml", "../c/case", "", "x" * 5_000, "a\0b", "a\0b.yaml"])
def test_an_unknown_layer(tmp_path: Path, name: str) -> None:
    root = whole(tmp_path / "c", layers__reading_yaml=READING)
    with pytest.raises(UsageError) as caught:
        load(root, [name])
    (problem,) = caught.value.problems
    assert problem.code == "no-such-layer"
    assert problem.expected == "one of reading"
    if name == "redaing":
        assert problem.nearest == "reading"


def test_a_layer_too_large_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        laid(tmp_path / "c", READING + "# y\n" * 600_000)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file) == ("too-large", "layers/x.yaml")


def test_names_of_layers(tmp_path: Path) -> None:
    root = whole(tmp_path / "c", layers__b_yaml=READING, layers__a_yml=READING)
    (root / "layers" / "deeper").mkdir()
    (root / "layers" / "deeper" / "c.yaml").write_text(READING)
    (root / "layers" / "notes.txt").write_text("no layer")
    assert layer_names(open_case(root)) == ("a", "b")
    assert load(root, ["a"]).layers[0].id == "a"


@pytest.mark.parametrize("name", layer_names(open_case("istanbul-2025")))
def test_the_bundled_layers_load(name: str) -> None:
    case = load("istanbul-2025", [name])
    assert case.layers[0].id == name
    assert not [problem for problem in check(case) if problem.severity == "error"]


def test_all_bundled_layers_together_load_in_any_order() -> None:
    names = layer_names(open_case("istanbul-2025"))
    assert len(names) >= 4
    cases = [load("istanbul-2025", order) for order in permutations(names)]
    assert len({frozenset(case.clauses) for case in cases}) == 1


def test_without_the_russian_memorandum_what_else_was_said_still_counts() -> None:
    case = load("istanbul-2025", ["without-russian-memorandum"])
    assert "R1" in case.clauses
    assert not {"R2", "R3", "R4", "R5", "R6", "R7", "M4", "M5"} & {*case.clauses, *case.meaning}
    assert case.withdrawn["R2"].endswith("withdrawn by layer without-russian-memorandum")
