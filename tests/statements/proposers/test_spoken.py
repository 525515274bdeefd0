"""Whose words a stretch of a voice is, for proposers that are no rules."""

from __future__ import annotations

from typing import Any

import pytest

from commonground.record import Document
from commonground.statements import Vocabulary, gate
from commonground.statements.persons import Who
from commonground.statements.proposers.spoken import Listener, Spoken
from commonground.statements.voices import Voice, voices

CASE = Vocabulary(
    actors={
        "veldania": ("Veldania",),
        "orsk": ("Orsk",),
        "orlo": ("Anna Orlo",),
        "herald": ("Herald",),
        "brenn": ("Tomas Brenn",),
    },
    issues={"corridor": ("Corridor",)},
    parties={"orlo": "veldania", "brenn": "orsk"},
)
INTERVIEW = Document.from_text(
    "Herald: And you?\nAnna Orlo: We wait. Brenn said that the corridor is closed. He also said: “We go.”\n"
)


def heard(document: Document = INTERVIEW) -> tuple[Listener, list[Spoken]]:
    listener = Listener(document, CASE)
    return listener, [listener.hear(voice) for voice in voices(document)]


def span_of(voice: Voice, words: str) -> tuple[int, int]:
    place = voice.text.index(words)
    return place, place + len(words)


def proposed(words: str, voice: int, who: str | None = None, **coded: Any) -> Any:
    listener, spoken = heard()
    one = spoken[voice]
    proposal = listener.proposal(one, span_of(one.voice, words), Who(who) if who else one.own, act="claim", **coded)
    (statement,) = gate(INTERVIEW, [proposal], CASE).kept
    assert statement.anchor is not None
    assert statement.anchor.exact == words
    return statement


def test_own_words_are_the_party_s() -> None:
    statement = proposed("We wait", 1)
    assert (statement.speaker, statement.source, statement.mode, statement.chain) == ("orlo", "veldania", "own", ())


def test_what_is_reported_is_its_source_s() -> None:
    statement = proposed("the corridor is closed", 1)
    assert (statement.source, statement.mode, statement.chain) == ("brenn", "reported", ("orlo",))
    assert statement.issue == "corridor"


def test_what_is_quoted_passed_through_the_speaker() -> None:
    statement = proposed("We go.", 2)
    assert (statement.speaker, statement.mode, statement.chain) == ("orlo", "direct", ("orlo",))


def test_another_s_label_is_a_label() -> None:
    listener, spoken = heard(Document.from_text("Herald: And?\nAnna Orlo: It is an ultimatum.\n"))
    assert (
        listener.proposal(spoken[1], span_of(spoken[1].voice, "an ultimatum"), Who("orsk"), act="claim").mode == "label"
    )


@pytest.mark.parametrize(
    ("words", "actor"),
    [("we", "veldania"), ("Orlo", "veldania"), ("Veldania", "veldania"), ("Brenn", "brenn"), ("Bolivia", "unknown")],
)
def test_whom_a_subject_means(words: str, actor: str) -> None:
    listener, spoken = heard()
    assert listener.means(words, INTERVIEW.text.index("He also"), spoken[1]).actor == actor


def test_a_memorandum_may_turn_to_somebody_else() -> None:
    document = Document.from_text(
        "Mr. Brenn said that Orsk waits.\n\nMiss Orlo said that she objects.\n", kind="memcon"
    )
    listener, spoken = heard(document)
    turned = listener.follow(spoken[0], "Miss Orlo said that she objects.")
    assert (turned.speaker, turned.own.actor) == ("orlo", "veldania")
    assert listener.means("she", 60, turned).actor == "veldania"
    assert listener.follow(turned, "It rained.") == turned
    other, interview = heard()
    assert other.follow(interview[1], "Tomas Brenn said that he objects.") == interview[1]
