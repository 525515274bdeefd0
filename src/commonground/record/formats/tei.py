"""TEI (Text Encoding Initiative, P5), as in *Foreign Relations of the United States*, where a document is a `div`.

* A paragraph is one line of text, its white space run together. A page break and a note that stand inside a sentence
  leave the sentence whole: the break goes, the note moves to the end of its document.
* Head, opener, closer, lists of participants and subjects, and notes are nobody's statement.
* `sp` is a turn, its `speaker` the label. In a memorandum of conversation a paragraph is a turn, and whose it is only
  its words say: it is not told here, but the names in the list of participants are.
* Speech marked with `q`, `said` or `quote` and without quotation marks of its own is given them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from commonground.record.formats.blocks import Blocks
from commonground.record.formats.markup import inert_xml, local_name
from commonground.record.formats.refusing import refused
from commonground.record.formats.source import Source

__all__ = ["tei"]

_ROOTS = frozenset({"TEI", "TEI.2", "teiCorpus", "div", "text"})
_GROUPS = frozenset({"text", "front", "body", "back", "group", "div", "div1", "div2", "div3", "div4", "floatingText"})
_FRAME = frozenset({"head", "opener", "closer", "dateline", "byline", "salute", "signed", "postscript", "trailer"})
_LISTS = frozenset({"list", "listPerson", "table"})
_LEFT_OUT = frozenset({"pb", "cb", "milestone", "anchor", "fw", "figure", "graphic", "ptr", "sic", "orig", "abbr"})
_ALTERNATIVES = frozenset({"sic", "orig", "abbr"})  # left out only in `choice`, beside what it is to be read as
_SPEECH = frozenset({"q", "said", "quote"})
_QUOTATION_MARKS = frozenset("\"'“‘«„")
_MEMORANDUM = re.compile(r"\bmemorand(?:um|a) of (?:\w+ )?(?:telephone )?conversations?\b", re.IGNORECASE)
_NUMBER = re.compile(r"\A\s*\[?\d+[a-z]?\.\]?\s*")


def tei(data: bytes, path: Path | None = None) -> Source:
    """The text of a TEI file."""
    root = inert_xml(data, path)
    if local_name(root) not in _ROOTS:
        what = f"This is XML, but no TEI: its outermost element is {local_name(root)}."
        raise refused(path, what, "not-tei", expected="TEI, DOCX or plain text")
    reading = _Reading()
    for element in _texts(root):
        reading.block(element)
    reading.end_of_document()
    if not reading.blocks.text:
        raise refused(path, "The TEI file has a header and no text.", "not-tei")
    heads = reading.heads
    memorandum = bool(reading.participants) or any(_MEMORANDUM.search(head) for head in heads)
    return Source(
        reading.blocks.text,
        kind_hint="verbatim" if reading.turns else "memcon" if memorandum else None,
        title=_NUMBER.sub("", heads[0]) if len(heads) == 1 else _title(root),
        speakers=tuple(reading.turns) or None,
        asides=reading.blocks.asides,
        language=_language(root),
        participants=tuple(dict.fromkeys(reading.participants)),
    )


class _Reading:
    """The blocks found so far, and the notes that wait for the end of their document."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self.turns: list[tuple[int, int, str]] = []
        self.participants: list[str] = []
        self.heads: list[str] = []
        self.waiting: list[str] = []

    def block(self, element: Any) -> None:
        name = local_name(element)
        if name in _GROUPS:
            for child in element:
                self.block(child)
            if element.get("type") == "document":
                self.end_of_document()
        elif name == "sp":
            self.speech(element)
        elif name in _FRAME:
            words = self.words(element)
            if name == "head" and words and local_name(element.getparent()) in _GROUPS:
                self.heads.append(words)
            self.blocks.add(words, aside=True)
        elif name in _LISTS:
            self.listing(element)
        elif name == "note":
            self.note(element)
        elif name not in _LEFT_OUT and name != "teiHeader":
            self.blocks.add(self.words(element))

    def speech(self, element: Any) -> None:
        speaker = next((child for child in element if local_name(child) == "speaker"), None)
        label = self.words(speaker).rstrip(" .:") if speaker is not None else ""
        parts = [self.words(child) for child in element if child is not speaker and local_name(child) != "stage"]
        said = "\n".join(part for part in parts if part)
        start = self.blocks.add(f"{label}: {said}" if label else said)
        if label and said:
            self.turns.append((start + len(label) + 2, start + len(label) + 2 + len(said), label))

    def listing(self, element: Any) -> None:
        """One aside, a line an item. The names in a list of participants are kept."""
        lines = []
        for part in element.iter():
            name = local_name(part)
            if name in {"head", "item", "person", "row"} and not any(local_name(each) in _LISTS for each in part):
                lines.append(self.words(part))
            elif name in {"item", "row"}:
                lines.append(self._own_words(part))
        self.blocks.add("\n".join(line for line in lines if line), aside=True)
        head = next((self.words(part) for part in element if local_name(part) == "head"), "")
        if element.get("type") == "participants" or head.lower().startswith(("participant", "present", "persons pre")):
            self.participants += [self.words(part) for part in element.iter() if local_name(part) == "persName"]

    def note(self, element: Any) -> None:
        words = " ".join("".join(self.pieces(element)).split())
        number = element.get("n")
        self.waiting.append(f"{number} {words}" if number and words else words)

    def end_of_document(self) -> None:
        waiting, self.waiting = self.waiting, []
        for words in waiting:
            self.blocks.add(words, aside=True)

    def words(self, element: Any) -> str:
        """The words of an element on one line, the notes in it kept for the end of the document."""
        return " ".join("".join(self.pieces(element)).split())

    def _own_words(self, item: Any) -> str:
        children = [child for child in item if local_name(child) not in _LISTS]
        inner = "".join(piece for child in children for piece in [*self.pieces(child), child.tail or ""])
        return " ".join(((item.text or "") + inner).split())

    def pieces(self, element: Any) -> list[str]:
        pieces = [element.text or ""]
        for child in element:
            name = local_name(child)
            if name == "note":
                self.note(child)
            elif name == "lb":
                pieces.append("" if child.get("break") == "no" else " ")
            elif name in _SPEECH and "".join(child.itertext()).strip():
                before = next((piece for piece in reversed(pieces) if piece.strip()), "")
                pieces.append(_quoted("".join(self.pieces(child)), before.rstrip()[-1:]))
            elif not _passed_over(child, name):
                pieces += self.pieces(child)
            pieces.append(child.tail or "")
        return pieces


def _passed_over(element: Any, name: str) -> bool:
    if name in _ALTERNATIVES:
        return local_name(element.getparent()) == "choice"
    return name in _LEFT_OUT or not name


def _quoted(said: str, before: str) -> str:
    marked = said.lstrip()[:1] in _QUOTATION_MARKS or before in _QUOTATION_MARKS
    return said if marked else f"“{said.strip()}”"


def _texts(root: Any) -> list[Any]:
    if local_name(root) in {"div", "text"}:
        return [root]
    found = [each for each in root.iter() if local_name(each) == "text"]
    return [each for each in found if not any(local_name(above) == "text" for above in each.iterancestors())]


def _title(root: Any) -> str | None:
    for statement in (each for each in root.iter() if local_name(each) == "titleStmt"):
        for title in (each for each in statement if local_name(each) == "title"):
            return " ".join("".join(title.itertext()).split()) or None
    return None


def _language(root: Any) -> str | None:
    named = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if named:
        return str(named)
    return next((each.get("ident") for each in root.iter() if local_name(each) == "language"), None)
