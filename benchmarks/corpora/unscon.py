"""UNSCon, the conflict corpus of Zaczynska, Bourgonje and Stede (2024), and the acts that the rules see in its clauses.

Its unit is the clause (an elementary discourse unit) of a speech in the Security Council. A clause may carry one of
four labels. *Negative evaluation*: the speaker speaks ill of a state or a group of states, *directly* or *indirectly*,
through somebody or something that stands for it. *Challenge* and *correction*: the speaker says that what another said
is untrue, or puts something else in its place.

The rules read the whole speech. A clause has an act where a proposed statement of that act covers half of its
characters or more; in the narrower way, where the first of the words that gave the act away stand in it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from commonground.record import Document
from commonground.record.formats.source import Source
from commonground.statements import propose

COLUMNS = {
    "Direct_NegEval": "direct",
    "Indirect_NegEval": "indirect",
    "Challenge": "challenge",
    "Correction": "correction",
}
# A file is a paragraph: the meeting, the speech in it, who speaks, and the number of the paragraph.
_FILE = re.compile(
    r"(?P<meeting>UNSC_\d+_SPV\.\d+)_(?P<speech>spch\d+)_(?P<speaker>.+?)(?:_(?:neg|pos))?(?:_|%20)(?P<number>\d+)"
    r"(?:_GD)?\.txt"
)
_CLOSES = re.compile(r"[.,;:!?)\]]+|'s|’s|n't")


@dataclass(frozen=True, slots=True)
class Clause:
    start: int
    end: int
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech put together again from its clauses; their places are those in ``text``."""

    id: str
    meeting: str
    speaker: str
    text: str
    clauses: tuple[Clause, ...]

    def words(self, clause: Clause) -> str:
        return self.text[clause.start : clause.end]


def speeches(path: Path) -> tuple[Speech, ...]:
    """The speeches of the file, by their names."""
    found: dict[tuple[str, str, str], list[tuple[int, int, dict[str, str]]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = _FILE.fullmatch(row["file_id"])
            if name is None:
                raise ValueError(f"not the name of a paragraph: {row['file_id']}")
            start = int(row["EDU_char_offsets"].split("-")[0])
            speaker = name["speaker"].replace("_", " ")
            found[name["meeting"], name["speech"], speaker].append((int(name["number"]), start, row))
    return tuple(_speech(*key, rows) for key, rows in sorted(found.items()))


def _speech(meeting: str, number: str, speaker: str, rows: list[tuple[int, int, dict[str, str]]]) -> Speech:
    written, last, clauses = _Text(), None, []
    for paragraph, _, row in sorted(rows, key=lambda each: each[:2]):
        if last not in {None, paragraph}:
            written.paragraph()
        last = paragraph
        labels = frozenset(label for column, label in COLUMNS.items() if row[column] == "1")
        clauses.append(Clause(*written.clause(row["EDU_text"].split()), labels))
    return Speech(f"{meeting}_{number}", meeting, speaker, written.text, tuple(clauses))


@dataclass(slots=True)
class _Text:
    """Running text made of single words and marks, without the spaces that taking it apart has put in."""

    text: str = ""
    tight: bool = True  # no space before what comes next
    quoting: bool = False

    def clause(self, words: list[str]) -> tuple[int, int]:
        """Add a clause and say where it stands."""
        self._add(words[0])
        start = len(self.text) - len(words[0])
        for word in words[1:]:
            self._add(word)
        return start, len(self.text)

    def paragraph(self) -> None:
        self.text, self.tight, self.quoting = self.text + "\n\n", True, False

    def _add(self, word: str) -> None:
        mark = word == '"'
        closes = (mark and self.quoting) or _CLOSES.fullmatch(word)
        self.text += word if self.tight or closes else f" {word}"
        self.tight = word in {"(", "["} or (mark and not self.quoting)
        self.quoting ^= mark


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts that a clause has: by the whole of a statement, and by the words that gave it away."""

    covered: frozenset[str]
    cued: frozenset[str]


def acts(speech: Speech) -> tuple[Acts, ...]:
    """What the rules see in each clause of a speech."""
    turn = (0, len(speech.text), speech.speaker)
    digest = sha256(speech.text.encode()).hexdigest()
    document = Document.from_source(Source(speech.text, speakers=(turn,)), digest, kind="verbatim")
    covered: list[set[str]] = [set() for _ in speech.clauses]
    cued: list[set[str]] = [set() for _ in speech.clauses]
    for each in propose(document):
        if each.anchor is None:
            continue
        start, end = each.anchor.start, each.anchor.end
        cue = speech.text.find(each.cue, start, end) if each.cue else -1
        for place, clause in enumerate(speech.clauses):
            shared = min(end, clause.end) - max(start, clause.start)
            if shared > 0 and 2 * shared >= clause.end - clause.start:
                covered[place].add(each.act)
            if clause.start <= cue < clause.end:
                cued[place].add(each.act)
    return tuple(Acts(frozenset(c), frozenset(w)) for c, w in zip(covered, cued, strict=True))
