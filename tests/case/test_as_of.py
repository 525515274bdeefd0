"""A case as the record stood on a day, by the definitions of ``as_of.py``."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from commonground.agreement import agreement
from commonground.case import Case, check, load
from commonground.errors import UsageError
from tests.case.folders import MINIMAL, SOURCES, STATEMENTS, folder, statement, whole

SECTIONS = ("clauses", "acceptances", "offers", "meaning", "powers", "order", "feasible", "priorities")


def ids(case: Case) -> set[str]:
    return {name for section in SECTIONS for name in getattr(case, section)}


def on(path: Path, day: str, sources: str = SOURCES, statements: str = STATEMENTS, case: str = MINIMAL) -> Case:
    return load(folder(path, case, sources_yaml=sources, statements__me_jsonl=statements), as_of=day)


def test_a_source_is_there_from_the_day_it_was_published(tmp_path: Path) -> None:
    assert "speech" not in on(tmp_path, "2025-02-14").sources  # said a month before, but not to the public
    case = on(tmp_path, "2025-02-15")
    assert "speech" in case.sources
    assert "t3" in case.statements


def test_a_source_of_which_only_the_day_it_was_said_is_known_is_there_from_that_day(tmp_path: Path) -> None:
    sources = SOURCES.replace(", published: 2025-02-15", "")
    assert "speech" not in on(tmp_path, "2025-01-14", sources).sources
    assert "speech" in on(tmp_path, "2025-01-15", sources).sources


def test_a_source_without_a_date_is_always_there(tmp_path: Path) -> None:
    case = on(tmp_path, "1900-01-01", SOURCES.replace(", said: 2025-01-02, published: 2025-01-02", ""))
    assert list(case.sources) == ["letter"]
    assert list(case.statements) == ["t1", "t2"]


def test_a_statement_is_there_with_its_source_and_once_it_was_said(tmp_path: Path) -> None:
    early = statement("t4", "speech", "bob", said="2025-01-15")
    late = statement("t5", "letter", "ann", said="2025-03-01")  # a letter that was added to
    lines = STATEMENTS + early + late
    assert list(on(tmp_path, "2025-02-14", statements=lines).statements) == ["t1", "t2"]
    assert list(on(tmp_path, "2025-02-28", statements=lines).statements) == ["t1", "t2", "t3", "t4"]
    assert list(on(tmp_path, "2025-03-01", statements=lines).statements) == ["t1", "t2", "t3", "t4", "t5"]


def test_what_belongs_to_a_round_still_to_come_falls_away_with_it(tmp_path: Path) -> None:
    case = on(tmp_path, "2025-01-31")
    assert list(case.rounds) == ["r1"]
    assert list(case.clauses) == ["N1", "S1"]
    assert case.withdrawn["r2"] == case.withdrawn["S2"] == "not on record by 2025-01-31"
    assert "S2" in on(tmp_path, "2025-02-01").clauses


def test_what_ends_in_a_round_still_to_come_has_not_ended(tmp_path: Path) -> None:
    before, after = on(tmp_path, "2025-01-31").clauses["S1"], on(tmp_path, "2025-02-01").clauses["S1"]
    assert (before.until, after.until) == (None, "r2")
    assert before.where == after.where
    assert [clause.id for clause in on(tmp_path, "2025-01-31").mandate("south", "r1")] == ["S1"]


def test_what_rests_on_nothing_said_by_then_falls_away_and_other_evidence_keeps_it(tmp_path: Path) -> None:
    case = on(tmp_path, "2025-02-14")
    assert "F1" not in case.offers  # t3 alone
    assert case.withdrawn["F1"] == "all its evidence (t3) is out: its source speech is out: not on record by 2025-02-14"
    assert case.clauses["S2"].evidence == ("t2", "t3")
    assert "F1" in on(tmp_path, "2025-02-15").offers


def test_what_has_no_evidence_and_no_round_was_always_there(tmp_path: Path) -> None:
    case = on(
        tmp_path, "1900-01-01", case=MINIMAL.replace(", owner: envoy, kind: red line, round: r1, evidence: [t1]", "")
    )
    assert list(case.clauses) == ["N1"]
    assert list(case.issues) == ["bridge", "toll"]
    assert [party.id for party in case.table] == ["north", "south"]


def test_the_record_ends_on_the_earlier_of_the_two_days(tmp_path: Path) -> None:
    assert on(tmp_path, "2025-02-20").record_ends == date(2025, 2, 20)
    assert on(tmp_path, "2025-06-01").record_ends == date(2025, 3, 31)
    without = MINIMAL.replace("record_ends: 2025-03-31\n", "")
    assert on(tmp_path, "2025-06-01", case=without).record_ends == date(2025, 6, 1)
    assert load(folder(tmp_path, without)).record_ends is None
    assert on(tmp_path, "2025-02-20").as_of == date(2025, 2, 20)
    assert load(tmp_path).as_of is None


def test_a_day_after_everything_changes_nothing_but_the_day(tmp_path: Path) -> None:
    case, now = on(tmp_path, "2030-01-01"), load(tmp_path)
    assert (ids(case), case.statements, case.sources) == (ids(now), now.statements, now.sources)
    assert not case.withdrawn


def test_the_date_looks_at_what_the_layers_left(tmp_path: Path) -> None:
    layer = (
        "layer: x\nkind: reading\nwithdraw: [t2]\nadd: {offers: {north: [{id: H1, offer: toll = low, round: r2}]}}\n"
    )
    root = whole(tmp_path, layers__x_yaml=layer)
    assert "S2" in load(root, ["x"], "2025-02-20").clauses
    case = load(root, ["x"], "2025-02-10")  # t2 by the layer, t3 by the date
    assert "S2" not in case.clauses
    assert "H1" in case.offers
    assert "H1" not in load(root, ["x"], "2025-01-10").offers


@pytest.mark.parametrize("day", ["yesterday", "2025-13-01", "2025", ""])
def test_a_day_that_is_none(tmp_path: Path, day: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(whole(tmp_path), as_of=day)
    assert caught.value.problems[0].code == "not-a-day"


@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962"])
def test_the_empty_past(name: str) -> None:
    case = load(name, as_of="1900-01-01")
    assert not case.rounds
    assert not case.acceptances
    assert not case.offers
    assert not any(item.evidence and not set(item.evidence) & set(case.statements) for item in case.clauses.values())
    assert not [problem for problem in check(case) if problem.severity == "error"]
    assert {answer.zone for answer in agreement(case).issues.values()} == {"not excluded"}


def test_after_the_first_meeting_of_istanbul() -> None:
    case = load("istanbul-2025", as_of="2025-05-20")
    assert list(case.rounds) == ["r1"]
    assert list(case.clauses) == ["U1", "U8", "R1", "R8"]
    assert list(case.acceptances) == ["A1", "A3", "A4", "A6", "A9", "A10"]
    assert list(case.offers) == ["F1", "F2", "F3", "F13", "F14", "F15"]
    assert not case.powers  # known from an interview in July
    assert "ru-memorandum" not in case.sources


def test_after_the_second_meeting_of_istanbul() -> None:
    case = load("istanbul-2025", as_of="2025-06-10")
    assert list(case.rounds) == ["r1", "r2"]
    assert case.clauses.keys() == load("istanbul-2025").clauses.keys()
    assert "A5" not in case.acceptances  # of the third round
    assert "O4" not in case.order  # known from the interview alone
    assert {"O3", "O4"} == load("istanbul-2025").order.keys() - case.order.keys()
    assert "ki-interview" not in case.sources


@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962"])
def test_the_record_only_grows(name: str) -> None:
    whole_case = load(name)
    ends = whole_case.record_ends
    assert ends is not None
    before: set[str] = set()
    for days in range(80, -1, -4):
        case = load(name, as_of=ends - timedelta(days))
        seen = ids(case) | set(case.statements) | set(case.rounds)
        assert before <= seen
        before = seen
    assert ids(case) == ids(whole_case)


def test_a_literal_reading_of_the_definitions_agrees() -> None:
    whole_case = load("istanbul-2025")
    for text in ("2025-05-16", "2025-05-20", "2025-06-02", "2025-06-10", "2025-07-22", "2025-07-24", "2025-12-31"):
        day = date.fromisoformat(text)
        sources = {
            source.id
            for source in whole_case.sources.values()
            if (source.published or source.said) is None or (source.published or source.said or day) <= day
        }
        statements = {
            s.id for s in whole_case.statements.values() if s.document in sources and (s.said is None or s.said <= day)
        }
        rounds = {r.id for r in whole_case.rounds.values() if r.date is None or r.date <= day}
        expected = set()
        for section in SECTIONS:
            for item in getattr(whole_case, section).values():
                in_time = getattr(item, "round", None) in {None, *rounds}
                if in_time and (not item.evidence or statements & set(item.evidence)):
                    expected.add(item.id)
        case = load("istanbul-2025", as_of=day)
        assert (ids(case), set(case.statements), set(case.rounds)) == (expected, statements, rounds)
