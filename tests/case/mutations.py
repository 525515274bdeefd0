"""Damaged case files by the thousand: each loads or is refused in words, within bounds of time and memory.

    .venv/bin/python -m tests.case.mutations --count 10000

What loads is also checked and analysed. What is refused names for every problem a file of the case and, unless its
code is among `WITHOUT_LINE`, a line in it. Anything else is a failure, printed with the number that makes it again:

    .venv/bin/python -m tests.case.mutations --only 4711
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

from commonground.agreement import agreement
from commonground.case import check, load_folder
from commonground.errors import CommongroundError, Problem, StoreError, Where
from commonground.store import Folder
from tests.case.careful import CAREFUL, CAREFUL_SOURCES, CAREFUL_STATEMENTS
from tests.case.damage import damage_for
from tests.case.everything import EVERYTHING, LAYER, SOURCES
from tests.case.texts import sealed_statements
from tests.peak import most_memory

LONGEST = 10  # seconds for one case: a guard against hanging, not a measure
# A file that is refused by its size is never read, and a file that is not there has no lines.
WITHOUT_LINE = frozenset({"too-large", "no-case-file"})

Files = dict[str, bytes]


@dataclass
class Tally:
    """What became of the damaged cases."""

    seed: int
    count: int = 0
    loaded: int = 0
    refused: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0
    peak: int = 0  # bytes of memory of the whole process


class MemoryFolder(Folder):
    def __init__(self, contents: Files) -> None:
        self._contents = contents
        self.root, self.title = Path("memory"), "memory"

    def names(self) -> list[str]:
        return sorted(self._contents)

    def read(self, name: str, limit: int = 2_000_000) -> bytes:
        if len(self._contents[name]) > limit:
            raise StoreError(Problem("A file is too large.", Where(str(self.root)), read=name, code="too-large"))
        return self._contents[name]


class Hanging(BaseException):
    """No program catches this by mistake."""


@cache
def sound() -> tuple[Files, ...]:
    """The cases that are damaged: small ones, and the bundled ones less often, as they take longer."""
    readings = "layer: A reading\nkind: reading\nreplace: {N1: {kind: position}}\nwithdraw: [s1, targets.cross]\n"
    what_if = "layer: What if\nkind: hypothesis\nsource: ours\nadd: {offers: {north: [{id: H1, offer: toll = low}]}}\n"
    careful = {
        "case.yaml": CAREFUL + 'targets: {cross: "bridge > closed"}\n',
        "sources.yaml": CAREFUL_SOURCES + "minutes: {title: Minutes, copy_of: paper}\n",
        "statements/me.jsonl": CAREFUL_STATEMENTS,
        "statements/you.jsonl": sealed_statements(),
        "layers/one.yaml": readings,
        "layers/two.yaml": what_if,
    }
    everything = {
        "case.yaml": EVERYTHING,
        "sources.yaml": SOURCES,
        "layers/one.yaml": LAYER.replace(", x: {}}", "}").replace("[s1]", "[targets.it]"),
    }
    package = Path(str(files("commonground.case")))
    small = [{name: text.encode() for name, text in case.items()} for case in (careful, everything)]
    starter, cuba, istanbul = (
        {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.suffix in (".yaml", ".jsonl")
        }
        for root in (package / "starter", package / "bundled" / "cuba-1962", package / "bundled" / "istanbul-2025")
    )
    return (*small * 8, *[starter] * 8, cuba, istanbul)


def damaged(seed: int, number: int) -> tuple[Files, list[str], tuple[str, ...], date | None]:
    """A case with one to three things wrong in it, what they are, the layers to lay on it and the day to look from."""
    chance = Random(f"{seed}/{number}")
    contents = dict(chance.choice(sound()))
    kinds: list[str] = []
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        name = chance.choice(sorted(contents))
        kind, damage = damage_for(chance, name)
        contents[name] = damage(chance, contents[name])
        kinds.append(f"{kind} in {name}")
    layers = [Path(name).stem for name in contents if name.startswith("layers/")]
    chosen = chance.sample(layers, chance.randint(0, len(layers)))
    if any("layers/" in kind for kind in kinds):
        chosen = layers
    day = date(2025, chance.randint(1, 3), chance.randint(1, 28)) if chance.random() < 0.2 else None
    return contents, kinds, tuple(chosen), day


def tried(contents: Files, layers: tuple[str, ...], day: date | None) -> tuple[Problem, ...]:
    """What a case is refused for; nothing if it loads, and then it can be checked and analysed."""
    try:
        case = load_folder(MemoryFolder(contents), layers, day)
    except CommongroundError as error:
        return refusal(contents, error)
    for problem in check(case):
        assert str(problem)
    agreement(case, budget=1.0).to_dict()
    return ()


def refusal(contents: Files, error: CommongroundError) -> tuple[Problem, ...]:
    """The problems of an error, which say what and where."""
    assert str(error)
    assert error.problems
    for problem in error.problems:
        json.dumps(problem.to_dict())
        assert problem.what
        assert problem.where.file in {*contents, "memory"}, f"no file: {problem!r}"
        assert problem.where.line or problem.code in WITHOUT_LINE, f"no line: {problem!r}"
    return error.problems


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise Hanging(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def one(tally: Tally, number: int) -> None:
    contents, kinds, layers, day = damaged(tally.seed, number)
    tally.count += 1
    tally.kinds.update(kind.split()[0] for kind in kinds)
    started = time.monotonic()
    try:
        with no_longer_than(LONGEST):
            problems = tried(contents, layers, day)
    except (Exception, Hanging):
        tally.failures.append(f"--seed {tally.seed} --only {number}: {'; '.join(kinds)}\n{traceback.format_exc()}")
        return
    tally.slowest = max(tally.slowest, time.monotonic() - started)
    tally.codes.update({problem.code for problem in problems})
    if problems:
        tally.refused += 1
    else:
        tally.loaded += 1


def run(seed: int, numbers: range, *, bar: bool = False) -> Tally:
    tally = Tally(seed)
    if bar:
        from rich.progress import track

        for number in track(numbers, "Damaged cases"):
            one(tally, number)
    else:
        for number in numbers:
            one(tally, number)
    tally.peak = most_memory()
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description="Damage case files and see what becomes of them.")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="try this one number again and show its files")
    parser.add_argument("--json", action="store_true", help="print the tally as JSON, without a progress bar")
    given = parser.parse_args()
    if given.only is not None:
        contents, kinds, layers, day = damaged(given.seed, given.only)
        for name, data in contents.items():
            print(f"--- {name}\n{data[:20_000].decode('utf-8', 'backslashreplace')}")
        print(f"--- {kinds}, layers {layers}, day {day}")
        tally = run(given.seed, range(given.only, given.only + 1))
    else:
        tally = run(given.seed, range(given.count), bar=not given.json)
    if given.json:
        print(json.dumps(vars(tally)))
    else:
        for failure in tally.failures[:20]:
            print(failure)
        print(f"{tally.loaded} loaded, {tally.refused} refused, {len(tally.failures)} failed of {tally.count}")
        print(f"slowest {tally.slowest:.1f} s, peak {tally.peak / 1e6:.0f} MB")
        print(", ".join(f"{code} {times}" for code, times in tally.codes.most_common()))
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
