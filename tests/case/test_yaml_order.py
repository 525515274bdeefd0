"""Other keys and other places in a case file: what it says changes as asked, and no comment is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.case.yaml_edit import moved, renamed
from commonground.case.yaml_text import read_yaml

TEXT = """# top
flat: {a: 1, b: two words, c: [x, y]}  # beside
listed:
  # above the first
  - {id: p}  # of p
  - id: q
    note: >-
      in two
      lines

  # above the last
  - r
keyed:
  one: 1
  # above two
  "two": {in: it}
  three:
    - deep
"""


def data(text: str) -> Any:
    return read_yaml(text.encode(), "x").data


@given(st.sampled_from(["flat", "listed", "keyed"]), st.integers(0, 2), st.integers(0, 2), st.booleans())
def test_an_entry_is_moved_and_all_else_stays(name: str, start: int, to: int, windows: bool) -> None:
    text = TEXT.replace("\n", "\r\n") if windows else TEXT
    held = data(text)[name]
    path = (name, start if isinstance(held, list) else list(held)[start])
    after = moved(text, path, to)
    entries = list(held.items()) if isinstance(held, dict) else list(held)
    entries.insert(to, entries.pop(start))
    found = data(after)
    assert (list(found[name].items()) if isinstance(held, dict) else found[name]) == entries
    assert {key: part for key, part in found.items() if key != name} == {
        k: v for k, v in data(text).items() if k != name
    }
    assert sorted(after.replace("\r", "").split()) == sorted(text.replace("\r", "").split()) or name == "flat"
    assert moved(after, (name, to if isinstance(held, list) else path[1]), start) == text or name == "listed"


def test_a_comment_goes_with_what_it_stands_above() -> None:
    assert moved(TEXT, ("keyed", "two"), 0).index("# above two") < moved(TEXT, ("keyed", "two"), 0).index("one: 1")


@pytest.mark.parametrize(
    ("path", "line"), [(("keyed", "two"), '  "zwei": {in: it}'), (("flat", "b"), "flat: {a: 1, zwei: two")]
)
def test_a_key_is_another_in_its_old_place(path: tuple[str, str], line: str) -> None:
    after = renamed(TEXT, path, "zwei")
    assert line in after
    assert list(data(after)[path[0]]).index("zwei") == list(data(TEXT)[path[0]]).index(path[1])
    assert renamed(after, (path[0], "zwei"), path[1]) == TEXT


def test_a_file_without_a_last_line_end_keeps_its_entries_apart() -> None:
    assert data(moved("a:\n  - x\n  - y", ("a", 1), 0)) == {"a": ["y", "x"]}
