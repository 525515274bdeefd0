"""How long the stable states of random conflicts take, and how much memory, from 2^10 to 2^20 states and beyond.

    python benchmarks/stability.py                # two, four and six parties, up to 2^20 states
    python benchmarks/stability.py --full         # two to six parties, up to 2^24 states: some ten minutes
    python benchmarks/stability.py 24/4 20/6      # options/parties of your own

Asked are all five concepts of all parties. Preferences are random ranks (hardly any ties) or twelve random priorities a
party (many). Each model is looked at with every state feasible and every option reversible, and with a fifth of the
states infeasible, listed one by one, and two options irreversible. Every row is a process of its own, so that its peak
of memory, the model included, is its own. Times are of the processor. Beside them stands, from the same process, that
of a stable ``np.argsort`` of four flat arrays of 2^20 random 32-bit numbers.

Below: a conflict whose improvements form one chain through all steps of a staircase, the worst that there is for
sweeps; and pure Nash states beside ``pygambit``, where that is installed and its table can be built.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonground.conflict.array import ArrayBackEnd
from commonground.conflict.array.estimate import estimate
from commonground.conflict.model.contract import CONCEPTS
from commonground.conflict.model.option_form import OptionForm, Reversible
from commonground.conflict.model.priorities import by_priorities
from commonground.conflict.model.ranks import dense
from commonground.logic import And, Axes, Formula, Iff, Not, Or, Taken

Ranks = NDArray[np.unsignedinteger]
USUAL = [f"{width}/{parties}" for parties in (2, 4, 6) for width in (10, 12, 14, 16, 18, 20)]
FULL = [f"{width}/{parties}" for parties in range(2, 7) for width in range(10, 25, 2)]


@dataclass(frozen=True)
class Asked:
    """One model of the family."""

    width: int
    parties: int
    priorities: bool
    restricted: bool

    def __str__(self) -> str:
        return f"{'priorities' if self.priorities else 'ranks':<11}{'restricted' if self.restricted else 'free':<11}"


def random_form(asked: Asked, seed: int = 0) -> OptionForm:
    draw = np.random.default_rng(seed)
    bits = [asked.width // asked.parties + (party < asked.width % asked.parties) for party in range(asked.parties)]
    options = tuple(tuple(f"o{party}_{number}" for number in range(count)) for party, count in enumerate(bits))
    shape = tuple(1 << count for count in bits)
    parties = tuple(f"p{party}" for party in range(asked.parties))
    ways: list[list[Reversible]] = [["both ways"] * count for count in bits]
    feasible = None
    if asked.restricted:
        ways[0][0], ways[1][-1] = "once taken", "once dropped"
        feasible = draw.random(shape) >= 0.2
    axes = Axes(parties, tuple(tuple((option, None) for option in own) for own in options))
    if asked.priorities:
        names = [option for own in options for option in own]
        ranks = [by_priorities(list(_priorities(names, seed + party)), axes, feasible) for party in range(len(bits))]
    else:
        ranks = [dense(draw.integers(0, 1 << 32, shape, dtype=np.uint32), feasible, shape) for _ in bits]
    return OptionForm(parties, options, tuple(map(tuple, ways)), feasible, tuple(ranks))


def _priorities(names: list[str], seed: int) -> Iterator[Formula]:
    draw = random.Random(seed)
    for _ in range(12):
        first, second = (Taken(name) if draw.random() < 0.5 else Not(Taken(name)) for name in draw.sample(names, 2))
        yield draw.choice((first, And((first, second)), Or((first, second)), Iff(first, second)))


def stairs(bits: int) -> OptionForm:
    """Two parties improve by turns along a staircase; a third can join, and its end is bad for that one."""
    length = 1 << bits
    climbing = np.full((2, length, length, 2), 2 * length, dtype=np.uint32)  # off the stairs all is best
    place = np.arange(length)
    climbing[:, place, place] = (2 * place + 1)[:, None]
    climbing[:, place[1:], place[:-1]] = (2 * place[1:])[:, None]
    joining = np.full((length, length, 2), 2, dtype=np.uint32)
    joining[..., 1] = 3
    joining[-1, -1] = 1
    options = tuple(tuple(f"{party}{number}" for number in range(bits)) for party in "ab")
    both: tuple[Reversible, ...] = ("both ways",)
    return OptionForm(("a", "b", "c"), (*options, ("c",)), (both * bits, both * bits, both), None, (*climbing, joining))


def yardstick() -> float:
    draw = np.random.default_rng(0)
    arrays = [draw.integers(0, 1 << 31, 1 << 20, dtype=np.int32) for _ in range(4)]
    started = process_time()
    for array in arrays:
        np.argsort(array, kind="stable")
    return process_time() - started


def measured(asked: Asked) -> dict[str, float]:
    """In a process of its own."""
    started = process_time()
    form = random_form(asked)
    making = process_time() - started
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = estimate(form)
    started = process_time()
    model = ArrayBackEnd(form)
    for party in range(asked.parties):
        for concept in CONCEPTS:
            model.stable(party, concept)
    seconds = process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "making": making,
        "seconds": seconds,
        "said": said.seconds,
        "yardstick": min(yardstick() for _ in range(2)),
        "held": held * 1024,
        "peak": peak * 1024,
    }


def _apart(asked: Asked) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", json.dumps(asdict(asked))]
    answer: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return answer


def table(sizes: list[str]) -> None:
    print(f"{'states':>8} {'parties':>7}  {'preferences':<22}{'model':>8}{'analysis':>10}{'estimate':>10}", end="")
    print(f"{'x argsort':>11}{'ns a state':>12}{'of 2^20':>9}{'peak':>10}")
    base: dict[tuple[int, bool, bool], float] = {}
    for size in sizes:
        width, parties = (int(part) for part in size.split("/"))
        for priorities in (False, True):
            for restricted in (False, True):
                asked = Asked(width, parties, priorities, restricted)
                found = _apart(asked)
                each = found["seconds"] / (1 << width) * 1e9
                if width == 20:
                    base[parties, priorities, restricted] = each
                beside = base.get((parties, priorities, restricted))
                print(
                    f"{f'2^{width}':>8} {parties:>7}  {asked!s:<22}{found['making']:>6.2f} s{found['seconds']:>8.3f} s"
                    f"{found['said']:>8.2f} s{found['seconds'] / found['yardstick']:>11.2f}{each:>12.0f}"
                    f"{'' if beside is None else f'{each / beside:.2f}':>9}{found['peak'] / 2**30:>6.2f} GiB",
                    flush=True,
                )


def chains() -> None:
    print("\nOne chain of improvements through a staircase (seq and sseq of the party that can only join)")
    for bits in (5, 6, 7, 8, 9, 10):
        form = stairs(bits)
        started = process_time()
        stable = ArrayBackEnd(form).stable(2, "seq")
        seconds = process_time() - started
        assert stable[0], "the end of the stairs deters the first step"
        steps = 2 * (1 << bits) - 2
        print(f"  {form.size:>9,} states, {steps:>5,} steps: {seconds:7.3f} s, {seconds / steps * 1e6:5.0f} us a step")


def beside_gambit() -> None:
    print("\nPure Nash states, beside pygambit (its table, read from a file, is built before its clock starts)")
    try:
        import pygambit  # type: ignore[import-not-found,unused-ignore]
        from pygambit.nash import enumpure_solve  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        print("  pygambit is not installed: pip install 'commonground[bench]'")
        return
    for width, parties in ((6, 2), (8, 2), (10, 2), (12, 2), (8, 4), (10, 4), (12, 4)):
        form = random_form(Asked(width, parties, False, False))
        game = _game(pygambit, form)
        started = process_time()
        theirs = len(enumpure_solve(game).equilibria)
        middle = process_time()
        model = ArrayBackEnd(form)
        stable = np.logical_and.reduce([model.stable(party, "nash") for party in range(parties)])
        ours = process_time() - middle
        assert int(stable.sum()) == theirs
        print(
            f"  2^{width} states, {parties} parties: {theirs} found; pygambit {middle - started:8.4f} s, "
            f"here {ours:8.4f} s, {(middle - started) / ours:7.1f} x"
        )


def _game(pygambit: Any, form: OptionForm) -> Any:
    from commonground.conflict.exchange.gambit import nfg_from_model

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "game.nfg"
        path.write_bytes(nfg_from_model(form).data)
        return pygambit.read_nfg(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", help="options/parties")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measured(Asked(**json.loads(given.one)))))
        return
    table(given.sizes or (FULL if given.full else USUAL))
    if not given.sizes:
        chains()
        beside_gambit()


if __name__ == "__main__":
    main()
