"""A brief as Markdown (CommonMark with tables): for a wiki, a mail, a repository.

References become links to the headings and entries they lead to, which carry their anchors as empty HTML elements, the
one piece of HTML that Markdown needs for this. Every character that Markdown would read as a mark is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import assert_never

from commonground.brief.document import (
    Block,
    Document,
    Entry,
    Figure,
    Folded,
    Items,
    MarkedText,
    Number,
    Out,
    Paragraph,
    Plain,
    Quote,
    Ref,
    Run,
    Runs,
    Section,
    Sentence,
    Table,
    Terms,
    Zone,
    line_anchor,
    mark_anchor,
)
from commonground.brief.document.runs import MARKS
from commonground.brief.forms.labels import labels
from commonground.brief.forms.marked_runs import begun_in, line_runs

__all__ = ["to_markdown"]

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_STYLES = {"plain": "{}", "strong": "**{}**", "emphasis": "*{}*"}


def to_markdown(document: Document) -> str:
    """``document`` as Markdown text."""
    words = labels(document.language)
    lines = [f"# {_escaped(document.title)}", "", f"> {_escaped(document.frame)}", ""]
    for section in document.sections:
        lines += _section(section, 2, words)
    lines += ["---", "", _escaped(document.frame), ""]
    return "\n".join(lines)


def _section(section: Section, level: int, words: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{_anchor(section.anchor)}", "", f"{'#' * min(level, 6)} {_escaped(section.title)}", "")
    for part in section.blocks:
        if isinstance(part, Section):
            yield from _section(part, level + 1, words)
        else:
            yield from _block(part, level, words)


def _block(block: Block, level: int, words: Mapping[str, str]) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (_paragraph(block, words), "")
        case Items(items, ordered):
            yield from (*_items(items, level, words, ordered=ordered), "")
        case Table():
            yield from _table(block)
        case Terms(pairs):
            yield from (*(f"* **{_runs(name)}**: {_runs(told)}" for name, told in pairs), "")
        case Quote(text, note, _):
            yield from (f"> “{_one_line(text)}”{f' ({_one_line(note)})' if note else ''}", "")
        case Figure():
            yield from (_anchor(block.anchor), f"**{_escaped(block.title)}.** {_escaped(block.description)}", "")
            yield from _table(block.table)
        case Folded(summary, blocks):
            yield from (f"*{_runs(summary)}*", "")
            for each in blocks:
                yield from _block(each, level, words)
        case Entry(anchor, title, blocks):
            yield from (_anchor(anchor), "", f"{'#' * min(level + 1, 6)} {_runs(title)}", "")
            for each in blocks:
                yield from _block(each, level + 1, words)
        case MarkedText():
            yield from _marked(block, words)
        case _:
            assert_never(block)


def _items(
    items: tuple[tuple[Block, ...], ...], level: int, words: Mapping[str, str], *, ordered: bool
) -> Iterator[str]:
    for place, item in enumerate(items, start=1):
        mark = f"{place}. " if ordered else "* "
        lines = [line for block in item for line in _block(block, level, words)]
        while lines and not lines[-1]:
            lines.pop()
        yield from (f"{mark if not at else ' ' * len(mark)}{line}".rstrip() for at, line in enumerate(lines))


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield from (f"*{_runs(table.caption)}*", "")
    yield "| " + " | ".join(_runs(cell) for cell in table.head) + " |"
    yield "|" + " --- |" * len(table.head)
    for place, row in enumerate(table.rows):
        anchor = _anchor(table.anchors[place]) if table.anchors else ""
        yield f"| {anchor}" + " | ".join(_runs(cell) for cell in row) + " |"
    yield ""


def _marked(text: MarkedText, words: Mapping[str, str]) -> Iterator[str]:
    marks = {mark.name: mark for mark in text.marks}
    yield from (f"*{_escaped(words['marked'])}*", "")
    for passage in text.passages:
        if passage.title:
            yield from (f"**{_runs(passage.title)}**", "")
        for line in passage.lines:
            anchors = [line_anchor(line.number), *map(mark_anchor, begun_in(line, marks))]
            yield from (f"{''.join(map(_anchor, anchors))}{line.number}: {_runs(line_runs(line, marks))}", "")


def _paragraph(paragraph: Paragraph, words: Mapping[str, str]) -> str:
    return " ".join(_sentence(each, words) for each in paragraph.sentences)


def _sentence(sentence: Sentence, words: Mapping[str, str]) -> str:
    standing = f"*{words[sentence.standing]}* " if words[sentence.standing] else ""
    told = _runs(sentence.runs)
    refs = f" \\[{', '.join(map(_run, sentence.refs))}\\]" if sentence.refs else ""
    return f"{standing}**{told}**{refs}" if sentence.doubt and "**" not in told else f"{standing}{told}{refs}"


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    match run:
        case Plain(text, "code"):
            return _code(text)
        case Plain(text, style):
            inner = _one_line(text)
            bare = inner.strip()
            # Marks of emphasis must touch the words they stand around.
            return inner.replace(bare, _STYLES[style].format(bare), 1) if bare else inner
        case Ref(to, text):
            return f"[{_one_line(text)}](#{to})"
        case Out(url, text):
            return f"[{_one_line(text)}](<{url.replace('>', '%3E').replace('<', '%3C')}>)"
        case Number(value, _):
            return str(value)
        case Zone(zone, text):
            return f"{MARKS[zone]} {_one_line(text)}"
    assert_never(run)


def _code(text: str) -> str:
    """Code stands between more backticks than it holds in a row (CommonMark, section 6.1)."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{' '.join(text.split()).replace('|', chr(92) + '|')}{pad}{fence}"


def _one_line(text: str) -> str:
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' if lead else ''}{_escaped(' '.join(text.split()))}{' ' if trail and text.strip() else ''}"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'
