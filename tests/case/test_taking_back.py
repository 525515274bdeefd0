"""One change taken out of what a file is by now: what others wrote stays, and what touches it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.case import load, new
from commonground.case.taking_back import merged, take_back
from commonground.errors import CaseError, UsageError

LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"\n"]), max_size=8)


@given(LINES, LINES, LINES, LINES)
def test_what_was_changed_far_away_stays(
    first: list[bytes], second: list[bytes], third: list[bytes], fourth: list[bytes]
) -> None:
    between = [b"--\n"] * 3
    before, after = [*first, *between, *third], [*second, *between, *third]
    now = [*second, *between, *fourth]
    assert merged(b"".join(before), b"".join(after), b"".join(now)) == b"".join([*first, *between, *fourth])


@given(LINES, LINES)
def test_what_still_stands_is_taken_back_whole(before: list[bytes], after: list[bytes]) -> None:
    assert merged(b"".join(before), b"".join(after), b"".join(after)) == b"".join(before)


def test_nothing_is_written_that_breaks_the_case(tmp_path: Path) -> None:
    case = new(tmp_path / "talks")
    file = case / "case.yaml"
    after = file.read_bytes()
    with pytest.raises(CaseError):
        take_back(case, {"case.yaml": (after.replace(b"flow <= low", b"flow <= lowe"), after)})
    with pytest.raises(UsageError):
        take_back(case, {"case.yaml": (b"case: x\n", b"case: y\n")})
    with pytest.raises(UsageError):
        take_back(case, {"layers/gone.yaml": (b"", b"x")})
    assert file.read_bytes() == after
    assert load(case).clauses
