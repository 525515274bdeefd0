"""export, import: to and from the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonground.cli.options import AsOfOption, CaseArgument, LayerOption, asked_case
from commonground.errors import Problem, UsageError

if TYPE_CHECKING:
    from commonground.case import Case

__all__ = ["export", "import_"]

CONFLICT = (".gmcr", ".nfg", ".graphml")


def export(
    case: CaseArgument,
    to: Annotated[Path, typer.Argument(help="The file to write; its ending says the format.")],
    *,
    format: Annotated[str | None, typer.Option("--format", help="The format, if the ending does not say it.")] = None,
    worst: Annotated[
        bool, typer.Option("--infeasible-worst", help="For .nfg: rank infeasible combinations below all others.")
    ] = False,
    layer: LayerOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Write statements (.jsonld, .qdpx, .dna, .csv, PLOVER) or the conflict (.gmcr, .nfg, .graphml) of a case."""
    if to.suffix.lower() in CONFLICT and format is None:
        _export_conflict(asked_case(case, layer, as_of=as_of), to, worst=worst)
        return
    from commonground.case.codebook import read_codebook
    from commonground.case.codes import codes_for
    from commonground.case.quotes import document_of
    from commonground.statements.exchange import CANNOT_HOLD, export_codebook, export_statements, format_of

    loaded = asked_case(case, layer, as_of=as_of)
    if format_of(to, format) == "qdc":
        codes = codes_for(loaded, read_codebook(case))
        export_codebook(codes, to)
        typer.echo(f"{len(codes)} codes are in {to} (qdc), as the codebook of the case defines them; no statements.")
        return
    texts = {source.id: document_of(loaded, source) for source in loaded.sources.values() if source.file}
    kept = {source: document for source, document in texts.items() if document is not None}
    done = export_statements(loaded.statements.values(), kept, to, format)
    typer.echo(f"{done.written} statements are in {done.path} ({done.format}).")
    for lost in done.lost:
        typer.echo(f"Not held: {lost}")
    for never in CANNOT_HOLD[done.format]:
        typer.echo(f"No such file holds: {never}")


def import_(
    case: Annotated[Path, typer.Argument(help="A case folder.", metavar="CASE")],
    file: Annotated[Path, typer.Argument(help="A file of another program: .jsonld, .qdpx, .dna or .gmcr.")],
    *,
    coder: Annotated[
        str | None, typer.Option("--coder", help="Under whose name statements are kept: statements/NAME.jsonl.")
    ] = None,
    format: Annotated[str | None, typer.Option("--format", help="The format, if the ending does not say it.")] = None,
) -> None:
    """Take statements from another program's file into a case, or make a new case of a conflict in a .gmcr file."""
    if file.suffix.lower() == ".gmcr" and format is None:
        _import_conflict(case, file)
        return
    if coder is None:
        what = "Statements are kept under the name of whoever coded them."
        raise UsageError(Problem(what, expected="--coder NAME", code="coder-needed"))
    from commonground.case.importing import taken_in
    from commonground.case.places import own_folder
    from commonground.case.quotes import document_of
    from commonground.statements import append_statements
    from commonground.statements.exchange import import_statements

    loaded = asked_case(str(case))
    texts = {source.id: document_of(loaded, source) for source in loaded.sources.values()}
    read_in = import_statements(file, format, {name: text for name, text in texts.items() if text is not None})
    taken = taken_in(loaded, read_in)
    append_statements(own_folder(loaded.path), coder, taken.statements)
    typer.echo(f"{len(taken.statements)} statements were taken into statements/{coder}.jsonl.")
    if taken.known:
        typer.echo(f"{taken.known} were left out, since the case has statements of their ids.")
    for problem in taken.problems:
        typer.echo(f"{'Refused' if problem.severity == 'error' else 'Taken in, but'}: {problem}")
    for lost in taken.lost:
        typer.echo(f"Not held: {lost}")


def _export_conflict(case: Case, to: Path, *, worst: bool) -> None:
    from commonground.conflict.exchange.gambit import nfg_from_model
    from commonground.conflict.exchange.gmcr_export import gmcr_from_case
    from commonground.conflict.exchange.graphml import graphml_from_model
    from commonground.conflict.model.of_case import graph_model
    from commonground.store import write_atomic

    match to.suffix.lower():
        case ".gmcr":
            made = gmcr_from_case(case)
        case ".nfg":
            made = nfg_from_model(graph_model(case), case.title, "worst" if worst else "refuse")
        case _:
            made = graphml_from_model(graph_model(case), case.title)
    write_atomic(to, made.data)
    typer.echo(f"The conflict of the case is in {to}.")
    for lost in made.lost:
        typer.echo(f"Not held: {lost}")


def _import_conflict(folder: Path, file: Path) -> None:
    from commonground.conflict.exchange.gmcr_import import new_case_from_gmcr

    made = new_case_from_gmcr(folder, file)
    typer.echo(f"A new case with this conflict is in {folder}.")
    for lost in made.lost:
        typer.echo(f"Not held: {lost}")
