"""Draw figures in a process of its own, which takes its engine of some hundred megabytes away with it.

For a program that stays: the workbench. Several figures are drawn by one process, since starting it takes longer than
the drawing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from commonground.brief.document import Figure, Table
from commonground.errors import Problem, UsageError

__all__ = ["INSTALL", "can_draw", "drawn_apart", "main"]

INSTALL = "pip install 'commonground[report]'"
SLOWEST = 60  # seconds
_FIELDS = ("anchor", "title", "description", "picture")


def can_draw() -> bool:
    """Whether vl-convert is installed; it is not loaded."""
    return find_spec("vl_convert") is not None


def drawn_apart(figures: Sequence[Figure]) -> list[str]:
    """The figures as SVG.

    Raises
    ------
    UsageError
        vl-convert is not installed, or drawing took too long.
    """
    if not can_draw():
        what = "Drawing a picture needs a library that is not installed here: vl-convert."
        raise UsageError(Problem(what, expected=INSTALL, code="no-vl-convert"))
    asked = json.dumps([{name: getattr(figure, name) for name in _FIELDS} for figure in figures])
    command = [sys.executable, "-P", "-m", "commonground.brief.plots.apart"]
    try:
        done = subprocess.run(command, input=asked.encode(), capture_output=True, timeout=SLOWEST, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        what = "Drawing the picture took too long and was stopped."
        raise UsageError(Problem(what, expected=f"at most {SLOWEST} seconds", code="too-slow")) from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        what = f"The picture cannot be drawn. {told[-1][:300] if told else ''}".strip()
        raise UsageError(Problem(what, expected="the table, which says the same", code="not-possible"))
    drawn: list[str] = json.loads(done.stdout)
    return drawn


def main() -> None:
    """What the process does: read figures, write drawings."""
    from commonground.brief.plots.draw import draw

    asked = json.loads(sys.stdin.buffer.read())
    drawn = [draw(Figure(**each, table=Table((), (), ()))) for each in asked]
    sys.stdout.buffer.write(json.dumps(drawn).encode())


if __name__ == "__main__":
    main()
