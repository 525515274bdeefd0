"""A condition fills an order edge only where its words name two steps of the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.case import Case, load
from commonground.case.candidates import candidate_named, candidates_of
from commonground.case.named_steps import named_steps
from commonground.case.taking import filled
from tests.case.folders import folder, statement

CASE = """\
case: A bridge
parties:
  north: {name: North, levels: [council]}
  south: {name: South, levels: [council]}
issues:
  bridge: [closed, open]
steps:
  TOLL: {title: The toll is dropped}
  DIG: {title: The river is dredged, phases: [upper basin, lower basin]}
  FEAST: {title: The feast of the river}
"""
SOURCES = "letter: {title: A letter}\n"


def of(path: Path, *coded: str) -> Case:
    return load(folder(path, CASE, sources_yaml=SOURCES, statements__me_jsonl="".join(coded)))


def put(id: str, words: str, **body: str) -> str:
    return statement(id, "letter", "north", **({"act": "condition", "paraphrase": words} | body))


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("The toll goes first, and after that we are dredged out.", {"before": "TOLL", "after": "DIG"}),
        ("We begin in the upper basin only after the toll is dropped.", {"before": "TOLL", "after": "DIG"}),
        ("The toll is not dropped before the lower basin is done.", {"before": "DIG", "after": "TOLL"}),
        ("No toll is dropped while the upper basin is dry.", {}),  # a state that has to end
        ("The toll is dropped once the toll is paid.", {}),
        ("The toll is dropped once the river is calm.", {}),  # the river is in two titles
        ("First come the mayors, then the toll is dropped.", {}),
        ("The toll and the upper basin belong together.", {}),
    ],
)
def test_steps_named_in_one_statement(tmp_path: Path, words: str, steps: dict[str, str]) -> None:
    case = of(tmp_path, put("t", words))
    assert dict(named_steps(case, case.statements["t"])) == steps


def test_two_statements_of_which_one_follows_the_other(tmp_path: Path) -> None:
    case = of(tmp_path, put("a", "the toll is dropped"), put("b", "we dredge the upper basin", follows="a"))
    found = candidates_of(case)
    edges = {each.evidence: filled(case, each) for each in found.items if each.section == "order"}
    assert {(each["before"], each["after"]) for each in edges.values()} == {("TOLL", "DIG")}
    assert set(edges) == {("a",), ("b",)}


def test_a_side_that_nobody_stands_up_for_fills_nothing(tmp_path: Path) -> None:
    case = of(
        tmp_path,
        put("a", "the toll is dropped", status="rejected"),
        put("b", "we dredge the upper basin", follows="a"),
        put("c", "the toll is dropped", follows="gone"),
    )
    edge = candidate_named(candidates_of(case), "order-b")
    assert (edge.pattern, [hole.name for hole in edge.holes]) == ("? before ?", ["before", "after"])


def test_a_filled_edge_can_be_edited(tmp_path: Path) -> None:
    case = of(tmp_path, put("t", "The toll goes first, and after that we are dredged out."))
    edge = candidate_named(candidates_of(case), "order-t")
    assert (edge.pattern, edge.holes) == ("TOLL before DIG", ())
    assert filled(case, edge, edits={"after": "FEAST"})["after"] == "FEAST"


def test_the_tutorial_case(tmp_path: Path) -> None:
    case = load("saltmarsh")
    coded = {name: (edge.before, edge.after) for edge in case.order.values() for name in edge.evidence}
    found = {each.id: tuple(named_steps(case, each).values()) for each in case.statements.values()}
    both = {name: pair for name, pair in found.items() if pair and name in coded}
    assert len(both) >= 4
    assert all(coded[name] == pair for name, pair in both.items())
