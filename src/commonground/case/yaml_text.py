"""YAML text to plain data with the line and column of every value.

Reads the event stream of libyaml (some twenty times faster than a pure Python scanner on these files) and resolves
scalars itself: every scalar keeps the words that were written, only an empty value, ``~`` and ``null`` are None. So
``no`` is a word, ``1.10`` stays ``1.10``, and the schema, which knows what a field means, decides what is a date,
a number or a truth value.

Refused, each with its line: anchors and aliases (a few lines of them can stand for gigabytes), tags, a key that
stands twice, several documents in a file, more than 40 levels, more than 100,000 values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from commonground.errors import CaseError, Problem, Where

__all__ = ["DEEPEST", "MOST_VALUES", "Path", "Tree", "field_path", "one_line_end", "read_yaml"]

DEEPEST = 40
MOST_VALUES = 100_000

_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Line and column from 1; ``shift`` is 1 where a quotation mark stands before the first character."""

    line: int
    column: int
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Tree:
    """Plain data (dict, list, str, None) and where each part of it is written."""

    file: str
    data: Any
    marks: dict[Path, Mark] = field(repr=False)

    def where(self, path: Path, column: int | None = None) -> Where:
        """The place of ``path``, or of its nearest ancestor; ``column`` counts characters inside a scalar."""
        known = path
        while known and known not in self.marks:
            known = known[:-1]
        mark = self.marks.get(known, Mark(1, 1))
        at = mark.column if column is None or known != path else mark.column + mark.shift + column - 1
        return Where(self.file, mark.line, at, field_path(path) or None)


def field_path(path: Path) -> str:
    """``("mandates", "russia", 0)`` as ``mandates.russia[0]``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def read_yaml(data: bytes, file: str) -> Tree:
    """Read one YAML document.

    Raises
    ------
    CaseError
        Not UTF-8, not YAML, or more of it than a case file may hold; with line and column.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CaseError(
            Problem(
                "The file is not UTF-8 text.",
                Where(file, line),
                read=f"byte 0x{data[error.start]:02x}",
                expected="a text file saved as UTF-8",
                code="not-utf8",
            )
        ) from None
    return _Builder(file).build(one_line_end(text))


def one_line_end(text: str) -> str:
    """``text`` with nothing that ends a line in YAML 1.1 only: NEL, LS and PS are white space since 1.2."""
    return _OTHER_LINE_ENDS.sub(" ", text)


class _Builder:
    """Builds data from events on an explicit stack, so that depth is ours to bound."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.marks: dict[Path, Mark] = {}
        self.values = 0

    def build(self, text: str) -> Tree:
        import yaml

        root: list[Any] = []
        stack: list[_Open] = [_Open(root, None, False)]
        documents = 0
        for event in self._events(text):
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._refuse(event, "A case file holds one document; a second one starts here.", "two-documents")
            elif kind is yaml.ScalarEvent:
                self._scalar(event, stack[-1])
            elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                self._open(event, stack, kind is yaml.MappingStartEvent)
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                stack.pop()
            elif kind is yaml.AliasEvent:
                self._refuse(event, "Anchors and aliases are not used in case files: write the value out.", "alias")
        return Tree(self.file, root[0] if root else None, self.marks)

    def _events(self, text: str) -> Iterator[Any]:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            yield from yaml.parse(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = " ".join(part for part in (error.context, error.problem) if part)
            where = Where(self.file, mark.line + 1, mark.column + 1) if mark else Where(self.file)
            raise CaseError(Problem(f"This is not YAML: {what}.", where, code="not-yaml")) from None
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            line = text.count("\n", 0, getattr(error, "position", 0) or 0) + 1
            what = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise CaseError(Problem(f"This is not YAML: {what}.", Where(self.file, line), code="not-yaml")) from None

    def _scalar(self, event: Any, parent: _Open) -> None:
        self._plain(event)
        if parent.wants_key:
            self._key(event, parent)
            return
        path = parent.child_path()
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        plain = event.implicit[0]
        self.marks[path] = Mark(line, column, 0 if plain else 1)
        empty = plain and event.value in ("", "~", "null", "Null", "NULL")
        parent.put(None if empty else event.value)

    def _key(self, event: Any, parent: _Open) -> None:
        key = event.value
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        path = (*(parent.path or ()), key)
        if key in parent.data:
            self._refuse(event, f"“{key[:60]}” stands twice; first on line {self.marks[path].line}.", "duplicate-key")
        parent.key = key
        parent.wants_key = False
        parent.data[key] = None
        self.marks[path] = Mark(line, column)

    def _open(self, event: Any, stack: list[_Open], mapping: bool) -> None:
        self._plain(event)
        parent = stack[-1]
        if parent.wants_key:
            self._refuse(event, "A key has to be a word, not a list or a mapping.", "key-not-word")
        if len(stack) > DEEPEST:
            self._refuse(event, f"Nested more than {DEEPEST} levels deep.", "too-deep")
        path = parent.child_path()
        self.marks.setdefault(path, Mark(event.start_mark.line + 1, event.start_mark.column + 1))
        data: Any = {} if mapping else []
        parent.put(data)
        stack.append(_Open(data, path, mapping))

    def _plain(self, event: Any) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            self._refuse(event, f"More than {MOST_VALUES:,} values in one file.", "too-many-values")
        if event.anchor is not None:
            self._refuse(event, "Anchors and aliases are not used in case files: write the value out.", "alias")
        if event.tag is not None and event.tag != "!":
            self._refuse(event, f"Tags such as “{event.tag[:40]}” are not used in case files.", "tag")

    def _refuse(self, event: Any, what: str, code: str) -> None:
        mark = event.start_mark
        raise CaseError(Problem(what, Where(self.file, mark.line + 1, mark.column + 1), code=code))


class _Open:
    """A mapping or list that is still being filled; path None: the holder of the document itself."""

    __slots__ = ("data", "key", "mapping", "path", "wants_key")

    def __init__(self, data: Any, path: Path | None, mapping: bool) -> None:
        self.data, self.path, self.mapping = data, path, mapping
        self.wants_key = mapping
        self.key = ""

    def child_path(self) -> Path:
        if self.path is None:
            return ()
        return (*self.path, self.key if self.mapping else len(self.data))

    def put(self, value: Any) -> None:
        if self.mapping:
            self.data[self.key] = value
            self.wants_key = True
        else:
            self.data.append(value)
