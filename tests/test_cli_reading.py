"""Reading from the command line: a text without a case, proposals into a case, exchange with other programs."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from commonground.case import load
from commonground.case.codebook import read_codebook
from commonground.cli import main
from commonground.statements.exchange import import_codebook
from tests.case.folders import SOURCES, whole
from tests.record.formats.making import pdf_of, tei_of

TEXT = """\
The Gazette: Will the north open the bridge?
Ann Lee: We demand that the toll be dropped. They (the southerners) said: “We will not open the bridge.”
The Gazette: And then?
Ann Lee: We reject a toll.
"""


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    root = whole(tmp_path / "c", sources__letter_txt=TEXT)
    (root / "sources.yaml").write_text(
        SOURCES.replace("title: A letter,", "title: A letter, file: letter.txt,"), encoding="utf-8"
    )
    return root


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments]) == 0
    return capsys.readouterr().out


def test_a_text_without_a_case(capsys: pytest.CaptureFixture[str]) -> None:
    Path("talk.txt").write_text(TEXT, encoding="utf-8")
    data = json.loads(told(capsys, "read", "talk.txt", "--json"))
    assert [turn["speaker"] for turn in data["turns"]] == ["The Gazette", "Ann Lee", "The Gazette", "Ann Lee"]
    direct = [quotation for quotation in data["quotations"] if quotation["mode"] == "direct"]
    assert [TEXT[each["start"] : each["end"]].strip("“”") for each in direct] == ["We will not open the bridge."]
    assert {statement["body"]["status"] for statement in data["statements"]} == {"proposed"}
    words = told(capsys, "read", "talk.txt", "--kind", "interview")
    assert "Nothing is confirmed by machine." in " ".join(words.split())


def test_what_the_file_says_beside_its_text_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("memo.xml").write_bytes(
        tei_of("<list type='participants'><item><persName>Ann Lee</persName></item></list><p>We met.</p>")
    )
    Path("scan.pdf").write_bytes(pdf_of([["Ann: We met."], []]))
    assert "Listed as present: Ann Lee." in told(capsys, "read", "memo.xml")
    assert json.loads(told(capsys, "read", "memo.xml", "--json"))["participants"] == ["Ann Lee"]
    note = "No text layer, and so not read: page 2."
    assert note in told(capsys, "read", "scan.pdf")
    assert json.loads(told(capsys, "read", "scan.pdf", "--json"))["notes"] == [note]


@pytest.mark.parametrize("words", ["", " \n\t\r\n ", "\ufeff\n", "— … —\n"])
@pytest.mark.parametrize(
    "verb",
    [("read", "bare.txt"), ("read", "bare.txt", "--json"), ("brief", "--of", "record", "bare.txt", "--to", "b.html")],
    ids=lambda verb: "-".join(verb[:2]),
)
def test_a_file_without_words_is_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], verb: tuple[str, ...], words: str
) -> None:
    Path("bare.txt").write_text(words, encoding="utf-8")
    assert main([*verb]) == 2
    told = capsys.readouterr()
    assert "bare.txt: There are no words in this file." in told.out + told.err
    assert not Path("b.html").exists()


UKRAINIAN = "Коваль: Ми вимагаємо миру. Посол сказав: «Ні». Ми не підпишемо цього ніколи.\nГазета: Чому саме так?\n" * 3


def test_a_text_that_is_not_in_english_is_said_to_be_none(capsys: pytest.CaptureFixture[str]) -> None:
    Path("talk.txt").write_text(UKRAINIAN, encoding="utf-8")
    words = told(capsys, "read", "talk.txt")
    assert "the rules know English only" in words
    assert "Claims to check" not in words  # no table without a row
    assert "no claims with something to check" in words
    Path("talk.txt").write_text(TEXT, encoding="utf-8")
    assert "English only" not in told(capsys, "read", "talk.txt")


def test_a_long_text_takes_no_more_of_the_terminal_than_a_short_one(capsys: pytest.CaptureFixture[str]) -> None:
    Path("talk.txt").write_text((TEXT + "Note: The sound failed.\n\n") * 200, encoding="utf-8")
    words = told(capsys, "read", "talk.txt")
    assert len(words.splitlines()) < 400
    assert "rows are left out here" in words


def test_proposals_wait_in_a_file_of_their_own_and_come_once(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    first = json.loads(told(capsys, "propose", str(case), "letter", "--json"))
    assert first["written"]
    statements = load(case).statements
    assert all(statements[name].status == "proposed" for name in first["written"])
    assert all(statements[name].anchor for name in first["written"])
    again = json.loads(told(capsys, "propose", str(case), "letter", "--json"))
    assert again["written"] == []
    assert again["known"] == len(first["written"])


def test_who_speaks_and_is_no_actor_of_the_case_is_told(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    (case / "sources" / "letter.txt").write_text(TEXT.replace("Ann Lee:", "Mr. Stranger:"), encoding="utf-8")
    told_as_json = json.loads(told(capsys, "propose", str(case), "letter", "--json"))
    assert "Mr. Stranger" in told_as_json["strangers"]
    words = told(capsys, "propose", str(case), "letter")
    assert "Speakers whom the case does not know" in words
    assert "Mr. Stranger" in words


def test_confirmed_statements_propose_entries(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    data = json.loads(told(capsys, "propose", str(case), "--clauses", "--json"))
    assert {"candidates", "shares", "unconfirmed"} <= set(data)


def test_statements_go_out_and_come_back(capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path) -> None:
    assert "3 statements are in" in told(capsys, "export", str(case), "out.jsonld")
    bare = whole(tmp_path / "bare")
    (bare / "statements" / "me.jsonl").unlink()
    assert "3 statements were taken into" in told(capsys, "import", str(bare), "out.jsonld", "--coder", "ann")
    assert {statement.coder for statement in load(bare).statements.values()} == {"ann"}
    table = told(capsys, "export", str(case), "out.csv")
    assert "No such file holds: The earlier versions of a statement." in table


def test_a_name_in_json_is_refused_until_the_format_is_named(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    assert main(["export", str(case), "plover.json"]) == 2
    assert ".plover.json" in capsys.readouterr().err
    assert not Path("plover.json").exists()
    assert "plover.json (plover)" in told(capsys, "export", str(case), "plover.json", "--format", "plover")


def test_a_codebook_goes_out_with_its_definitions(capsys: pytest.CaptureFixture[str]) -> None:
    assert "codes are in codes.qdc (qdc)" in " ".join(told(capsys, "export", "saltmarsh", "codes.qdc").split())
    case, book = load("saltmarsh"), read_codebook("saltmarsh")
    assert book is not None
    codes = {(code.under, code.name): code.description for code in import_codebook("codes.qdc")}
    assert codes[("act",), "demand"].splitlines()[0] == book.acts["demand"].definition
    assert f"Exclude: {book.acts['demand'].exclude}" in codes[("act",), "demand"].splitlines()
    assert {name for under, name in codes if under == ("issue",)} == set(case.issues)
    assert {name for under, name in codes if under == ("speaker",)} == {s.speaker for s in case.statements.values()}
    assert codes[(), "act"] == "Codebook, version 1"


def test_a_name_that_the_case_does_not_have_is_told_with_the_nearest_and_refused(
    capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path
) -> None:
    told(capsys, "export", str(case), "out.jsonld")
    page = json.loads(Path("out.jsonld").read_text(encoding="utf-8"))
    speaker = page["items"][0]["body"]["speaker"]
    page["items"][0]["body"]["speaker"] = f"{speaker}x"
    Path("out.jsonld").write_text(json.dumps(page), encoding="utf-8")
    bare = whole(tmp_path / "bare")
    (bare / "statements" / "me.jsonl").unlink()
    out = told(capsys, "import", str(bare), "out.jsonld", "--coder", "ann")
    assert "2 statements were taken into" in out
    assert f"Refused: out.jsonld, items[0]: A statement names “{speaker}x”, which is no actor of this case." in out
    assert f"Did you mean “{speaker}”?" in out


def test_two_code_blind_and_settle_what_they_disagree_on(
    capsys: pytest.CaptureFixture[str], case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_the_keyboard(answers: list[str], *arguments: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*answers, "q", ""])))
        return " ".join(told(capsys, *arguments).split())

    usual = [""] * 8
    for coder, act in (("ann", "demand"), ("ben", "appeal")):
        blind = ("review", str(case), "--reviewer", coder, "--blind", "letter")
        out = at_the_keyboard(["g 2", "We demand ... dropped", act, "north", *usual[:6], ""], *blind)
        assert f"Statements of letter coded blind by {coder}: 1." in out
    before = json.loads(told(capsys, "coders", str(case), "--json"))
    assert [each["labels"] for each in before["disagreements"]] == [{"act": {"ann": "demand", "ben": "appeal"}}]
    assert "0 are left" in at_the_keyboard(["k", "1"], "coders", str(case), "--settle", "ann and ben")
    after = json.loads(told(capsys, "coders", str(case), "--json"))
    assert after["labels"] == before["labels"]
    assert [each["settled"] for each in after["disagreements"]] == [True]
    both = [each for each in load(case).statements.values() if each.coder in {"ann", "ben"}]
    assert {(each.act, each.reviewer, each.blind) for each in both} == {("demand", "ann and ben", False)}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("read", "missing.txt"), "missing.txt"),
        (("propose", "c"), "Which source is to be read?"),
        (("propose", "c", "leter"), "Did you mean “letter”?"),
        (("propose", "c", "speech"), "The text of “speech” is not at hand."),
        (("export", "c", "out.xyz"), "out.xyz"),
        (("coders", "c"), "two"),
    ],
)
def test_a_mistake_is_one_sentence(
    capsys: pytest.CaptureFixture[str], case: Path, arguments: tuple[str, ...], words: str
) -> None:
    assert main([*arguments]) == 2
    caught = capsys.readouterr()
    assert words in caught.err
    assert caught.out == ""
