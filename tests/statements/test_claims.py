"""The table of claims of one text, on an invented interview."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from commonground.record import Document
from commonground.statements import Vocabulary, propose, vocabulary_in
from commonground.statements.claims import Claim, claims_in

TEXT = (
    "Herald: Why does Veldania keep the northern harbour closed?\n"
    "Anna Orlo: Because Orsk mined the channel in March 2031. I believe that the harbour should open one day. "
    "The mines destroyed nine fishing vessels, and Orsk denied it.\n"
    "Herald: Did you meet Orsk?\n"
    "Anna Orlo: They never came. We propose a truce. They burned the archive.\n"
    "Tomas Brenn: No, that is false. The fishing vessels were destroyed by a storm.\n"
    "Herald: Thank you both.\n"
    "Tomas Brenn: It was a pleasure.\n"
)
CASE = Vocabulary(
    actors={
        "veldania": ("Veldania",),
        "orsk": ("Orsk",),
        "orlo": ("Anna Orlo",),
        "brenn": ("Tomas Brenn",),
        "herald": ("Herald",),
    },
    parties={"orlo": "veldania", "brenn": "orsk"},
)


@pytest.fixture(scope="module")
def rows() -> tuple[Claim, ...]:
    return claims_in(Document.from_text(TEXT), CASE)


def row(rows: tuple[Claim, ...], beginning: str) -> Claim:
    (found,) = [each for each in rows if each.words.startswith(beginning)]
    return found


def test_what_a_question_takes_for_granted_is_the_askers(rows: tuple[Claim, ...]) -> None:
    claim = row(rows, "Veldania keep")
    assert (claim.presupposed, claim.speaker, claim.source, claim.of) == (True, "herald", "herald", ("veldania",))
    assert claim.words == "Veldania keep the northern harbour closed"
    assert claim.answer is not None
    assert (claim.answer.speaker, claim.answer.turn, claim.answer.how) == ("orlo", 1, "grants")


def test_a_plain_question_claims_nothing(rows: tuple[Claim, ...]) -> None:
    assert not [each for each in rows if "Did you meet" in each.words]


def test_moves_are_no_claims(rows: tuple[Claim, ...]) -> None:
    assert not [each for each in rows if "truce" in each.words]


def test_of_whom_and_what_can_be_checked(rows: tuple[Claim, ...]) -> None:
    claim = row(rows, "Because Orsk")
    assert (claim.source, claim.of, claim.presupposed) == ("veldania", ("orsk",), False)
    assert claim.checkable == ("Because Orsk mined the channel in March 2031.",)
    assert row(rows, "I believe").checkable == ()
    assert row(rows, "The mines").checkable == ("The mines destroyed nine fishing vessels", "Orsk denied it.")


def test_they_is_whom_the_turn_or_the_question_named(rows: tuple[Claim, ...]) -> None:
    assert row(rows, "They never").of == ("orsk",)


def test_answers_of_the_next_turns(rows: tuple[Claim, ...]) -> None:
    denied = row(rows, "The mines")
    assert denied.answer is not None
    assert (denied.answer.speaker, denied.answer.turn, denied.answer.how) == ("brenn", 4, "takes up")
    assert row(rows, "I believe").answer is None
    no = row(rows, "They burned").answer
    assert no is not None
    assert (no.speaker, no.how) == ("brenn", "denies")  # a "no" is to what was said last
    assert row(rows, "They never").answer is None


def test_rows_stand_where_they_say_and_can_be_printed(rows: tuple[Claim, ...]) -> None:
    assert rows
    assert all(TEXT[each.start : each.end] == each.words for each in rows)
    assert [each.start for each in rows] == sorted(each.start for each in rows)
    assert all(each.to_dict()["words"] == each.words for each in rows)


def test_without_a_case() -> None:
    speakers = {each.speaker for each in claims_in(Document.from_text(TEXT))}
    assert {"Anna Orlo", "Herald", "Tomas Brenn"} >= speakers >= {"Anna Orlo", "Herald"}


def test_nobody_is_waited_for_without_end() -> None:
    """Where everybody else only asks, each claim would be held against all that follows."""
    asked = "Herald: And then?\nAnna Orlo: We walked on.\n"
    late = "Herald: The mines destroyed the fishing vessels.\n"

    def answered(pairs: int) -> bool:
        text = f"Anna Orlo: The mines destroyed nine fishing vessels.\n{asked * pairs}{late}"
        return row(claims_in(Document.from_text(text)), "The mines destroyed nine").answer is not None

    assert answered(5)
    assert not answered(6)
    reads: list[Any] = []

    class Counting(tuple[Any, ...]):
        def __getitem__(self, place: Any) -> Any:
            reads.append(place)
            return super().__getitem__(place)

    document = Document.from_text(asked * 300)
    structure = replace(document.structure, turns=Counting(document.turns))
    document.__dict__["structure"] = structure
    claims_in(document)
    assert len(reads) < 30 * 600


@pytest.mark.parametrize(
    "text",
    [
        "We came to the lake. Orsk mined the channel in March 2031 and left.\n" * 200,
        "Herald: And then, and where?\nAnna Orlo: We walked on. Orsk mined the channel in March 2031 and left.\n" * 200,
    ],
    ids=["one turn", "an interviewer who only asks"],
)
def test_the_words_of_a_turn_are_not_copied_for_each_claim(text: str) -> None:
    taken: list[int] = []

    class Counting(str):
        __slots__ = ()

        def __getitem__(self, place: Any) -> str:
            part = super().__getitem__(place)
            taken.append(len(part))
            return part

    document = Document.from_text(text)
    vocabulary, statements = vocabulary_in(document), propose(document)
    assert document.structure
    object.__setattr__(document, "text", Counting(text))
    assert len(claims_in(document, vocabulary, statements)) > 100
    assert sum(taken) < 8 * len(text)  # the words of each claim a few times, and each turn twice
