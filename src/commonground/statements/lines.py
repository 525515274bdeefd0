"""Reading JSON Lines that anybody may have written: bounded, and every line's mistake told with its number.

A file may end in a line that was being written when the writer was killed. Such a *torn* line is passed over with a
warning; the lines before it stand.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NoReturn

from commonground.errors import Problem, Where

__all__ = ["LONGEST", "lines_of", "parse_line", "torn_from"]

LONGEST = 200_000  # characters of one line
_MARKER = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def lines_of(data: str | bytes, file: str) -> tuple[list[tuple[int, str]], list[Problem]]:
    """The lines (from 1) that are not blank, and what is wrong with those that are no text.

    Only a line feed ends a line: other characters that may do so elsewhere are part of the text inside a line.
    """
    lines: list[tuple[int, str]] = []
    problems: list[Problem] = []
    raw: Sequence[str | bytes] = data.split("\n") if isinstance(data, str) else data.split(b"\n")
    for number, item in enumerate(raw, 1):
        where = Where(file, number)
        try:
            line = item if isinstance(item, str) else item.decode("utf-8")
        except UnicodeDecodeError:
            torn = number == len(raw)
            problems.append(_torn(where) if torn else Problem("This line is not UTF-8 text.", where, code="not-utf8"))
            continue
        line = line.removeprefix("\ufeff").strip(" \t\r")
        if len(line) > LONGEST:
            problems.append(Problem(f"This line is longer than {LONGEST:,} characters.", where, code="line-too-long"))
        elif line:
            lines.append((number, line))
    return lines, problems


def parse_line(line: str, where: Where, *, last: bool) -> tuple[Any, Problem | None]:
    """The JSON value of a line, or what is wrong with it. ``last``: nothing follows it, not even a line feed."""
    if _MARKER.match(line):
        what = "Two versions of this file were merged and this marks where they differ."
        return None, Problem(what, where, read=line, expected="to keep the lines of both", code="merge-conflict")
    try:
        value = json.loads(line, parse_constant=_no_number, object_pairs_hook=_unique)
        if _holds_surrogate(line, value):
            raise _Refused("This line holds half of a character (a lone surrogate).")
    except _Refused as error:
        return None, Problem(str(error), where, code="bad-json")
    except RecursionError:
        return None, Problem("This line is nested too deeply.", where, code="too-deep")
    except json.JSONDecodeError as error:
        if last:
            return None, _torn(where)
        place = Where(where.file, where.line, error.pos + 1)
        what = f"This line is not JSON: {error.msg}."
        return None, Problem(what, place, read=_around(line, error.pos), code="bad-json")
    except ValueError:  # a number of thousands of digits
        return None, Problem("A number in this line is too long.", where, code="bad-json")
    return value, None


def torn_from(data: bytes) -> int | None:
    """Where the torn last line of a file begins; None if its end is sound."""
    start = data.rfind(b"\n") + 1
    tail = data[start:]
    try:
        json.loads(tail.decode("utf-8-sig"))
    except RecursionError:
        return None
    except ValueError:
        return start if tail.strip() else None
    return None


class _Refused(ValueError):
    pass


def _no_number(word: str) -> NoReturn:
    raise _Refused(f"{word} is not a number in JSON.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise _Refused(f"The field “{twice[:80]}” stands twice in one object.")
    return result


def _torn(where: Where) -> Problem:
    what = "The last line is cut off, as after a crash while it was written; it was passed over."
    return Problem(what, where, code="torn-line", severity="warning")


def _holds_surrogate(line: str, value: Any) -> bool:
    """Whether some text of ``value`` could not be written to a file."""
    if _ESCAPED_SURROGATE.search(line):  # two of them side by side would be a character
        line = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.search(line) is not None


def _around(line: str, position: int) -> str:
    return line[max(0, position - 40) : position + 40]
