"""Case files just under the size that is still read: each loads or is refused, within bounds of time and memory.

    .venv/bin/python -m tests.case.huge

prints, for each, what became of it, in how many seconds, and at the end the most memory that was used.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from commonground.case import check, load_folder
from commonground.errors import CommongroundError
from tests.case.folders import statement
from tests.case.mutations import LONGEST, MemoryFolder, no_longer_than
from tests.peak import most_memory

SIZE = 1_990_000
HEAD = "case: Huge\nparties: {a: Ay, b: Be}\n"
ISSUES = "issues: {t: [n, y], u: [n, y, z]}\n"


def filled(head: str, line: Callable[[int], str], most: int = SIZE) -> str:
    """``head`` and as many lines as fit under the size, at most so many."""
    lines, size = [head], len(head)
    for n in range(most):
        lines.append(line(n))
        size += len(lines[-1])
        if size > SIZE:
            lines.pop()
            break
    return "".join(lines)


def files() -> dict[str, dict[str, str]]:
    mandates = HEAD + ISSUES + "mandates:\n  a:\n"
    issues = filled(HEAD + "issues:\n", lambda n: f"  issue{n}: [n, y]\n", 20_000)
    outcomes = "[" + ", ".join(f"o{n}" for n in range(200)) + "]"
    alike = "issues:\n" + "".join(f"  issue{n}: [n, y]\n" for n in range(8_000))
    return {
        "one long note": {"case.yaml": HEAD + "note: " + "word " * 390_000},
        "one long key": {"case.yaml": HEAD + "x" * 1_900_000 + ": y"},
        "many issues": {"case.yaml": issues},
        "many outcomes": {"case.yaml": filled(HEAD + "issues:\n", lambda n: f"  issue{n}: {outcomes}\n", 450)},
        "as many formulas as may be": {
            "case.yaml": filled(mandates, lambda n: f"    - t = n or u = {'nyz'[n % 3]}\n", 20_000)
        },
        "offers against clauses": {
            "case.yaml": filled(
                filled(mandates, lambda n: "    - t = n\n", 9_000) + "offers:\n  a:\n", lambda n: "    - t = y\n", 9_000
            )
        },
        "long formulas": {"case.yaml": filled(mandates, lambda n: "    - " + " and ".join(["t = n"] * 1_100) + "\n")},
        "misspelt names": {
            "case.yaml": filled(HEAD + alike + "mandates:\n  a:\n", lambda n: f"    - isue{n} = n\n", 9_000)
        },
        "unknown fields": {"case.yaml": filled(HEAD, lambda n: f"bad{n}: x\n", 45_000)},
        "one id for all": {"case.yaml": filled(mandates, lambda n: "    - {id: X, clause: t = n}\n", 19_000)},
        "steps in a circle": {
            "case.yaml": filled(
                filled(HEAD + "steps:\n", lambda n: f"  s{n}: S\n", 8_000) + "order:\n  a:\n",
                lambda n: f"    - {{before: s{n % 8_000}, after: s{(n + 1) % 8_000}}}\n",
                9_000,
            )
        },
        "many statements": {
            "case.yaml": HEAD,
            "statements/me.jsonl": filled("", lambda n: statement(f"s{n}", "letter", "a")),
        },
        "one statement again and again": {
            "case.yaml": HEAD,
            "statements/me.jsonl": filled("", lambda n: statement("s", "letter", "a", paraphrase=str(n))),
        },
        "empty annotations": {"case.yaml": HEAD, "statements/me.jsonl": "{}\n" * 50_000},
        "too many lines": {"case.yaml": HEAD, "statements/me.jsonl": "{}\n" * 660_000},
        "many sources": {"case.yaml": HEAD, "sources.yaml": filled("", lambda n: f"s{n}: A\n", 20_000)},
    }


def main() -> int:
    for name, texts in files().items():
        contents = {file: text.encode() for file, text in texts.items()}
        assert all(len(data) <= 2_000_000 for data in contents.values())
        started = time.monotonic()
        with no_longer_than(LONGEST):
            try:
                told = f"loaded, {len(check(load_folder(MemoryFolder(contents))))} questions"
            except CommongroundError as error:
                told = (
                    f"refused, {error.problems[0].code}, {len(error.problems)} problems, {len(str(error))} characters"
                )
        print(f"{name}: {told}, {time.monotonic() - started:.1f} s", flush=True)
    print(most_memory())
    return 0


if __name__ == "__main__":
    sys.exit(main())
