"""Coding afresh: which words are meant, what is written of them, and who may not do it any more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.errors import CaseError, UsageError
from commonground.record import Document
from commonground.statements import Statement, Version
from commonground.statements.afresh import Stretch, begin_blind, chosen, coded, stretches_of, taken_back
from commonground.statements.annotation import to_annotation
from commonground.statements.reliability import blind_coding, seen_blind
from tests.statements.reliability.coding import file_of

TEXT = """\
The Post: Did they “answer”?

Envoy: They  did.\r
We spoke, they answered, we spoke again. Café – 😀 نعم – closed.

Editor's Note: The envoy laughed.
"""
DOCUMENT = Document.from_text(TEXT)
LABELS = {"act": "claim", "speaker": "envoy", "source": "arno"}


def found(words: str) -> str:
    for stretch in stretches_of(DOCUMENT):
        try:
            start, end = chosen(DOCUMENT, stretch, words)
        except UsageError as error:
            if error.problems[0].code == "words-several":
                raise
        else:
            return TEXT[start:end]
    raise AssertionError(words)


def test_all_that_is_said_or_noted_is_read_and_labels_are_not() -> None:
    read = [(each.speaker or each.role, TEXT[each.start : each.end].strip()[:8]) for each in stretches_of(DOCUMENT)]
    assert read == [("The Post", "Did they"), ("Envoy", "They  di"), ("note", "Editor's")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('"answer"', "“answer”"),
        ("They did.", "They  did."),
        ("they DID", "They  did"),
        ("did. We spoke, they", "did.\r\nWe spoke, they"),
        ("cafe\u0301 - 😀", "Café – 😀"),
        ("نعم", "نعم"),
        ("They did ... again", "They  did.\r\nWe spoke, they answered, we spoke again"),
        ("We…answered", "We spoke, they answered"),
        ("they answered...closed.", "they answered, we spoke again. Café – 😀 نعم – closed."),
    ],
)
def test_words_are_found_as_they_are_typed(typed: str, meant: str) -> None:
    assert found(typed) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("no such words", "words-not-here"),
        ("answer", "words-not-here"),  # no word is cut
        ("again ... spoke", "words-not-here"),
        (" ... ", "words-not-here"),
        ("", "words-not-here"),
        ("spoke", "words-several"),
        ("WE SPOKE", "words-several"),
        ("spoke ... closed", "words-several"),
    ],
)
def test_words_that_are_not_there_once_are_refused(typed: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        chosen(DOCUMENT, stretches_of(DOCUMENT)[1], typed)
    assert [each.code for each in caught.value.problems] == [code]


def test_case_decides_where_it_can() -> None:
    start, end = chosen(DOCUMENT, stretches_of(DOCUMENT)[1], "We spoke")
    assert TEXT[start:end] == "We spoke"


@given(st.text("ab, .’“…é\u0301😀\r\n", min_size=1, max_size=40), st.data())
def test_whatever_is_chosen_stands_there_once(text: str, data: st.DataObject) -> None:
    document, stretch = Document.from_text(text), Stretch(0, len(text))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        place = chosen(document, stretch, text[start:end])
    except UsageError:
        return
    assert 0 <= place[0] < place[1] <= len(text)
    assert chosen(document, stretch, text[slice(*place)]) == place


def test_what_is_coded_is_blind_and_counts_for_reliability() -> None:
    sitting = begin_blind([], "ben", "talk", "2")
    sitting, made = coded(
        sitting, DOCUMENT, chosen(DOCUMENT, stretches_of(DOCUMENT)[1], "They did"), LABELS, "2025-03-01"
    )
    assert (made.id, made.document, made.coder, made.proposer) == ("ben.talk.1", "talk", "ben", "ben")
    assert (made.blind, made.codebook, made.status, made.reviewer) == (True, "2", "confirmed", "ben")
    assert made.anchor is not None
    assert made.anchor.exact == "They  did"
    found = blind_coding(file_of(made), "ben.jsonl")
    assert [each.id for each in found.statements] == ["ben.talk.1"]
    assert found.left_out == ()
    assert seen_blind([made], "ben") == (made,)


def test_what_is_taken_back_counts_no_more_and_its_id_is_not_used_again() -> None:
    sitting = begin_blind([], "ben", "talk")
    sitting, first = coded(sitting, DOCUMENT, (10, 14), LABELS, "2025-03-01")
    sitting, gone = taken_back(sitting, "2025-03-02")
    assert (gone.id, gone.status, gone.blind, sitting.own) == (first.id, "rejected", True, ())
    assert gone.history == (first.version,)
    assert blind_coding(file_of(first, gone), "ben.jsonl").statements == ()
    sitting, second = coded(sitting, DOCUMENT, (10, 14), LABELS, "2025-03-03")
    assert second.id == "ben.talk.2"
    with pytest.raises(UsageError):
        taken_back(taken_back(sitting, "2025-03-04")[0], "2025-03-05")


def test_the_next_sitting_goes_on_with_what_stands() -> None:
    one, two = (coded(begin_blind([], "ben", "talk"), DOCUMENT, (n, n + 4), LABELS, "2025-03-01")[1] for n in (14, 10))
    two = replace(two, id="ben.talk.2")
    others = replace(one, id="ann.talk.1", coder="ann", proposer="ann", reviewer="ann")
    elsewhere = replace(one, id="ben.other.1", document="other")
    sitting = begin_blind([one, two, others, elsewhere], "ben", "talk")
    assert [each.id for each in sitting.own] == ["ben.talk.2", "ben.talk.1"]
    assert coded(sitting, DOCUMENT, (10, 14), LABELS, "2025-03-01")[1].id == "ben.talk.3"


@pytest.mark.parametrize(
    "seen",
    [
        {"coder": "ben"},  # coded with open eyes
        {"coder": "rules", "reviewer": "ben", "status": "confirmed"},
        {"coder": "rules", "history": (Version("rejected", "ben"),)},
    ],
)
def test_who_has_seen_something_of_a_source_does_not_code_it_blind(seen: dict[str, object]) -> None:
    shown = Statement(id="r1", document="talk", speaker="envoy", act="claim", source="arno", proposer="rules 1")
    shown = replace(shown, **seen)  # type: ignore[arg-type]
    with pytest.raises(UsageError) as caught:
        begin_blind([shown], "ben", "talk")
    assert [each.code for each in caught.value.problems] == ["not-blind"]
    assert begin_blind([shown], "cem", "talk").own == ()
    assert begin_blind([shown], "ben", "another text").own == ()


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(CaseError):
        begin_blind([], "../ben", "talk")


def test_where_the_text_is_not_kept_the_words_are_sealed_and_paraphrased() -> None:
    sitting = begin_blind([], "ben", "talk", sealed=True)
    with pytest.raises(UsageError) as caught:
        coded(sitting, DOCUMENT, (10, 14), LABELS, "2025-03-01")
    assert [each.code for each in caught.value.problems] == ["no-words"]
    _, made = coded(sitting, DOCUMENT, (10, 14), {**LABELS, "paraphrase": "Asks back."}, "2025-03-01")
    assert made.anchor is not None
    assert made.anchor.sealed
    assert TEXT[10:14] not in str(to_annotation(made))
