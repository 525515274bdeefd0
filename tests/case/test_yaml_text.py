"""Reading YAML: words stay words, every value knows its line, and what could hurt is refused with its line."""

from __future__ import annotations

import pytest

from commonground.case.yaml_text import DEEPEST, MOST_VALUES, field_path, read_yaml
from commonground.errors import CaseError


def problem(text: str | bytes) -> tuple[str, int | None, str]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(CaseError) as caught:
        read_yaml(data, "case.yaml")
    (only,) = caught.value.problems
    assert only.where.file == "case.yaml"
    return only.code, only.where.line, only.what


def test_scalars_keep_the_words_that_were_written() -> None:
    tree = read_yaml(b"a: no\nb: 1.10\nc: 2025-07-25\nd: 'null'\ne: null\nf: ~\ng:\nno: on\n30: x\n", "case.yaml")
    expected = {"a": "no", "b": "1.10", "c": "2025-07-25", "d": "null", "e": None, "f": None, "g": None}
    assert tree.data == expected | {"no": "on", "30": "x"}


def test_every_value_knows_its_line_and_column() -> None:
    tree = read_yaml(b'a:\n  - {id: R1, clause: "x = y"}\n  - z\n', "case.yaml")
    assert tree.data == {"a": [{"id": "R1", "clause": "x = y"}, "z"]}
    where = tree.where(("a", 0, "clause"), 5)
    assert (where.line, where.column, where.field) == (2, 23 + 5 - 1, "a[0].clause")
    assert tree.where(("a", 1)).line == 3
    assert tree.where(("a", 0, "missing")).line == 2
    assert tree.where(("nothing",)).line == 1


def test_lists_and_scalars_at_the_top_are_read() -> None:
    assert read_yaml(b"- a\n- [b, c]\n", "f").data == ["a", ["b", "c"]]
    assert read_yaml(b"word\n", "f").data == "word"
    assert read_yaml(b"", "f").data is None
    assert read_yaml("\ufeffa: b".encode(), "f").data == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\na: 2\n", "duplicate-key", 2),
        ("x: &a [1]\ny: *a\n", "alias", 1),
        ("x: 1\ny: *a\n", "alias", 2),
        ("a: !!python/object/apply:os.system [ls]\n", "tag", 1),
        ("a: b\n---\nc: d\n", "two-documents", 2),
        ("a: b\n? [c]\n: d\n", "key-not-word", 2),
        ("a: b\n  c: [d\n", "not-yaml", 2),
        ("a: b\n\tc: d\n", "not-yaml", 2),
        ("a: \x00\n", "not-yaml", 1),
        ("a: " + "[" * (DEEPEST + 5) + "]" * (DEEPEST + 5), "too-deep", 1),
        ("[" * 100_000, "too-deep", 1),
        ("- " * 100_000, "too-deep", 1),
        ("{a: " * 100_000, "too-deep", 1),
        ("a: [" + "x, " * (MOST_VALUES + 1) + "]", "too-many-values", 1),
    ],
)
def test_what_is_refused_names_its_line(text: str, code: str, line: int) -> None:
    assert problem(text)[:2] == (code, line)


def test_a_file_that_is_not_utf8_names_the_line_of_the_first_bad_byte() -> None:
    assert problem(b"a: b\nc: \xff\n")[:2] == ("not-utf8", 2)


def test_a_bomb_of_anchors_is_refused_before_it_is_built() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{k}: &{k} [{', '.join(['*' + j] * 9)}]" for j, k in zip("abcdefgh", "bcdefghi", strict=True)]
    assert problem("\n".join(lines))[0] == "alias"


def test_field_paths_read_like_the_file() -> None:
    assert field_path(("mandates", "russia", 0, "clause")) == "mandates.russia[0].clause"


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_what_ends_a_line_in_old_yaml_only_does_not_smuggle_in_a_key(character: str) -> None:
    tree = read_yaml(f"a: b{character}c\nd: e{character}f, g\n".encode(), "f")
    assert tree.data == {"a": "b c", "d": "e f, g"}
    assert tree.where(("d",)).line == 2
    assert problem(f"a: b{character}c: d\n")[0] == "not-yaml"
