"""Change one place in a YAML text and leave every other character as it stands.

Values know where they begin and end (libyaml), so a new value is written over the old one, an entry beside its
neighbours, in the style of what stands there; comments, quotation marks and the breaking of lines are nobody's
business. Each result is read again and has to say what was asked for and nothing else. Where it does not, because
of a layout not thought of here, ruamel.yaml writes the whole file anew, with its comments.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from commonground.case.yaml_text import Path, field_path, one_line_end, read_yaml
from commonground.case.yaml_write import as_read, inline, scalar
from commonground.errors import CaseError, Problem, UsageError, Where

__all__ = ["appended", "moved", "put", "renamed", "taken_out"]

WIDEST = 118  # an object longer than this is written one field a line, where that can be


def put(text: str, path: Path, value: Any) -> str:
    """``text`` with ``value`` at ``path``; mappings that lead there are made where they are missing."""
    if _found(_read(text), path) == as_read(value) is not None:
        return text
    spliced = _Splicer(text).put(path, value)
    return _checked(text, spliced, path, lambda data: _put(data, path, value))


def appended(text: str, path: Path, value: Any) -> str:
    """``text`` with ``value`` at the end of the list at ``path``, which is made where it is missing."""
    spliced = _Splicer(text).append(path, value)
    return _checked(text, spliced, path, lambda data: _append(data, path, value))


def taken_out(text: str, path: Path) -> str:
    """``text`` without the entry at ``path``."""
    spliced = _Splicer(text).take_out(path)
    return _checked(text, spliced, path, lambda data: _take_out(data, path))


def renamed(text: str, path: Path, key: str) -> str:
    """``text`` with the field at ``path`` under another key, in its old place."""
    spliced = _Splicer(text).rename(path, key)
    return _checked(text, spliced, path, lambda data: _rename(data, path, key), in_order=True)


def moved(text: str, path: Path, place: int) -> str:
    """``text`` with the entry at ``path`` as number ``place`` (from 0) of the list or mapping that it is in."""
    holder = _found(_read(text), path[:-1])
    at = int(path[-1]) if isinstance(holder, list) else list(holder).index(path[-1])
    while at != place:
        step = 1 if place > at else -1
        spliced = _Splicer(text).swap(path[:-1], min(at, at + step))
        first = min(at, at + step)
        text = _checked(text, spliced, path, lambda data, n=first: _swap(data, path[:-1], n), in_order=True)  # type: ignore[misc]
        at += step
    return text


class _Splicer:
    """One text, where its values stand, and the texts that come of writing something over them."""

    def __init__(self, text: str) -> None:
        import yaml

        self.text = text
        self.root: Any = yaml.compose(one_line_end(text), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def put(self, path: Path, value: Any) -> str:
        parents, rest = self._walk(path)
        if not parents:
            return self._new_line(len(self.text), 0, _field(rest[0], _nested(rest[1:], value)))
        node = parents[-1]
        if not rest or _is_nothing(node):
            return self._over(parents, _nested(rest, value))
        return self._beside(node, self._wide_field(node, rest[0], _nested(rest[1:], value)), node.start_mark.column)

    def append(self, path: Path, value: Any) -> str:
        parents, rest = self._walk(path)
        if rest or not parents or _is_nothing(parents[-1]):
            return self.put(path, [value])
        node = parents[-1]
        indent = node.start_mark.column
        return self._beside(node, inline(value) if node.flow_style else "- " + self._item(value, indent + 2), indent)

    def take_out(self, path: Path) -> str:
        parents, _ = self._walk(path)
        holder = parents[-2]
        spans = self._spans(holder)
        place = int(path[-1]) if _is_list(holder) else [key.value for key, _ in holder.value].index(path[-1])
        start, end = spans[place]
        if len(spans) == 1 and len(parents) > 2:
            return self._over(parents[:-1], [] if _is_list(holder) else {})
        if holder.flow_style:
            start, end = (start, spans[place + 1][0]) if place + 1 < len(spans) else (spans[place - 1][1], end)
        elif self.text[self._line_start(start) : start].strip(" "):  # behind the dash of the list that it stands in
            following = spans[place + 1][0] if place + 1 < len(spans) else end
            end = end if "#" in self.text[end:following] else following
        else:
            start, end = self._line_start(start), self._line_end(end)
        return self.text[:start] + self.text[end:]

    def rename(self, path: Path, key: str) -> str:
        parents, _ = self._walk(path)
        node = next(node for node, _ in parents[-2].value if node.value == path[-1])
        written = scalar(key, node.style)
        return self.text[: node.start_mark.index] + written + self.text[node.end_mark.index :]

    def swap(self, path: Path, first: int) -> str:
        """The text with an entry of the list or mapping at ``path`` and the next one in each other's place."""
        holder = self._walk(path)[0][-1]
        spans = self._spans(holder)[first : first + 2]
        if not holder.flow_style:
            spans = [(self._with_comments(start), self._line_end(end)) for start, end in spans]
        (a, b), (c, d) = spans
        one, other = self.text[a:b], self.text[c:d]
        if not holder.flow_style and not other.endswith("\n"):
            one, other = one.rstrip("\r\n"), other + self.newline
        return self.text[:a] + other + self.text[b:c] + one + self.text[d:]

    def _with_comments(self, start: int) -> int:
        """Where the lines of an entry begin, with the comments that stand right above it."""
        at = self._line_start(start)
        while at and self.text[self._line_start(at - 1) : at].lstrip().startswith("#"):
            at = self._line_start(at - 1)
        return at

    def _walk(self, path: Path) -> tuple[list[Any], Path]:
        """The nodes from the root along ``path`` as far as there are any, and the rest of the path."""
        nodes = [] if self.root is None else [self.root]
        for n, part in enumerate(path):
            child = _child(nodes[-1], part) if nodes else None
            if child is None:
                return nodes, path[n:]
            nodes.append(child)
        return nodes, ()

    def _over(self, parents: Sequence[Any], value: Any) -> str:
        """The text with ``value`` in place of the last of ``parents``."""
        node = parents[-1]
        start, end = node.start_mark.index, self._end(node)
        simple = not isinstance(value, Mapping | list | tuple)
        written = scalar(value, node.style if _is_scalar(node) else None) if simple else inline(value)
        if len(parents) > 1 and not _is_list(parents[-2]) and (_is_nothing(node) or _is_block(node)):
            key = next(key for key, each in parents[-2].value if each is node)
            colon = self.text.find(":", key.end_mark.index, max(start, key.end_mark.index) + 1)
            start = key.end_mark.index if colon < 0 else colon + 1
            written = (": " if colon < 0 else " ") + written
        elif start == end:
            written = " " + written
        return self.text[:start] + written + self.text[end:]

    def _beside(self, holder: Any, written: str, indent: int) -> str:
        """The text with one more entry at the end of a list or mapping."""
        if not holder.flow_style:
            return self._new_line(self._end(holder), indent, written)
        if holder.value:
            at = self._spans(holder)[-1][1]
            return f"{self.text[:at]}, {written}{self.text[at:]}"
        at = holder.start_mark.index + 1
        return self.text[:at] + written + self.text[at:]

    def _new_line(self, after: int, indent: int, written: str) -> str:
        at = self._line_end(after)
        before = self.text[:at]
        if before and not before.endswith("\n"):
            before += self.newline
        return before + " " * indent + written + self.newline + self.text[at:]

    def _wide_field(self, holder: Any, key: str | int, value: Any) -> str:
        """One field; what would be too wide for a line stands a field a line, further in."""
        indent = holder.start_mark.column
        line = _field(key, value)
        if holder.flow_style or not isinstance(value, Mapping) or not value or len(line) + indent <= WIDEST:
            return line
        below = self.newline + " " * (indent + 2)
        return f"{scalar(as_read(key))}:" + "".join(below + _field(name, part) for name, part in value.items())

    def _item(self, value: Any, indent: int) -> str:
        written = inline(value)
        if isinstance(value, Mapping) and len(written) + indent > WIDEST:
            return (self.newline + " " * indent).join(_field(key, part) for key, part in value.items())
        return written

    def _spans(self, holder: Any) -> list[tuple[int, int]]:
        """Where each entry of a list or mapping begins (with its key or dash) and ends."""
        if not _is_list(holder):
            return [(key.start_mark.index, max(key.end_mark.index, self._end(value))) for key, value in holder.value]
        if holder.flow_style:
            return [(item.start_mark.index, self._end(item)) for item in holder.value]
        spans: list[tuple[int, int]] = []
        start = holder.start_mark.index
        for item in holder.value:
            if spans:
                start = self._next_dash(spans[-1][1], holder.start_mark.column)
            spans.append((start, max(start + 1, self._end(item))))
        return spans

    def _next_dash(self, after: int, column: int) -> int:
        """The dash of the next item: the first line with nothing before it but the list's own indent."""
        at = self._line_end(after)
        while at < len(self.text) and not self.text.startswith(" " * column + "-", at):
            at = self._line_end(at)
        return at + column

    def _end(self, node: Any) -> int:
        """Where the words of a node end, without the comments and empty lines that follow a block."""
        if _is_scalar(node):
            start, end = int(node.start_mark.index), int(node.end_mark.index)
            return start + len(self.text[start:end].rstrip()) if node.style in ("|", ">") else end
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self._end(last) if _is_list(node) else max(int(last[0].end_mark.index), self._end(last[1]))

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        """Where the next line begins."""
        return self.text.find("\n", at) + 1 or len(self.text)


def _is_scalar(node: Any) -> bool:
    return isinstance(node.value, str)


def _is_list(node: Any) -> bool:
    return str(node.id) == "sequence"


def _is_block(node: Any) -> bool:
    return not _is_scalar(node) and not node.flow_style


def _is_nothing(node: Any) -> bool:
    return _is_scalar(node) and not node.style and node.value in ("", "~", "null", "Null", "NULL")


def _child(node: Any, part: str | int) -> Any:
    if _is_scalar(node):
        return None
    if _is_list(node):
        return node.value[part] if isinstance(part, int) and part < len(node.value) else None
    return next((value for key, value in node.value if key.value == part), None)


def _field(key: str | int, value: Any) -> str:
    return f"{scalar(as_read(key))}: {inline(value)}"


def _nested(path: Path, value: Any) -> Any:
    for part in reversed(path):
        value = {part: value}
    return value


def _checked(before: str, after: str, path: Path, change: Callable[[Any], Any], *, in_order: bool = False) -> str:
    """``after``, if it says what ``before`` says with the change; else what ruamel.yaml makes of it."""
    wanted = change(_read(before)) or {}
    for made in (after, None):
        text = _by_ruamel(before, change) if made is None else made
        try:
            found = _read(text) or {}
            if found == wanted and (not in_order or repr(found) == repr(wanted)):
                return text
        except (CaseError, UnicodeEncodeError):
            continue
    what = "This cannot be written here without changing something else; change it in a text editor."
    raise UsageError(Problem(what, Where(field=field_path(path)), code="wrong-value"))


def _read(text: str) -> Any:
    return read_yaml(text.encode("utf-8"), "").data


def _by_ruamel(text: str, change: Callable[[Any], Any]) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096  # never rewrap a line somebody else wrote
    out = io.StringIO()
    try:
        yaml.dump(change(yaml.load(text)), out)
    except Exception:  # it takes some words for days or numbers, and stumbles where they are none
        return text
    return out.getvalue()


def _found(data: Any, path: Path) -> Any:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None if data is None else data[part]
    return data


def _put(data: Any, path: Path, value: Any) -> Any:
    data = {} if data is None else copy.deepcopy(data)
    here = data
    for part in path[:-1]:
        if isinstance(here, dict) and here.get(part) is None:
            here[part] = {}
        here = here[part]
    here[path[-1]] = as_read(value)
    return data


def _append(data: Any, path: Path, value: Any) -> Any:
    return _put(data, path, [*(_found(data, path) or ()), value])


def _take_out(data: Any, path: Path) -> Any:
    data = copy.deepcopy(data)
    here = data
    for part in path[:-1]:
        here = here[part]
    del here[path[-1]]
    return data


def _rename(data: Any, path: Path, key: str) -> Any:
    data = copy.deepcopy(data)
    holder = _found(data, path[:-1])
    entries = [(key if name == path[-1] else name, part) for name, part in holder.items()]
    holder.clear()
    holder.update(entries)
    return data


def _swap(data: Any, path: Path, first: int) -> Any:
    data = copy.deepcopy(data)
    holder = _found(data, path)
    entries = list(holder) if isinstance(holder, list) else list(holder.items())
    entries[first], entries[first + 1] = entries[first + 1], entries[first]
    if isinstance(holder, list):
        holder[:] = entries
    else:
        holder.clear()
        holder.update(entries)
    return data
