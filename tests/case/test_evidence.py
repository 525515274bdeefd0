"""Whose word an object rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.case import Case, load, shares_told_by_others, speaker_party, statements_of, told_only_by
from tests.case.folders import folder, statement

TEXT = """\
case: Whose word
parties: {north: North, south: South, east: East, judge: {name: Judge, role: outside}}
actors:
  ann: {name: Ann, party: north}
  bob: {name: Bob, party: south}
  eve: {name: Eve, party: east}
  cara: {name: Cara}
  jan: {name: Jan, party: judge}
rounds: [{id: r1}, {id: r2}]
issues: {toll: [none, low]}
"""

STATEMENTS = "".join(
    statement(name, "paper", speaker)
    for name, speaker in [
        ("by_ann", "ann"),
        ("by_north", "north"),
        ("by_bob", "bob"),
        ("by_eve", "eve"),
        ("by_cara", "cara"),
        ("by_jan", "jan"),
        ("by_nobody", "zed"),
    ]
)


def clause_resting_on(path: Path, evidence: str, more: str = "", party: str = "north") -> Case:
    text = TEXT + f'mandates: {{{party}: [{{id: C, clause: "toll = none", evidence: [{evidence}]{more}}}]}}\n'
    return load(folder(path, text, statements__me_jsonl=STATEMENTS, sources_yaml="paper: A paper\n"))


@pytest.mark.parametrize(
    ("evidence", "teller"),
    [
        ("", None),  # unsourced, which is another lack
        ("by_ann", None),
        ("by_north", None),
        ("by_bob", "south"),
        ("by_bob, by_bob", "south"),
        ("by_bob, by_ann", None),  # one word of its own is enough
        ("by_bob, by_north", None),
        ("by_bob, by_cara", None),  # so is one of a third
        ("by_bob, by_jan", None),
        ("by_bob, by_nobody", None),
        ("by_bob, by_eve", None),  # two others, who do not say the same for the same reason
        ("by_cara", None),
        ("by_jan", None),  # at no side of the table
        ("by_nobody", None),
        ("missing", None),
        ("by_bob, missing", "south"),  # what is not there says nothing
    ],
)
def test_told_only_by_the_party_of_every_speaker(tmp_path: Path, evidence: str, teller: str | None) -> None:
    case = clause_resting_on(tmp_path, evidence)
    assert told_only_by(case, case.clauses["C"]) == teller


@pytest.mark.parametrize(
    ("evidence", "as_told_by", "teller"),
    [
        ("", "south", "south"),  # the coder's word for it
        ("by_bob", "south", "south"),
        ("by_bob", "east", "south"),  # the statements know better
        ("by_bob, by_ann", "south", None),
        ("by_ann", "south", None),
        ("by_jan", "judge", "judge"),  # an outside party's account, where the coder says so
        ("", "judge", "judge"),
        ("by_cara", "south", None),
        ("", "north", None),  # its own word is not another's
        ("by_ann", "north", None),
        ("by_bob", "north", "south"),
    ],
)
def test_as_told_by_counts_where_no_statement_says_otherwise(
    tmp_path: Path, evidence: str, as_told_by: str, teller: str | None
) -> None:
    case = clause_resting_on(tmp_path, evidence, f", as_told_by: {as_told_by}")
    assert told_only_by(case, case.clauses["C"]) == teller


def test_what_an_outside_party_is_said_to_want(tmp_path: Path) -> None:
    case = clause_resting_on(tmp_path, "by_bob", party="judge")
    assert told_only_by(case, case.clauses["C"]) == "south"
    case = clause_resting_on(tmp_path, "by_jan", party="judge")
    assert told_only_by(case, case.clauses["C"]) is None


def test_a_rule_is_about_nobody_and_so_nobodys_word_about_another(tmp_path: Path) -> None:
    rules = "{id: M, rule: toll = none, evidence: [by_bob]}, {id: N, rule: toll = none, evidence: [by_bob, by_ann]}"
    text = TEXT + f"meaning: [{rules}]\n"
    case = load(folder(tmp_path, text, statements__me_jsonl=STATEMENTS, sources_yaml="paper: A paper\n"))
    assert told_only_by(case, case.meaning["M"]) is None
    assert told_only_by(case, case.meaning["N"]) is None


def test_the_speaker_and_not_the_one_spoken_of_decides(tmp_path: Path) -> None:
    lines = statement("x", "paper", "bob", source="north", mode="reported")
    text = TEXT + "mandates: {north: [{id: C, clause: toll = none, evidence: [x]}]}\n"
    case = load(folder(tmp_path, text, statements__me_jsonl=lines))
    assert told_only_by(case, case.clauses["C"]) == "south"


def test_the_party_of_a_speaker(tmp_path: Path) -> None:
    case = clause_resting_on(tmp_path, "")
    parties = {name: speaker_party(case, found) for name, found in case.statements.items()}
    assert parties == {
        "by_ann": "north",
        "by_north": "north",
        "by_bob": "south",
        "by_eve": "east",
        "by_cara": None,
        "by_jan": "judge",
        "by_nobody": None,
    }


def test_the_statements_of_an_object_in_the_order_its_evidence_names_them(tmp_path: Path) -> None:
    case = clause_resting_on(tmp_path, "by_eve, missing, by_ann")
    assert [found.id for found in statements_of(case, case.clauses["C"])] == ["by_eve", "by_ann"]


def test_shares_of_a_mandate_known_from_others(tmp_path: Path) -> None:
    text = TEXT + (
        "mandates:\n"
        "  north:\n"
        "    - {id: C1, clause: toll = none, evidence: [by_bob]}\n"
        "    - {id: C2, clause: toll = none, evidence: [by_ann], until: r2}\n"
        "    - {id: C3, clause: toll = none, evidence: [by_bob], round: r2}\n"
        "    - {id: C4, clause: toll = none}\n"
        "  judge: [{id: J, clause: toll = none, evidence: [by_bob]}]\n"
    )
    case = load(folder(tmp_path, text, statements__me_jsonl=STATEMENTS))

    def shares(when: str | None) -> dict[str, tuple[list[str], int]]:
        return {party: ([c.id for c in told], of) for party, (told, of) in shares_told_by_others(case, when).items()}

    assert shares("r1") == {"north": (["C1"], 3), "south": ([], 0), "east": ([], 0)}
    assert shares("r2") == {"north": (["C1", "C3"], 3), "south": ([], 0), "east": ([], 0)}
    assert shares(None) == {"north": (["C1", "C3"], 4), "south": ([], 0), "east": ([], 0)}


def test_the_shares_of_istanbul() -> None:
    """The coding rests each side's clauses on its own words where there are any."""
    case = load("istanbul-2025")
    for party, (told, of) in shares_told_by_others(case, case.latest_round).items():
        assert of == len(case.mandate(party, case.latest_round)) > 0
        assert all(told_only_by(case, clause) not in (None, party) for clause in told)
    assert {edge.id for edge in case.order.values() if told_only_by(case, edge)} == {"O4"}
    assert {power.id for power in case.powers.values() if told_only_by(case, power)} == {"P1", "P3", "P4"}
