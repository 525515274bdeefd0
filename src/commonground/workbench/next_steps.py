"""What to do next with a case, in the order in which a case grows: read, code, look over, take in, ask, write down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from urllib.parse import quote

from commonground.case.candidates import candidates_of
from commonground.workbench.page import Opened

__all__ = ["MOST", "Step", "next_steps"]

MOST = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: a sentence that says what and why, and where it is done."""

    what: str
    label: str
    href: str

    def to_dict(self) -> dict[str, str]:
        return asdict(self)


def next_steps(found: Opened, besides: str = "") -> tuple[Step, ...]:
    """The first few things that are left to do; ``besides`` is the address where one is already."""
    if not found.entry.writable or found.view.changed:
        return ()
    steps = (step for step in _steps(found) if not besides or step.href.partition("?")[0] != besides)
    return tuple(step for step, _ in zip(steps, range(MOST), strict=False))


def _steps(found: Opened) -> Iterator[Step]:
    case, links = found.case, found.links
    if not case.sources:
        what = "Nothing is in the record yet. Add a text: a transcript, an interview, a letter, a memorandum."
        yield Step(what, "Add a text", links.to("add"))
    coded = {each.document for each in case.statements.values() if each.status != "rejected"}
    fresh = [source for source in case.sources.values() if source.file is not None and source.id not in coded]
    if fresh:
        more = f" ({len(fresh) - 1} more after it)" if len(fresh) > 1 else ""
        what = f"Nothing is marked yet in “{fresh[0].title}”{more}. Read it, and mark who says what."
        yield Step(what, "Read and mark it", links.to("code", fresh[0].id))
    waiting = [each for each in case.statements.values() if each.status == "proposed" and each.document in case.sources]
    if waiting:
        are = "statements wait" if len(waiting) > 1 else "statement waits"
        what = f"{len(waiting)} proposed {are} for somebody to confirm, correct or reject."
        at_hand = next((each for each in waiting if case.sources[each.document].file is not None), None)
        beside = None if at_hand is None else f"{links.to('code', at_hand.document)}?at={quote(at_hand.id)}#review"
        yield Step(what, "Review", beside or links.to("statement", waiting[0].id))
    count = len(candidates_of(case).items)
    if count:
        things = "things" if count > 1 else "thing"
        what = f"What was marked could mean {count} {things} for the case. Say what is meant."
        yield Step(what, "Take them into the case", links.to("proposed"))
    if not (case.clauses or case.acceptances):
        return
    blocked = next((n for n in case.issues if found.answers.report.targets[n].zone == "excluded"), None)
    if blocked is not None:
        what = f"“{case.issues[blocked].title}” is excluded. See whose words stand in the way, and what would open it."
        yield Step(what, "See what is in the way", links.matter(blocked))
    yield Step("All that the case says can be read on one page, line by line.", "See the brief", links.to("brief"))
