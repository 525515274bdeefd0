"""Where a case is: a folder, a zip of one, a ``case.yaml`` in a folder, or the name of a bundled case."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from commonground.errors import Problem, UsageError, Where, nearest_word
from commonground.store import Folder, open_folder

__all__ = ["bundled", "bundled_texts", "is_there", "open_case", "own_folder"]

_BUNDLED = Path(str(files("commonground.case"))) / "bundled"


def bundled() -> tuple[str, ...]:
    """The names of the cases that come with the program.

    >>> "istanbul-2025" in bundled()
    True
    """
    return tuple(sorted(path.parent.name for path in _BUNDLED.glob("*/case.yaml")))


def bundled_texts() -> frozenset[str]:
    """The sha256 (hex) of each text that comes with the program, whatever case it is in by now."""
    texts = (path for path in _BUNDLED.glob("*/sources/*") if path.is_file())
    return frozenset(sha256(path.read_bytes()).hexdigest() for path in texts)


def open_case(place: str | Path) -> Folder:
    """The files of a case.

    Raises
    ------
    UsageError
        Nothing is there and no bundled case has that name.
    StoreError
        Something is there and cannot be opened as a folder of files.
    """
    path = Path(place)
    if path.name == "case.yaml" and is_there(path) and path.is_file():
        return open_folder(path.parent)
    if is_there(path):
        return open_folder(path)
    if str(place) in bundled():
        return open_folder(_BUNDLED / str(place))
    names = bundled()
    raise UsageError(
        Problem(
            f"There is no case at “{str(place)[:200]}”.",
            Where(),
            expected=f"a folder with a case.yaml, a .zip of one, or a bundled case ({', '.join(names)})",
            nearest=nearest_word(str(place), names),
            code="no-such-case",
        )
    )


def own_folder(path: str | None) -> Path:
    """The folder at ``path``, if it is one that a user may add to: no .zip, and no case that comes with the program."""
    folder = Path(path or "")
    if path is None or not folder.is_dir() or folder.is_relative_to(_BUNDLED.resolve()):
        what = "Statements are added to a case folder of your own, not to a .zip and not to a case of the program's."
        raise UsageError(Problem(what, read=path, expected="a copy of the case in a folder", code="not-a-folder"))
    return folder


def is_there(path: Path) -> bool:
    """Whether there is something at ``path``; a path that can be none (too long, a NUL in it) leads nowhere."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
