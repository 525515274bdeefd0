"""The gate: what is true passes, what is invented, changed or unknown does not, and every refusal has its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.record import Document, seal
from commonground.statements import Vocabulary
from commonground.statements.gating import Proposal, gate
from commonground.statements.proposing import propose

TEXT = (
    "Herald: Was it long?\n"
    "Anna Orlo: They (the guests) called our map “unlawful”. We will not open the gate — never. We agree to a truce.\n"
    "Herald: And now?\n"
    "Anna Orlo: We agree to a truce. The (northern) ridge stays ours.\n"
)
DOCUMENT = Document.from_text(TEXT)
CASE = Vocabulary(actors={"orlo": ("Anna Orlo",), "herald": ("Herald",)}, issues={"truce": ("A truce",)})


def verdict(words: str, **more: Any) -> str:
    """The quoted stretch of what passes, or the reason."""
    gated = gate(DOCUMENT, [Proposal(**{"words": words, "act": "claim", "speaker": "orlo"} | more)], CASE)
    if gated.kept:
        anchor = gated.kept[0].anchor
        assert anchor is not None
        assert anchor.exact == TEXT[anchor.start : anchor.end]
        return str(anchor.exact)
    return gated.rejected[0][1]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("We will not open the gate — never.", "We will not open the gate — never."),
        ("We will not open  the\ngate - never", "We will not open the gate — never"),
        ('called our map "unlawful"', "called our map “unlawful”"),
        ("They called our map", "They (the guests) called our map"),
        ("The ridge stays ours", "The (northern) ridge stays ours"),
        ("The (northern) ridge", "The (northern) ridge"),
    ],
)
def test_true_words_pass(words: str, kept: str) -> None:
    assert verdict(words) == kept


@pytest.mark.parametrize(
    "words",
    [
        "We will open the gate",  # a word dropped
        "We will not ever open the gate",  # added
        "They will not open the gate",  # changed
        "lawful",  # cut out of its opposite
        "We will not open the gat",  # cut
        "The southern ridge stays ours",  # another insertion than the editor's
        "we will not open the gate",  # another case
        "Nothing of this was said",
    ],
)
def test_other_words_do_not(words: str) -> None:
    assert verdict(words) == "the words are not in the text"


@pytest.mark.parametrize("words", ["", "  ", "…", "“”"])
def test_no_words(words: str) -> None:
    assert verdict(words) == "it quotes no words"


def test_words_in_several_places_need_to_say_which() -> None:
    words = "We agree to a truce."
    assert verdict(words) == "the words are in several places"
    assert verdict(words, turn=1) == verdict(words, turn=3) == words
    assert verdict(words, prefix="never.") == verdict(words, suffix="The (northern)") == words
    assert verdict(words, suffix="The ridge") == words  # met where insertions are left out
    assert verdict(words, turn=0) == verdict(words, prefix="Herald:") == "the words are not where it says"
    assert verdict(words, turn=9) == verdict(words, turn=-1) == "there is no such turn"


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("act", "surrender", "there is no such act"),
        ("mode", "sung", "there is no such mode"),
        ("modality", "shouted", "there is no such modality"),
        ("polarity", "up", "there is no such polarity"),
        ("speaker", "Napoleon", "the speaker is not among the actors"),
        ("source", "Napoleon", "the source is not among the actors"),
        ("addressee", "Napoleon", "the addressee is not among the actors"),
        ("issue", "moon", "the issue is not among the issues"),
    ],
)
def test_words_of_the_coding_are_known(field: str, value: str, reason: str) -> None:
    assert verdict("The (northern) ridge stays ours", **{field: value}) == reason


def test_names_become_ids_and_unknown_is_allowed() -> None:
    proposal = Proposal(
        words="They called our map", act="criticise", speaker="Ms. Orlo", source="unknown", issue="a truce"
    )
    (kept,) = gate(DOCUMENT, [proposal], CASE).kept
    assert (kept.speaker, kept.source, kept.issue) == ("orlo", "unknown", "truce")


def test_reasons_are_counted() -> None:
    bad = [
        Proposal(words="not there", act="claim"),
        Proposal(words="nor this", act="claim"),
        Proposal(words="map", act="x"),
    ]
    gated = gate(DOCUMENT, bad, CASE)
    assert gated.reasons == {"the words are not in the text": 2, "there is no such act": 1}
    assert [proposal for proposal, _ in gated.rejected] == bad


def test_the_same_twice_passes_once() -> None:
    proposal = Proposal(words="The (northern) ridge", act="claim")
    assert gate(DOCUMENT, [proposal, proposal], CASE).reasons == {"the same was proposed before": 1}


def test_no_machine_confirms() -> None:
    (first, *_) = propose(DOCUMENT, CASE)
    (kept,) = gate(DOCUMENT, [replace(first, status="confirmed", reviewer="a model")], CASE).kept
    assert (kept.status, kept.reviewer) == ("proposed", None)


def test_statements_whose_words_moved_are_found_again_or_refused() -> None:
    found = propose(DOCUMENT, CASE)
    (never,) = [each for each in found if each.anchor and "never" in str(each.anchor.exact)]
    later = Document.from_text("A note.\n" + TEXT)
    (kept,) = gate(later, [never], CASE).kept
    assert kept.anchor is not None
    assert kept.anchor.start == never.anchor.start + 8  # type: ignore[union-attr]
    assert gate(Document.from_text("Herald: Other?\n"), [never], CASE).reasons == {"the words are not in the text": 1}
    sealed = replace(never, anchor=seal(never.anchor))  # type: ignore[arg-type]
    assert gate(DOCUMENT, [sealed, replace(never, anchor=None)], CASE).reasons == {
        "its words are sealed": 1,
        "it quotes no words": 1,
    }


@given(st.integers(0, len(TEXT)), st.integers(1, 60), st.integers(0, 60), st.sampled_from("aqz7é"))
def test_one_letter_more_is_refused(start: int, length: int, place: int, letter: str) -> None:
    words = TEXT[start : start + length]
    changed = words[:place] + letter + words[place:]
    gated = gate(DOCUMENT, [Proposal(words=changed, act="claim")], CASE)
    assert all(each.anchor and changed.strip() in TEXT for each in gated.kept)


def test_other_scripts() -> None:
    text = "Herald: 🙂?\nAnna Orlo: قال: لا نقبل الخريطة 🙂 e\u0301tait là.\n"
    document = Document.from_text(text)
    gated = gate(
        document, [Proposal(words=w, act="claim") for w in ("لا نقبل الخريطة", "🙂 était là", "نقبل الخريط")], CASE
    )
    assert [str(each.anchor and each.anchor.exact) for each in gated.kept] == ["لا نقبل الخريطة", "🙂 e\u0301tait là"]
    assert len(gated.rejected) == 1
