"""Taking a candidate: a person's choice becomes an entry, checked with the whole case, and nothing else does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commonground.case import Case, Draft, check, edit, load, told_only_by
from commonground.case.candidates import candidate_named, candidates_of
from commonground.case.taking import take
from commonground.errors import CaseError, UsageError
from tests.case.folders import folder, statement
from tests.case.test_candidates import CASE, SOURCES

STATEMENTS = "".join(
    [
        statement("d1", "letter", "ann", act="demand", issue="bridge", polarity="for"),
        statement("d2", "letter", "ann", act="demand", issue="bridge", polarity="for", said="2025-02-03"),
        statement("d3", "letter", "bob", source="north", act="demand", issue="bridge", polarity="for"),
        statement("n1", "letter", "ann", source="north", act="reject", issue="bridge", polarity="against"),
        statement("a1", "letter", "bob", act="accept", issue="toll", polarity="for"),
        statement("a2", "undated", "bob", act="accept", issue="toll", polarity="for"),
        statement("m1", "letter", "bob", source="ann", act="mandate", polarity="against"),
        statement("m2", "letter", "ann", source="north", act="mandate", polarity="neutral"),
        statement("c1", "letter", "bob", act="condition", issue="bridge"),
    ]
)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    return folder(tmp_path / "talks", CASE, sources_yaml=SOURCES, statements__me_jsonl=STATEMENTS)


def took(draft: Draft, name: str, choice: Any = None, **more: Any) -> str:
    return take(draft, candidate_named(candidates_of(draft.preview()), name), choice, **more)


def saved(talks: Path, name: str, choice: Any = None, **more: Any) -> Case:
    draft = edit(talks)
    took(draft, name, choice, **more)
    draft.save()
    return load(talks)


def codes(draft: Draft, name: str, choice: Any = None, **more: Any) -> list[str]:
    before = draft.preview()
    with pytest.raises((UsageError, CaseError)) as caught:
        took(draft, name, choice, **more)
    assert draft.preview() == before
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("name", "choice", "text"),
    [
        ("clause-d1", "foot", "bridge in {closed, foot}"),
        ("clause-d1", "closed", "bridge = closed"),
        ("clause-n1", "open", "bridge in {closed, foot}"),
        ("clause-n1", ["open", "foot"], "bridge = closed"),
        ("clause-c1", {"other": "toll = low", "reading": "waits"}, "bridge != closed -> toll = low"),
        ("clause-c1", {"other": "toll = low", "reading": "first"}, "toll = low -> bridge != closed"),
    ],
)
def test_a_clause_is_what_the_choice_makes(talks: Path, name: str, choice: Any, text: str) -> None:
    case = saved(talks, name, choice)
    clause = case.clauses[name]
    assert (clause.text, clause.round, clause.evidence) == (text, "r1", (name.partition("-")[2],))
    assert clause.kind == "position", "how firm it is nobody has said"
    problems = check(case)
    assert not [problem for problem in problems if problem.code in {"aim-not-prohibition", "unsourced", "unconfirmed"}]


def test_offers_acceptances_powers_and_edges(talks: Path) -> None:
    draft = edit(talks)
    took(draft, "offer-d1", ["open", "foot"])
    took(draft, "accept-a1", "low")
    took(draft, "accept-a2", {"outcomes": "high", "round": "r2"})
    took(draft, "power-m1", ["sign", "propose"])
    took(draft, "power-m2", {"level": "council", "acts": "sign", "answer": "unknown"})
    took(draft, "order-c1", {"before": "PAY", "after": "DIG"})
    case = draft.save()
    assert (case.offers["offer-d1"].text, case.offers["offer-d1"].round) == ("bridge in {foot, open}", "r1")
    assert (case.acceptances["accept-a1"].outcomes, case.acceptances["accept-a2"].round) == (("low",), "r2")
    first, second = case.powers["power-m1"], case.powers["power-m2"]
    assert (first.party, first.level, first.as_told_by) == ("north", "envoy", "south")
    assert dict(first.may) == {"sign": "no", "propose": "no"}
    assert (second.level, dict(second.may)) == ("council", {"sign": "unknown"})
    edge = case.order["order-c1"]
    assert (edge.party, edge.before, edge.after, edge.kind) == ("south", "PAY", "DIG", "demanded")


def test_what_was_taken_is_a_candidate_no_longer(talks: Path) -> None:
    case = saved(talks, "offer-d1", "open")
    names = {item.id for item in candidates_of(case).items}
    assert "offer-d1" not in names
    assert "clause-d1" in names


def test_taking_writes_nothing_before_the_draft_is_saved(talks: Path) -> None:
    before = (talks / "case.yaml").read_bytes()
    draft = edit(talks)
    took(draft, "offer-d1", "open")
    assert (talks / "case.yaml").read_bytes() == before
    assert draft.undo()
    assert "offer-d1" not in draft.preview().offers


def test_a_person_may_word_it_otherwise(talks: Path) -> None:
    edits = {"kind": "red line", "owner": "envoy", "round": None, "level": "council", "note": "twice"}
    clause = saved(talks, "clause-n1", formula="bridge = open -> toll = high", edits=edits).clauses["clause-n1"]
    assert (clause.text, clause.kind, clause.level, clause.owner) == (
        "bridge = open -> toll = high", "red line", "council", "envoy",
    )  # fmt: skip
    assert (clause.round, clause.note) == (None, "twice")


def test_the_formula_is_a_field_that_may_be_edited(talks: Path) -> None:
    assert saved(talks, "clause-n1", edits={"clause": "toll = none"}).clauses["clause-n1"].text == "toll = none"


def test_an_edit_may_fill_a_hole(talks: Path) -> None:
    draft = edit(talks)
    took(draft, "accept-a2", "low", edits={"round": "r2"})
    took(draft, "power-m2", {"acts": "sign", "answer": "no"}, edits={"level": "envoy"})
    case = draft.preview()
    assert case.acceptances["accept-a2"].round == "r2"
    assert case.powers["power-m2"].level == "envoy"


@pytest.mark.parametrize(
    ("name", "choice", "more", "expected"),
    [
        ("offer-d1", None, {}, ["open-candidate"]),
        ("offer-d1", [], {}, ["open-candidate"]),
        ("offer-d1", "opne", {}, ["not-a-choice"]),
        ("offer-d1", {"outcome": "open"}, {}, ["not-a-choice", "open-candidate"]),
        ("clause-n1", "closed", {}, ["not-a-choice"]),
        ("clause-d1", ["foot", "open"], {}, ["rules-out-nothing"]),
        ("accept-a2", "low", {}, ["not-a-choice", "open-candidate", "open-candidate"]),
        ("order-c1", {"before": ["DIG", "PAY"], "after": "DIG"}, {}, ["not-a-choice"]),
        ("order-c1", None, {"formula": "bridge = open"}, ["no-formula-here"]),
        ("clause-n1", None, {"formula": "brigde = open"}, ["unknown-issue"]),
        ("clause-n1", "open", {"edits": {"kind": "harsh"}}, ["not-allowed"]),
        ("clause-n1", "open", {"edits": {"colour": "red"}}, ["unknown-field"]),
        ("accept-a1", None, {"formula": "toll = low and bridge = open"}, ["acceptance-of-several"]),
    ],
)
def test_what_is_refused_leaves_the_draft_as_it_was(
    talks: Path, name: str, choice: Any, more: dict[str, Any], expected: list[str]
) -> None:
    draft = edit(talks)
    took(draft, "offer-d2", "open")  # an earlier change, which a refusal must not take back
    assert codes(draft, name, choice, **more) == expected


def test_the_nearest_of_what_may_stand_there_is_named(talks: Path) -> None:
    with pytest.raises(UsageError) as caught:
        took(edit(talks), "offer-d1", "opne")
    assert caught.value.problems[0].nearest == "open"


# --- the same said again ---


def test_what_says_the_same_joins_the_evidence(talks: Path) -> None:
    draft = edit(talks)
    assert took(draft, "clause-d1", "foot") == "clause-d1"
    assert took(draft, "clause-d2", "foot") == "clause-d1"
    assert took(draft, "clause-n1", "open") == "clause-d1", "the other way to say it"
    case = draft.save()
    assert list(case.clauses) == ["clause-d1"]
    assert case.clauses["clause-d1"].evidence == ("d1", "d2", "n1")


def test_what_was_said_before_it_holds_does_not_join(talks: Path) -> None:
    draft = edit(talks)
    took(draft, "clause-d2", "foot")
    assert took(draft, "clause-d1", "foot") == "clause-d1"
    assert {each.id: each.round for each in draft.preview().clauses.values()} == {"clause-d2": "r2", "clause-d1": "r1"}


def test_an_offer_made_again_in_a_later_round_is_another(talks: Path) -> None:
    draft = edit(talks)
    took(draft, "offer-d1", "open")
    took(draft, "offer-d2", "open")
    assert took(draft, "offer-d3", "open") == "offer-d1"
    assert [offer.round for offer in draft.preview().offers.values()] == ["r1", "r2"]


def test_a_word_of_its_own_ends_the_mark_of_the_others_word(talks: Path) -> None:
    draft = edit(talks)
    took(draft, "clause-d3", "foot")
    clause = draft.preview().clauses["clause-d3"]
    assert (clause.as_told_by, told_only_by(draft.preview(), clause)) == ("south", "south")
    took(draft, "clause-d1", "foot")
    clause = draft.preview().clauses["clause-d3"]
    assert (clause.as_told_by, told_only_by(draft.preview(), clause)) == (None, None)
    assert clause.evidence == ("d3", "d1")


def test_a_bare_formula_becomes_an_object_with_evidence(talks: Path) -> None:
    text = CASE + 'mandates:\n  north:\n    - "bridge in {closed, foot}"  # sketched\n    - "toll = none"\n'
    (talks / "case.yaml").write_text(text, encoding="utf-8")
    draft = edit(talks)
    assert took(draft, "clause-d1", "foot") == "north.1"
    case = draft.save()
    assert case.clauses["north.1"].evidence == ("d1",)
    assert "# sketched" in (talks / "case.yaml").read_text(encoding="utf-8")


def test_an_id_that_is_taken_gets_a_number(talks: Path) -> None:
    text = CASE + 'targets: {x: "bridge = open"}\nmandates: {south: [{id: clause-d1, clause: "toll = none"}]}\n'
    (talks / "case.yaml").write_text(text, encoding="utf-8")
    draft = edit(talks)
    assert took(draft, "clause-d1", "foot") == "clause-d1-2"


def test_a_statement_called_in_any_way_makes_an_id_of_the_case(talks: Path) -> None:
    name = "a letter/12 " + "x" * 100
    more = statement(name, "letter", "ann", act="demand", issue="bridge", polarity="for")
    (talks / "statements/me.jsonl").write_text(more, encoding="utf-8")
    case = saved(talks, f"offer-{name}", "open")
    assert [(offer.id[:19], offer.evidence) for offer in case.offers.values()] == [("offer-a_letter_12_x", (name,))]


def test_comments_and_layout_of_the_case_stay(talks: Path) -> None:
    path = talks / "case.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# the end\n", encoding="utf-8")
    before = path.read_text(encoding="utf-8").splitlines()
    saved(talks, "clause-n1", "open")
    after = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == []
