"""Coders' files: added to, never rewritten; every line's mistake told; a torn end survived."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.errors import CaseError, LockedError, Problem
from commonground.record import Document, anchor_at
from commonground.statements import (
    Statement,
    Version,
    append_statement,
    append_statements,
    files,
    read_statements,
)
from commonground.store import locked

FILE = "statements/ada.jsonl"
ONE = Statement(id="s1", document="letter", speaker="ann", source="ann", act="demand", paraphrase="Wants a — “bridge”.")
TWO = replace(ONE, id="s2", act="claim", paraphrase="Мост закрыт 😀.")


def line(id: str = "s1", **body: Any) -> str:
    said = {"speaker": "ann", "act": "demand", "paraphrase": "Wants it.", **body}
    return json.dumps({"id": id, "body": said, "target": {"source": "letter"}})


def codes(problems: list[Problem]) -> list[tuple[int | None, str, str]]:
    return [(problem.where.line, problem.code, problem.severity) for problem in problems]


def read(folder: Path, coder: str = "ada") -> list[Statement]:
    statements, problems = read_statements((folder / "statements" / f"{coder}.jsonl").read_bytes(), f"{coder}.jsonl")
    assert problems == []
    return statements


class TestReading:
    def test_nothing(self) -> None:
        for text in ("", "\n", " \n\t\n\r\n", "\ufeff"):
            assert read_statements(text, FILE) == ([], [])
            assert read_statements(text.encode(), FILE) == ([], [])

    def test_each_statement_knows_coder_file_and_line(self) -> None:
        statements, problems = read_statements(f"\n{line('a')}\r\n\n{line('b')}\n", FILE)
        assert problems == []
        assert [(s.id, s.coder, s.file, s.line) for s in statements] == [("a", "ada", FILE, 2), ("b", "ada", FILE, 4)]

    def test_only_a_line_feed_ends_a_line(self) -> None:
        text = "one\u2028two\u0085three"
        odd = json.dumps(json.loads(line(paraphrase=text)), ensure_ascii=False)
        assert "\u2028" in odd
        statements, problems = read_statements(odd + "\n" + line("s2"), FILE)
        assert problems == []
        assert [statement.paraphrase for statement in statements] == [text, "Wants it."]

    def test_a_later_line_is_a_newer_version(self) -> None:
        first = json.loads(line(status="proposed"))
        second = json.loads(line(status="corrected", reviewer="ben", act="claim"))
        third = json.loads(line(status="rejected", reviewer="cleo"))
        first["created"], second["created"] = "2026-01-01", "2026-01-02"
        text = "\n".join(json.dumps(item) for item in (first, json.loads(line("s2")), second, third))
        statements, problems = read_statements(text, FILE)
        assert problems == []
        assert [(s.id, s.status, s.line) for s in statements] == [("s1", "rejected", 4), ("s2", "proposed", 2)]
        assert statements[0].history == (
            Version("proposed", None, "2026-01-01"),
            Version("corrected", "ben", "2026-01-02"),
        )
        assert statements[0].act == "demand"

    def test_a_line_repeated_by_a_merge_is_no_new_version(self) -> None:
        statements, _ = read_statements("\n".join([line(), line(), line(status="confirmed")]), FILE)
        assert statements[0].history == (Version("proposed"),)

    def test_bad_lines_are_told_and_the_rest_is_kept(self) -> None:
        lines = [
            line("ok1"),
            "{not json}",
            "[1, 2]",
            line("bad", act="demnad"),
            '{"id": "x"',
            "",
            '{"id": NaN}',
            '{"id": "a", "id": "b"}',
            "[" * 100_000,
            line("long", note="x" * 200_000),
            '{"id": ' + "9" * 5_000 + "}",
            r'{"id": "\ud800"}',
            "<<<<<<< HEAD",
            "=======",
            ">>>>>>> theirs",
            line("ok2"),
        ]
        statements, problems = read_statements("\n".join(lines), FILE)
        assert [statement.id for statement in statements] == ["ok1", "ok2"]
        assert [(place, code) for place, code, _ in codes(problems)] == [
            (2, "bad-json"),
            (3, "not-an-object"),
            (4, "unknown-act"),
            (5, "bad-json"),
            (7, "bad-json"),
            (8, "bad-json"),
            (9, "too-deep"),
            (10, "line-too-long"),
            (11, "bad-json"),
            (12, "bad-json"),
            (13, "merge-conflict"),
            (14, "merge-conflict"),
            (15, "merge-conflict"),
        ]
        assert {problem.severity for problem in problems} == {"error"}
        assert all(problem.where.file == FILE for problem in problems)
        assert str(problems[0]).startswith("statements/ada.jsonl:2:2: This line is not JSON")

    def test_a_surrogate_pair_is_a_character(self) -> None:
        statements, problems = read_statements(line(note="😀"), FILE)
        assert r"\ud83d\ude00" in line(note="😀")
        assert (statements[0].note, problems) == ("😀", [])

    @pytest.mark.parametrize("depth", [200, 900, 990, 999, 2_000])
    def test_nesting_at_any_depth_is_survived(self, depth: int) -> None:
        deep = "[" * depth + "]" * depth
        for text in (deep, f'{{"id": {deep}, "body": {deep}, "target": {{"source": "x", "selector": {deep}}}}}'):
            statements, problems = read_statements(text + "\n" + line() + "\n", FILE)
            assert [statement.id for statement in statements] == ["s1"]
            assert {problem.where.line for problem in problems} == {1}

    def test_what_is_not_utf8_is_told_by_line(self) -> None:
        data = line("a").encode() + b"\n" + b'{"id": "\xff"}\n' + line("b").encode() + b"\n"
        statements, problems = read_statements(data, FILE)
        assert [statement.id for statement in statements] == ["a", "b"]
        assert codes(problems) == [(2, "not-utf8", "error")]

    @given(st.integers(0, 10_000), st.booleans())
    def test_wherever_the_end_is_torn_the_rest_is_kept(self, cut: int, as_text: bool) -> None:
        whole = f"{line('a')}\n{json.dumps(json.loads(line('b', note='Мост 😀')), ensure_ascii=False)}"
        data: str | bytes = whole if as_text else whole.encode()
        start = len(line("a")) + 1
        torn = data[: start + cut % (len(data) - start)]
        statements, problems = read_statements(torn, FILE)
        assert [statement.id for statement in statements] == ["a"]
        assert codes(problems) == ([(2, "torn-line", "warning")] if len(torn) > start else [])
        assert read_statements(data, FILE)[0][1].note == "Мост 😀"

    def test_a_mistake_on_a_whole_last_line_is_no_tear(self) -> None:
        assert codes(read_statements(line() + "\n" + '{"id": "s2"\n', FILE)[1]) == [(2, "bad-json", "error")]
        assert codes(read_statements(line() + "\n" + line("s2", act="x"), FILE)[1]) == [(2, "unknown-act", "error")]

    @given(st.text() | st.binary())
    def test_anything_at_all_is_read_or_refused(self, data: str | bytes) -> None:
        statements, problems = read_statements(data, FILE)
        assert statements == []
        assert all(problem.where.line for problem in problems)
        blank = set(data) <= set(" \t\r\n\ufeff") if isinstance(data, str) else not data.strip(b" \t\r\n\xef\xbb\xbf")
        assert problems or blank


class TestAppending:
    def test_what_is_written_is_read_again(self, tmp_path: Path) -> None:
        anchor = anchor_at(Document.from_text("a “bridge” is what we want"), 2, 10)
        append_statement(tmp_path, "ada", ONE)
        append_statement(tmp_path, "ada", replace(TWO, anchor=anchor))
        assert read(tmp_path) == [replace(ONE, coder="ada"), replace(TWO, anchor=anchor, coder="ada")]
        assert "Мост закрыт 😀." in (tmp_path / "statements" / "ada.jsonl").read_text("utf-8"), "diffs must be readable"

    def test_nothing_that_was_there_is_touched(self, tmp_path: Path) -> None:
        append_statement(tmp_path, "ada", ONE)
        path = tmp_path / "statements" / "ada.jsonl"
        for old in (path.read_bytes(), b"// odd \xff\n" + path.read_bytes(), b"\xef\xbb\xbf" + path.read_bytes()):
            path.write_bytes(old)
            append_statement(tmp_path, "ada", TWO)
            new = path.read_bytes()
            assert new.startswith(old)
            assert new.count(b"\n") == old.count(b"\n") + 1

    def test_a_new_version_keeps_the_history(self, tmp_path: Path) -> None:
        append_statement(tmp_path, "ada", ONE)
        append_statement(tmp_path, "ada", replace(ONE, status="confirmed", reviewer="ben", time="2026-11-22"))
        (found,) = read(tmp_path)
        assert (found.status, found.history) == ("confirmed", (Version("proposed"),))

    def test_several_at_once_and_none(self, tmp_path: Path) -> None:
        append_statements(tmp_path, "ada", [])
        assert list(tmp_path.iterdir()) == []
        append_statements(tmp_path, "ada", [ONE, TWO])
        assert [statement.id for statement in read(tmp_path)] == ["s1", "s2"]

    def test_each_coder_has_a_file(self, tmp_path: Path) -> None:
        append_statement(tmp_path, "ada", ONE)
        append_statement(tmp_path, "Жанна d-Arc 2", replace(ONE, coder="ada"))
        assert read(tmp_path) == [replace(ONE, coder="ada")]
        assert read(tmp_path, "Жанна d-Arc 2") == [replace(ONE, coder="Жанна d-Arc 2")]

    @pytest.mark.parametrize("coder", ["", "../x", "a/b", ".hidden", "a\\b", "x" * 65, "a\n", "a.", "a ", "-a", "C:x"])
    def test_a_coder_must_be_the_name_of_a_file(self, tmp_path: Path, coder: str) -> None:
        with pytest.raises(CaseError, match="name of a file"):
            append_statement(tmp_path, coder, ONE)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("wrong", [{"id": ""}, {"note": "x" * 200_000}, {"cue": "\ud800"}, {"act": "shout"}])
    def test_what_could_not_be_read_again_is_not_written(self, tmp_path: Path, wrong: Any) -> None:
        with pytest.raises(CaseError):
            append_statements(tmp_path, "ada", [ONE, replace(ONE, **wrong)])
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("tail", [b'{"id": "s2", "bo', '{"id": "Мо'.encode()[:-1]])
    def test_a_torn_end_is_put_aside_and_not_lost(self, tmp_path: Path, tail: bytes) -> None:
        append_statement(tmp_path, "ada", ONE)
        path = tmp_path / "statements" / "ada.jsonl"
        for number in (1, 2):
            path.write_bytes(path.read_bytes() + tail)
            append_statement(tmp_path, "ada", replace(TWO, id=f"t{number}"))
        assert [statement.id for statement in read(tmp_path)] == ["s1", "t1", "t2"]
        assert (tmp_path / "statements" / "ada.torn").read_bytes() == (tail + b"\n") * 2

    def test_a_whole_line_without_an_end_gets_one(self, tmp_path: Path) -> None:
        path = tmp_path / "statements" / "ada.jsonl"
        path.parent.mkdir()
        path.write_text(line())
        append_statement(tmp_path, "ada", TWO)
        assert [statement.id for statement in read(tmp_path)] == ["s1", "s2"]
        assert not (tmp_path / "statements" / "ada.torn").exists()

    def test_many_at_the_same_time_lose_nothing(self, tmp_path: Path) -> None:
        def add(number: int) -> None:
            for turn in range(5):
                append_statement(tmp_path, "ada", replace(ONE, id=f"s{number}-{turn}"))

        threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len({statement.id for statement in read(tmp_path)}) == 20

    def test_another_writer_is_waited_for(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("commonground.statements.files.locked", lambda folder: locked(folder, timeout=0.05))
        refused: list[LockedError] = []

        def add() -> None:
            try:
                append_statement(tmp_path, "ada", ONE)
            except LockedError as error:
                refused.append(error)

        with locked(tmp_path):
            other = threading.Thread(target=add)
            other.start()
            other.join()
        assert len(refused) == 1
        assert not (tmp_path / "statements").exists()


def test_a_file_that_would_grow_too_large_to_be_read_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_statement(tmp_path, "ada", ONE)
    before = (tmp_path / "statements" / "ada.jsonl").read_bytes()
    monkeypatch.setattr(files, "LARGEST", 2 * len(before) - 1)
    with pytest.raises(CaseError, match="would grow beyond"):
        append_statement(tmp_path, "ada", replace(ONE, id="s2"))
    assert (tmp_path / "statements" / "ada.jsonl").read_bytes() == before
