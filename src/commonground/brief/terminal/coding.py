"""Agreement between coders, on a terminal: the two alphas with what they rest on, and what is left to settle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from commonground.brief.terminal.console import new_console, plain, table_of
from commonground.brief.wording import listed
from commonground.statements.reliability import Alpha, Disagreement, Reliability, unsettled

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["print_reliability"]

_MOST = 40  # disagreements on the screen; --json has all


def print_reliability(title: str, result: Reliability) -> None:
    """What coders of the case called ``title`` agree on, and where they have to talk."""
    console = new_console()
    console.print(plain(title, "bold"))
    console.print(plain(_frame(result), "dim"))
    console.print()
    console.print(_alphas(result))
    if result.without_text:
        told = (
            f"No words could be counted where the text that was coded is not at hand: {', '.join(result.without_text)}."
        )
        console.print(plain(told))
    console.print()
    left = unsettled(result.disagreements)
    done = len(result.disagreements) - len(left)
    console.print(plain(f"To settle: {len(left)}{f', beside {done} settled since' if done else ''}", "bold"))
    for item in left[:_MOST]:
        console.print(plain(f"  {_told(item)}"))
    if len(left) > _MOST:
        console.print(plain(f"  … and {len(left) - _MOST} more."))
    for problem in result.left_out:
        console.print(plain(f"Left out: {problem.what}", "yellow"))
    console.print(
        plain(
            "Krippendorff asks for .800, and lets .667 do for tentative conclusions; no threshold is right for all. "
            "Nobody's coding is the measure of another's.",
            "dim",
        )
    )


def _frame(result: Reliability) -> str:
    who = listed(f"{coder} (statements: {count})" for coder, count in result.coded.items())
    book = f"codebook {result.codebook}" if result.codebook else "no codebook recorded"
    where = ", ".join(result.documents)
    return f"Coded blind by {who} in {where}; {book}. Stretches with statements of several coders: {result.matched}."


def _alphas(result: Reliability) -> Table:
    level = result.parameters["level"]
    table = table_of("Agreement (Krippendorff's alpha)", ("Of", "alpha", f"{level:.0%} interval", "Rests on"))
    rows: list[tuple[str, Alpha | None, str]] = [
        ("which words were marked", result.where, "words"),
        ("which words, and as what act", result.spans, "words"),
        *((f"{name} of matched stretches", alpha, "values") for name, alpha in result.labels.items()),
    ]
    alike: dict[tuple[str, str, str], list[str]] = {}  # where several say the same, as of too little, it is said once
    for name, alpha, unit in rows:
        if alpha is not None:
            alike.setdefault(_cells(alpha, unit), []).append(name)
    for cells, names in alike.items():
        table.add_row(plain("\n".join(names)), *map(plain, cells))
    return table


def _cells(alpha: Alpha, unit: str) -> tuple[str, str, str]:
    rests = f"{alpha.pairable:.0f} {unit}, {alpha.units} {'stretches' if unit == 'words' else 'units'}"
    if alpha.value is None:
        return "none", "", f"{rests}: {alpha.why_not}"
    interval = alpha.interval
    told = "too little for one" if interval is None else f"{interval.low:.3f} to {interval.high:.3f}"
    return f"{alpha.value:.3f}", told, rests


def _told(item: Disagreement) -> str:
    return f"{item.document} {item.start}-{item.end}  " + "; ".join(_differences(item))


def _differences(item: Disagreement) -> Iterator[str]:
    yield ", ".join(f"{coder} {name}" for coder, name in item.statements.items())
    for field, values in item.labels.items():
        yield f"{field}: {', '.join(f'{coder} {value}' for coder, value in values.items())}"
    if item.without:
        yield f"nothing by {listed(item.without)}"
