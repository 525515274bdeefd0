"""``new``: a starter case, commented, that loads, passes ``check`` and already has something to say."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from commonground.case.json_schema import json_schema_files
from commonground.errors import Problem, UsageError, Where
from commonground.store import commit

__all__ = ["new"]

_STARTER = Path(str(files("commonground.case"))) / "starter"
_TITLE = "The Arno and the Belt: sharing a river"


def new(folder: str | Path, title: str | None = None) -> Path:
    """Write a starter case into ``folder``, which must not exist yet or be empty.

    Raises
    ------
    UsageError
        The folder holds something already; nothing is written.
    """
    root = Path(folder)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        what = "There is something here already; a new case is written only into an empty folder."
        raise UsageError(Problem(what, Where(str(root)), expected="a name that is not taken", code="not-empty"))
    starter = {
        path.relative_to(_STARTER).as_posix(): path.read_bytes()
        for path in sorted(_STARTER.rglob("*"))
        if path.is_file()
    }
    written = {name.replace("gitignore.txt", ".gitignore"): data for name, data in starter.items()}
    if title is not None:
        quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
        main = written["case.yaml"].decode("utf-8").replace(f'case: "{_TITLE}"', f"case: {quoted}")
        written["case.yaml"] = main.encode("utf-8")
    written |= {f".schemas/{name}": data for name, data in json_schema_files().items()}
    for name in written:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
    commit(root, written)
    return root
