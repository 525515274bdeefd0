"""The form of one entry of a case, whatever its section: what it says, beside the words of the record it rests on.

A form carries a fingerprint of the entry that it was opened on. Where the entry is another by then, nothing is
written, and both are shown; changes to other entries do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from starlette.responses import RedirectResponse, Response

from commonground.brief.document import Section as Words
from commonground.brief.parts.evidence_statements import statement_entry
from commonground.case.drop import judged_objects
from commonground.case.sections import (
    SECTIONS,
    AsRead,
    Part,
    Section,
    part_named,
    parts_of,
    references,
    referring,
    section_named,
    stands,
)
from commonground.case.yaml_text import Tree, field_path
from commonground.errors import CommongroundError, NewerVersionError, Problem, UsageError, nearest_word
from commonground.workbench.forms.formulas import Wrong, comparisons
from commonground.workbench.forms.sent import flat
from commonground.workbench.forms.shown import groups, shown, wrong_by_field
from commonground.workbench.page import Opened, Page
from commonground.workbench.undo import saves_of

__all__ = ["entry", "entry_page", "files_of", "fingerprint", "just_saved", "new_entry", "new_page"]

MOST_REFERENCES = 60
MOST_SAVES = 8  # of an entry
MOST_LINES = 80  # of an entry, as it is written
Filled = Mapping[str, Mapping[str, str]]


def entry(found: Opened) -> Page | Response:
    """The form of one entry; under the section “any” that of whatever goes by the name."""
    name, files = found.name(), files_of(found)
    if found.name("section") == "any":
        known = {part.name: part for each in SECTIONS.values() for part in parts_of(files.tree(each.file), each)}
        if name not in known:
            what = f"There is no “{name[:80]}” in this case."
            raise UsageError(Problem(what, read=name[:80], nearest=nearest_word(name, known), code="unknown-id"))
        return RedirectResponse(found.links.to("entry", known[name].section.name, name), 307)
    section = section_named(found.name("section"))
    return entry_page(found, section, part_named(files.tree(section.file), section, name))


def new_entry(found: Opened) -> Page:
    """The form of an entry that is not there yet."""
    section = section_named(found.name("section"))
    return new_page(found, section, str(found.request.path_params.get("party", "")))


def new_page(found: Opened, section: Section, group: str, **how: Any) -> Page:
    """The form of a new entry; UsageError where nothing can be added to the section, or there is no such group."""
    known = dict(groups(found.case, section))
    if group not in known or (section.shape == "whole" and not section.by):
        what = f"There is no such place for {section.one}: “{group[:80]}”."
        raise UsageError(Problem(what, read=group[:80], nearest=nearest_word(group, known), code="unknown-id"))
    return entry_page(found, section, None, group, **how)


def files_of(found: Opened) -> AsRead:
    """The files of the case as they are written now."""
    return AsRead(found.cases.folder(found.entry))


def fingerprint(tree: Tree, part: Part) -> str:
    """The same for entries that say the same."""
    return sha256(repr((part.name, part.raw, sorted(flat(stands(tree, part)).items()))).encode()).hexdigest()[:32]


def entry_page(
    found: Opened,
    section: Section,
    part: Part | None,
    group: str = "",
    *,
    error: CommongroundError | None = None,
    place: str = "",
    words: Filled | None = None,
    name: str | None = None,
    theirs: Filled | None = None,
    wrong: Mapping[str, Wrong] | None = None,
    status: int = 200,
) -> Page:
    """The form of an entry that is there, or of a new one."""
    case, files = found.case, files_of(found)
    tree = files.tree(section.file)
    group = part.group if part is not None else group
    says = stands(tree, part) if part is not None else {}
    filled = {**says, **(words or {})}
    problems = error.problems if error is not None else ()
    untold = () if wrong else problems  # a formula that cannot be read is told below its field
    by_field, rest = wrong_by_field(section, untold, place or (field_path(part.path) if part is not None else ""))
    more: dict[str, Any] = {
        "part": part,
        "sort": section,
        "group": group,
        "group_title": dict(groups(case, section)).get(group) or group,
        "fields": shown(case, section, group, filled, by_field, wrong or {}),
        "name": name if name is not None else part.name if part is not None else "",
        "name_problems": by_field.get("id", ()),
        "seen": fingerprint(tree, part) if part is not None else "",
        "problems": rest,
        "wrong_fields": [field for field in section.fields if field.name in by_field or field.name in (wrong or {})],
        "comparisons": comparisons(case),
        "differences": _differences(section, theirs, filled) if theirs is not None else None,
        "gone": part is None and isinstance(error, NewerVersionError),
        "outcomes": list(case.issues[group].outcomes.items()) if section.by == "issue" and group else (),
        "sections": _words(found, part),
        "named": _named(found, files, part) if part is not None else (),
        "lines": _lines(found, tree, part) if part is not None else (),
        "saved": just_saved(found),
        "history": _history(found, section, part),
        "carried": section.name == "issues" and part is not None and bool(case.options or case.conflict.states),
        "is_judged": part is not None and part.name in judged_objects(case),
        "writable": found.entry.writable,
        "form_address": _address(found, section, part, group),
    }
    data: dict[str, Any] = {
        "case": case.id,
        "id": part.name if part is not None else None,
        "section": section.name,
        "party": group or None,
        "values": flat(says),
        "line": part.line if part is not None else None,
        "seen": more["seen"],
        "problems": [problem.to_dict() for problem in problems],
    }
    return Page(_title(section, part, str(more["group_title"])), data, (), "entry.html", more, status)


def _title(section: Section, part: Part | None, group: str) -> str:
    """“Clause R1 of Russia”, “Issue ceasefire”, “New clause of Russia”."""
    if section.shape == "whole":
        return f"{section.title} of {group}" if section.by else section.title
    thing = section.one.removeprefix("a ").removeprefix("an ")
    named = f"New {thing}" if part is None else f"{thing[0].upper()}{thing[1:]} {part.name}"
    if thing.startswith("what"):
        named = f"{part.name}: {thing}" if part is not None else f"New: {thing}"
    return f"{named}{': ' if thing.startswith('what') else ' of '}{group}" if section.by else named


def _address(found: Opened, section: Section, part: Part | None, group: str) -> str:
    if part is not None:
        return found.links.to("entry", section.name, part.name)
    return found.links.to("entry-new", section.name, *([group] if group else []))


def just_saved(found: Opened) -> Any:
    """The save that has just led here."""
    number = found.request.query_params.get("saved")
    return next((each for each in saves_of(found.request, found.entry) if str(each.number) == number), None)


def _history(found: Opened, section: Section, part: Part | None) -> list[Any]:
    """The last saves of it, the latest first; also under the name that it had."""
    names = {part.name} if part is not None else set()
    told = []
    for each in reversed(saves_of(found.request, found.entry)) if part is not None else ():
        if (
            each.about is not None
            and each.about[0] == section.name
            and names & {each.about[1], *each.told[0].split(":")[:1]}
        ):
            names |= {each.about[1], each.told[0].partition(":")[0]}
            told.append(each)
    return told[:MOST_SAVES]


def _words(found: Opened, part: Part | None) -> tuple[Words, ...]:
    """What the record says of it."""
    names = part.evidence if part is not None else ()
    behind = [found.case.statements[name] for name in names if name in found.case.statements]
    told = tuple(statement_entry(found.answers, each) for each in behind)
    return (Words("words", "What it rests on", told),) if told else ()


def _named(found: Opened, files: AsRead, part: Part) -> list[tuple[str, str, str]]:
    """What refers to it: in which words, with the address of each."""
    section = part.section
    everything = list(references(files, found.case))
    seen = referring(everything, "part", part.as_layers_name_it)
    if section.names:
        seen += referring(everything, section.names, part.name, part.path, section.file)
    told: dict[str, tuple[str, str, str]] = {}
    for each in seen:
        if each.how == "statement":
            told[each.by] = (each.by, found.links.to("statement", each.by), "statement")
        elif each.entry != ("", ""):
            told[each.by] = (each.by, found.links.to("entry", *each.entry), "entry")
        elif each.by not in told:
            line = files.tree(each.file).where(each.path).line or 1
            told[each.by] = (each.by, f"{found.links.to('file').partition('?')[0]}/{each.file}#line-{line}", "entry")
    return list(told.values())[:MOST_REFERENCES]


def _lines(found: Opened, tree: Tree, part: Part) -> Sequence[tuple[int, str]]:
    """The entry as it is written."""
    text = found.cases.folder(found.entry).read(tree.file).decode("utf-8-sig", "replace").splitlines()
    if not part.path:
        names = [field.written for field in part.section.fields if field.written in part.fields]
        return [(n, text[n - 1]) for n in sorted(tree.where((name,)).line or 1 for name in names)]
    indent = _indent(text[part.line - 1])
    last = part.line
    while last < min(len(text), part.line + MOST_LINES) and text[last].strip() and _indent(text[last]) > indent:
        last += 1
    return [(n, text[n - 1][indent:]) for n in range(part.line, last + 1)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _differences(section: Section, theirs: Filled, mine: Filled) -> list[tuple[str, str, str]]:
    told = []
    for field in section.fields:
        one, other = theirs.get(field.name, {}), mine.get(field.name, {})
        for key in dict.fromkeys((*one, *other)):
            if one.get(key, "") != other.get(key, "") and not key.endswith(".was"):
                label = f"{field.label}, {key}" if key else field.label
                told.append((label, one.get(key, ""), other.get(key, "")))
    return told
