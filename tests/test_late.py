"""Names are imported when they are first used: found in the module said, kept, and refused as Python refuses them."""

from __future__ import annotations

import subprocess
import sys

import pytest

import commonground
from commonground import agreement, case, record, statements


@pytest.mark.parametrize("module", [commonground, agreement, case, record, statements])
def test_a_name_that_is_not_there_is_refused_as_python_refuses_it(module: object) -> None:
    with pytest.raises(AttributeError, match=r"module 'commonground.*' has no attribute 'nothing_of_the_kind'"):
        module.nothing_of_the_kind  # type: ignore[attr-defined]  # noqa: B018


def test_a_name_is_imported_when_it_is_first_used_and_then_kept() -> None:
    code = (
        "import sys; from commonground import record;"
        "assert 'commonground.record.reading' not in sys.modules and 'read' not in vars(record);"
        "assert record.read is vars(record)['read'] and 'commonground.record.reading' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
