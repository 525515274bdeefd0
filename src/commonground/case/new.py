"""``new``: a starter case, commented, that loads, passes ``check`` and already has something to say."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from commonground.case.json_schema import json_schema_files
from commonground.case.schema import CaseFile
from commonground.case.validation import validated
from commonground.case.yaml_text import read_yaml
from commonground.case.yaml_write import quoted
from commonground.errors import CaseError, Problem, UsageError, Where
from commonground.store import commit
from commonground.store.problems import told

__all__ = ["ignored", "new"]

_STARTER = Path(str(files("commonground.case"))) / "starter"
_TITLE = "The Arno and the Belt: sharing a river"


def new(folder: str | Path, title: str | None = None) -> Path:
    """Write a starter case into ``folder``, which must not exist yet or be empty.

    Raises
    ------
    UsageError
        The folder holds something already, or the title cannot be one; nothing is written.
    StoreError
        The folder cannot be made or written to.
    """
    root = Path(folder)
    with told(root, "Making the case"):
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            what = "There is something here already; a new case is written only into an empty folder."
            raise UsageError(Problem(what, Where(str(root)), expected="a name that is not taken", code="not-empty"))
        written = _starter() if title is None else _titled(_starter(), title)
        for name in written:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
    commit(root, written)
    return root


def ignored() -> bytes:
    """What Git is to leave alone in the folder of a case."""
    return (_STARTER / "gitignore.txt").read_bytes()


def _starter() -> dict[str, bytes]:
    starter = {
        path.relative_to(_STARTER).as_posix(): path.read_bytes()
        for path in sorted(_STARTER.rglob("*"))
        if path.is_file()
    }
    return {name.replace("gitignore.txt", ".gitignore"): data for name, data in starter.items()} | {
        f".schemas/{name}": data for name, data in json_schema_files().items()
    }


def _titled(files: dict[str, bytes], title: str) -> dict[str, bytes]:
    """The files with another title, if it is one that a case can have."""
    text = files["case.yaml"].decode("utf-8").replace(f'case: "{_TITLE}"', f"case: {quoted(title)}")
    try:
        case = validated(CaseFile, read_yaml(text.encode("utf-8"), "case.yaml"))
    except CaseError:
        case = None
    if case is None or not title.strip():
        what = "This cannot be the title of a case."
        raise UsageError(Problem(what, read=title, expected="1 to 200 characters", code="wrong-value"))
    return files | {"case.yaml": text.encode("utf-8")}
