"""demo, agree, brief: what can be agreed, on the terminal and as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commonground.cli.options import (
    AsOfOption,
    BudgetOption,
    CaseArgument,
    JsonOption,
    LayerOption,
    RoundOption,
    TargetOption,
    WhatIfOption,
    asked_case,
    named_targets,
    print_json,
)
from commonground.cli.reading import KindOption
from commonground.errors import Problem, UsageError, nearest_word

if TYPE_CHECKING:
    from commonground.agreement import Changes
    from commonground.case import Case

OpenOption = Annotated[bool, typer.Option("--open", help="Open it when it is written.")]

__all__ = ["agree", "brief", "demo"]


def demo(
    *,
    to: Annotated[Path, typer.Option("--to", help="Where to write the brief; its ending says in which form.")] = Path(
        "brief.html"
    ),
    open_it: OpenOption = False,
    as_json: JsonOption = False,
) -> None:
    """The whole way on the Istanbul talks of 2025: a case in, verdicts and a brief out."""
    case = asked_case("istanbul-2025")
    _tell(case, as_json=as_json)
    _write(case, to, open_it=open_it, quiet=as_json)


def agree(
    case: CaseArgument,
    *,
    round: RoundOption = None,
    target: TargetOption = None,
    layer: LayerOption = None,
    what_if: WhatIfOption = None,
    as_of: AsOfOption = None,
    seconds: BudgetOption = 10.0,
    as_json: JsonOption = False,
) -> None:
    """Where there is common ground, what blocks the rest, and what the smallest concessions are."""
    asked = asked_case(case, layer, what_if, as_of)
    plain = asked_case(case, as_of=as_of) if layer or what_if else None
    _tell(asked, plain, round=round, targets=target, seconds=seconds, as_json=as_json)


def brief(
    case: Annotated[
        str, typer.Argument(help="A case; with --of record, a file with a text.", metavar="CASE", show_default=False)
    ],
    *,
    of: Annotated[str, typer.Option("--of", help="case, or record: one text with no case around it.")] = "case",
    kind: KindOption = None,
    to: Annotated[
        Path, typer.Option("--to", help="Where to write it: a name that ends in .html, .pdf, .docx, .md or .json.")
    ] = Path("brief.html"),
    language: Annotated[str, typer.Option("--language", help="Of the sentences: en or uk.")] = "en",
    paper: Annotated[str, typer.Option("--paper", help="A4 or letter.")] = "A4",
    template: Annotated[
        Path | None, typer.Option("--template", help="A Word file whose styles are to be used, for .docx.")
    ] = None,
    pages: Annotated[int | None, typer.Option("--pages", help="1 for page one alone.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", help="Mark what is new against an earlier brief (.json), a round, layer, folder or Git revision."
        ),
    ] = None,
    open_it: OpenOption = False,
    round: RoundOption = None,
    layer: LayerOption = None,
    what_if: WhatIfOption = None,
    as_of: AsOfOption = None,
    seconds: BudgetOption = 10.0,
    as_json: JsonOption = False,
) -> None:
    """Write the answer as a document that can be read in five minutes and checked line by line.

    One text with no case around it has a brief, too:  commonground brief --of record interview.txt --to interview.html
    """
    shape: dict[str, Any] = {"language": language, "pages": pages, "since": since}
    given: dict[str, Any] = {
        "--round": round,
        "--layer": layer,
        "--what-if": what_if,
        "--as-of": as_of,
        "--since": since,
    }
    if _checked_subject(of, kind, given) == "record":
        asked_form: dict[str, Any] = {"paper": paper, "template": template, "pages": pages}
        _brief_of_record(case, to, kind, language, as_json=as_json, open_it=open_it, **asked_form)
        return
    asked = asked_case(case, layer, what_if, as_of)
    if as_json:
        from commonground.brief import brief_document

        print_json(brief_document(asked, round=round, budget=seconds, **shape).to_dict())
    else:
        shape |= {"paper": paper, "template": template}
        _write(asked, to, round=round, seconds=seconds, open_it=open_it, **shape)


def _checked_subject(of: str, kind: str | None, given: dict[str, Any]) -> str:
    """What a brief is to be of; UsageError if it is nothing known, or an option has no meaning for it."""
    if of not in ("case", "record"):
        what = "A brief is of a case, or of one text of the record."
        nearest = nearest_word(of, ("case", "record"))
        raise UsageError(Problem(what, read=of, expected="case or record", nearest=nearest, code="unknown-subject"))
    idle = [name for name, value in given.items() if value] if of == "record" else ["--kind"] if kind else []
    if idle:
        what = f"{', '.join(idle)} {'has' if len(idle) == 1 else 'have'} no meaning for a brief of a {of}."
        raise UsageError(Problem(what, code="option-without-meaning"))
    return of


def _brief_of_record(
    file: str, to: Path, kind: str | None, language: str, *, as_json: bool, open_it: bool, **form: Any
) -> None:
    from commonground.brief.of_record import contents_of_file, write_brief_of_record

    if as_json:
        print_json(contents_of_file(file, kind=kind, language=language).to_dict())
        return
    written = write_brief_of_record(file, to=to, kind=kind, language=language, **form)
    for note in written.notes:
        typer.echo(str(note), err=True)
    _told(written.path, open_it=open_it)


def _tell(
    case: Case,
    plain: Case | None = None,
    *,
    round: str | None = None,
    targets: list[str] | None = None,
    seconds: float = 10.0,
    as_json: bool = False,
) -> None:
    """The answer, and where it was asked otherwise than the case stands, the difference marked."""
    from commonground.agreement import agreement

    extra = named_targets(targets)
    report = agreement(case, round=round, targets=extra, budget=seconds)
    difference = None if plain is None else _difference(plain, case, report.round, extra, seconds)
    if as_json:
        data: dict[str, Any] = report.to_dict()
        print_json(data if difference is None else {**data, "difference": difference.to_dict()})
        return
    from commonground.agreement import turns_on
    from commonground.brief.terminal.agreement import print_agreement

    # Only the case's own targets: a formula given on the way has no name there.
    turning = turns_on(case, report.round, list(case.targets), budget=seconds) if case.targets else None
    print_agreement(case, report, extra, turning)
    if plain is not None and difference is not None:
        from commonground.brief.terminal.rounds import print_changes

        typer.echo()
        print_changes(plain, case, difference)


def _difference(plain: Case, case: Case, round: str | None, targets: dict[str, str], seconds: float) -> Changes:
    from commonground.agreement import compare

    return compare(plain, case, round, targets=targets, budget=seconds)


def _write(
    case: Case,
    to: Path,
    *,
    round: str | None = None,
    seconds: float = 10.0,
    open_it: bool = False,
    quiet: bool = False,
    **shape: Any,
) -> None:
    """Write the brief and say where it is; what is otherwise than asked goes to the error output."""
    from commonground.brief.terminal.progress import progress_bar
    from commonground.brief.write import write_brief

    with progress_bar("Asking the case", shown=not quiet) as progress:
        written = write_brief(case, to, round=round, budget=seconds, progress=progress, **shape)
    for note in written.notes:
        typer.echo(str(note), err=True)
    if not quiet:
        _told(written.path, open_it=open_it)
    elif open_it:
        typer.launch(written.path.resolve().as_uri())


def _told(path: Path, *, open_it: bool) -> None:
    way = "" if open_it or path.suffix.lower() not in (".html", ".htm") else ": open it in a browser"
    typer.echo(f"The brief is in {path}{way}.")
    if open_it:
        typer.launch(path.resolve().as_uri())
