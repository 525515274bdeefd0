"""The long work of one run of the server: begun, waiting, found again, stopped; its outcomes, kept while they hold."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from threading import BoundedSemaphore, RLock, Thread
from time import time
from typing import Any

from starlette.requests import Request

from commonground.errors import Problem, StoreError, UsageError, Where
from commonground.store import cache_folder
from commonground.workbench.jobs.process import ERRORS, Child
from commonground.workbench.jobs.work import Job, Work, time_in_words
from commonground.workbench.settings import Settings

__all__ = ["Jobs", "jobs_of", "memory_allowed"]

PAGES_AT_ONCE = 1  # they take the most memory, and nothing else is to wait for them
AT_ONCE = 2  # of everything else
MOST_WAITING = 10
MOST_KEPT = 30  # outcomes
JUST_MADE = 60  # seconds for which a folder without a lock may be one that is about to be locked
MOST_MEMORY, LEAST_MEMORY = 4 << 30, 1 << 30


class Jobs:
    """Made once for a server; :meth:`close` ends all of it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = RLock()
        self._jobs: dict[str, Job] = {}
        self._children: dict[str, Child] = {}
        self._pages, self._others = BoundedSemaphore(PAGES_AT_ONCE), BoundedSemaphore(AT_ONCE)
        self._folder: Path | None = None
        self._held: Any = None
        self._closed = False

    def begin(self, work: Work, files: Mapping[str, bytes] | None = None) -> Job:
        """The work, begun; or as it stands where somebody began the same before, and it did not fail.

        Raises
        ------
        UsageError
            Too much waits already.
        """
        with self._lock:
            known = self.find(work)
            if known is not None and known.state not in {"failed", "stopped"}:
                return known
            if sum(job.active for job in self._jobs.values()) >= MOST_WAITING:
                what = "Too much work waits already, so nothing more is begun."
                raise UsageError(Problem(what, expected="some of it done or stopped first", code="too-many-jobs"))
            name = token_hex(6)
            folder = self._place() / name
            folder.mkdir(mode=0o700)
            for file, data in (files or {}).items():
                (folder / file).write_bytes(data)
            job = Job(name, work, folder, datetime.now().astimezone())
            if known is not None:
                self._forget(known)
            self._jobs[name] = job
            self._make_room()
        Thread(target=self._carry, args=(job,), daemon=True, name=f"job-{name}").start()
        return job

    def find(self, work: Work) -> Job | None:
        """The job that does or did this very work."""
        with self._lock:
            return next((job for job in self._jobs.values() if job.work == work), None)

    def get(self, name: str, case: str | None) -> Job:
        """The job of this id about this case; UsageError where there is none."""
        with self._lock:
            job = self._jobs.get(name)
        if job is None or job.work.case != case:
            what = "There is no such work here: it ended with an earlier run of the workbench, or made room for later."
            raise UsageError(Problem(what, read=name[:40], expected="what is asked again", code="no-such-job"))
        return job

    def listed(self, case: str | None = None) -> list[Job]:
        """What is worth telling of, of one case or of all; the latest first."""
        with self._lock:
            jobs = [job for job in self._jobs.values() if job.listed and case in (None, job.work.case)]
        return jobs[::-1]

    def stop(self, job: Job) -> None:
        """End it now, whatever it is doing."""
        job.tell("stopped")
        with self._lock:
            child = self._children.get(job.id)
        if child is not None:
            child.stop("asked to")

    def close(self) -> None:
        """End everything; nothing of it is left."""
        with self._lock:
            self._closed = True
            jobs, folder = list(self._jobs.values()), self._folder
        for job in jobs:
            self.stop(job)
        if folder is not None:
            if self._held is not None:
                self._held.release()
            shutil.rmtree(folder, ignore_errors=True)

    def _carry(self, job: Job) -> None:
        """From its beginning to its end, in a thread of its own."""
        with self._pages if job.work.kind == "page" else self._others:
            with self._lock:
                if not job.active or self._closed:
                    return
                memory = memory_allowed(self.settings)
                try:
                    child = Child(self._order(job, memory), job.folder, self.settings.work_seconds)
                except OSError as error:
                    what = f"This could not be begun: {error.strerror or error}."
                    job.tell("failed", problems=(Problem(what, code="not-possible"),))
                    return
                self._children[job.id] = child
            job.tell("running")
            status = child.hear(lambda said: _heard(job, said))
            with self._lock:
                self._children.pop(job.id, None)
            if job.active:
                job.tell("failed", problems=(self._why(job, child, status),))
            if job.state != "done":
                shutil.rmtree(job.folder, ignore_errors=True)

    def _order(self, job: Job, memory: int) -> dict[str, Any]:
        work, settings = job.work, self.settings
        return {
            "kind": work.kind,
            "case": work.case,
            "path": work.path,
            "bundled": work.bundled,
            "version": work.version,
            "view": asdict(work.view),
            "asks": dict(work.asks),
            "folder": str(job.folder),
            "memory": memory,
            "seconds": settings.seconds,
            "port": settings.port,
        }

    def _why(self, job: Job, child: Child, status: int) -> Problem:
        """Why there is no outcome."""
        if child.stopped == "too long":
            what = "This took too long and was stopped; nothing was changed."
            expected = f"at most {time_in_words(self.settings.work_seconds)}; the command line has no such bound"
            return Problem(what, expected=expected, code="too-slow")
        if status < 0:
            what = "This was ended from outside, as a system does that runs out of memory; nothing was changed."
            return Problem(what, expected="a smaller question, or more memory", code="model-too-large")
        with suppress(OSError):
            sys.stderr.write((job.folder / ERRORS).read_text(encoding="utf-8", errors="replace")[-4000:])
        what = "Something went wrong here that is a mistake of the program's; nothing was changed."
        return Problem(what, expected="a report of what you did", code="our-mistake")

    def _place(self) -> Path:
        """The folder of this run, which nobody else can read; those of runs that are over are thrown away."""
        if self._folder is None:
            from filelock import FileLock

            above = cache_folder() / "work"
            try:
                above.mkdir(mode=0o700, parents=True, exist_ok=True)
                folder = above / token_hex(8)
                folder.mkdir(mode=0o700)
            except OSError as error:
                what = f"The cache folder cannot be made: {error.strerror}."
                raise StoreError(Problem(what, Where(str(above)), code="not-possible")) from None
            self._held = FileLock(folder / ".lock")
            self._held.acquire(timeout=1)
            self._folder = folder
            _sweep(above, folder)
        return self._folder

    def _make_room(self) -> None:
        over = [job for job in self._jobs.values() if not job.active]
        for job in over[: max(0, len(over) - MOST_KEPT)]:
            self._forget(job)

    def _forget(self, job: Job) -> None:
        self._jobs.pop(job.id, None)
        shutil.rmtree(job.folder, ignore_errors=True)


def jobs_of(request: Request) -> Jobs:
    """The long work of this server."""
    jobs: Jobs = request.app.state.jobs
    return jobs


def memory_allowed(settings: Settings) -> int:
    """Bytes that one piece of long work may take: half of what is free, within bounds, unless said at the start."""
    if settings.work_memory is not None:
        return settings.work_memory
    from commonground.conflict.array.memory import available_memory

    free = available_memory()
    return MOST_MEMORY if free is None else min(MOST_MEMORY, max(LEAST_MEMORY, free // 2))


def _heard(job: Job, said: Mapping[str, Any]) -> None:
    """A line of the child's."""
    if "came_to" in said:
        job.tell("done", told=said["came_to"] or {}, share=1.0)
    elif "problems" in said:
        job.tell("failed", problems=tuple(_problem(each) for each in said["problems"]))
    else:
        job.tell(**{name: said[name] for name in ("share", "doing", "expected") if name in said})


def _problem(told: Mapping[str, Any]) -> Problem:
    """A problem as the child told it."""
    where = Where(told["file"], told["line"], told["column"], told["field"])
    fields = ("what", "read", "expected", "nearest", "code", "severity")
    return Problem(where=where, **{name: told[name] for name in fields})


def _sweep(above: Path, own: Path) -> None:
    """Outcomes of servers that were killed: whose lock nobody holds any more."""
    from filelock import FileLock, Timeout

    for folder in above.iterdir():
        if folder == own or not folder.is_dir():
            continue
        lock = FileLock(folder / ".lock")
        with suppress(Timeout, OSError):
            if time() - folder.stat().st_mtime < JUST_MADE:
                continue
            lock.acquire(timeout=0)
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)
