"""Whatever a model writes, reading it raises only what is foreseen, and what passes the gate stands in the text."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commonground.record import Document, normalise
from commonground.statements import ACTS, Vocabulary, gate
from commonground.statements.naming import Names
from commonground.statements.proposers.language_model.reply import Malformed, content_of, entries_in, proposal_of
from commonground.statements.proposers.language_model.stretches import stretches

DOCUMENT = Document.from_text(
    "Herald: Will you open “the lock”?\nAnna Orlo: We will not. We agree to a truce — a (short) truce.\n"
)
CASE = Vocabulary(actors={"orlo": ("Anna Orlo",), "herald": ("Herald",)}, issues={"truce": ("Truce",)})
(PARTS,) = stretches(DOCUMENT)

SAID = st.sampled_from(
    ["We will not.", "We agree", "a truce", "a truce - a (short) truce", '"the lock"', "We will", "", "?"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | SAID,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = ["turn", "exact", "act", "source", "mode", "polarity", "modality", "issue", "paraphrase", "addressee", "status"]
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(NAMES, JSON),
        "turn": st.integers(-1, 3) | JSON,
        "exact": SAID | JSON,
        "act": st.sampled_from(ACTS) | JSON,
        "source": st.sampled_from(["orlo", "Herald", "unknown"]) | JSON,
    },
)


@given(st.lists(ENTRIES | JSON, max_size=5))
def test_any_entries(entries: list[Any]) -> None:
    names, proposals = Names(CASE), []
    for entry in entries:
        with suppress(Malformed):
            proposals.append(proposal_of(entry, DOCUMENT, PARTS, names, "lm"))
    gated = gate(DOCUMENT, proposals, CASE)
    assert len(gated.kept) + len(gated.rejected) == len(proposals)
    for statement in gated.kept:
        assert statement.anchor is not None
        assert statement.anchor.exact == DOCUMENT.text[statement.anchor.start : statement.anchor.end]
        asked_for = {
            normalise(each["exact"])
            for each in entries
            if isinstance(each, dict) and isinstance(each.get("exact"), str)
        }
        said = normalise(str(statement.anchor.exact))
        assert said in asked_for or said.replace("(short) ", "") in asked_for
        assert statement.status == "proposed"
        assert statement.speaker in {"orlo", "herald"}


@given(st.text(max_size=200) | JSON.map(json.dumps))
def test_any_text_as_a_reply(text: str) -> None:
    for read in (content_of, entries_in):
        with suppress(Malformed):
            read(text)


@given(JSON)
def test_any_envelope(inner: Any) -> None:
    for value in (inner, {"choices": inner}, {"choices": [inner]}, {"choices": [{"message": inner}]}):
        with suppress(Malformed):
            assert isinstance(content_of(json.dumps(value)), str)
