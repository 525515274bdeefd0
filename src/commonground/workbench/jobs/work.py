"""What is to be done, and how far it has come: in words, for the page of it and for the lists on other pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Condition
from time import monotonic
from typing import Any, Literal

from commonground.errors import Problem
from commonground.workbench.view import View

__all__ = ["Job", "State", "Work", "memory_in_words", "time_in_words"]

State = Literal["waiting", "running", "done", "failed", "stopped"]

NOTABLE = 5.0  # seconds; what took less is not listed, unless it was asked for as long work
_AS_IT_STANDS = View()


@dataclass(frozen=True, slots=True)
class Work:
    """Two that are equal are the same work, and are done once.

    Parameters
    ----------
    kind
        One of :mod:`commonground.workbench.jobs.kinds`.
    title
        What it is called on pages.
    case, path, bundled
        The case's key and where it lies; none for one text.
    version
        The case's files as they stand when it is begun; an outcome is of these.
    view
        How the case is looked at.
    asks
        What the kind has to know besides, in the order of its names.
    leads_to
        The address of what comes of it; nothing: beside the job.
    asked
        Whether somebody asked for it as long work; else it is listed only when it turns out to be.
    """

    kind: str
    title: str
    leads_to: str = ""
    case: str | None = None
    path: str | None = None
    bundled: bool = False
    version: str | None = None
    view: View = _AS_IT_STANDS
    asks: tuple[tuple[str, str], ...] = ()
    asked: bool = True


@dataclass(eq=False)
class Job:
    """One piece of work on its way. What is told of it changes under ``news``."""

    id: str
    work: Work
    folder: Path
    began: datetime
    state: State = "waiting"
    share: float | None = None
    doing: str = ""
    expected: str = ""  # what it will take, as far as can be said before
    problems: tuple[Problem, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)
    started: float = field(default_factory=monotonic)
    ended: float | None = None
    news: Condition = field(default_factory=Condition, repr=False)

    @property
    def active(self) -> bool:
        return self.state in {"waiting", "running"}

    @property
    def seconds(self) -> float:
        """Since it was begun, until it ended."""
        return (monotonic() if self.ended is None else self.ended) - self.started

    @property
    def listed(self) -> bool:
        return self.active or self.work.asked or self.seconds > NOTABLE

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(100 * min(1.0, max(0.0, self.share)))

    @property
    def address(self) -> str:
        """Where it is told how far it has come."""
        from urllib.parse import quote

        head = "" if self.work.case is None else f"/case/{quote(self.work.case, safe='')}"
        return f"{head}/job/{self.id}"

    @property
    def outcome(self) -> str:
        """The address of what comes of it."""
        return self.work.leads_to or f"{self.address}/text"

    @property
    def in_words(self) -> str:
        """How it stands, in one sentence."""
        if self.state == "waiting":
            return "It waits until other work has ended."
        if self.state == "running":
            doing = self.doing[:1].upper() + self.doing[1:] if self.doing else "It has begun"
            return f"{doing}{f': {self.percent} %' if self.percent is not None else ''}."
        how = {"done": "It is done", "failed": "It did not come to an end", "stopped": "It was stopped"}[self.state]
        return f"{how}, after {time_in_words(self.seconds)}."

    def tell(self, state: State | None = None, **news: Any) -> None:
        """Something new of it. What has ended stays as it ended."""
        with self.news:
            if not self.active:
                return
            for name, value in news.items():
                setattr(self, name, value)
            if state is not None:
                self.state = state
            if not self.active:
                self.ended = monotonic()
            self.news.notify_all()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended by then."""
        with self.news:
            return self.news.wait_for(lambda: not self.active, seconds)

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "address": self.address,
            "case": self.work.case,
            "title": self.work.title,
            "state": self.state,
            "share": self.share,
            "told": self.in_words,
            "expected": self.expected or None,
            "seconds": round(self.seconds, 1),
            "began": self.began.isoformat(timespec="seconds"),
            "outcome": self.outcome if self.state == "done" else None,
            "problems": [problem.to_dict() for problem in self.problems],
            "came_to": dict(self.told),
        }


def time_in_words(seconds: float) -> str:
    """Roughly, as it is said.

    >>> time_in_words(0.4), time_in_words(12.3), time_in_words(900)
    ('less than a second', '12 seconds', '15 minutes')
    """
    if seconds < 1:
        return "less than a second"
    count, unit = (round(seconds), "second") if seconds < 90 else (round(seconds / 60), "minute")
    return f"{count} {unit}{'s' if count != 1 else ''}"


def memory_in_words(count: int) -> str:
    """Bytes, as they are said of memory.

    >>> memory_in_words(64 << 20), memory_in_words(4 << 30)
    ('64 MiB', '4.0 GiB')
    """
    return f"{count / (1 << 30):.1f} GiB" if count >= 1 << 30 else f"{max(1, count >> 20):,} MiB"
