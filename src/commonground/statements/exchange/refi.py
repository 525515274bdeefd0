"""REFI-QDA 1.5 projects, ``.qdpx``: what NVivo, MAXQDA, ATLAS.ti and QualCoder exchange (Evers and others, 2020).

A zip of one XML file and the texts. Each statement is a selection of its own with a code for every field; its
paraphrase is the selection's description, and what has no code goes along in a note. Positions are code points.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from commonground.errors import CommongroundError, RecordError, Where
from commonground.record.document import Document
from commonground.statements.exchange.bounded import LARGEST_TEXT, open_archive, parse_xml, refused
from commonground.statements.exchange.carried import Read, carried, clean, put_together, shown
from commonground.statements.exchange.refi_codes import FACETS, PROJECT, Code, add_codes, codes_of, guid, read_codes
from commonground.statements.exchange.texts import Passage, Text, text_for
from commonground.statements.schema import ACTS, Statement
from commonground.store.folder import ZipFolder

__all__ = ["CANNOT_HOLD", "read", "written"]

CANNOT_HOLD: tuple[str, ...] = (
    "That several codes belong to one statement, in programs that join selections of one passage.",
    "A text that is not at hand: the paraphrases go in its place.",
    "Line ends other than line feeds, in the copy of a text.",
)
_NOTE = "commonground"
_BUDGET = 200_000_000  # bytes of all texts together
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell: the same statements give the same file


def written(statements: Sequence[Statement], documents: Mapping[str, Document]) -> tuple[bytes, tuple[str, ...]]:
    """The file, and what it lacks."""
    from lxml import etree

    root = etree.Element(_tag("Project"), nsmap={None: PROJECT})
    root.set("name", "Commonground")
    root.set("origin", "Commonground")
    users = etree.SubElement(root, _tag("Users"))
    for coder in dict.fromkeys(_coder(each) for each in statements) or ("commonground",):
        etree.SubElement(users, _tag("User"), guid=guid("user", coder), name=clean(coder))
    add_codes(etree.SubElement(root, _tag("CodeBook")), PROJECT, codes_of(statements))
    sources, notes = etree.Element(_tag("Sources")), etree.Element(_tag("Notes"))
    files: dict[str, str] = {}
    stand_ins = 0
    for source in dict.fromkeys(each.document for each in statements):
        own = [(number, each) for number, each in enumerate(statements) if each.document == source]
        text = text_for(source, own, documents.get(source))
        stand_ins += len(text.stood_in)
        files[f"sources/{guid('source', source)}.txt"] = text.text
        _add_source(sources, notes, text, own)
    root.extend([each for each in (sources, notes) if len(each)])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("project.qde"), etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
        for name, content in files.items():
            archive.writestr(_entry(name), content.encode())
    lost = f"{stand_ins} statements stand on their paraphrase, in place of words not at hand."
    return out.getvalue(), (lost,) if stand_ins else ()


def read(path: Path) -> tuple[list[Read], tuple[str, ...]]:
    """The coded passages of a project's texts that have an act among their codes."""
    archive = open_archive(path)
    names = [name for name in archive.names() if name.lower().endswith(".qde")]
    if len(names) != 1:
        raise refused(path, "This is not a REFI-QDA project.", "not-refi", expected="a .zip with one .qde file")
    root = parse_xml(_bytes(archive, names[0], LARGEST_TEXT), path)
    if root.tag != _tag("Project"):
        raise refused(path, "This is not a REFI-QDA project.", "not-refi", expected=f"a Project of {PROJECT}")
    book = root.find(_tag("CodeBook"))
    project = _Project(path, archive, root, {} if book is None else read_codes(book, PROJECT))
    reads = list(project.reads())
    return reads, project.lost()


class _Project:
    """A project being read, with the count of what could not be taken over."""

    def __init__(self, path: Path, archive: ZipFolder, root: Any, codes: Mapping[str, Code]) -> None:
        self.path, self.archive, self.root, self.codes = path, archive, root, codes
        self.budget = _BUDGET
        self.users = {_guid(each.get("guid")): each.get("name") for each in root.iter(_tag("User"))}
        self.notes = {
            _guid(each.get("guid")): each.findtext(_tag("PlainTextContent"))
            for each in root.findall(f"{_tag('Notes')}/{_tag('Note')}")
            if each.get("name") == _NOTE
        }
        self.actless = self.textless = 0

    def reads(self) -> Iterator[Read]:
        for source in self.root.findall(f"{_tag('Sources')}/{_tag('TextSource')}"):
            selections = source.findall(_tag("PlainTextSelection"))
            text = self._text(source) if selections else None
            name = source.get("name") or source.get("guid") or "source"
            for selection in selections:
                read = self._selection(selection, name, text)
                if read is not None:
                    yield read

    def lost(self) -> tuple[str, ...]:
        count = sum(1 for each in self.root.findall(f"{_tag('Sources')}/*") if each.tag != _tag("TextSource"))
        notes = len(self.root.findall(f"{_tag('Notes')}/{_tag('Note')}")) - len(self.notes)
        lost = [
            f"{self.actless} coded passages have no act among their codes and were left out." if self.actless else "",
            f"{self.textless} coded passages are of texts that are not in the file." if self.textless else "",
            f"{count} sources are not texts (pictures, PDF, sound, video) and were left out." if count else "",
            f"{notes} notes were left out." if notes else "",
        ]
        return tuple(each for each in lost if each)

    def _selection(self, selection: Any, source: str, text: str | None) -> Read | None:
        fields = self._fields(selection)
        piece = self._piece(selection)
        if piece is None and "act" not in fields:
            self.actless += 1
            return None
        if piece is None:
            fields.setdefault("speaker", fields.get("source", "unknown"))
            fields.setdefault("source", fields["speaker"])
        else:
            fields = {facet: fields.get(facet, "") for facet in FACETS} | {"paraphrase": fields["paraphrase"]}
        if text is None:
            self.textless += 1
        guid_ = _guid(selection.get("guid"))
        creator = self.users.get(_guid(selection.get("creatingUser")))
        otherwise = {"id": guid_, "creator": creator, "source": source}
        where = Where(str(self.path), field=f"selection {guid_[:40]}")
        return put_together(piece, fields, _passage(selection, text), otherwise, where)

    def _fields(self, selection: Any) -> dict[str, str]:
        fields = {"paraphrase": selection.findtext(_tag("Description")) or ""}
        for reference in selection.iterfind(f"{_tag('Coding')}/{_tag('CodeRef')}"):
            code = self.codes.get(_guid(reference.get("targetGUID")))
            if code is None:
                continue
            facet = code.under[-1].lower() if code.under else ""
            if facet in FACETS:
                fields[facet] = code.name
            elif code.name.lower() in ACTS:
                fields.setdefault("act", code.name.lower())
        return fields

    def _piece(self, selection: Any) -> str | None:
        found = (self.notes.get(_guid(each.get("targetGUID"))) for each in selection.iterfind(_tag("NoteRef")))
        return next((each for each in found if each), None)

    def _text(self, source: Any) -> str | None:
        content = source.findtext(_tag("PlainTextContent"))
        if content is not None:
            return str(content)
        place = source.get("plainTextPath") or ""
        if not place.startswith("internal://"):
            return None  # of another folder or the network: not looked at
        try:
            data = _bytes(self.archive, f"sources/{place.removeprefix('internal://')}", min(LARGEST_TEXT, self.budget))
        except CommongroundError as error:
            if error.problems[0].code == "no-file":
                return None
            raise
        self.budget -= len(data)
        return data.decode("utf-8-sig", "replace")


def _add_source(sources: Any, notes: Any, text: Text, own: Sequence[tuple[int, Statement]]) -> None:
    from lxml import etree

    number = guid("source", text.source)
    source = etree.SubElement(sources, _tag("TextSource"), guid=number, name=clean(text.source))
    source.set("plainTextPath", f"internal://{number}.txt")
    for index, statement in own:
        start, end = text.passages[index]
        fields, user = shown(statement), guid("user", _coder(statement))
        selection = etree.SubElement(source, _tag("PlainTextSelection"), guid=guid("selection", index, statement.id))
        for name, value in {"name": clean(statement.id), "startPosition": start, "endPosition": end}.items():
            selection.set(name, str(value))
        selection.set("creatingUser", user)
        if fields["paraphrase"]:
            etree.SubElement(selection, _tag("Description")).text = fields["paraphrase"]
        for facet in FACETS:
            if fields[facet]:
                coding = etree.SubElement(selection, _tag("Coding"), guid=guid("coding", index, statement.id, facet))
                coding.set("creatingUser", user)
                etree.SubElement(coding, _tag("CodeRef"), targetGUID=guid("code", facet, fields[facet]))
        note = guid("note", index, statement.id)
        etree.SubElement(selection, _tag("NoteRef"), targetGUID=note)
        element = etree.SubElement(notes, _tag("Note"), guid=note, name=_NOTE, creatingUser=user)
        etree.SubElement(element, _tag("PlainTextContent")).text = carried(statement, text.at(index))


def _passage(selection: Any, text: str | None) -> Passage | None:
    try:
        start, end = int(selection.get("startPosition") or ""), int(selection.get("endPosition") or "")
    except ValueError:
        return None
    return Passage(text, start, end) if text is not None and 0 <= start < end <= len(text) else None


def _bytes(archive: ZipFolder, name: str, limit: int) -> bytes:
    try:
        return archive.read(name, limit)
    except CommongroundError as error:
        raise RecordError(error.problems) from None


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _coder(statement: Statement) -> str:
    return statement.coder or "commonground"


def _guid(value: str | None) -> str:
    """A guid as it is compared: the standard allows braces and both cases."""
    return (value or "").strip("{}").lower()


def _tag(name: str) -> str:
    return f"{{{PROJECT}}}{name}"
