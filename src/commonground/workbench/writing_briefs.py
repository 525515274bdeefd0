"""A brief as a file's bytes, made by the program in a process of its own.

Drawing pictures and setting sheets takes engines of a hundred megabytes; they live in a child and leave with it, so
that the server stays small. A brief that is not there after a few seconds is long work like any other: it is told about
on a page of its own, can be stopped, and is kept until the case changes.
"""

from __future__ import annotations

from commonground.errors import UsageError
from commonground.workbench.jobs.desk import jobs_of
from commonground.workbench.jobs.kinds import brief_file
from commonground.workbench.jobs.work import Job, Work
from commonground.workbench.page import Opened

__all__ = ["WAIT", "brief_begun", "written"]

WAIT = 8.0  # seconds that somebody waits for it before they are told how far it has come


def written(found: Opened, ending: str) -> bytes | Job:
    """The brief of a case as it is looked at, in the form of this ending; the job where that takes long.

    Raises
    ------
    UsageError
        The form needs something that is not installed, or it took too long.
    """
    job = brief_begun(found, ending)
    if not job.wait(WAIT):
        return job
    if job.state != "done":
        raise UsageError(job.problems)
    return (job.folder / brief_file(ending)).read_bytes()


def brief_begun(found: Opened, ending: str) -> Job:
    """The work of it: begun, or as it stands where it is begun already."""
    work = Work(
        kind="brief",
        title=f"The brief, as .{ending}",
        leads_to=found.links.to("brief") if ending == "html" else found.links.to("brief", "download", ending),
        case=found.entry.key,
        path=str(found.entry.path),
        bundled=found.entry.bundled,
        version=found.cases.version(found.entry),
        view=found.view,
        asks=(("form", ending),),
        asked=False,
    )
    return jobs_of(found.request).begin(work)
