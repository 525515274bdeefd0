"""A statement as a Web Annotation and back, and every way in which one can be wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.errors import Where
from commonground.record import Document, anchor_at, seal
from commonground.statements import ACTS, MODALITIES, MODES, POLARITIES, STATUSES, Statement
from commonground.statements.annotation import statement_from, to_annotation

ANCHOR = anchor_at(Document.from_text("He said they would not sign."), 8, 27)
FULL = Statement(
    id="s14",
    document="ki-interview",
    anchor=seal(ANCHOR),
    speaker="kyslytsya",
    source="russia",
    chain=("the paper", "kyslytsya"),
    mode="reported",
    act="reject",
    issue="ceasefire",
    polarity="against",
    modality="conditional",
    addressee="ukraine",
    paraphrase="Was told that no signature was to be expected.",
    cue="would not",
    said=date(2025, 5, 16),
    proposer="rules 1",
    coder="ada",
    status="corrected",
    reviewer="ben",
    time="2026-11-22T10:00:00+00:00",
    note="The speaker may mean the delegation only.",
)
LINE: dict[str, Any] = {
    "id": "s1",
    "body": {"speaker": "ann", "act": "claim", "paraphrase": "Says so."},
    "target": {"source": "letter"},
}
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20).filter(str.strip)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def line(**changed: Any) -> dict[str, Any]:
    """A small sound annotation; ``body__act=...`` changes a field of its body, ... takes one out."""
    made: dict[str, Any] = json.loads(json.dumps(LINE))
    for path, value in changed.items():
        holder, _, name = path.rpartition("__")
        place = made[holder] if holder else made
        if value is ...:
            del place[name]
        else:
            place[name] = value
    return made


def test_there_and_back() -> None:
    assert statement_from(json.loads(json.dumps(to_annotation(FULL))), "ada", Where()) == (FULL, [])


def test_the_shape_is_an_annotation() -> None:
    written = to_annotation(replace(FULL, anchor=None, chain=(), cue=None, note=None, proposer=None, said=None))
    assert written == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "s14",
        "type": "Annotation",
        "created": "2026-11-22T10:00:00+00:00",
        "creator": "ada",
        "body": {
            "type": "cg:Statement",
            "speaker": "kyslytsya",
            "source": "russia",
            "mode": "reported",
            "act": "reject",
            "issue": "ceasefire",
            "polarity": "against",
            "modality": "conditional",
            "addressee": "ukraine",
            "paraphrase": "Was told that no signature was to be expected.",
            "status": "corrected",
            "reviewer": "ben",
        },
        "target": {"source": "ki-interview"},
    }


def test_a_statement_without_a_text_at_hand() -> None:
    statement, problems = statement_from(LINE, "ada", Where("ada.jsonl", 3))
    assert problems == []
    assert statement == Statement(
        id="s1", document="letter", speaker="ann", source="ann", act="claim", paraphrase="Says so.", coder="ada"
    )
    assert (statement.file, statement.line, statement.anchor) == ("ada.jsonl", 3, None)


@given(
    statement=st.builds(
        Statement,
        id=NAMES,
        document=NAMES,
        anchor=st.sampled_from([None, ANCHOR, seal(ANCHOR)]),
        speaker=NAMES,
        source=NAMES,
        chain=st.lists(NAMES, max_size=3).map(tuple),
        mode=st.sampled_from(MODES),
        act=st.sampled_from(ACTS),
        issue=st.none() | NAMES,
        polarity=st.sampled_from(POLARITIES),
        modality=st.sampled_from(MODALITIES),
        addressee=st.none() | NAMES,
        follows=st.none() | NAMES,
        paraphrase=TEXTS,
        cue=st.none() | TEXTS,
        said=st.none() | st.dates(),
        proposer=st.none() | TEXTS,
        coder=st.just("ada"),
        status=st.sampled_from(STATUSES),
        reviewer=st.none() | TEXTS,
        time=st.none() | st.datetimes().map(lambda time: time.isoformat()),
        note=st.none() | TEXTS,
    )
)
def test_any_statement_there_and_back(statement: Statement) -> None:
    found, problems = statement_from(json.loads(json.dumps(to_annotation(statement))), "ada", Where())
    assert found == statement
    assert [problem for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize(
    ("annotation", "field", "code"),
    [
        ([], None, "not-an-object"),
        ("text", None, "not-an-object"),
        (None, None, "not-an-object"),
        (line(id=...), "id", "missing-field"),
        (line(id=5), "id", "wrong-type"),
        (line(id=" "), "id", "wrong-value"),
        (line(id="a\nb"), "id", "wrong-value"),
        (line(id="s" * 201), "id", "wrong-value"),
        (line(type="Thing"), "type", "wrong-value"),
        (line(created="yesterday"), "created", "wrong-value"),
        (line(created=2026), "created", "wrong-value"),
        (line(body=...), "body", "missing-field"),
        (line(body=[]), "body", "wrong-type"),
        (line(target=...), "target", "missing-field"),
        (line(target="letter"), "target", "wrong-type"),
        (line(target__source=...), "target.source", "missing-field"),
        (line(target__source=["letter"]), "target.source", "wrong-type"),
        (line(target__selector=[{"type": "TextPositionSelector"}]), "target.selector.start", "wrong-type"),
        (line(body__type="TextualBody"), "body.type", "wrong-value"),
        (line(body__speaker=...), "body.speaker", "missing-field"),
        (line(body__speaker=""), "body.speaker", "wrong-value"),
        (line(body__source=1), "body.source", "wrong-type"),
        (line(body__act=...), "body.act", "missing-field"),
        (line(body__act="demands"), "body.act", "unknown-act"),
        (line(body__act=["demand"]), "body.act", "wrong-type"),
        (line(body__mode="quoted"), "body.mode", "unknown-mode"),
        (line(body__polarity="pro"), "body.polarity", "unknown-polarity"),
        (line(body__modality="asked"), "body.modality", "unknown-modality"),
        (line(body__status="done"), "body.status", "unknown-status"),
        (line(body__issue=False), "body.issue", "wrong-type"),
        (line(body__chain="ann"), "body.chain", "wrong-type"),
        (line(body__chain=["ann", 1]), "body.chain", "wrong-type"),
        (line(body__said="May 2025"), "body.said", "wrong-value"),
        (line(body__said=20250516), "body.said", "wrong-value"),
        (line(body__paraphrase=0), "body.paraphrase", "wrong-type"),
        (line(body__polarty="for"), "body.polarty", "unknown-field"),
    ],
)
def test_what_is_wrong_is_said_with_its_field(annotation: Any, field: str | None, code: str) -> None:
    statement, problems = statement_from(annotation, "ada", Where("ada.jsonl", 7))
    assert statement is None
    assert (field, code) in [(problem.where.field, problem.code) for problem in problems]
    assert {(problem.where.file, problem.where.line) for problem in problems} == {("ada.jsonl", 7)}


@pytest.mark.parametrize(
    ("annotation", "nearest"),
    [
        (line(body__act="demnad"), "demand"),
        (line(body__status="Confirmed"), "confirmed"),
        (line(body__polarty="for"), "polarity"),
    ],
)
def test_the_nearest_word_is_offered(annotation: Any, nearest: str) -> None:
    problem = statement_from(annotation, "ada", Where())[1][0]
    assert problem.nearest == nearest
    assert f"Did you mean “{nearest}”?" in str(problem)


def test_all_of_it_is_said_at_once() -> None:
    problems = statement_from(line(id=..., body__act="ask", body__said="soon", target={}), "ada", Where())[1]
    assert [problem.where.field for problem in problems] == ["id", "target.source", "body.act", "body.said"]


def test_of_a_body_that_is_none_no_more_is_said() -> None:
    assert [problem.where.field for problem in statement_from(line(body=5), "ada", Where())[1]] == ["body"]
    fields = [problem.where.field for problem in statement_from(line(body={}), "ada", Where())[1]]
    assert fields == ["body.speaker", "body.act"]


def test_others_may_add_fields_of_their_own_under_a_prefix() -> None:
    annotation = line(motivation="tagging", **{"body__ex:mood": "calm"})
    statement, problems = statement_from(annotation, "ada", Where())
    assert statement is not None
    assert problems == []


def test_a_confirmed_statement_that_says_nothing_is_warned_of() -> None:
    for anchor, warned in ((None, True), (seal(ANCHOR), True), (ANCHOR, False)):
        mute = replace(FULL, anchor=anchor, paraphrase="")
        statement, problems = statement_from(to_annotation(mute), "ada", Where())
        assert statement == mute
        assert [(problem.code, problem.severity) for problem in problems] == [("no-words", "warning")] * warned
