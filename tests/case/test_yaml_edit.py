"""Changing one place in a YAML text: what was asked for is there, and every other character is as it was."""

from __future__ import annotations

import io
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from commonground.case import yaml_edit
from commonground.case.yaml_edit import appended, put, taken_out
from commonground.case.yaml_text import read_yaml
from commonground.case.yaml_write import as_read, inline, quoted, scalar
from commonground.errors import UsageError

PACKAGE = Path(str(files("commonground.case")))
OURS = sorted([*PACKAGE.glob("bundled/**/*.yaml"), *PACKAGE.glob("starter/**/*.yaml")])
ODD = """\
# first
plain: a word   # beside
'single': 'it''s'
"double": "a \\"b\\""
folded: >-
  one
  two

literal: |
  kept

empty:
nested:
- id: A   # dash in line
  list:
    - - deep
      - er
    -
    # - not an item
    - {a: 1, b: [x, y],   # inside
       c: , "d e": 'f'}
-
  id: B
flow: {a: b,
  # in between
  c: [d, e]}
none: {}
nothing: []
last: end"""


@pytest.fixture
def only_spliced(monkeypatch: pytest.MonkeyPatch) -> None:
    def writes_anew(text: str, change: Any) -> str:
        raise AssertionError("the whole file would be written anew")

    monkeypatch.setattr(yaml_edit, "_by_ruamel", writes_anew)


def read(text: str) -> Any:
    return read_yaml(text.encode(), "f").data


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*path, key), part
        yield from places(part, (*path, key))


def some(text: str, most: int = 60) -> list[tuple[tuple[Any, ...], Any]]:
    """Places all over a file, at most so many."""
    found = list(places(read(text)))
    return found[:: len(found) // most + 1]


def changes(before: str, after: str) -> list[tuple[list[str], list[str]]]:
    """Each run of lines that differs: the old lines and the new."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(old[a:b], new[c:d]) for kind, a, b, c, d in codes if kind != "equal"]


def with_value(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    if isinstance(data, dict):
        return {**data, path[0]: with_value(data.get(path[0]), path[1:], value)}
    return [with_value(item, path[1:], value) if n == path[0] else item for n, item in enumerate(data)]


def without(data: Any, path: tuple[Any, ...]) -> Any:
    key, *rest = path
    if isinstance(data, dict):
        return {k: without(v, tuple(rest)) if k == key else v for k, v in data.items() if rest or k != key}
    return [without(v, tuple(rest)) if n == key else v for n, v in enumerate(data) if rest or n != key]


TEXTS = [pytest.param(path.read_text(encoding="utf-8"), id=path.relative_to(PACKAGE).as_posix()) for path in OURS]
TEXTS += [pytest.param(ODD, id="odd"), pytest.param(ODD.replace("\n", "\r\n"), id="odd with CRLF")]


@pytest.mark.usefixtures("only_spliced")
@pytest.mark.parametrize("text", TEXTS)
def test_another_value_leaves_every_other_line(text: str) -> None:
    for path, old in some(text):
        after = put(text, path, "brand new: “x”")
        assert read(after) == with_value(read(text), path, "brand new: “x”")
        if not isinstance(old, dict | list):
            ((before, now),) = changes(text, after)
            assert len(now) == 1
            assert now[0].endswith("\r\n") == ("\r\n" in text) or not before[0].endswith("\n")


@pytest.mark.usefixtures("only_spliced")
@pytest.mark.parametrize("text", TEXTS)
def test_the_same_value_changes_nothing(text: str) -> None:
    for path, old in some(text):
        if isinstance(old, str) and "\n" not in old and text.count(old) == 1:
            assert put(text, path, old) == text or len(changes(text, put(text, path, old))) == 1


@pytest.mark.usefixtures("only_spliced")
@pytest.mark.parametrize("text", TEXTS)
def test_a_new_field_leaves_every_line_that_is_not_its_own(text: str) -> None:
    for path, old in [((), read(text)), *some(text)]:
        if isinstance(old, dict):
            after = put(text, (*path, "brand_new"), {"a": ["b"]})
            assert read(after) == with_value(read(text), (*path, "brand_new"), {"a": ["b"]})
            assert len(changes(text, after)) == 1


@pytest.mark.usefixtures("only_spliced")
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("item", ["a word", {"id": "Z9", "clause": "a = b", "note": "x " * 60}], ids=["word", "object"])
def test_one_more_in_a_list_leaves_every_line_that_is_not_its_own(text: str, item: Any) -> None:
    for path, old in some(text, 200):
        if isinstance(old, list):
            after = appended(text, path, item)
            assert read(after) == with_value(read(text), path, [*old, item])
            assert len(changes(text, after)) == 1


@pytest.mark.usefixtures("only_spliced")
@pytest.mark.parametrize("text", TEXTS)
def test_taking_out_leaves_every_other_line_and_the_comments_above(text: str) -> None:
    for path, _ in some(text):
        after = taken_out(text, path)
        assert (read(after) or {}) == without(read(text), path)
        ((before, now),) = changes(text, after)
        above = [line for line in before if line.lstrip().startswith("#") and line.startswith("#")]
        assert all(line in now for line in above)


@pytest.mark.usefixtures("only_spliced")
@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a: b  # c\n", ("a",), "d e", "a: d e  # c\n"),
        ("a: 'b'\n", ("a",), "it's", "a: 'it''s'\n"),
        ('a: "b"\n', ("a",), "c", 'a: "c"\n'),
        ("a: b\n", ("a",), "x = y", 'a: "x = y"\n'),
        ("a: b\n", ("a",), "true", 'a: "true"\n'),
        ("a: b\n", ("a",), True, "a: true\n"),
        ("a: b\n", ("a",), "1.10", 'a: "1.10"\n'),
        ("a: b\n", ("a",), 5, "a: 5\n"),
        ("a: b\n", ("a",), None, "a: null\n"),
        ("a: b\n", ("a",), "2025-07-25", "a: 2025-07-25\n"),
        ("a: b\n", ("a",), "no", "a: no\n"),
        ("a: b\n", ("a",), "", 'a: ""\n'),
        ("a:   # c\nb: c\n", ("a",), "d", "a: d   # c\nb: c\n"),
        ("a: >-\n  b\n  c\n\n# d\n", ("a",), "e", "a: e\n\n# d\n"),
        ("a:\n  - b\n# c\n", ("a",), "d", "a: d\n# c\n"),
        ("a:\n- b\n", ("a",), ["c"], "a: [c]\n"),
        ("a: [b, c]\n", ("a", 1), "d", "a: [b, d]\n"),
        ("a: {b, c}\n", ("a", "b"), "d", "a: {b: d, c}\n"),
        ("", ("a", "b"), "c", "a: {b: c}\n"),
        ("# only a comment", ("a",), "b", "# only a comment\na: b\n"),
        ("a: b", ("c",), "d", "a: b\nc: d\n"),
        ("a: {}\n", ("a", "b"), "c", "a: {b: c}\n"),
        ("a:\n  b: c\n\n# d\nd: e\n", ("a", "x"), "y", "a:\n  b: c\n  x: y\n\n# d\nd: e\n"),
        ("- id: a\n", (0, "b"), "c", "- id: a\n  b: c\n"),
        ("? a\n# why\n: b\n? c\n: d\n", ("e",), "f", "? a\n# why\n: b\n? c\n: d\ne: f\n"),
    ],
)
def test_how_a_value_is_put(before: str, path: tuple[Any, ...], value: Any, after: str) -> None:
    assert put(before, path, value) == after


@pytest.mark.usefixtures("only_spliced")
@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: b\nc: d\n", ("a",), "c: d\n"),
        ("# x\na: b # y\nc: d\n", ("a",), "# x\nc: d\n"),
        ("a: b\n", ("a",), ""),
        ("a:\n  b: c\n", ("a", "b"), "a: {}\n"),
        ("a:\n  - b\n", ("a", 0), "a: []\n"),
        ("a: {b: c, d: e}\n", ("a", "b"), "a: {d: e}\n"),
        ("a: {b: c, d: e}\n", ("a", "d"), "a: {b: c}\n"),
        ("a: [b]\n", ("a", 0), "a: []\n"),
        ("- id: a\n  b: c\n", (0, "id"), "- b: c\n"),
        ("- id: a\n  # about b\n  b: c\n", (0, "id"), "- \n  # about b\n  b: c\n"),
        ("- a\n# - no item\n- b\n- c\n", (1,), "- a\n# - no item\n- c\n"),
        ("a: b\nc: d", ("c",), "a: b\n"),
    ],
)
def test_how_an_entry_is_taken_out(before: str, path: tuple[Any, ...], after: str) -> None:
    assert taken_out(before, path) == after


def test_a_layout_not_thought_of_is_written_anew_with_its_comments() -> None:
    text = "a: |+\n  b\n\n\n# c\n"  # the empty lines belong to the value
    assert read(put(text, ("d",), "e")) == {"a": "b\n\n\n", "d": "e"}
    assert "# c" in put(text, ("d",), "e")


def test_what_cannot_be_written_is_refused() -> None:
    for value in (object(), {"a": {1, 2}}, "half of a character: \ud800"):
        with pytest.raises(UsageError):
            put("a: b\n", ("a",), value)


# --- values of all kinds ---

LINE_ENDS_OF_OLD = "\x85\u2028\u2029"  # in YAML 1.1; written as they are by ruamel and read as white space by us
letters = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=LINE_ENDS_OF_OLD), max_size=12)
words = st.one_of(
    letters, st.sampled_from(["", "~", "null", "true", "no", "1.5", "0x1f", "- a", "a: b", "#", " x ", "<<", "a\nb"])
)
data = st.recursive(
    st.one_of(words, st.none(), st.booleans(), st.integers(-99, 99)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=12,
)


@given(data)
def test_what_is_written_on_one_line_is_read_as_it_was(value: Any) -> None:
    for text in (f"a: {inline(value)}\n", f"- {inline(value)}\n", f"[{inline(value)}]\n"):
        made = read(text)
        assert (made["a"] if isinstance(made, dict) else made[0]) == as_read(value)


@given(words, st.sampled_from(LINE_ENDS_OF_OLD))
def test_our_own_quotes_keep_what_once_ended_a_line(value: str, end: str) -> None:
    assert read(f"a: {inline([value + end, end])}\n")["a"] == [value + end, end]


@given(words)
def test_every_style_says_the_same(value: str) -> None:
    for style in (None, "'", '"'):
        assert read(f"a: {scalar(value, style)}\n")["a"] == value
    assert "\n" not in quoted(value)


def ruamels(value: Any) -> str:
    yaml = YAML()
    yaml.width = 4096
    out = io.StringIO()
    yaml.dump(value, out)
    return out.getvalue()


@given(st.dictionaries(words, data, max_size=4))
def test_whatever_ruamel_writes_our_reader_reads_alike(value: dict[str, Any]) -> None:
    assert read(ruamels(value)) == as_read(value)


@given(st.dictionaries(words, data, min_size=1, max_size=4), st.data(), data)
def test_any_change_of_any_file_says_what_was_asked_for(value: dict[str, Any], draw: st.DataObject, new: Any) -> None:
    text = ruamels(value)
    path, old = draw.draw(st.sampled_from(list(places(as_read(value)))))
    assert read(put(text, path, new)) == with_value(as_read(value), path, as_read(new))
    assert (read(taken_out(text, path)) or {}) == without(as_read(value), path)
    if isinstance(old, list | None):
        assert read(appended(text, path, new)) == with_value(as_read(value), path, [*(old or ()), as_read(new)])
