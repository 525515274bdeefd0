"""Turns, their kinds, and what is nobody's statement, on texts of our own."""

from __future__ import annotations

import pytest

from commonground.errors import UsageError
from commonground.record import Document
from commonground.record.formats.source import Source

INTERVIEW = """The lake is not enough
By Jane Doe
Two states share a lake. Ana Ruiz spoke to us.
Editor's note: This talk was shortened.
Lake News: Will you sign?
Ana Ruiz: We will.

Not today, though.
Lake News: When?
Ana Ruiz: Note this: soon.
Note from the author:
I like lakes.
"""

VERBATIM = """The President: I call on Arno.

Mr. Berg (Arno) (spoke in Arnish): We agree.

Ms. Ruiz (Belt): We do not.
"""

MEMO = """MEMORANDUM OF CONVERSATION

PARTICIPANTS: Mr. Berg, Secretary Ruiz

Secretary Ruiz said that the dam would open.

Mr. Berg replied that he could not wait. The Secretary then asked, “Why not?”

He went on to speak of grain.
"""


def turns(document: Document) -> list[tuple[str | None, str]]:
    return [(turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]


def roles(document: Document) -> list[str]:
    return [aside.role for aside in document.asides]


def test_an_interview() -> None:
    document = Document.from_text(INTERVIEW)
    assert document.kind == "interview"
    assert turns(document) == [
        ("Lake News", "Will you sign?"),
        ("Ana Ruiz", "We will.\n\nNot today, though."),
        ("Lake News", "When?"),
        ("Ana Ruiz", "Note this: soon."),
    ]
    assert roles(document) == ["headline", "byline", "lead", "note", "note"]
    assert document.title == "The lake is not enough"


def test_line_ends_of_another_system_change_nothing() -> None:
    document = Document.from_text(INTERVIEW.replace("\n", "\r\n"))
    assert [speaker for speaker, _ in turns(document)] == ["Lake News", "Ana Ruiz"] * 2
    assert turns(document)[1][1] == "We will.\r\n\r\nNot today, though."


def test_a_verbatim_record_knows_the_language_spoken() -> None:
    document = Document.from_text(VERBATIM)
    assert document.kind == "verbatim"
    assert [turn.speaker for turn in document.turns] == ["The President", "Mr. Berg (Arno)", "Ms. Ruiz (Belt)"]
    assert [turn.spoken for turn in document.turns] == [None, "Arnish", None]
    assert document.insertions == ()


def test_in_a_memorandum_the_paragraph_is_the_turn() -> None:
    document = Document.from_text(MEMO)
    assert document.kind == "memcon"
    assert [turn.speaker for turn in document.turns] == ["Secretary Ruiz", "Mr. Berg", None]
    assert [(each.source, each.mode) for each in document.quotations] == [("The Secretary", "direct")]
    assert roles(document) == ["lead"]


def test_a_report_and_a_statement_are_one_turn() -> None:
    news = Document.from_text("Lake talks\nBy Jane Doe\nBERGEN (Lake News) — They met.\n\nNobody spoke.")
    assert (news.kind, len(news.turns), news.turns[0].speaker) == ("news", 1, "Jane Doe")
    said = Document.from_text("Statement by the Minister of Belt\n\nWe agree.\n\nOur position: no dam.\n")
    assert (said.kind, len(said.turns), said.turns[0].speaker) == ("statement", 1, "Minister of Belt")


def test_words_before_a_colon_are_no_speakers_by_that_alone() -> None:
    text = "We met.\nBackground: it rained.\nOutlook: good.\nWe left.\nWe slept.\n"
    assert len(Document.from_text(text).turns) == 1
    assert [turn.speaker for turn in Document.from_text(text, "interview").turns] == ["Outlook"]


def test_the_kind_can_be_overruled() -> None:
    document = Document.from_text(INTERVIEW)
    assert len(document.overruled(kind="statement").turns) < 4
    assert document.kind == "interview"
    with pytest.raises(UsageError, match="no such kind") as caught:
        document.overruled(kind="interviews")
    assert caught.value.problems[0].nearest == "interview"
    assert caught.value.problems[0].code == "unknown-kind"


@pytest.mark.parametrize("text", ["", "\n\n", "“", "A:", "A: \nB: ", "\ud800: “\udfff”", "(" * 1000, "“‘" * 1000])
def test_any_text_has_a_structure(text: str) -> None:
    document = Document.from_text(text)
    assert all(turn.start < turn.end for turn in document.turns)
    assert document.quotations == ()


HEAD = """The lake council
4th meeting
Subject: The level of the lake
Date: Tuesday, 4 March 2025
{cast}

The meeting was called to order at 10 a.m.

The President: I call on Belt.

Ms. Ruiz (Belt): We do not agree.

The President: I thank Ms. Ruiz.
"""


@pytest.mark.parametrize(
    "cast",
    [
        "President: Mr. Berg (Arno)",
        "President: Mr. Berg .......... (Arno)",
        "President:\tMr. Berg\t(Arno)\nMembers: Belt Ms. Ruiz",
        "The President: Mr. Arne Berg (Arno)\nRapporteur: Eva Holm",
        "Chair: Arne J.\nMembers: Arno, Belt\nApologies: Corland",
        "",
    ],
)
def test_a_list_of_who_is_there_is_nobodys_turn(cast: str) -> None:
    document = Document.from_text(HEAD.format(cast=cast))
    assert [turn.speaker for turn in document.turns] == ["The President", "Ms. Ruiz (Belt)", "The President"]
    before = document.text[document.asides[0].start : document.asides[-1].end]
    assert "Subject: The level of the lake" in before
    assert cast in before


def test_a_cast_before_an_interview_is_no_part_of_it() -> None:
    talk = "Interviewer: Will you sign?\nGuest: We will.\nInterviewer: When?\nGuest: Soon.\n"
    for cast in ("Interviewer: Jane Doe\nGuest: Ana Ruiz\nDate: 4 March\n\n", "Guest: Ms. Ruiz\n\n"):
        document = Document.from_text(cast + talk)
        assert [document.text[turn.start : turn.end] for turn in document.turns] == [
            "Will you sign?",
            "We will.",
            "When?",
            "Soon.",
        ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Paper: Who came?\nRuiz: Mr. Berg\nPaper: And then?\nRuiz: He left.\n", "Who came?"),
        ("Paper: Welcome\nRuiz: Thank you.\nPaper: Who came?\nRuiz: He.\n", "Welcome"),
        ("Paper: Good Morning\nRuiz: Thank you.\nPaper: Who came?\nRuiz: He.\n", "Good Morning"),
        ("Paper: Mr. Berg\nwas not there?\nRuiz: No.\nPaper: Why?\nRuiz: Ask.\n", "Mr. Berg\nwas not there?"),
        ("Paper: Minister Ruiz, welcome.\nRuiz: Thanks.\nPaper: Why?\nRuiz: Ask.\n", "Minister Ruiz, welcome."),
        ("Paper: Mr. Berg.\nRuiz: Yes.\nPaper: Why?\nRuiz: Ask.\n", "Mr. Berg."),
    ],
)
def test_words_that_begin_a_talk_are_a_turn(text: str, first: str) -> None:
    document = Document.from_text(text)
    assert document.text[document.turns[0].start : document.turns[0].end] == first
    assert len(document.turns) == 4


def test_speakers_that_a_file_marks_are_taken_as_they_are() -> None:
    text = "Anna: Subject: the dam. “Not yet,” said Berg.\nNobody said this.\nBerg: We wait."
    speakers = ((6, 45, "Anna"), (text.index("We wait"), len(text), "Berg"))
    aside = (text.index("Nobody"), text.index("Berg: We") - 1)
    document = Document.from_source(Source(text, "captions", speakers=speakers, asides=(aside,)), "0" * 64)
    assert document.kind == "captions"
    assert turns(document) == [("Anna", "Subject: the dam. “Not yet,” said Berg."), ("Berg", "We wait.")]
    assert [(each.start, each.end) for each in document.asides] == [aside]
    assert [(each.speaker, each.source) for each in document.turns[0].quotations] == [("Anna", "Berg")]
    assert document.overruled(kind="verbatim").kind == "verbatim"
    assert len(document.overruled(kind="statement").turns) == 2, "the file says who speaks, whatever the kind"
    unnamed = Document.from_source(Source("We met.", speakers=((0, 7, ""),)), "0" * 64)
    assert (unnamed.kind, turns(unnamed)) == ("interview", [(None, "We met.")])


def test_the_speaker_of_a_paragraph_is_not_read_over_a_full_stop() -> None:
    text = "Mr. Berg said that the dam stood.\n\nHe left for Arnovia. He spoke on. Mrs. Lund replied that it was so.\n"
    assert [turn.speaker for turn in Document.from_text(text, kind="memcon").turns] == ["Mr. Berg", "Mrs. Lund"]


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ("Ambassador Orlo opened by saying that the ridge must be left first. He added more.", "Ambassador Orlo"),
        ("Ambassador Orlo began his remarks by noting that they were late.", "Ambassador Orlo"),
        ("Minister Vale of Orsk went on to say that the harbour was theirs.", "Minister Vale of Orsk"),
        ("The second Accord opened the river to boats. Brenn said that Orsk would not sign.", "Brenn"),
        ("The Treaty agreed in March was read out. Mr. Brenn said that he would not sign.", "Mr. Brenn"),
        ("On Monday Arno told us: “We demand the ford.”", "Arno"),
        ("Kestrel opened the gate. Brenn replied that it was late.", "Brenn"),
        ("Orlo thanked the host for tea. He said that the map was wrong. Brenn replied that it was not.", "Orlo"),
        ("Mr. Bridge said that he would not sign.", "Mr. Bridge"),
        ("The Council of the Accord agreed to wait.", "The Council of the Accord"),
    ],
)
def test_the_speaker_of_a_paragraph_is_a_person_or_body_and_one_quoted_first(paragraph: str, speaker: str) -> None:
    (turn,) = Document.from_text(paragraph, kind="memcon").turns
    assert turn.speaker == speaker


@pytest.mark.parametrize(
    ("told", "source"),
    [
        ("Ambassador Orlo opened by saying that the ridge must be left.", "Ambassador Orlo"),
        ("Ana Vale closed her long remarks by warning that the ford would be shut.", "Ana Vale"),
        ("Then the envoy went on to say that the harbour was theirs.", "the envoy"),
        ("Brenn began by asking: “Who holds the ford?”", "Brenn"),
    ],
)
def test_a_source_is_named_without_the_verbs_that_bring_in_its_words(told: str, source: str) -> None:
    (quotation,) = Document.from_text(told, kind="statement").quotations
    assert quotation.source == source


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ("Mr. José: We demand the ford. We wait.", None, "Mr. José"),
        ("The third day at Arno\n\nMr. José: We demand the ford.\n\nWe wait.", None, "Mr. José"),
        ("The President: The meeting opens.\nWe wait.\nThe President: It closes.", None, "The President"),
        ("José: We demand the ford.\nWe wait.", "interview", "José"),
        ("José: We demand the ford.\nWe wait.", "verbatim", "José"),
        ("José: We demand the ford.\nWe wait.", None, None),
        ("Mr. President:\n\nWe write to you of the ford.", None, None),
        ("They met at noon. It rained.\n\nMr. José: that was the name on the door.", None, None),
    ],
)
def test_the_only_label_of_a_text_needs_a_title_or_a_kind(text: str, kind: str | None, speaker: str | None) -> None:
    document = Document.from_text(text, kind)
    assert {turn.speaker for turn in document.turns} == {speaker}
    if speaker is None:
        assert document.kind == "statement"
