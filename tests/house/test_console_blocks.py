"""What the documentation tells a reader to type works.

In README.md and docs/ each ```` ```console ```` block holds lines that begin with ``$ ``. The lines of one page that
call ``commonground`` are typed here in their order in one empty folder, and each has to succeed. A page says otherwise
in two ways: a line may end with ``# exit 1`` (or 2), and a block straight after ``<!-- not run: REASON -->`` is left
out, for what waits for a browser or needs a file of the reader's own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"(?P<mark><!-- not run: [^>]+ -->\s*)?^```console\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+# exit (\d)$")


class Line(NamedTuple):
    """A command and the exit code it should have."""

    command: str
    exit: int


def lines(text: str) -> list[Line]:
    """The commands of a page that are to be run, in order."""
    found = []
    for block in BLOCK.finditer(text):
        # A line that ends in a backslash goes on in the next.
        for line in block["text"].replace("\\\n", " ").splitlines():
            if line.startswith("$ commonground") and not block["mark"]:
                code = EXIT.search(line)
                found.append(Line(EXIT.sub("", line)[2:], int(code[1]) if code else 0))
    return found


def pages_with_commands() -> list[Path]:
    return [page for page in PAGES if "_build" not in page.parts and lines(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", pages_with_commands(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_commands_of_a_page_work(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    folder.mkdir()
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "NO_COLOR": "1",
    }
    for line in lines(page.read_text(encoding="utf-8")):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line.command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == line.exit, f"$ {line.command}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr


def test_the_readme_has_commands() -> None:
    assert lines((ROOT / "README.md").read_text(encoding="utf-8"))


def test_lines_are_found_in_blocks_and_only_there() -> None:
    page = """
$ commonground no
```console
$ commonground agree x \\
    --json
output
$ ls
$ commonground check y   # exit 1
```
<!-- not run: waits for a browser -->
```console
$ commonground serve x
```
```python
$ commonground no
```
"""
    agree, check = lines(page)
    assert agree.command.split() == ["commonground", "agree", "x", "--json"]
    assert agree.exit == 0
    assert check == Line("commonground check y", 1)
