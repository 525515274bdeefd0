"""The default proposer on invented talks: what each trap of real texts has to come to, and what is never done."""

from __future__ import annotations

import pytest

from commonground.record import Document
from commonground.statements import Statement, Vocabulary
from commonground.statements.gating import gate
from commonground.statements.proposing import pairs, propose
from commonground.statements.schema import MOVES

CASE = Vocabulary(
    actors={
        "veldania": ("Veldania",),
        "orsk": ("Orsk",),
        "orlo": ("Anna Orlo",),
        "brenn": ("Tomas Brenn",),
        "herald": ("Herald",),
    },
    issues={"truce": ("Truce",), "captives": ("Exchange of captives",)},
    parties={"orlo": "veldania", "brenn": "orsk"},
)


def said(words: str, question: str = "What happened?") -> Document:
    return Document.from_text(
        f"Herald: {question}\nAnna Orlo: {words}\nHerald: Thank you.\nAnna Orlo: Good day to you.\n"
    )


def moves(document: Document, vocabulary: Vocabulary | None = CASE) -> list[Statement]:
    return [each for each in propose(document, vocabulary) if each.act in MOVES]


def words(statement: Statement) -> str:
    assert statement.anchor is not None
    assert statement.anchor.quote is not None
    return statement.anchor.quote


def only(document: Document, vocabulary: Vocabulary | None = CASE) -> Statement:
    (move,) = moves(document, vocabulary)
    return move


def test_own_move_is_the_party_of_the_speaker_and_the_guess_is_shown() -> None:
    move = only(said("We propose a truce of nine days."))
    assert (move.act, move.speaker, move.source, move.mode, move.issue) == (
        "propose",
        "orlo",
        "veldania",
        "own",
        "truce",
    )
    assert move.note == "own words taken as veldania, for whom orlo speaks"


def test_position_of_another_is_told_not_held() -> None:
    move = only(said("The talks were short. Orsk rejected the map at once."))
    assert (move.act, move.speaker, move.source, move.mode, move.chain) == (
        "reject",
        "orlo",
        "orsk",
        "reported",
        ("orlo",),
    )


def test_passive_is_done_by_whom_it_says() -> None:
    assert only(said("The map was rejected by Orsk in the spring.")).source == "orsk"


def test_they_is_whom_the_brackets_name() -> None:
    move = only(said("Brenn came late. They (Orsk) rejected the map."))
    assert move.source == "orsk"
    assert "brackets" in (move.note or "")


def test_they_is_else_the_last_other_party_in_the_turn() -> None:
    move = only(said("Veldania and Orsk met. They rejected the map."))
    assert (move.source, "last other party" in (move.note or "")) == ("orsk", True)


def test_they_is_else_asked_of_the_question() -> None:
    move = only(said("They rejected the map.", question="What did Orsk say?"))
    assert (move.source, "turn before" in (move.note or "")) == ("orsk", True)


def test_a_subject_that_nobody_knows_is_unknown() -> None:
    move = only(said("The mediators from afar rejected the map."))
    assert (move.source, move.mode) == ("unknown", "reported")


def test_envoys_of_a_party_speak_for_it() -> None:
    assert only(said("It was cold, and the envoys of Orsk rejected the map.")).source == "orsk"
    told = only(said("We met Orsk in the hall. Their envoy told us: “We demand the northern ridge.”"))
    assert (told.source, "“Their envoy” taken as orsk" in (told.note or "")) == ("orsk", True)


def test_we_inside_a_quotation_is_the_quoted_source() -> None:
    move = only(said("Brenn told us: “We demand the northern ridge.”"))
    assert (move.act, move.source, move.mode, move.chain) == ("demand", "brenn", "direct", ("orlo",))
    assert words(move) == "We demand the northern ridge."


def test_quotation_over_two_sentences_is_one_reply() -> None:
    move = only(said("We waited in the hall, and Brenn replied: “Why? The engineers are at it.”"))
    assert (move.act, move.polarity, move.source) == ("reject", "against", "brenn")
    assert words(move) == "Why? The engineers are at it."


def test_bare_demand_inside_a_quotation() -> None:
    move = only(said("Brenn told us: “After that, you clear the mines.”"))
    assert (move.act, move.source) == ("demand", "brenn")


def test_you_outside_of_quotations_is_everybody() -> None:
    assert not moves(said("After that, you see how the harbour looks."))


@pytest.mark.parametrize("kind", ["interview", "verbatim"])
@pytest.mark.parametrize(
    "told",
    [
        "In such a room you say: we demand the ridge, and nobody listens.",
        "As a guest you tell them that we reject a truce, and then you go home.",
        "You say: “We demand the ridge.” And then you wait.",
    ],
)
def test_you_in_an_answer_is_no_position_of_who_asks(told: str, kind: str) -> None:
    document = said(told).overruled(kind=kind)
    found = [each for each in propose(document, CASE) if each.act in {"demand", "reject"}]
    assert found
    assert [each.source for each in found] == ["unknown" if kind == "interview" else "herald"] * len(found)
    assert all("herald" in str(each.note) for each in found)  # the guess is told either way


def test_you_in_a_question_is_whoever_answers() -> None:
    document = said("We wait, do we not?", "You said: “We reject a truce.” Is that so?")
    assert only(document).source == "orlo"


def test_enumeration_is_split() -> None:
    document = said(
        "Our mandate had three points: first, a truce; second, the exchange of captives; and third, a bridge."
    )
    found = moves(document)
    assert [words(each) for each in found] == ["a truce", "the exchange of captives", "a bridge"]
    assert {(each.act, each.source) for each in found} == {("mandate", "veldania")}
    assert [each.issue for each in found] == ["truce", "captives", None]


def test_enumeration_over_sentences_goes_on_with_its_act() -> None:
    found = moves(said("We demand two things. First, a truce. Second, a bridge. It rained."))
    assert [(each.act, words(each)) for each in found][1:] == [("demand", "a truce."), ("demand", "a bridge.")]


def test_condition_is_a_pair() -> None:
    document = said("Brenn told us: “First you leave the ridge, and only then do we open the gate.”")
    first, then = moves(document)
    assert (words(first), words(then)) == ("you leave the ridge", "do we open the gate")
    assert (first.act, then.act, then.modality, then.source) == ("condition", "condition", "conditional", "brenn")
    (pair,) = pairs(document, CASE)
    assert pair.statements == (first.id, then.id)
    assert document.text[slice(*pair.first)] == "you leave the ridge"
    assert then.id in (first.note or "")


def test_bare_if_is_no_condition() -> None:
    assert not moves(said("If you look at the map, you see a river. I do not know if they came."))


def test_ordering_that_is_refused_keeps_the_act() -> None:
    document = said("The Orsk delegation rejected a truce before a summit.")
    move = only(document)
    assert (move.act, move.source, "order:" in (move.note or "")) == ("reject", "orsk", True)
    (pair,) = pairs(document, CASE)
    assert (pair.kind, pair.statements) == ("order", (move.id,))
    assert [document.text[slice(*side)] for side in (pair.first, pair.then)] == ["a truce", "a summit"]


def test_ordering_without_a_cue_is_a_condition() -> None:
    move = only(said("For us it is a truce before any summit."))
    assert (move.act, move.source) == ("condition", "veldania")


def test_insisting_that_nothing_happened_is_a_claim() -> None:
    claims = propose(said("I insist that there were no talks in the spring."), CASE)
    assert not [each for each in claims if each.act in MOVES]
    assert any(each.act == "claim" and "no talks" in words(each) for each in claims)


def test_aim_put_on_another_is_a_label_and_his() -> None:
    move = only(said("And Brenn’s mandate is to dictate an ultimatum."))
    assert (move.act, move.source, move.mode) == ("mandate", "brenn", "label")


def test_negated_mandate() -> None:
    move = only(said("The envoys of Veldania sat there. The Orsk side did not even have a mandate to listen."))
    assert (move.act, move.polarity, move.source) == ("mandate", "against", "orsk")


def test_question_of_an_interviewer_is_no_move_of_anybody() -> None:
    document = said("It was long.", question="Did Orsk reject the map, or did they insist on the ridge?")
    assert not moves(document)
    (question,) = [each for each in propose(document, CASE) if each.modality == "questioned"]
    assert (question.act, question.speaker, question.source) == ("claim", "herald", "herald")


def test_claims_are_listed_and_can_be_left_out() -> None:
    document = said("The river is wide. The bridge is old.")
    assert [words(each) for each in propose(document, CASE) if each.speaker == "orlo"][:2] == [
        "The river is wide.",
        "The bridge is old.",
    ]
    assert propose(document, CASE, claims=False) == ()


def test_scare_quotes_are_no_speech() -> None:
    found = propose(said("It was not even a “maximalist” approach to the border."), CASE)
    assert (
        next(words(each) for each in found if each.speaker == "orlo")
        == "It was not even a “maximalist” approach to the border."
    )


def test_insertions_stay_in_the_anchor_and_out_of_the_reading() -> None:
    move = only(said("Orsk firmly (and loudly) rejected the (first) map."))
    assert words(move) == "Orsk firmly (and loudly) rejected the (first) map."


def test_without_a_case_the_actors_are_those_of_the_text() -> None:
    move = only(said("We met on Monday, and the envoys of Orsk were late. They (Orskians) rejected the map."), None)
    assert (move.speaker, move.source) == ("Anna Orlo", "Orskians")


@pytest.mark.parametrize("vocabulary", [CASE, None])
def test_nothing_is_confirmed_and_all_of_it_passes_the_gate(vocabulary: Vocabulary | None) -> None:
    text = "We propose a truce. They (Orsk) refused. Brenn said: “No. First you leave, and only then do we talk.”"
    document = said(text)
    found = propose(document, vocabulary)
    assert len(found) >= 6
    assert {each.status for each in found} == {"proposed"}
    assert {(each.proposer or "")[:6] for each in found} == {"rules "}
    assert all(
        each.anchor and document.text[each.anchor.start : each.anchor.end] == each.anchor.exact for each in found
    )
    assert len({each.id for each in found}) == len(found)
    gated = gate(document, found, vocabulary)
    assert (gated.kept, gated.rejected) == (found, ())


def test_order_and_ids_are_the_same_every_time() -> None:
    document = said("We propose a truce. They (Orsk) refused it.")
    assert propose(document, CASE) == propose(document, CASE)


@pytest.mark.parametrize("text", ["", " \n ", "“", "Herald:", "Herald: ?\n", "🙂", "Herald: “”\nOrlo: “ ” no.\n"])
def test_texts_without_statements(text: str) -> None:
    assert all(each.status == "proposed" for each in propose(Document.from_text(text)))


def test_one_endless_line_is_read() -> None:
    endless = (
        "Herald: What?\nAnna Orlo: " + "we only first unless until then " * 20_000 + "\nHerald: Oh?\nAnna Orlo: No.\n"
    )
    assert propose(Document.from_text(endless), CASE)


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    document = said("The river is wide.")
    propose(document, CASE, progress=lambda done, of: told.append((done, of)))
    assert len(told) >= len(document.turns)
    assert {of for _, of in told} == {len(document.text)}
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_one_side_of_a_condition_follows_the_other() -> None:
    then, first = moves(said("We open the gate only after the shelling ends."))
    assert (words(first), first.follows) == ("the shelling ends", None)
    assert (words(then), then.follows) == ("We open the gate", first.id)
    assert {first.modality, then.modality} == {"conditional"}


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("We would be prepared to send a ship, provided that both sides ask for it.", "propose"),
        ("Unless they pay, we take the matter to the court.", "threaten"),
        ("As long as it rains, a visit is out of the question.", "reject"),
        ("We will not leave until the guns are gone.", "condition"),
    ],
)
def test_what_a_condition_is_put_to_keeps_its_act(sentence: str, act: str) -> None:
    later = next(each for each in moves(said(sentence)) if each.follows)
    assert later.act == act


def test_we_agreed_is_told_of_both_sides() -> None:
    found = moves(said("I met Orsk in the hall. On the truce we agreed at once."))
    assert {(each.act, each.source, each.mode) for each in found} == {
        ("accept", "veldania", "own"),
        ("accept", "orsk", "reported"),
    }


def test_own_body_is_the_own_side() -> None:
    case = Vocabulary(
        actors={**CASE.actors, "council": ("The Council",)}, parties={**CASE.parties, "council": "veldania"}
    )
    move = only(said("The Council rejects the map."), case)
    assert (move.source, move.mode) == ("veldania", "own")


def test_he_is_a_person_and_it_is_a_side() -> None:
    assert only(said("Brenn came with Orsk in the hall. He rejected the map.")).source == "brenn"
    assert only(said("Orsk met Veldania. It rejected the map.")).source == "veldania"


def test_an_announced_proposal_is_the_next_sentence() -> None:
    move = only(said("We then put forward a proposal. The bridge might be opened on Sundays."))
    assert (move.act, words(move)) == ("propose", "The bridge might be opened on Sundays.")


def test_items_that_refuse_are_against() -> None:
    found = moves(said("Our mandate had two points: first, a truce; second, no toll on the bridge."))
    assert [each.polarity for each in found] == ["for", "against"]


def test_items_that_speak_for_themselves_do_not_go_on_with_another() -> None:
    found = moves(said("First, we accept the truce. Second, we refuse the toll. Third, it rained."))
    assert [each.act for each in found] == ["accept", "reject"]


def test_an_issue_is_taken_from_before_and_the_guess_is_shown() -> None:
    accept = only(said("On the truce much was said. We agree to it."))
    assert (accept.issue, "what is said before" in (accept.note or "")) == ("truce", True)


def test_a_memorandum_reports_whom_its_sentences_name() -> None:
    text = (
        "Memorandum of Conversation\n\nMs. Orlo raised the bridge. Veldania proposed a fence.\n\n"
        "Ms. Orlo said that it was late. Mr. Brenn replied that he rejected the fence.\n"
    )
    found = moves(Document.from_text(text, kind="memcon"))
    assert [(each.act, each.speaker, each.source) for each in found] == [
        ("propose", "orlo", "veldania"),
        ("reject", "brenn", "orsk"),
    ]


def test_you_said_is_whoever_answers() -> None:
    document = Document.from_text(
        "Herald: You said that the map was wrong. Is it?\nAnna Orlo: It is.\nHerald: Thank you.\nAnna Orlo: Good day.\n"
    )
    told = [each for each in propose(document, CASE) if each.speaker == "herald" and each.mode == "reported"]
    assert [(each.source, "speaks after" in (each.note or "")) for each in told] == [("orlo", True)]
