"""A writer that kills itself before its n-th call of the operating system, as a power cut would.

Run as ``python killed_writer.py FOLDER SAVE``, it does the save once for every n, in a process and a folder
``FOLDER/n`` of its own, until one survives because it makes fewer calls; and once for every call of write, killed
halfway through the bytes, in ``FOLDER/n-half``. It prints the calls of the survivor.
"""

from __future__ import annotations

import builtins
import io
import itertools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

OLD = {"case.yaml": b"case: old\n" * 500, "sources.yaml": b"old: {}\n", "statements/ada.jsonl": b'{"id": "s1"}\n'}
NEW = {"case.yaml": b"case: new one\n" * 700, "sources.yaml": b"", "statements/ada.jsonl": b'{"id": "s2"}\n' * 9}

CALLS = ("open", "write", "fsync", "rename", "replace", "unlink", "remove", "link", "mkdir", "truncate", "ftruncate")


def one_file(folder: Path) -> None:
    from commonground.store import version_of, write_atomic

    write_atomic(folder / "case.yaml", NEW["case.yaml"], expected=version_of(OLD["case.yaml"]))


def one_file_committed(folder: Path) -> None:
    from commonground.store import commit

    commit(folder, {"case.yaml": NEW["case.yaml"]})


def three_files(folder: Path) -> None:
    from commonground.store import commit, version_of

    commit(folder, NEW, expected={name: version_of(data) for name, data in OLD.items()})


SAVES: dict[str, Callable[[Path], None]] = {
    "one_file": one_file,
    "one_file_committed": one_file_committed,
    "three_files": three_files,
}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(deadly: int, *, halfway: bool) -> list[str]:
    """Wrap the calls so that the ``deadly``-th kills; the list grows with the calls made."""
    made: list[str] = []

    def wrapped(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def deadly_call(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            if len(made) == deadly:
                if halfway and name == "write":
                    call(args[0], bytes(args[1])[: len(args[1]) // 2])
                die()
            return call(*args, **kwargs)

        return deadly_call

    for name in CALLS:
        setattr(os, name, wrapped(name, getattr(os, name)))
    builtins.open = io.open = wrapped("open", builtins.open)
    return made


def fresh(folder: Path) -> Path:
    (folder / "statements").mkdir(parents=True)
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    return folder


def attempt(folder: Path, save: Callable[[Path], None], deadly: int, *, halfway: bool = False) -> list[str] | None:
    """The calls that a process doing the save made, or None if it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        made = arm(deadly, halfway=halfway)
        save(folder)
        os.fdopen(writing, "w").write(" ".join(made))  # closed, and so flushed, as it is forgotten
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        made = pipe.read().split()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended not in {0, -signal.SIGKILL}:
        sys.exit(f"the writer ended with {ended} before call {deadly}")
    return made if ended == 0 else None


def main() -> None:
    parent, save = Path(sys.argv[1]), SAVES[sys.argv[2]]
    import filelock  # noqa: F401 - importing is no part of saving

    import commonground.store  # noqa: F401

    attempts = (attempt(fresh(parent / f"{deadly:03}"), save, deadly) for deadly in itertools.count(1))
    calls = next(calls for calls in attempts if calls is not None)
    for deadly, call in enumerate(calls, 1):
        if call == "write":
            attempt(fresh(parent / f"{deadly:03}-half"), save, deadly, halfway=True)
    print(*calls)


if __name__ == "__main__":
    main()
