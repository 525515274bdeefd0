"""One writer a folder: threads, processes, and the message for the one who waits."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from commonground.errors import LockedError, StoreError
from commonground.store import commit, locked, open_folder, version_of

HOLD = """
import sys
from commonground.store import locked
with locked(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the folder's lock until its input ends."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_who_holds_the_lock_is_told(tmp_path: Path) -> None:
    with hold(tmp_path) as other:
        with pytest.raises(LockedError, match=f"process {other.pid} on ") as caught, locked(tmp_path, timeout=0.05):
            pytest.fail("two writers at once")
        assert caught.value.problems[0].code == "locked"
        other.communicate("")
    with locked(tmp_path, timeout=0):
        pass
    assert os.listdir(tmp_path) == [".commonground.lock"]


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    with hold(tmp_path) as other:
        other.kill()
        other.wait()
        with locked(tmp_path, timeout=5):
            pass


@pytest.mark.parametrize("note", ["", "{", '{"pid": "x", "host": 1}', "[]"])
def test_an_unreadable_holder_is_nobody_in_particular(tmp_path: Path, note: str) -> None:
    with hold(tmp_path) as other:
        (tmp_path / ".commonground-holder.json").write_text(note)
        with pytest.raises(LockedError, match="writing to this folder; nothing"), locked(tmp_path, timeout=0):
            pytest.fail("two writers at once")
        other.communicate("")


def test_a_thread_may_take_its_lock_again_and_others_wait(tmp_path: Path) -> None:
    (tmp_path / "n").write_bytes(b"0")

    def count() -> None:
        for _ in range(20):
            with locked(tmp_path):
                number = int(open_folder(tmp_path).read("n"))
                commit(tmp_path, {"n": str(number + 1).encode()}, {"n": version_of(str(number).encode())})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "n").read_bytes() == b"80"


def test_an_error_inside_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    with hold(tmp_path) as other:
        other.communicate("")
    assert other.returncode == 0


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such folder"), locked(tmp_path / "none"):
        pytest.fail("locked nothing")
    assert os.listdir(tmp_path) == []
