"""What is said before long work."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from commonground.conflict.array import memory
from commonground.conflict.array.estimate import Estimate, estimate
from commonground.conflict.array.memory import available_memory, bytes_needed
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import UsageError
from tests.conflict.by_hand import both_ways
from tests.conflict.known import elmira


def _flat(*bits: int, infeasible: bool = False) -> OptionForm:
    shape = tuple(1 << count for count in bits)
    ranks = tuple(np.broadcast_to(np.uint16(1), shape) for _ in bits)
    names = tuple(tuple(f"o{party}_{number}" for number in range(count)) for party, count in enumerate(bits))
    mask = np.broadcast_to(np.True_, shape) if infeasible else None
    return OptionForm(tuple(f"p{party}" for party in range(len(bits))), names, both_ways(names), mask, ranks)


def test_memory_grows_with_the_states_and_no_faster() -> None:
    small, large = bytes_needed(_flat(5, 5, 5, 5)), bytes_needed(_flat(6, 6, 6, 6))
    assert small < large < 16.01 * small
    assert bytes_needed(_flat(5, 5)) < bytes_needed(_flat(5, 5, 1))


def test_the_largest_model_promised_is_estimated_under_four_gigabytes() -> None:
    form = _flat(6, 6, 6, 6)
    wide = OptionForm(form.parties, form.options, form.reversible, None, (*form.ranks[:3], np.broadcast_to(np.uint32(1 << 23), form.shape)))  # fmt: skip  # noqa: E501
    assert bytes_needed(form) < bytes_needed(wide) < 2 << 30


def test_time_grows_with_the_states_and_with_what_is_asked() -> None:
    large = _flat(9, 9)
    all_of_it, little = estimate(large), estimate(large, ["nash"])
    assert 0 < little.seconds < all_of_it.seconds
    assert estimate(_flat(12, 12)).seconds > all_of_it.seconds
    assert estimate(elmira(), ["nash", "sim"]).seconds < all_of_it.seconds


def test_an_estimate_reads_as_rough() -> None:
    assert str(Estimate(0.4, 50 << 20)) == "a second or two, 50 MiB of memory"
    assert str(Estimate(31.2, 2 << 30)) == "some 31 seconds, 2,048 MiB of memory"
    assert str(Estimate(300, 1)) == "some 5 minutes, 1 MiB of memory"


def test_the_system_says_how_much_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"/proc/meminfo": ["MemTotal: 8000 kB", "MemAvailable: 3000 kB"]}
    monkeypatch.setattr(memory, "_lines", lambda path: said.get(path, []))
    assert available_memory() == 3000 << 10
    said |= {"/sys/fs/cgroup/memory.max": ["2000000"], "/sys/fs/cgroup/memory.current": ["500000"]}
    assert available_memory() == 1_500_000
    said["/sys/fs/cgroup/memory.max"] = ["max"]
    assert available_memory() == 3000 << 10


def test_where_the_system_does_not_say_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "available_memory", lambda: None)
    memory.refuse_too_large(_flat(10, 10))
    monkeypatch.setattr(memory, "available_memory", lambda: 1 << 20)
    with pytest.raises(UsageError, match="free now: 1 MiB"):
        memory.refuse_too_large(_flat(12, 12))
    memory.refuse_too_large(elmira())


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read as Linux counts it")
def test_the_bytes_said_are_not_fewer_than_are_used() -> None:
    script = """
import numpy as np
from tests.peak import most_memory
from commonground.conflict.array import ArrayBackEnd
from commonground.conflict.array.memory import bytes_needed
from commonground.conflict.model.option_form import OptionForm
draw = np.random.default_rng(0)
ranks = tuple(draw.integers(1, 60_000, (1 << 6, 1 << 5, 1 << 5, 1 << 5)).astype(np.uint16) for _ in range(4))
names = tuple(tuple(f"o{p}{n}" for n in range(6 if p == 0 else 5)) for p in range(4))
ways = tuple(("once taken",) + ("both ways",) * (len(own) - 1) for own in names)
form = OptionForm(("a", "b", "c", "d"), names, ways, draw.random(ranks[0].shape) < 0.8, ranks)
before = most_memory()
model = ArrayBackEnd(form)
for party in range(4):
    for concept in ("nash", "gmr", "smr", "seq", "sseq"):
        model.stable(party, concept)
print(most_memory() - before, bytes_needed(form))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    used, said = map(int, done.stdout.split())
    assert 0 < used < said
