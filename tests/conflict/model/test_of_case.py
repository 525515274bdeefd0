"""From a case folder to its graph model, and one sentence for each case that is none."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from commonground.case import load
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.of_case import graph_model, preferences_of
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import CommongroundError
from tests.case.folders import folder

OPTION_FORM = """\
case: A dam
parties: {watch: {name: The watch, role: outside}, south: South, north: North}
issues: {water: [little, much]}
options:
  north: {build: Build the dam, release: Let water through}
  south: {shell: Shell the site}
irreversible: {build: once taken}
feasible: [{id: X1, rule: "release -> build"}]
status_quo: {build: N, shell: N, release: N}
preferences:
  north: [{id: V1, priority: not shell, evidence: [t1]}, {id: V2, priority: build}]
  south: {weights: {release: 2, build: -1.5}, kind: presumed}
  watch: {ranking: [--N, [--Y]], evidence: [t1]}
"""

GRAPH_FORM = """\
case: A quarrel
parties: {a: Ay, b: Be, c: Ce}
states: [peace, talks, war]
status_quo: war
moves: {b: [[war, talks], [talks, peace]], a: [[peace, war], [war, talks]]}
preferences: {a: {ranking: [peace, [talks, war]]}, b: {ranking: [talks, peace, war]}}
"""


def made(tmp_path: Path, text: str, **layers: str) -> OptionForm | GraphForm:
    return graph_model(load(folder(tmp_path / "c", text, **layers), [name.split("__")[1][:-5] for name in layers]))


def test_option_form(tmp_path: Path) -> None:
    form = made(tmp_path, OPTION_FORM)
    assert isinstance(form, OptionForm)
    assert form.parties == ("north", "south", "watch")
    assert form.options == (("build", "release"), ("shell",), ())
    assert form.shape == (4, 2, 1)
    assert form.reversible == (("once taken", "both ways"), ("both ways",), ())
    names = [form.name(state) for state in form.states()]
    assert names == ["NNN", "NNY", "YNN", "YNY", "YYN", "YYY"]
    north, south, watch = (dict(zip(names, form.rank(n)[form.states()].tolist(), strict=True)) for n in range(3))
    assert north == {"NNN": 3, "NNY": 1, "YNN": 4, "YNY": 2, "YYN": 4, "YYY": 2}
    assert south == {"NNN": 2, "NNY": 2, "YNN": 1, "YNY": 1, "YYN": 3, "YYY": 3}
    assert watch == {name: 1 if name.endswith("Y") else 2 for name in names}
    assert form.status_quo == form.number("NNN")


def test_graph_form(tmp_path: Path) -> None:
    form = made(tmp_path, GRAPH_FORM)
    assert isinstance(form, GraphForm)
    assert (form.parties, form.state_names, form.status_quo) == (("a", "b"), ("peace", "talks", "war"), 2)
    assert [list(form.moves(0, state)) for state in range(3)] == [[2], [], [1]]
    assert [list(form.moves(1, state)) for state in range(3)] == [[], [0], [1]]
    assert [form.rank(party).tolist() for party in (0, 1)] == [[2, 1, 1], [2, 3, 1]]


def test_all_states_feasible_needs_no_mask(tmp_path: Path) -> None:
    form = made(tmp_path, OPTION_FORM.replace("release -> build", "release -> (release or build)"))
    assert isinstance(form, OptionForm)
    assert form.feasible is None
    assert form.count == 8


def test_what_a_layer_adds_to_a_party_comes_after_its_others(tmp_path: Path) -> None:
    layer = (
        "layer: More\nkind: reading\nadd:\n  options: {north: {drain: Drain it}, watch: {warn: Warn}}\n"
        "  status_quo: NNNNN\n  preferences: {watch: {ranking: [---NN, ---YN, ---NY, ---YY]}}\n"
    )
    form = made(tmp_path, OPTION_FORM, layers__more_yaml=layer)
    assert isinstance(form, OptionForm)
    assert form.options == (("build", "release", "drain"), ("shell",), ("warn",))
    assert form.rank(2)[form.number("NNNNN")] == 4
    assert form.rank(2)[form.number("NNNYN")] == 3


def test_whose_preferences_are_presumed(tmp_path: Path) -> None:
    case = load(folder(tmp_path / "c", OPTION_FORM))
    said = {item.id: item.presumed for party in case.parties for item in preferences_of(case, party)}
    assert said == {"V1": False, "V2": True, "south.weights": True, "watch.ranking": False}


def test_a_smallest_contradiction_is_named(tmp_path: Path) -> None:
    rules = 'feasible: [{id: X1, rule: "release -> build"}, {id: X2, rule: "build or shell"}, {id: X3, rule: release}, '
    rules += '{id: X4, rule: "not shell or not build"}, {id: X5, rule: "shell"}, {id: X6, rule: "not shell"}]'
    text = OPTION_FORM.replace('feasible: [{id: X1, rule: "release -> build"}]', rules)
    assert refusal(tmp_path, text) == [
        "No state is left: X5, X6 cannot all hold. Read: shell; not shell. "
        "Expected: rules that some state obeys: change one of these."
    ]


MISTAKES = [
    (
        ("not shell", "water = much"),
        "V1 names water, and rules and priorities of a conflict speak of options only. Read: water = much. "
        "Expected: a formula over build, release, shell.",
    ),
    (
        ("release -> build", "water = little"),
        "X1 names water, and rules and priorities of a conflict speak of options only. Read: water = little. "
        "Expected: a formula over build, release, shell.",
    ),
    (
        ("[--N, [--Y]]", "[--N]"),
        "The ranking of watch misses NNY, YNY, YYY. "
        "Expected: every feasible state exactly once; tied states in a list of their own.",
    ),
    (
        ("[--N, [--Y]]", "[--N, --Y, Y--]"),
        "The ranking of watch has YNN, YNY, YYN, YYY twice. "
        "Expected: every feasible state exactly once; tied states in a list of their own.",
    ),
    (
        ("build: N, shell: N, release: N", "build: N, shell: N, release: Y"),
        "Today's state NYN is not feasible: X1 rules it out. Read: NYN. "
        "Expected: a state that every rule allows, or rules that allow today's.",
    ),
    (
        ("release -> build", "false"),
        "No state is left: X1 rules out every one. Read: false. "
        "Expected: rules that some state obeys: change one of these.",
    ),
    (
        ("release: 2, build: -1.5", "release: 1.0e+18, build: 0.00001"),
        "The weights of south are too large, or too finely divided, to be added exactly. "
        "Expected: weights of a few digits.",
    ),
    (
        ("  south: {weights: {release: 2, build: -1.5}, kind: presumed}\n", ""),
        "south can act, and nothing is said of what it prefers: silence is not indifference. "
        "Expected: preferences of south, or its options or moves left out.",
    ),
]


def refusal(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(CommongroundError) as caught:
        made(tmp_path, text)
    return [str(problem).split(": ", 1)[1] if problem.where.file else str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(("change", "said"), MISTAKES)
def test_what_is_no_model_is_refused_in_a_sentence(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert OPTION_FORM.count(change[0]) == 1
    assert refusal(tmp_path, OPTION_FORM.replace(*change)) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "case: C\nparties: {a: Ay}\n",
            "This case has no conflict part. Expected: options for two or more parties and what each prefers, "
            "as docs/reference/case-format.md shows.",
        ),
        (
            "case: C\nparties: {a: Ay}\noptions: {a: {go: Go}}\npreferences: {a: [go]}\n",
            "A conflict has two or more parties; this one has only a. "
            "Expected: options or preferences of another party.",
        ),
        (
            "case: C\nparties: {a: Ay}\nstates: [s]\n",
            "A conflict has two or more parties; this one has none. Expected: options or preferences of another party.",
        ),
        (
            "case: C\nparties: {a: Ay}\noptions: {a: {go: Go}}\nstates: [s]\n",
            "The conflict part has both options and named states, and a model has one of them. "
            "Expected: options without states and moves, or the other way.",
        ),
        (
            "case: C\nparties: {a: Ay, b: Be}\npreferences: {a: ['true'], b: ['true']}\noptions:\n  a: {"
            + ", ".join(f"o{n}: " for n in range(31))
            + "}\n",
            "31 options make 2,147,483,648 states, more than any memory here holds. "
            "Expected: 30 options or fewer: leave out those that no rule and no preference names.",
        ),
        (
            GRAPH_FORM.replace("{ranking: [talks, peace, war]}", "['true']"),
            "The states of this case have names and no options, so b has to rank them. "
            "Expected: b: {ranking: [...]}, the best state first.",
        ),
        (
            GRAPH_FORM.replace("[talks, peace, war]", "[talks, peace]"),
            "The ranking of b misses war. "
            "Expected: every feasible state exactly once; tied states in a list of their own.",
        ),
        (
            GRAPH_FORM.replace("a: {ranking: [peace, [talks, war]]}, ", ""),
            "a can act, and nothing is said of what it prefers: silence is not indifference. "
            "Expected: preferences of a, or its options or moves left out.",
        ),
    ],
)
def test_what_is_no_conflict_is_refused_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    (line,) = refusal(tmp_path, text)
    assert line.endswith(said)


def test_every_mistake_says_where(tmp_path: Path) -> None:
    text = OPTION_FORM.replace("[--N, [--Y]]", "[--N]").replace("-1.5", "1.0e+300")
    with pytest.raises(CommongroundError) as caught:
        made(tmp_path, text)
    assert [(p.code, p.where.file, p.where.line) for p in caught.value.problems] == [
        ("weights-too-fine", "case.yaml", 12),
        ("ranking-misses", "case.yaml", 13),
    ]


def test_ranks_are_over_feasible_states_alone(tmp_path: Path) -> None:
    text = OPTION_FORM.replace("release -> build", "not release").replace("priority: not shell", "priority: release")
    form = made(tmp_path, text)
    assert isinstance(form, OptionForm)
    assert form.feasible is not None
    assert np.unique(form.ranks[0][form.feasible]).tolist() == [1, 2]


def test_the_examples_of_the_reference_are_models(tmp_path: Path, root: Path) -> None:
    page = (root / "docs" / "reference" / "case-format.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (graph_form,) = (block for block in blocks if block.startswith("states:"))
    form = made(tmp_path / "1", "case: One\n" + "".join(block for block in blocks if block != graph_form))
    assert isinstance(form, OptionForm)
    assert (form.parties, form.count, form.status_quo) == (("north", "south", "judge"), 6, 0)
    named = made(tmp_path / "2", "case: Two\nparties: {north: North, south: South}\n" + graph_form)
    assert isinstance(named, GraphForm)
    assert sorted({*named.moves(0, 1)} & {*named.moves(1, 1)}) == [2]
