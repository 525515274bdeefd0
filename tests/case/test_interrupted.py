"""Ctrl-C during a long propose, and two writers at once, in real processes: the case loads, and no line is half."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from time import sleep

import pytest

from commonground.case import load
from commonground.cli import main
from tests.case.folders import SOURCES, whole

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise on this system")

TALK = (
    "The Gazette: Will the north open the bridge, and what for?\n"
    "Ann Lee: We demand that the toll be dropped. They (the southerners) said: “We will not open it.” We reject that.\n"
)
RUN = "import sys; from commonground.cli import main; print('ready', flush=True); sys.exit(main(sys.argv[1:]))"

# For each n, in a copy of the case and a process of its own: a Ctrl-C at the n-th time that something in the case is
# about to be written, renamed or removed. Prints the exit codes.
AT_EVERY_WRITE = """
import os, shutil, signal, sys
from commonground.cli import main
import commonground.case.proposing, commonground.statements.gating
plain, number, code = sys.argv[1], 0, 130
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.truncate", "os.link", "os.chmod")
while code == 130 and number < 60:
    number += 1
    root = shutil.copytree(plain, f"{plain}-{number}")
    child = os.fork()
    if child == 0:
        seen = 0

        def watch(event, args):
            global seen
            if event not in ("open", *CHANGES) or not str(args[0]).startswith(root):
                return
            if event == "open" and not (isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
                return
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGINT)

        sys.addaudithook(watch)
        code = 1
        try:
            code = main(["propose", root, "letter"])
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print("code", code, flush=True)
"""

APPEND = """
import sys
from commonground.record import Document, anchor_at
from commonground.statements import Statement, append_statement
folder, coder, name, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
document = Document.from_text("We demand a bridge.")
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    anchor = anchor_at(document, 0, 19)
    append_statement(folder, coder, Statement(id=f"{name}{number}", document="letter", speaker="ann", source="ann",
                                              act="demand", anchor=anchor))
"""


def case_with(path: Path, turns: int) -> Path:
    root = whole(path, sources__letter_txt="".join(islice(cycle([TALK]), turns)))
    described = SOURCES.replace("title: A letter,", "title: A letter, file: letter.txt,")
    (root / "sources.yaml").write_text(described, encoding="utf-8")
    return root


def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "COMMONGROUND_HOME": str(tmp_path / "home")}


def lines(root: Path) -> dict[str, list[str]]:
    """The ids in each coder's file; every line has to be whole."""
    found = {}
    for file in (root / "statements").iterdir():
        if file.is_file() and not file.name.startswith("."):
            data = file.read_bytes()
            assert data.endswith(b"\n"), file.name
            found[file.name] = [json.loads(line)["id"] for line in data.decode().splitlines()]
    return found


@pytest.mark.parametrize("seconds", [0.3, 1.0])
def test_ctrl_c_while_it_reads(tmp_path: Path, seconds: float) -> None:
    root = case_with(tmp_path / "c", 4_000)
    before = lines(root)
    command = [sys.executable, "-c", RUN, "propose", str(root), "letter", "--claims"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(tmp_path)
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        sleep(seconds)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate()
    assert process.returncode == 130
    assert told == "commonground: stopped; nothing was left half written.\n"
    assert lines(root) == before
    assert len(load(root).statements) == 3


def test_ctrl_c_at_any_moment_of_the_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    plain = case_with(tmp_path / "c", 3)
    command = [sys.executable, "-c", AT_EVERY_WRITE, str(plain)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    codes = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("code")]
    assert codes == ["130"] * (len(codes) - 1) + ["0"], "every moment was tried"
    assert len(codes) > 3
    counts = set()
    for number in range(1, len(codes) + 1):
        root = Path(f"{plain}-{number}")
        written = load(root).statements
        counts.add(len(written))
        assert main(["propose", str(root), "letter"]) == 0
        assert written.items() <= load(root).statements.items()
        assert lines(root).keys() == {"me.jsonl", "rules.jsonl"}
    assert len(counts) == 2, "none of the proposals, or all of them"


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    root = case_with(tmp_path / "c", 1)
    plan = [("ann", "a"), ("ann", "b"), ("ben", "c")]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", APPEND, str(root), coder, name, "25"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for coder, name in plan
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        _, told = writer.communicate()
        assert (writer.returncode, told) == (0, "")
    found = lines(root)
    assert sorted(found["ann.jsonl"]) == sorted(f"{name}{number}" for name in "ab" for number in range(25))
    assert found["ben.jsonl"] == [f"c{number}" for number in range(25)]
    assert len(load(root).statements) == 3 + 75
