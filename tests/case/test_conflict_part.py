"""The conflict part as written: names looked up with their lines, states in the order of options, layers on top."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.case import check, load
from commonground.case.drop import drop
from commonground.case.model import Case
from commonground.errors import CaseError
from tests.case.folders import folder, whole

OPTIONS = """\
case: A dam
parties: {south: South, north: North, east: East}
options:
  north: {build: Build it, release: }
  south: {shell: Shell it}
irreversible:
  build: once taken
status_quo: {shell: N, build: N, release: Y}
feasible: [not (build and release)]
preferences:
  north: [not shell, {id: V2, priority: build, kind: presumed}]
  south: {weights: {release: 0.1, build: -2}, evidence: [t1], kind: red line, note: so they said}
  east:
    ranking:
      - NNN
      - [Y--, -Y-]
      - "--Y"
coalitions: [[south, north]]
"""

STATES = """\
case: A quarrel
parties: {a: Ay, b: Be}
states: [peace, talks, war]
status_quo: war
moves:
  a: [[peace, war], [war, talks]]
  b: [[war, talks]]
preferences:
  a: {ranking: [peace, [talks, war]]}
  b: {ranking: [talks, peace, war], id: B1}
"""


def loaded(path: Path, text: str = OPTIONS, *layers: str) -> Case:
    named = {f"layers__l{n}_yaml": layer for n, layer in enumerate(layers)}
    return load(folder(path / "c", text, **named), [f"l{n}" for n in range(len(layers))])


def test_option_form(tmp_path: Path) -> None:
    case = loaded(tmp_path)
    assert [(o.id, o.party, o.irreversible) for o in case.options.values()] == [
        ("build", "north", "once taken"),
        ("release", "north", None),
        ("shell", "south", None),
    ]
    assert case.conflict.status_quo is not None
    assert (case.conflict.status_quo.state, case.conflict.status_quo.where.line) == ("NYN", 8)
    assert case.conflict.coalitions == (("south", "north"),)
    weights = case.weights["south.weights"]
    assert dict(weights.weights) == {"release": 0.1, "build": -2}
    assert (weights.kind, weights.evidence, weights.note, weights.presumed) == (
        "red line",
        ("t1",),
        "so they said",
        False,
    )
    ranking = case.rankings["east.ranking"]
    assert ranking.places == (("NNN",), ("Y--", "-Y-"), ("--Y",))
    assert (ranking.presumed, ranking.where.line) == (True, 13)
    assert [item.presumed for item in case.priorities.values()] == [True, True]


def test_graph_form(tmp_path: Path) -> None:
    part = loaded(tmp_path, STATES).conflict
    assert part.states == ("peace", "talks", "war")
    assert dict(part.moves) == {"a": (("peace", "war"), ("war", "talks")), "b": (("war", "talks"),)}
    assert part.status_quo is not None
    assert part.status_quo.state == "war"


def test_a_case_without_one_has_an_empty_one(tmp_path: Path) -> None:
    case = load(whole(tmp_path / "c"))
    assert (case.conflict.status_quo, case.conflict.states, dict(case.conflict.moves)) == (None, (), {})
    assert not case.rankings
    assert not case.weights


READING = "layer: Otherwise\nkind: reading\n"


def test_a_layer_says_otherwise_of_a_party_or_an_option(tmp_path: Path) -> None:
    layer = READING + (
        "add:\n  irreversible: {build: once dropped}\n  status_quo: NNN\n"
        "  preferences: {north: {weights: {build: 1}}, south: {ranking: [---]}, east: {weights: {shell: 1}}}\n"
    )
    case = loaded(tmp_path, OPTIONS, layer)
    assert case.options["build"].irreversible == "once dropped"
    assert case.conflict.status_quo is not None
    assert case.conflict.status_quo.state == "NNN"
    assert not case.priorities
    assert list(case.rankings) == ["south.ranking"]
    assert list(case.weights) == ["north.weights", "east.weights"]
    assert case.weights["north.weights"].layer == "l0"
    assert dict(case.withdrawn) == dict.fromkeys(
        ("north.prefers.1", "V2", "south.weights", "east.ranking"), "said otherwise by layer l0"
    )


def test_a_layer_replaces_and_withdraws_rankings_and_weights_by_id(tmp_path: Path) -> None:
    layer = READING + (
        "replace: {east.ranking: {ranking: [--Y, --N], kind: presumed}}\nwithdraw: [south.weights]\n"
        "add: {preferences: {south: [shell]}}\n"
    )
    case = loaded(tmp_path, OPTIONS, layer)
    assert case.rankings["east.ranking"].places == (("--Y",), ("--N",))
    assert not case.weights
    assert case.priorities["l0.south.prefers.1"].text == "shell"


def test_a_hypothesis_takes_the_evidence_off_what_it_replaces(tmp_path: Path) -> None:
    layer = "layer: What if\nkind: hypothesis\nsource: ours\nreplace: {south.weights: {weights: {build: 1}}}\n"
    case = loaded(tmp_path, OPTIONS, layer)
    assert (case.weights["south.weights"].evidence, case.weights["south.weights"].hypothesis) == ((), True)
    assert case.weights["south.weights"].presumed
    with pytest.raises(CaseError, match="A hypothesis rests on nobody's words"):
        loaded(tmp_path / "2", OPTIONS, layer + "add: {preferences: {east: {ranking: [---], evidence: [t1]}}}\n")


def test_what_a_layer_withdraws_need_not_be_named_again(tmp_path: Path) -> None:
    layer = READING + (
        "withdraw: [options.build, feasible.1, V2, south.weights, east.ranking]\nadd: {status_quo: NN}\n"
    )
    case = loaded(tmp_path, OPTIONS, layer)
    assert list(case.options) == ["release", "shell"]


def test_a_layer_adds_moves_states_and_coalitions(tmp_path: Path) -> None:
    layer = READING + (
        "add:\n  states: [truce]\n  moves: {b: [[war, truce]]}\n  coalitions: [[b, a]]\n"
        "  preferences: {a: {ranking: [[peace, talks, war, truce]]}, b: {ranking: [truce, [peace, talks, war]]}}\n"
    )
    case = loaded(tmp_path, STATES, layer)
    assert case.conflict.states == ("peace", "talks", "war", "truce")
    assert case.conflict.moves["b"] == (("war", "truce"),)
    assert case.conflict.moves["a"] == (("peace", "war"), ("war", "talks"))
    assert case.conflict.coalitions == (("a", "b"),)
    assert list(case.rankings) == ["a.ranking", "b.ranking"]


def test_rankings_and_weights_are_judged_like_the_rest(tmp_path: Path) -> None:
    text = OPTIONS.replace("evidence: [t1]", "evidence: [t1, nowhere]")
    case = load(whole(tmp_path / "c", text))
    found = {(problem.code, problem.what) for problem in check(case)}
    assert ("unknown-statement", "south.weights names the statement “nowhere” as evidence, which is not in "
            "statements/.") in found  # fmt: skip
    assert ("unsourced", "east.ranking has no evidence; it counts as unsourced.") in found
    without = drop(case, ["t1"])
    assert not without.weights
    assert list(drop(case, ["east.ranking"]).rankings) == []


def test_todays_state_is_what_meaning_rules_are_held_to(tmp_path: Path) -> None:
    meaning = "issues: {water: [low, high]}\nmeaning: [water = low -> {}]\n"
    for rule, codes in (("release", []), ("not release", ["rule-against-status-quo"])):
        case = loaded(tmp_path / rule.replace(" ", ""), OPTIONS + meaning.replace("{}", rule))
        assert [problem.code for problem in check(case) if problem.code == "rule-against-status-quo"] == codes


NOT_A_STATE = "A state is written with one letter for each of the 3 options."
MISTAKES = [
    ("  build: once taken", "  bild: once taken", 7, "unknown-option", "There is no option “bild”.", "build"),
    ("shell: N, ", "shel: N, ", 8, "unknown-option", "There is no option “shel”.", "shell"),
    ("shell: N, ", "shell: no, ", 8, "wrong-value", "An option is taken or not.", None),
    ("shell: N, ", "", 8, "not-a-state", "Today's state has to say of every option whether it is taken.", None),
    ("{shell: N, build: N, release: Y}", "YN", 8, "not-a-state", NOT_A_STATE, None),
    ("{shell: N, build: N, release: Y}", "Y-N", 8, "not-a-state", NOT_A_STATE, None),
    ("release: 0.1", "realease: 0.1", 12, "unknown-option", "There is no option “realease”.", "release"),
    ("[Y--, -Y-]", "[Y--, -Y]", 16, "not-a-state", NOT_A_STATE, None),
    ("[Y--, -Y-]", "[Y--, -X-]", 16, "not-a-state", NOT_A_STATE, None),
    ("  east:\n", "  eats:\n", 13, "unknown-party", "There is no party “eats”.", "east"),
    ("[[south, north]]", "[[south, nort]]", 18, "unknown-party", "There is no party “nort”.", "north"),
    (
        "[[south, north]]",
        "[[south, south]]",
        18,
        "not-a-coalition",
        "A coalition has two or more members, each named once.",
        None,
    ),
    ("    ranking:\n", "    id: V2\n    ranking:\n", 13, "duplicate-id", "The id “V2” stands twice", None),
]


@pytest.mark.parametrize(("old", "new", "line", "code", "what", "nearest"), MISTAKES)
def test_a_mistake_has_its_line(
    tmp_path: Path, old: str, new: str, line: int, code: str, what: str, nearest: str | None
) -> None:
    assert OPTIONS.count(old) == 1
    assert_refused(tmp_path, OPTIONS.replace(old, new), line, code, what, nearest)


def assert_refused(tmp_path: Path, text: str, line: int, code: str, what: str, nearest: str | None) -> None:
    with pytest.raises(CaseError) as caught:
        loaded(tmp_path, text)
    first = caught.value.problems[0]
    assert (first.where.file, first.where.line, first.code, first.nearest) == ("case.yaml", line, code, nearest)
    assert first.what.startswith(what)


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "what", "nearest"),
    [
        ("status_quo: war", "status_quo: wra", 4, "unknown-state", "There is no state “wra”.", "war"),
        ("[war, talks]]\n  b:", "[war, talk]]\n  b:", 6, "unknown-state", "There is no state “talk”.", "talks"),
        ("[war, talks]]\n  b:", "[war, war]]\n  b:", 6, "move-to-itself", "A move leads to another state.", None),
        ("[war, talks]]\n  b:", "[peace, war]]\n  b:", 6, "move-twice", "This move stands twice.", None),
        ("  b: [[war, talks]]", "  d: [[war, talks]]", 7, "unknown-party", "There is no party “d”.", None),
        ("[peace, talks, war]\nst", "[peace, talks, war, war]\nst", 3, "state-twice", "This state stands twice.", None),
        ("talks, peace, war], id", "talks, peace, waar], id", 10, "unknown-state", "There is no state “waar”.", "war"),
        ("[talks, peace, war]", "[talks, YN, war]", 10, "unknown-state", "There is no state “YN”.", None),
    ],
)
def test_a_mistake_about_states_has_its_line(
    tmp_path: Path, old: str, new: str, line: int, code: str, what: str, nearest: str | None
) -> None:
    assert STATES.count(old) == 1
    assert_refused(tmp_path, STATES.replace(old, new), line, code, what, nearest)


@pytest.mark.parametrize(
    ("preferences", "line", "code", "told"),
    [
        ("{ranking: [YNN], weights: {build: 1}}", 4, "wrong-value", "not ranking and weights"),
        ("{priorities: [build], kind: presumed}", 4, "wrong-value", "beside each priority"),
        ("{ranking: [[]]}", 4, "wrong-type", "at least one entry"),
        ("{ranking: [{a: b}]}", 4, "wrong-type", "a list"),
        ("{ranking: YNN}", 4, "wrong-type", "a list"),
        ("{weights: {build: inf}}", 4, "wrong-type", "finite"),
        ("{weights: {build: much}}", 4, "wrong-type", "a number"),
    ],
)
def test_a_wrong_form_is_refused_where_it_stands(
    tmp_path: Path, preferences: str, line: int, code: str, told: str
) -> None:
    text = f"case: C\nparties: {{a: A}}\noptions: {{a: {{build: B}}}}\npreferences: {{a: {preferences}}}\n"
    with pytest.raises(CaseError) as caught:
        loaded(tmp_path, text)
    (problem,) = caught.value.problems
    assert (problem.where.line, problem.code) == (line, code)
    assert told in str(problem)


def test_two_ways_to_prefer_in_two_places_are_one_too_many(tmp_path: Path) -> None:
    layer = READING + "add: {preferences: {east: [build]}}\n"
    with pytest.raises(CaseError) as caught:
        loaded(tmp_path, OPTIONS, layer)
    assert [str(problem) for problem in caught.value.problems] == [
        "case.yaml:13:3, preferences.east: east prefers in two ways, by l0.east.prefers.1 and by east.ranking. "
        "Read: east.ranking. Expected: one of them; a layer can withdraw l0.east.prefers.1."
    ]
