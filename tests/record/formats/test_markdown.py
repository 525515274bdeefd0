"""Markdown: the words stay, the marks go, labels stand where they stood."""

from __future__ import annotations

import pytest

from commonground.errors import RecordError
from commonground.record.formats.markdown import MOST_MARKS, markdown

PAGE = """---
author: nobody
---
# Talks at the *lake*

**Anna Berg:** We met [at noon](https://example.org/x "t"), did we not?
**Bo Lind:** We did.  \nAnd 5 * 3 * 2, `so` \\*there\\*.

> A word of *others* &amp; “more”.

1. first
2. second

- loose 👩‍⚖️ السلام e\u0301

<!-- hidden --> <script>alert("x")</script>

![a picture](https://example.org/p.png)

| who | what |
|-----|------|
| Bo  | no   |

## Later
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_words_without_marks(end: str) -> None:
    source = markdown(b"\xef\xbb\xbf" + PAGE.replace("\n", end).encode())
    assert source.text.split("\n\n") == [
        "Talks at the lake",
        "Anna Berg: We met at noon, did we not?\nBo Lind: We did.\nAnd 5 * 3 * 2, so *there*.",
        "A word of others & “more”.",
        "1. first",
        "2. second",
        "loose 👩‍⚖️ السلام e\u0301",
        "who",
        "what",
        "Bo",
        "no",
        "Later",
    ]
    assert source.title == "Talks at the lake"
    assert [source.text[start:end_] for start, end_ in source.asides] == ["Talks at the lake", "Later"]


def test_deep_nesting_is_no_trouble() -> None:
    assert "deep" in markdown(b">" * 5_000 + b" deep\n\n" + b"[" * 5_000 + b"deep" + b"]" * 5_000).text
    assert markdown(b"").text == ""


def test_more_marks_than_any_paragraph_has_are_refused() -> None:
    line = "[" * 1_000 + "\n"
    assert "[" in markdown((line * 5 + "\n").encode() * (MOST_MARKS // 2_000)).text
    with pytest.raises(RecordError) as caught:
        markdown((line * (MOST_MARKS // 1_000) + "[").encode())
    assert caught.value.problems[0].code == "too-many-marks"
