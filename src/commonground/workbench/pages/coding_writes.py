"""What the coding page sends: a new statement, a decision on a proposal, and going back to an earlier version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commonground.case.codebook import read_codebook
from commonground.case.proposing import propose_from
from commonground.case.text_needed import text_needed
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import CommongroundError, NewerVersionError, Problem, UsageError
from commonground.statements import Statement, append_statement
from commonground.statements.afresh import begin_blind, coded
from commonground.statements.annotation import to_annotation
from commonground.statements.review import Review, confirm, correct, reject
from commonground.statements.versions import gone_back, keep_if_seen, versions_of
from commonground.store import locked
from commonground.workbench.as_seen import SEEN, differing
from commonground.workbench.coding.labels import FIELDS, given, labels_of, open_eyed
from commonground.workbench.coding.twice import kept_already
from commonground.workbench.coding.words import place_of
from commonground.workbench.jobs.desk import jobs_of
from commonground.workbench.jobs.work import Work
from commonground.workbench.page import Opened, known, respond
from commonground.workbench.pages.coding import coding_page
from commonground.workbench.pages.history import changes
from commonground.workbench.problems import status_of
from commonground.workbench.to_write import done, name_given, now, number, refused, text, to_write

__all__ = ["code", "decide", "go_back", "propose"]

AT_ONCE = 200_000  # characters of a text that is read while the page waits, in a second or two


def code(request: Request, form: FormData) -> Response:
    """A new statement on words of the text, by somebody who sees the others' work or by a blind coder."""
    found, blind = to_write(request), bool(text(form, "blind"))
    try:
        who = name_given(form)
        with locked(found.entry.path):  # so that no two statements are given one id
            found = to_write(request)
            made = _coded(found, form, who, blind)
            before = kept_already(found.case.statements.values(), made)
            if before is None:
                append_statement(found.entry.path, who, made)
            made = before or made
    except CommongroundError as error:
        values = {**given(form), **{name: text(form, name) for name in ("turn", "words", "start", "end", "who")}}
        return _again(request, found.name(), error, values, blind=text(form, "who") if blind else None)
    asked = {"turn": text(form, "turn"), "done": made.id, **({"blind": who} if blind else {})}
    where = f"{found.links.to('code', made.document)}?{urlencode(asked)}"
    return done(request, where, {"statement": to_annotation(made)}, who)


def decide(request: Request, form: FormData) -> Response:
    """One statement confirmed, corrected or rejected; a person decides on one at a time."""
    found = to_write(request)
    item: Statement = known(found.name(), found.case.statements, "statement")
    try:
        who, seen = name_given(form), number(form, "seen") or 0
        if seen != len(item.history) + 1:  # before the form is compared with what it was not made from
            what = f"{item.id} was decided on since this page was opened; nothing was written over that."
            raise NewerVersionError(Problem(what, expected="a look at how it stands now", code="changed-since"))
        sitting = Review(who, (item,), vocabulary=vocabulary_of(found.case))
        after = _decided(sitting, item, form)
        keep_if_seen(found.entry.path, after, seen)
    except CommongroundError as error:
        values = {**given(form), "who": text(form, "who"), "decision": text(form, "decision")}
        before = number(form, SEEN) if isinstance(error, NewerVersionError) else None
        return _again(request, item.document, error, values, at=item.id, seen=before)
    waiting = [s.id for s in found.case.statements.values() if s.document == item.document and s.status == "proposed"]
    later = waiting[waiting.index(item.id) + 1 :] if item.id in waiting else []
    asked = {"done": item.id, **({"at": later[0]} if later else {})}
    where = f"{found.links.to('code', item.document)}?{urlencode(asked)}#review"
    return done(request, where, {"statement": to_annotation(after)}, who)


def go_back(request: Request, form: FormData) -> Response:
    """A statement as it stood before, or taken back altogether: one more version, and nothing is lost."""
    found = to_write(request)
    item: Statement = known(found.name(), found.case.statements, "statement")
    who, seen, to = name_given(form), number(form, "seen") or 0, number(form, "to")
    versions = versions_of(found.entry.path, item)
    if to is None:
        raise UsageError(Problem("Back to which version?", expected="its number", code="no-such-version"))
    after = gone_back(versions, to, who, now())
    keep_if_seen(found.entry.path, after, seen)
    where = found.links.to("statement", item.id, "history")
    if text(form, "from") == "coding":
        asked = {"blind": who} if text(form, "blind") else {"at": item.id}
        where = f"{found.links.to('code', item.document)}?{urlencode(asked)}#review"
    return done(request, where, {"statement": to_annotation(after)}, who)


def propose(request: Request, form: FormData) -> Response:
    """Let the rules read the text, a long one in the background; what they find waits to be reviewed."""
    found = to_write(request)
    source, document = text_needed(found.case, found.name())
    where = f"{found.links.to('code', source.id)}?proposed=1#review"
    if len(document.text) > AT_ONCE:
        begun = jobs_of(request).begin(
            Work(
                kind="proposals",
                title=f"Proposing statements from {source.title}",
                leads_to=where,
                case=found.entry.key,
                path=str(found.entry.path),
                version=found.cases.version(found.entry),
                asks=(("source", source.id),),
            )
        )
        return done(request, begun.address, {"job": begun.to_dict()})
    return done(request, where, propose_from(found.case, source.id).to_dict())


def _coded(found: Opened, form: FormData, who: str, blind: bool) -> Statement:
    case = found.case
    source, document = text_needed(case, found.name())
    place = place_of(document, number(form, "turn"), text(form, "words"), number(form, "start"), number(form, "end"))
    labels = labels_of(case, document, place, given(form))
    book = read_codebook(found.cases.folder(found.entry))
    version = None if book is None else book.version
    if not blind:
        return open_eyed(case, source.id, document, place, labels, (who, version, now()))
    sitting = begin_blind(case.statements.values(), who, source.id, version, sealed=source.file is None)
    return coded(sitting, document, place, labels, now())[1]


def _decided(sitting: Review, item: Statement, form: FormData) -> Statement:
    decision, values = text(form, "decision"), given(form)
    changed = {name: value for name, value in values.items() if value != (getattr(item, name) or "")}
    if decision == "confirm":
        if changed:  # as Enter in a field would do
            what = f"{item.id} is confirmed as it was proposed, and something in the form was changed."
            expected = f"“keep as corrected” for what was changed ({', '.join(changed)})"
            raise UsageError(Problem(what, expected=expected, code="not-as-proposed"))
        made = confirm(sitting, now())[1]
    elif decision == "reject":
        made = reject(sitting, now(), changed.get("note") or None)[1]
    elif decision == "correct":
        made = correct(sitting, changed, now())[1]
    else:
        what = "This is no decision on a statement."
        raise UsageError(Problem(what, read=decision, expected="confirm, correct or reject", code="no-decision"))
    return replace(made, blind=False)


def _again(
    request: Request,
    source: str,
    error: CommongroundError,
    values: dict[str, str],
    *,
    blind: str | None = None,
    at: str | None = None,
    seen: int | None = None,
) -> Response:
    """The page once more, with what was wrong and what stood in the form; nothing that was typed is lost.

    ``seen``: the version that the form was made from, where it is another by now.
    """
    status = status_of(error)
    told = refused(request, error, status)
    if told is not None:
        return told
    fresh = to_write(request)  # somebody may have written meanwhile
    page = coding_page(fresh, source, error.problems, values, blind=blind, at=at, status=status)
    if seen is not None and at is not None:
        page = replace(page, more={**page.more, "differs": _differs(fresh, at, seen, values)})
    return respond(request, page, fresh)


def _differs(found: Opened, name: str, seen: int, values: Mapping[str, str]) -> dict[str, Any]:
    """What became of a statement since somebody saw it, and in what the form that they sent differs from that."""
    now = found.case.statements[name]
    versions = versions_of(found.entry.path, now)
    before = versions[seen - 1] if 0 < seen <= len(versions) else None
    typed = differing(
        {field: getattr(now, field) for field in (*FIELDS, "note")},
        {field: value for field, value in values.items() if field in (*FIELDS, "note")},
    )
    since = changes(before, now) if before is not None else []
    if before is not None and before.status != now.status:
        since = [("status", before.status, now.status), *since]
    return {"since": since, "by": now.reviewer, "typed": typed}
