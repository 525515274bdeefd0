"""Questions without an answer: by what follows them, and none where an answer is in sight."""

from __future__ import annotations

import pytest

from commonground.brief.of_record.places import Places
from commonground.brief.of_record.questions import questions_without_answer
from commonground.brief.of_record.rows import QuestionRow
from commonground.record import Document, anchor_at
from commonground.statements import Statement


def found(text: str) -> tuple[QuestionRow, ...]:
    """By hand-made statements, so that the rules which propose have no say: each stretch up to a question mark."""
    document = Document.from_text(text, "interview")
    questions = []
    for turn in document.turns:
        stop = document.text.rfind("?", turn.start, turn.end)
        if stop >= 0:
            start = max(document.text.rfind(". ", turn.start, stop) + 2, turn.start)
            anchor = anchor_at(document, start, stop + 1)
            name = f"s{start}"
            questions.append(
                Statement(
                    id=name, document="d", speaker="A", act="claim", source="A", anchor=anchor, modality="questioned"
                )
            )
    return questions_without_answer(document, Places(document), questions)


@pytest.mark.parametrize(
    ("reply", "how"),
    [
        ("I will not comment on that.", "declined"),
        ("That is not for me to say.", "declined"),
        ("Why do you ask?", "asked back"),
        ("The bus leaves on Thursday.", "in other words"),
    ],
)
def test_what_stands_in_the_place_of_an_answer(reply: str, how: str) -> None:
    (row,) = found(f"Paper: When do the crews come home?\nUrlow: {reply}\nPaper: Yes.")
    assert (row.asker, row.how, row.by, row.line, row.turn) == ("Paper", how, "Urlow", 1, 1)
    assert row.words == "When do the crews come home?"
    assert row.reply == reply


@pytest.mark.parametrize(
    "reply", ["Yes, on Thursday.", "No.", "The crews are in the harbour.", "They do. And who asks that?"]
)
def test_an_answer_by_the_look_of_it_is_not_listed(reply: str) -> None:
    assert found(f"Paper: When do the crews come home?\nUrlow: {reply}\nPaper: Yes.") == ()


def test_the_last_question_has_no_reply() -> None:
    (row,) = found("Urlow: We wait.\nPaper: And the crews?")
    assert (row.how, row.by, row.reply) == ("nobody replies", None, "")


def test_a_question_within_a_turn_is_a_way_of_speaking() -> None:
    assert found("Urlow: And the crews? They come home.\nPaper: Yes.") == ()


def test_one_voice_asks_nobody() -> None:
    assert found("Urlow: And the crews?\nUrlow: And the bridge?") == ()


def test_a_long_reply_is_cut_at_a_word() -> None:
    (row,) = found(f"Paper: Who signs?\nUrlow: {'berths and boats ' * 40}.\nPaper: Yes.")
    assert row.reply.endswith((" berths …", " and …", " boats …"))
    assert len(row.reply) < 170
