"""The server killed at any moment: the case is whole, nothing goes on alone, and the next start says what it found.

The server is a process of its own here, as people run it, and is ended by the one signal that nothing can answer.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread

import httpx
import pytest

from commonground.case import load, new
from commonground.case.adding_sources import add_source
from commonground.store import open_folder
from commonground.store.journal import JOURNAL, STAGE
from commonground.workbench.recovering import recovered
from commonground.workbench.settings import Settings
from tests.workbench.desk import WORDS
from tests.workbench.test_jobs import wide_case

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")

KILLS = 2
CUT_OFF = """
import os, sys
from commonground.case.adding_sources import add_source
from commonground.store import transaction
transaction._finish = lambda root, entries: entries and os._exit(9)  # decided, not finished
add_source(sys.argv[1], "late.txt", sys.argv[2].encode(), {"title": "Late"})
"""


class Server:
    """``commonground serve`` on a folder, and a client of it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "commonground", "serve", str(folder), "--port", "0", "--no-open"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "COMMONGROUND_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        self.told = ""
        while "Stop it with" not in self.told:
            line = self.process.stdout.readline()
            assert line, "the server ended before it said where it is"
            self.told += line
        address = re.search(r"http://\S+", self.told)
        assert address is not None
        self.client = httpx.Client(base_url=address[0], timeout=30, trust_env=False)
        found = re.search(r'name="token" value="([0-9a-f]{64})"', self.client.get("/").text)
        assert found is not None
        self.token = found[1]

    def post(self, path: str, **fields: str) -> httpx.Response:
        return self.client.post(path, data={"token": self.token, "who": "ada", **fields})

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.client.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "cases"
    made.mkdir()
    new(made / "mine")
    add_source(made / "mine", "talk.txt", WORDS.encode(), {"title": "Talk"})
    return made


def save_until_it_ends(server: Server, answered: list[str], turn: int) -> None:
    """Sources, statements and entries, one after another, each noted when the server says that it is kept."""
    with suppress(httpx.HTTPError):
        for number in range(10_000):
            name = f"{turn}-{number}"
            if server.post("/case/mine/add", title=f"Text {name}", text=f"ENVOY: Number {name}.").status_code == 303:
                answered.append(f"text-{name}")
            said = {"turn": "1", "words": "We will not sign", "act": "reject", "paraphrase": name}
            if server.post("/case/mine/code/talk", **said).status_code == 303:
                answered.append(name)


def test_killed_while_saving_the_case_is_whole_each_time(folder: Path, home: Path) -> None:
    draw, kept = random.Random(0), set[str]()
    for turn in range(KILLS):
        server, answered = Server(folder, home), list[str]()
        writer = Thread(target=save_until_it_ends, args=(server, answered, turn))
        writer.start()
        while len(answered) < 2:
            time.sleep(0.005)
        time.sleep(draw.uniform(0, 0.15))
        server.kill()
        writer.join(20)
        kept |= set(answered)
        assert kept <= things_in(folder / "mine")  # what was said to be kept is kept, and all of it can be read
    add_source(folder / "mine", "after.txt", b"ENVOY: After.", {"title": "After"})  # and can be written to
    left = [path.name for path in (folder / "mine").iterdir() if path.name.startswith((STAGE, JOURNAL))]
    assert left == []
    assert kept | {"after"} <= things_in(folder / "mine")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up under /proc")
def test_killed_during_long_work_nothing_goes_on_without_it(folder: Path, home: Path) -> None:
    wide_case(folder)
    server = Server(folder, home)
    address = server.post("/case/wide/job", page="stability").headers["location"]
    while server.client.get(f"{address}.json").json()["job"]["state"] != "running":
        time.sleep(0.01)
    (child,) = children_of(server.process.pid)
    server.kill()
    for _ in range(400):
        if not running(child):
            break
        time.sleep(0.05)
    assert not running(child)


def test_what_was_cut_off_is_finished_and_told_at_the_next_start(folder: Path, home: Path) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, str(folder / "mine"), WORDS], check=False)
    assert (folder / "mine" / JOURNAL).exists()
    server = Server(folder, home)
    assert "mine: a save of " in server.told
    assert "sources/late.txt" in server.told
    assert "is finished now" in server.client.get("/").text
    server.kill()
    assert not (folder / "mine" / JOURNAL).exists()
    assert (folder / "mine" / "sources" / "late.txt").read_bytes() == WORDS.encode()
    assert recovered(Settings(folder=folder)) == ()


def test_what_was_not_decided_is_thrown_away_and_told(folder: Path) -> None:
    (folder / "mine" / f"{STAGE}0123456789abcdef").write_bytes(b"half")
    copy = folder / "copy"
    (copy / "sources").mkdir(parents=True)
    (copy / f"{STAGE}0123456789abcdef").write_bytes(b"half")
    told = recovered(Settings(folder=folder))
    assert [each.partition(":")[0] for each in told] == ["copy", "mine"]
    assert "is not there" in told[0]
    assert "as it was before it" in told[1]
    assert not copy.exists()
    assert load(folder / "mine").sources


def children_of(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            if fields[1] == str(pid) and fields[0] != "Z":
                found.append(int(path.parent.name))
    return found


def running(pid: int) -> bool:
    with suppress(OSError):
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        return told.rpartition(")")[2].split()[0] != "Z"
    return False


def things_in(case: Path) -> set[str]:
    """The sources, each with its text, and the statements of a case, each by its number."""
    found, folder = load(case), open_folder(case)
    texts = {name for name in folder.names() if folder.read(name)}
    assert {f"sources/{each.file}" for each in found.sources.values() if each.file} <= texts
    return {*found.sources, *(each.paraphrase for each in found.statements.values())}
