"""What the brief of one text says: golden rows on a text of our own, and what holds of every text."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from commonground.brief.of_record import RecordContents, contents, contents_of_file, record_contents
from commonground.brief.of_record.rows import ClaimRow, MoveRow, QuotationRow
from commonground.record import Document, anchor_at
from commonground.statements import Act, Statement, claims_in, propose

TEXT = """\
The Gazette: Why do you still keep the gates shut?
Ann Lee: Bea Moor built the dyke in 1961. She said: “We will not open the bridge.”
They (the southerners) refused a toll.
Editor's note: This was shortened.
"""
KINDS = {"interview.txt": "interview", "verbatim.txt": "verbatim", "memcon.xml": "memcon", "captions.vtt": "captions"}


def statement(document: Document, words: str, act: Act, source: str, **more: Any) -> Statement:
    start = document.text.index(words)
    anchor = anchor_at(document, start, start + len(words))
    given: dict[str, Any] = {"speaker": "Ann Lee", **more}
    return Statement(
        id=f"d.{start}-{start + len(words)}.{act}", document="d", act=act, source=source, anchor=anchor, **given
    )


@pytest.fixture
def made() -> RecordContents:
    """Of statements coded by hand, so that a change of the rules that propose changes nothing here."""
    document = Document.from_text(TEXT)
    toll = statement(document, "They (the southerners) refused a toll.", "reject", "southerners", cue="refused")
    asked = "Why do you still keep the gates shut?"
    note = f"“She” taken as Bea Moor; comes first; then {toll.id}"
    coded = [
        statement(document, asked, "claim", "Gazette", speaker="Gazette", modality="questioned"),
        statement(document, "Bea Moor built the dyke in 1961.", "claim", "Ann Lee"),
        statement(
            document, "We will not open the bridge.", "reject", "Bea Moor", mode="direct", cue="will not", note=note
        ),
        toll,
    ]
    return record_contents(document, coded, claims_in(document, None, coded), "a program")


@pytest.fixture(scope="module", params=list(KINDS))
def saltmarsh(request: pytest.FixtureRequest) -> RecordContents:
    with_name = files("commonground.case") / "bundled" / "saltmarsh" / "sources" / request.param
    return contents_of_file(Path(str(with_name)))


def test_what_was_read(made: RecordContents) -> None:
    assert (made.kind, made.turns, made.file) == ("interview", 2, "a text from no file")
    assert made.why_kind.startswith("because lines begin with the names of speakers")
    assert [(row.name, row.turns, row.turn_share) for row in made.speakers] == [
        ("Ann Lee", 1, 0.5),
        ("The Gazette", 1, 0.5),
    ]
    assert sum(row.word_share for row in made.speakers) == pytest.approx(1)


def test_moves_have_their_cue_their_source_and_their_place(made: RecordContents) -> None:
    first, second = made.moves
    assert (first.id, first.act, first.source, first.speaker, first.told) == (
        "m1",
        "reject",
        "Bea Moor",
        "Ann Lee",
        True,
    )
    assert (first.cue, first.line, first.turn) == ("will not", 2, 2)
    assert (first.guess, first.order) == ("“She” taken as Bea Moor", "comes first; then m2")
    assert (second.line, TEXT[second.start : second.end]) == (3, second.words)


def test_a_presupposition_is_the_askers_and_a_claim_has_its_checkable_part(made: RecordContents) -> None:
    taken, built = made.claims
    assert (taken.presupposed, taken.source) == (True, "Gazette")
    assert (built.checkable, built.presupposed, built.answer) == (("Bea Moor built the dyke in 1961.",), False, None)
    assert made.check_first == (built.id,)


def test_a_quotation_shows_its_surface_source_and_the_guess(made: RecordContents) -> None:
    (row,) = [each for each in made.quotations if each.mode == "direct"]
    assert (row.words, row.speaker, row.surface) == ("We will not open the bridge.", "Ann Lee", "She")
    assert row.taken_for is None or row.guess is not None


def test_notes_and_insertions_are_nobodys(made: RecordContents) -> None:
    assert [(row.what, row.line) for row in made.set_aside] == [("note", 4)]
    assert [(row.what, row.words, row.before) for row in made.insertions] == [
        ("antecedent", "(the southerners)", "They ")
    ]


def test_a_rejected_statement_has_no_row() -> None:
    document = Document.from_text(TEXT)
    coded = [statement(document, "refused a toll", "reject", "southerners", status="rejected")]
    assert record_contents(document, coded, (), "a program").moves == ()


def test_every_transcript_is_known_and_every_row_stands_where_it_says(saltmarsh: RecordContents) -> None:
    assert saltmarsh.kind == KINDS[saltmarsh.file]
    lines = {
        line.number: "".join(piece.words for piece in line.pieces) for block in saltmarsh.text for line in block.lines
    }
    rows: tuple[MoveRow | QuotationRow | ClaimRow, ...] = (*saltmarsh.moves, *saltmarsh.quotations, *saltmarsh.claims)
    for row in rows:
        assert row.words.split("\n")[0].strip() in lines[row.line]
    begun = {name for block in saltmarsh.text for line in block.lines for piece in line.pieces for name in piece.begins}
    assert begun == {row.id for row in rows}
    assert saltmarsh.left_out == ()
    assert saltmarsh.notes == ()


def test_it_is_plain_data(saltmarsh: RecordContents) -> None:
    data = json.loads(json.dumps(saltmarsh.to_dict()))
    assert data["version"] == 1
    assert sum(position["moves"] for position in data["positions"]) == len(data["moves"])
    assert sum(told["moves"] for told in data["told"]) == len(data["moves"])


def test_the_names_listed_as_present_are_told() -> None:
    path = files("commonground.case") / "bundled" / "saltmarsh" / "sources" / "memcon.xml"
    assert "Sorley Wenn" in contents_of_file(Path(str(path))).participants


def test_past_its_bounds_it_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MOST_WORDS", 10)
    monkeypatch.setattr(contents, "MOST_ROWS", 1)
    document = Document.from_text("Ann: Bea left in 1961. Cara left in 1962.\nBea: Ann came in 1963.\nAnn: We wait.")
    told = record_contents(document, coded := propose(document), claims_in(document, None, coded), "a program")
    assert told.text == ()
    assert any("is not given here" in said for said in told.left_out)
    assert any("the first 1 are listed" in said for said in told.left_out)
    assert set(told.check_first) <= {claim.id for claim in told.claims}


def test_the_real_interview(shared_data: Path) -> None:
    told = contents_of_file(shared_data / "record" / "interview.txt")
    assert (told.kind, told.turns) == ("interview", 24)
    assert [round(row.word_share, 2) for row in told.speakers] == [0.89, 0.11]
    moves, others = sum(row.moves for row in told.told), sum(row.moves_told for row in told.told)
    assert moves == len(told.moves)
    assert others / moves > 0.5  # most of its moves are somebody else's, as this speaker tells them
    assert not [row for row in told.questions if row.how != "in other words"]
