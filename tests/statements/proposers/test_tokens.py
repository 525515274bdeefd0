"""Tags on words: what is coded comes back as stretches, whatever is coded."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from commonground.record import Document
from commonground.statements import ACTS
from commonground.statements.proposers.features import features_of
from commonground.statements.proposers.tokens import Sentence, sentences_of, spans_of, tags_of
from commonground.statements.voices import voices

TEXT = "Orlo: First, you leave the ridge (by noon); then we talk, and the others' guns fall silent.\n"
DOCUMENT = Document.from_text(TEXT)


def only_sentence() -> Sentence:
    (sentence,) = (each for voice in voices(DOCUMENT) for each in sentences_of(voice))
    return sentence


SENTENCE = only_sentence()
WORDS = len(SENTENCE.tokens)


def stretch(first: int, last: int) -> tuple[int, int]:
    start = SENTENCE.voice.start
    return start + SENTENCE.tokens[first][0], start + SENTENCE.tokens[last][1]


def test_stretches_side_by_side_keep_their_beginnings() -> None:
    left, right = stretch(0, 3), stretch(4, 6)
    tags = tags_of(SENTENCE, [(*left, "condition"), (*right, "condition")])
    assert tags[:8] == ["B-condition", *["I-condition"] * 3, "B-condition", *["I-condition"] * 2, "O"]


def test_the_shorter_of_two_has_the_word() -> None:
    tags = tags_of(SENTENCE, [(*stretch(0, 5), "claim"), (*stretch(2, 3), "demand")])
    assert tags[:6] == ["B-claim", "I-claim", "B-demand", "I-demand", "B-claim", "I-claim"]


def test_half_a_word_is_not_coded() -> None:
    start, end = stretch(2, 3)
    assert set(tags_of(SENTENCE, [(start + 1, end - 1, "demand")])) == {"O"}


@given(st.lists(st.sampled_from(range(WORDS)), min_size=2, max_size=6, unique=True), st.sampled_from(ACTS))
def test_what_is_coded_apart_comes_back(places: list[int], act: str) -> None:
    edges = sorted(places)
    coded = [stretch(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    tags = tags_of(SENTENCE, [(*span, act) for span in coded])  # type: ignore[misc]
    base, text = SENTENCE.voice.start, SENTENCE.voice.text
    expected = []
    for start, end in coded:
        words = [t for t in SENTENCE.tokens if start - base <= t[0] and t[1] <= end - base and text[t[0]].isalnum()]
        if words:
            expected.append((words[0][0], words[-1][1], act))
    assert spans_of(SENTENCE, tags) == expected


@given(st.lists(st.sampled_from(["O", "B-demand", "I-demand", "B-accept", "I-accept"]), min_size=WORDS, max_size=WORDS))
def test_any_tags_give_stretches_in_order_that_do_not_overlap(tags: list[str]) -> None:
    spans = spans_of(SENTENCE, tags)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    inside = {place for place, tag in enumerate(tags) if tag != "O"}
    covered = {n for n, t in enumerate(SENTENCE.tokens) if any(a <= t[0] and t[1] <= b for a, b, _ in spans)}
    assert covered <= inside


def test_each_word_has_features_and_the_cue_is_one() -> None:
    rows = features_of(SENTENCE)
    assert len(rows) == WORDS
    assert "first" in rows[0]
    assert "last" in rows[-1]
    spoken = voices(Document.from_text("We reject the plan.\n"))
    (rejecting,) = [sentence for voice in spoken for sentence in sentences_of(voice)]
    cues = [next(each for each in row if each.startswith("cue=")) for row in features_of(rejecting)[:3]]
    assert cues == ["cue=reject:before", "cue=reject:in", "cue=reject:after"]
