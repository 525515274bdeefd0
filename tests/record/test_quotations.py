"""Which quotation marks hold speech, whose it is, and what stands within what."""

from __future__ import annotations

import pytest

from commonground.record import Document


def found(text: str, kind: str = "statement") -> list[tuple[str, str | None]]:
    document = Document.from_text(text, kind)
    return [(text[each.start : each.end], each.source) for each in document.quotations]


@pytest.mark.parametrize(
    ("text", "quoted", "source"),
    [
        ("They told us: “We will come.”", "We will come.", "They"),
        ("At the lake, one envoy said, “No.”", "No.", "one envoy"),
        ("“We will come,” Ana Ruiz told the paper in May.", "We will come,", "Ana Ruiz"),
        ("“We will come,” said the minister of Belt on Monday.", "We will come,", "the minister of Belt"),
        ("“Will you?” asked Berg.", "Will you?", "Berg"),
        ("Ruiz, the deputy minister, said: “Not now.”", "Not now.", "Ruiz"),
        ("He rose and said: “Not now.”", "Not now.", "He"),
        ("When you say to him: “Come,” it rains.", "Come,", "you"),
        ("Arno and Belt said: “Yes.”", "Yes.", "Arno and Belt"),
        ("Their answer: “Not before May.”", "Not before May.", "Their"),
        ("According to one delegate, “nothing is settled.”", "nothing is settled.", "one delegate"),
        ("“Nothing is settled,” according to one delegate.", "Nothing is settled,", "one delegate"),
        ("He pointed out: “It is late.”", "It is late.", "He"),
        ("In May the envoys told\nus: “We\nwill.”", "We\nwill.", "the envoys"),
        ("They (the guests) said: “No.”", "No.", "They"),
        ("'We can't,' she said.", "We can't,", "she"),
        ("He said to us „Wir kommen morgen“ in May.", "Wir kommen morgen", "He"),
        ("She replied: « On verra bien. »", "On verra bien.", "She"),
        ('He said: "It\'s late."', "It's late.", "He"),
    ],
)
def test_speech_and_its_source(text: str, quoted: str, source: str) -> None:
    assert found(text) == [(quoted, source)]


@pytest.mark.parametrize(
    "text",
    [
        "It was no “maximal” demand.",
        "They still call us “guests.” Nobody minds.",
        "The so-called “water talks” began.",
        "He said the film “Long Way Home” was long.",
        "Arguments like “the lake is old,” “the lake is deep,” “we were first” do not help.",
        "The delegates' list wasn't the ministers' list in the '90s.",
        "One must “cover” every village. They said so.",
        'A pipe of 5\' 10" and one of 6" were laid.',
    ],
)
def test_words_titles_and_arguments_are_no_speech(text: str) -> None:
    assert found(text) == []


def test_one_source_goes_on() -> None:
    text = "“We come,” said Ana Ruiz. “We have waited long enough.” It rained. “Rain” is a word."
    assert found(text) == [("We come,", "Ana Ruiz"), ("We have waited long enough.", "Ana Ruiz")]
    assert found("“We,” he said, “and nobody else.”") == [("We,", "he"), ("and nobody else.", "he")]


def test_quotations_stand_within_quotations() -> None:
    text = "My colleague told me: “She said: ‘The delegates’ list says: “Nobody.” It isn’t ready.’ We wait.”"
    document = Document.from_text(text)
    assert [(each.depth, each.parent, each.source) for each in document.quotations] == [
        (1, None, "My colleague"),
        (2, 0, "She"),
        (3, 1, "The delegates’ list"),
    ]
    outer, inner, _ = document.quotations
    assert outer.start < inner.start < inner.end < outer.end


def test_what_is_reported_stands_within_what_is_reported() -> None:
    text = "Ruiz argued that the envoy had said that no one would come. I said that we would."
    document = Document.from_text(text)
    assert [(each.mode, each.depth, each.source) for each in document.quotations] == [
        ("reported", 1, "Ruiz"),
        ("reported", 2, "the envoy"),
    ]


def test_a_quotation_over_paragraphs_and_one_never_closed() -> None:
    text = "He began: “First part.\n\n“Second part,” he said.\nAnd “broken.\nThey said: “Fine.”"
    assert found(text) == [("First part.\n\n“Second part,", "he"), ("Fine.", "They")]


def test_a_headline_may_quote() -> None:
    text = "‘No deal’ — minister of Belt on the lake\nPaper: So?\nRuiz: No.\nPaper: Why?\nRuiz: Because.\n"
    document = Document.from_text(text)
    assert [(each.source, each.speaker) for each in document.quotations] == [("minister of Belt", None)]


def test_speakers_and_turns_carry_their_quotations() -> None:
    text = "Paper: Is “no” a word?\nRuiz: 😀 They said: “Never.”\nPaper: When?\nRuiz: In May they said: “Now.”\n"
    document = Document.from_text(text)
    assert [len(turn.quotations) for turn in document.turns] == [0, 1, 0, 1]
    assert {each.speaker for each in document.quotations} == {"Ruiz"}
    assert tuple(each for turn in document.turns for each in turn.quotations) == document.quotations


@pytest.mark.parametrize(
    "told", ["“We will not sign,” Mr. Brenn said.", "“We will not sign,” said Mr. Brenn. He left."]
)
def test_the_stop_of_a_title_does_not_cut_the_source(told: str) -> None:
    assert [each.source for each in Document.from_text(told, "statement").quotations] == ["Mr. Brenn"]
