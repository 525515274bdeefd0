"""Coding a case together: from the files of a folder to agreement between coders."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from commonground.case.coding import agreement_between_coders, blind_codings
from commonground.errors import UsageError
from commonground.statements import Statement, append_statements
from commonground.statements.reliability import as_blind
from tests.statements.reliability.coding import LINE, TEXT, said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("sources", "statements"):
        (tmp_path / name).mkdir()
    (tmp_path / "case.yaml").write_text("case: Talks\nactors: {envoy: An envoy}\n", encoding="utf-8")
    (tmp_path / "sources" / "letter.txt").write_text(TEXT, encoding="utf-8", newline="")
    written = f"letter: {{title: A letter, file: letter.txt, sha256: {sha256(TEXT.encode()).hexdigest()}}}\n"
    (tmp_path / "sources.yaml").write_text(written, encoding="utf-8")
    for coder in ("ann", "ben"):
        append_statements(tmp_path, coder, [as_blind(each, coder, "1") for each in coding(coder)])
    append_statements(tmp_path, "open", [replace(each, blind=False) for each in coding("open")])
    return tmp_path


def coding(coder: str) -> list[Statement]:
    acts = ("demand", "claim", "reject")
    return [said(f"{coder}{n}", n * LINE, n * LINE + 30, acts[n % 3]) for n in range(12)]


def test_all_who_coded_blind_are_compared_on_the_text_in_the_folder(folder: Path) -> None:
    found = agreement_between_coders(folder)
    assert found.coders == ("ann", "ben")
    assert found.codebook == "1"
    assert found.labels["act"].value == 1
    assert found.spans is not None
    assert found.spans.value == 1


def test_one_who_did_not_is_refused_by_name(folder: Path) -> None:
    assert [coding.coder for coding in blind_codings(folder)] == ["ann", "ben"]
    with pytest.raises(UsageError, match="open has coded nothing blind"):
        agreement_between_coders(folder, ["ann", "open"])
    with pytest.raises(UsageError) as error:
        agreement_between_coders(folder, ["ann", "bne"])
    assert (error.value.problems[0].code, error.value.problems[0].nearest) == ("no-coder", "ben")
    with pytest.raises(UsageError, match="two or more coders"):
        agreement_between_coders(folder, ["ann"])


def test_a_text_that_is_no_longer_what_was_coded_is_not_counted_in(folder: Path) -> None:
    (folder / "sources" / "letter.txt").write_text(f"Another line.\n{TEXT}", encoding="utf-8", newline="")
    found = agreement_between_coders(folder)
    assert (found.spans, found.without_text) == (None, ("letter",))
    assert found.labels["act"].value == 1


def test_a_case_that_nobody_coded_blind_says_so() -> None:
    with pytest.raises(UsageError) as error:
        agreement_between_coders("istanbul-2025")
    assert error.value.problems[0].code == "too-few-coders"
