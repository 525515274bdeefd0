"""Whether a brief still holds, as lines on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from commonground.brief.terminal.console import new_console, plain
from commonground.brief.verifying import Difference, Verified

__all__ = ["print_verified"]

_MOST = 20  # differences told one by one


def print_verified(found: Verified) -> None:
    """Say whether the numbers hold, whether the case is the same, and what differs."""
    console = new_console()
    for line in _lines(found):
        console.print(plain(line), soft_wrap=True)


def _lines(found: Verified) -> Iterator[str]:
    compared = f"{_count(found.numbers, 'number')} and {_count(found.sentences, 'sentence')}"
    if found.told_holds:
        yield f"Everything told still holds: the zones, {compared} were compared."
    else:
        number = len(found.differences)
        verb = "is" if number == 1 else "are"
        yield f"{_count(number, 'thing')} told {verb} otherwise now; the zones, {compared} were compared."
    yield _about_the_case(found)
    if found.marks_against is not None:
        yield f"It marks changes against {found.marks_against}; for that its sentences were not compared."
    if found.unfinished:
        cut_off = ", ".join(found.unfinished)
        yield f"Not answered whole in the seconds given: {cut_off}; what differs may come from that."
    if found.made_with != found.verified_with:
        versions = f"version {found.made_with}, and this is {found.verified_with}"
        yield f"It was made with {versions}: wordings may differ for that."
    for difference in found.differences[:_MOST]:
        yield f"  {_difference(difference)}"
    if len(found.differences) > _MOST:
        yield f"  and {len(found.differences) - _MOST} more, with --json all."
    for problem in found.problems[:_MOST]:
        yield f"  The page itself: {problem}"


def _about_the_case(found: Verified) -> str:
    if found.same_case is None:
        return "It does not say from which files it was made."
    return f"The case {found.case} is {'the same to the byte.' if found.same_case else 'not the one it was made from.'}"


def _difference(difference: Difference) -> str:
    then, now = difference.then or "nothing", difference.now or "nothing"
    match difference.kind:
        case "zone":
            return f"{difference.where}: was {then}, is {now}."
        case "number":
            return f"The number at {difference.where}: was {then}, is {now}."
        case "no longer told":
            return f"No longer told: {then}"
        case "told only now":
            return f"Told only now: {now}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
