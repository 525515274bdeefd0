"""A folder as it was at a Git revision, through the same face as a folder on disk.

Git itself is asked, with argument lists that are fixed but for three words: the folder, the revision, the id of an
object. No shell is between. A revision is one word and never an option: what begins with a dash is refused before Git
sees it (no branch or tag can be called so), and what is read afterwards is named by the checksum that Git gave.

Reading is all that happens, from what is on this disk: no working tree, no index, no hook, no network.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from commonground.errors import Problem, StoreError, UsageError, Where
from commonground.store.folder import LIMIT, MOST_ENTRIES, Folder
from commonground.store.names import hidden, leads_out, safe_name
from commonground.store.problems import refused

__all__ = ["RevisionFolder", "not_a_revision", "open_revision"]

WAIT = 60  # seconds for one answer
LONGEST = 200  # characters of a revision
_FILES = ("100644", "100755")
_LINK = "120000"
# Where the caller's own surroundings point Git must not decide what is read, and nothing is fetched.
_TURNED_OFF = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_COMMON_DIR")
_QUIET = {"GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


class Blob(NamedTuple):
    """One file in a revision."""

    mode: str
    id: str
    size: int


class RevisionFolder(Folder):
    """The files of a folder at one commit."""

    def __init__(self, root: Path, title: str, revision: str, commit: str, day: date | None, tree: str) -> None:
        self.root = root
        self.title = title
        self.revision = revision  # as it was asked for
        self.commit = commit  # the checksum it stands for
        self.day = day  # of the commit
        self._files = _files(root, tree)

    def __repr__(self) -> str:
        return f"RevisionFolder({str(self.root)!r}, {self.revision!r})"

    def names(self) -> list[str]:
        return sorted(self._files)

    def read(self, name: str, limit: int = LIMIT) -> bytes:
        blob = self._files.get(safe_name(name, self.root))
        if blob is None:
            raise refused(self.root, "There is no such file in this revision.", "no-file", read=name)
        if blob.size > limit:
            raise refused(self.root, f"A file is larger than {limit:,} bytes.", "too-large", read=name)
        return _blob(self.root, blob)


def open_revision(folder: Path | str, revision: str) -> RevisionFolder:
    """The folder as it was at a revision of the Git repository that it lies in.

    Raises
    ------
    UsageError
        No repository, no such revision, or the folder was not there yet.
    StoreError
        There is no Git, or Git refuses; or the folder does not exist.
    """
    root = Path(os.path.realpath(folder))
    if not root.is_dir():
        what = "Only a folder can be read at a revision."
        raise refused(root, what, "no-folder", expected="a folder inside a Git repository")
    commit = _commit(root, revision)
    inside = _asked(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n").rstrip("/")
    tree = _answer(root, "rev-parse", "--verify", "--quiet", f"{commit}:{inside}")
    if tree is None or _answer(root, "cat-file", "-t", tree.decode().strip()) != b"tree\n":
        what = f"The folder {root.name} was not in the repository at {revision}."
        raise UsageError(Problem(what, Where(str(root)), read=revision, code="not-in-revision"))
    return RevisionFolder(root, root.name or str(root), revision, commit, _day(root, commit), tree.decode().strip())


def not_a_revision(folder: Path | str, revision: str) -> Problem | None:
    """Why a folder cannot be read at a revision as far as the revision goes, or None if it can."""
    try:
        _commit(Path(os.path.realpath(folder)), revision)
    except (UsageError, StoreError) as error:
        return error.problems[0]
    return None


def _commit(root: Path, revision: str) -> str:
    """The checksum of the commit that a revision stands for."""
    if not _one_word(revision):
        raise UsageError(_no_such_revision(root, revision))
    if _answer(root, "rev-parse", "--git-dir") is None:
        what = "This folder does not lie in a Git repository, so it has no earlier revisions."
        raise UsageError(Problem(what, Where(str(root)), read=revision, code="no-repository"))
    found = _answer(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    commit = "" if found is None else found.decode("ascii", "replace").strip()
    if not commit or not commit.isalnum():
        raise UsageError(_no_such_revision(root, revision))
    return commit


def _one_word(revision: str) -> bool:
    """Whether this can be a revision at all and nothing else to Git."""
    return (
        isinstance(revision, str)
        and 0 < len(revision) <= LONGEST
        and not revision.startswith("-")
        and revision.isprintable()
    )


def _no_such_revision(root: Path, revision: str) -> Problem:
    return Problem(
        f"The Git repository of {root.name} has no revision “{str(revision)[:80]}”.",
        Where(str(root)),
        read=str(revision),
        expected="such as HEAD, HEAD~1, a branch, a tag, or the beginning of a commit's checksum",
        code="no-such-revision",
    )


def _day(root: Path, commit: str) -> date | None:
    """When a commit was made, from its own text: asking for it in words could start a program that checks seals."""
    for line in _asked(root, "cat-file", "commit", commit).split(b"\n\n", 1)[0].splitlines():
        if line.startswith(b"committer "):
            seconds = line.split()[-2].decode("ascii", "replace")
            return datetime.fromtimestamp(int(seconds), UTC).date() if seconds.isdigit() else None
    return None


def _files(root: Path, tree: str) -> dict[str, Blob]:
    """The files of a tree that may be read; a link counts as the file that it leads to inside."""
    files: dict[str, Blob] = {}
    links: dict[str, Blob] = {}
    for line in _asked(root, "ls-tree", "-r", "-l", "-z", "--full-tree", tree).split(b"\0"):
        if not line:
            continue
        about, _, written = line.partition(b"\t")
        mode, _, checksum, size = about.decode("ascii").split()
        name = written.decode("utf-8", "replace")
        if not hidden(name) and not leads_out(name):
            kept = files if mode in _FILES else links if mode == _LINK else {}
            kept[name] = Blob(mode, checksum, int(size) if size.isdigit() else 0)
    if len(files) + len(links) > MOST_ENTRIES:
        what = f"This revision holds more than {MOST_ENTRIES:,} files; it does not look like a case."
        raise refused(root, what, "too-many-files")
    for name, link in links.items():
        leads_to = posixpath.normpath(posixpath.join(posixpath.dirname(name), _target(root, link)))
        if leads_to in files:
            files[name] = files[leads_to]
    return files


def _target(root: Path, link: Blob) -> str:
    return _blob(root, link).decode("utf-8", "replace") if link.size <= 4096 else ""


def _blob(root: Path, blob: Blob) -> bytes:
    return _asked(root, "cat-file", "blob", blob.id)


def _asked(root: Path, *words: str) -> bytes:
    """What Git answers; that it cannot is an error."""
    answer = _answer(root, *words)
    if answer is None:
        raise refused(root, f"Git could not answer “{words[0]}” here.", "git-refused")
    return answer


def _answer(root: Path, *words: str) -> bytes | None:
    """What Git answers, or None where it says no."""
    program = shutil.which("git")
    if program is None:
        what = "Git is not installed, and revisions cannot be read without it."
        raise refused(root, what, "no-git", expected="git on the PATH")
    command = [program, "--no-pager", "-c", "core.fsmonitor=false", "-C", str(root), *words]
    surroundings = {name: value for name, value in os.environ.items() if name not in _TURNED_OFF} | _QUIET
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the words are checked above
            command, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, timeout=WAIT, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise refused(root, f"Git did not answer: {error}.", "git-refused") from None
    if b"dubious ownership" in done.stderr:
        what = "Git does not read this repository, because it belongs to another user of this machine."
        raise refused(root, what, "git-refused", expected="`git config --global --add safe.directory FOLDER`")
    return done.stdout if done.returncode == 0 else None
