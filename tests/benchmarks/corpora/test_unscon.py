"""Clauses in the form of UNSCon, made up here, become speeches again, and the rules' acts find their clauses."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.corpora import unscon

HEAD = ["file_id", "EDU_text", "EDU_char_offsets", *unscon.COLUMNS]
ROWS = [
    ("UNSC_2031_SPV.1_spch002_New_Orsk_01.txt", "Nobody lost ( as it seems ) ,", "0-20", "0001"),
    ("UNSC_2031_SPV.1_spch002_New_Orsk_01.txt", "and Orsk 's gate is open .", "23-49", "0000"),
    ("UNSC_2031_SPV.1_spch002_New_Orsk_00_GD.txt", "We condemn the raid ,", "100-121", "1000"),
    ("UNSC_2031_SPV.1_spch002_New_Orsk_00_GD.txt", "which came at night while", "124-150", "0100"),
    ("UNSC_2031_SPV.1_spch002_New_Orsk_00_GD.txt", 'the mayor said : " We slept " .', "153-180", "0000"),
    ("UNSC_2031_SPV.2_spch010_Brenn_neg%2000.txt", "We saw it .", "0-11", "0010"),
    ("UNSC_2031_SPV.2_spch010_Brenn_pos_01.txt", "We did n't laugh .", "0-11", "0000"),
]


@pytest.fixture
def found(tmp_path: Path) -> tuple[unscon.Speech, ...]:
    path = tmp_path / "clauses.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows([*row[:3], *row[3]] for row in ROWS)
    return unscon.speeches(path)


def test_paragraphs_of_a_speech_come_together_in_their_order(found: tuple[unscon.Speech, ...]) -> None:
    orsk, brenn = found
    assert (orsk.id, orsk.meeting, orsk.speaker) == ("UNSC_2031_SPV.1_spch002", "UNSC_2031_SPV.1", "New Orsk")
    assert orsk.text == (
        'We condemn the raid, which came at night while the mayor said: "We slept".\n\n'
        "Nobody lost (as it seems), and Orsk's gate is open."
    )
    assert brenn.text == "We saw it.\n\nWe didn't laugh."
    assert brenn.speaker == "Brenn"


def test_a_clause_keeps_its_words_and_labels(found: tuple[unscon.Speech, ...]) -> None:
    clauses = [(speech.words(clause), sorted(clause.labels)) for speech in found for clause in speech.clauses]
    assert clauses == [
        ("We condemn the raid,", ["direct"]),
        ("which came at night while", ["indirect"]),
        ('the mayor said: "We slept".', []),
        ("Nobody lost (as it seems),", ["correction"]),
        ("and Orsk's gate is open.", []),
        ("We saw it.", ["challenge"]),
        ("We didn't laugh.", []),
    ]


def test_an_act_covers_its_statement_and_its_cue_stands_in_one_clause(found: tuple[unscon.Speech, ...]) -> None:
    covered = [sorted(each.covered) for speech in found for each in unscon.acts(speech)]
    cued = [sorted(each.cued) for speech in found for each in unscon.acts(speech)]
    assert covered[0] == ["criticise"]
    assert covered[1] == ["criticise"], "the statement is the sentence"
    assert cued[:2] == [["criticise"], []]
    assert all("criticise" not in each for each in covered[3:])


def test_a_name_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clauses.csv"
    path.write_text(",".join(HEAD) + "\nspeech.txt,We saw it .,0-11,0,0,0,0\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"speech\.txt"):
        unscon.speeches(path)
