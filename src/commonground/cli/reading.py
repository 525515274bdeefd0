"""read, propose, review, coders, compare: from a text to confirmed statements, and between people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commonground.cli.options import (
    BudgetOption,
    CaseArgument,
    JsonOption,
    asked_case,
    print_json,
)

if TYPE_CHECKING:
    from commonground.case import Case
    from commonground.record import Document
    from commonground.statements import Statement

__all__ = ["coders", "compare", "propose", "read", "review", "train"]

KindOption = Annotated[
    str | None,
    typer.Option("--kind", help="interview, verbatim, memcon, statement, news or captions, if not recognised rightly."),
]


def read(
    file: Annotated[Path, typer.Argument(help="A text, Markdown, HTML, PDF, DOCX, TEI, WebVTT or SRT file.")],
    *,
    kind: KindOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read one text, without a case: its turns, its quotations and whose words they are, and the moves in it."""
    from commonground.brief.terminal.progress import progress_bar
    from commonground.record.reading import read_words
    from commonground.statements import claims_in, vocabulary_in
    from commonground.statements import propose as proposals_of

    document = read_words(file, kind)
    with progress_bar("Reading", shown=not as_json) as done:
        vocabulary = vocabulary_in(document)
        proposals = proposals_of(document, vocabulary, progress=done)
        claims = claims_in(document, vocabulary, proposals)
    if as_json:
        told = _document_told(document, file, proposals)
        print_json({**told, "claims": [claim.to_dict() for claim in claims]})
        return
    from commonground.brief.terminal.reading import print_document

    print_document(document, file.name, proposals, claims)


def propose(
    case: CaseArgument,
    source: Annotated[str | None, typer.Argument(help="The source whose text is to be read.")] = None,
    *,
    clauses: Annotated[
        bool, typer.Option("--clauses", help="Say instead which entries of the case confirmed statements propose.")
    ] = False,
    take: Annotated[
        bool, typer.Option("--take", help="With --clauses: go through them, and take, word otherwise or leave each.")
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="Propose what holds no cue too, sentence by sentence.")
    ] = False,
    by: Annotated[
        str, typer.Option("--by", help="What proposes: rules, spacy, crf:FILE (a tagger you trained) or lm.")
    ] = "rules",
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="With --by lm: the text may be sent to this computer."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Propose statements from the text of a source, into statements/rules.jsonl, for a person to review."""
    if clauses and take:
        from commonground.brief.terminal.taking import take_candidates

        take_candidates(case)  # which ends with what was taken
        return
    loaded = asked_case(case)
    if clauses:
        _tell_candidates(loaded, as_json)
        return
    from commonground.brief.terminal.progress import progress_bar
    from commonground.case.proposing import propose_from
    from commonground.statements.proposers.chosen import proposer_named

    proposer = proposer_named(by, claims=claims, allowed_hosts=allow_host or ())
    with progress_bar("Reading", shown=not as_json) as told:
        found = propose_from(loaded, source, claims=claims, by=proposer, progress=told)
    if as_json:
        print_json(found.to_dict())
    else:
        typer.echo(found.in_words())


def review(
    case: Annotated[Path, typer.Argument(help="A case folder.", metavar="CASE")],
    *,
    reviewer: Annotated[str, typer.Option("--reviewer", help="Your name, which is kept with each decision.")],
    blind: Annotated[
        str | None,
        typer.Option(
            "--blind", metavar="SOURCE", help="Code this source afresh instead, seeing no proposals and nobody's work."
        ),
    ] = None,
) -> None:
    """Review proposed statements one at a time: confirm, correct, reject, skip, undo, quit and resume."""
    if blind is not None:
        from commonground.brief.terminal.blind import code_blind

        code_blind(case, reviewer, blind)
        return
    from commonground.brief.terminal.review import review_case

    review_case(case, reviewer)  # which ends with what was decided, and the share that stands as proposed


def train(
    case: CaseArgument,
    *,
    to: Annotated[Path, typer.Option("--to", help="The file to write the tagger to, such as talks.tagger.")],
    as_json: JsonOption = False,
) -> None:
    """Train a tagger on what persons confirmed in a case, and say what it finds in texts set aside."""
    from commonground.brief.terminal.progress import progress_bar
    from commonground.case.training import train_tagger

    loaded = asked_case(case)
    with progress_bar("Training") as told:
        written = train_tagger(loaded, to.expanduser(), told)
    if as_json:
        print_json(written.to_dict())
        return
    from commonground.brief.terminal.training import print_training

    print_training(written)


def coders(
    case: CaseArgument,
    *,
    settle: Annotated[
        str | None,
        typer.Option(
            "--settle", metavar="NAME", help="Go through what is left to settle; your name, or all your names."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """How far coders agree, on what they coded blind, and what they have to settle."""
    from commonground.case.coding import agreement_between_coders

    if settle is not None:
        from commonground.brief.terminal.settling import settle_case

        settle_case(case, settle)
        return
    loaded = asked_case(case)
    result = agreement_between_coders(case)
    if as_json:
        print_json(result.to_dict())
        return
    from commonground.brief.terminal.coding import print_reliability

    print_reliability(loaded.title, result)


def compare(
    case: CaseArgument,
    other: Annotated[str, typer.Argument(help="Another person's model of the same record.", metavar="OTHER")],
    *,
    seconds: BudgetOption = 10.0,
    as_json: JsonOption = False,
) -> None:
    """Compare two people's models of one record: issues, clauses, what was accepted, statements and verdicts."""
    from commonground.agreement import models_compared

    one, two = asked_case(case), asked_case(other)
    result = models_compared(one, two, budget=seconds)
    if as_json:
        print_json(result.to_dict())
        return
    from commonground.brief.terminal.models import print_models

    print_models(one, two, result, places=(case, other))


def _tell_candidates(case: Case, as_json: bool) -> None:
    from commonground.case.candidates import candidates_of

    found = candidates_of(case)
    if as_json:
        print_json(found.to_dict())
        return
    from commonground.brief.terminal.candidates import print_candidates

    print_candidates(case, found)


def _document_told(document: Document, file: Path, proposals: tuple[Statement, ...]) -> dict[str, Any]:
    from commonground.statements.annotation import to_annotation

    return {
        "version": 1,
        "file": file.name,
        "sha256": document.sha256,
        "kind": document.kind,
        "title": document.title,
        "notes": list(document.notes),
        "participants": list(document.participants),
        "turns": [{"start": turn.start, "end": turn.end, "speaker": turn.speaker} for turn in document.turns],
        "quotations": [
            {"start": q.start, "end": q.end, "speaker": q.speaker, "source": q.source, "mode": q.mode, "depth": q.depth}
            for q in document.quotations
        ],
        "insertions": [
            {"start": each.start, "end": each.end, "text": each.text, "use": each.use} for each in document.insertions
        ],
        "asides": [{"start": each.start, "end": each.end, "role": each.role} for each in document.asides],
        "statements": [to_annotation(statement) for statement in proposals],
    }
