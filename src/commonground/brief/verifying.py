"""Does a brief still hold? It is made again from the case, on the terms it names, and what it tells is compared.

Compared are the zones it gives, every number that carries the place of its data, and every sentence that tells a fact
or a verdict; and the checksum of the case. A page (.html) is also held to what :mod:`commonground.brief.checking` asks
of any page. A brief in another form is printed from one of these two; verify the one it came from.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from commonground._version import __version__
from commonground.brief.checking import facts_of_page, problems_of_page, told_in, value_at
from commonground.brief.document import Document
from commonground.brief.made import made_terms
from commonground.case import Case, load
from commonground.case.what_if import what_if
from commonground.errors import Problem, UsageError, Where
from commonground.store.problems import told

__all__ = ["Difference", "Verified", "verify"]

LARGEST = 50_000_000  # bytes of a brief
_EXPECTED = "a brief as `commonground brief CASE --to brief.html` or `--to brief.json` writes it"

DifferenceKind = Literal["zone", "number", "no longer told", "told only now"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the brief tells and the case does not, or the other way."""

    kind: DifferenceKind
    where: str  # the matter, the place in the data, or nothing
    then: str | None
    now: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What came of making a brief again."""

    brief: str
    case: str
    same_case: bool | None  # None: the brief does not say which files it was made from
    made_with: str  # the version of the program
    verified_with: str
    numbers: int  # how many were compared
    sentences: int
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]  # of the page itself
    unfinished: tuple[str, ...]  # questions that were not answered whole in the seconds given, then or now
    marks_against: str | None  # what the brief marks changes against; its sentences are then not compared

    @property
    def told_holds(self) -> bool:
        """Whether everything that was compared is told by the case now."""
        return not self.differences

    @property
    def holds(self) -> bool:
        """Whether the case is the same to the byte, tells the same, and the page is as it should be."""
        return self.told_holds and self.same_case is True and not self.problems

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``verify --json`` prints it."""
        plain = asdict(self) | {"problems": [problem.to_dict() for problem in self.problems]}
        return {"version": 1, "holds": self.holds, "told_holds": self.told_holds, **plain}


@dataclass(frozen=True, slots=True)
class _Told:
    """What a brief tells, in whatever form it was read."""

    facts: Mapping[str, Any]
    numbers: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    whole: bool
    page: str | None = None


def verify(brief: str | PathLike[str], case: str | PathLike[str], layers: Sequence[str | Path] = ()) -> Verified:
    """Make a brief again and compare.

    Parameters
    ----------
    brief
        The file, as .html or .json.
    case
        The case it is of: a folder, a .zip, or the name of a bundled case.
    layers
        Files of layers that the brief names and the case's own folder does not hold.

    Raises
    ------
    UsageError
        The file is no brief, or the case has not the layer or the round that it names.
    StoreError
        The file cannot be read.
    """
    from commonground.brief.compose import document
    from commonground.brief.material import gather

    before = _read(Path(brief))
    terms = before.facts
    again = document(
        gather(_case(str(case), terms, layers), terms["round"], terms["seconds"], terms["language"]),
    )
    now = _told_by(again, as_page=before.page is not None)
    marks = terms.get("since")
    return Verified(
        brief=str(brief),
        case=again.data["case"]["id"],
        same_case=None if terms["sha256"] is None else terms["sha256"] == now.facts["sha256"],
        made_with=terms["version"],
        verified_with=__version__,
        numbers=len(before.numbers),
        sentences=0 if marks else len(before.sentences),
        differences=(
            *_zones(terms["zones"], now.facts["zones"]),
            *_numbers(before, again.data),
            *(() if marks else _sentences(before, now)),
        ),
        problems=() if before.page is None else problems_of_page(before.page),
        unfinished=tuple(dict.fromkeys(str(each) for each in (*terms["unfinished"], *now.facts["unfinished"]))),
        marks_against=marks,
    )


def _case(place: str, terms: Mapping[str, Any], layers: Sequence[str | Path]) -> Case:
    given = {Path(layer).stem: layer for layer in layers}
    case = load(place, [given.get(name, name) for name in terms["layers"]], terms["as_of"])
    return what_if(case, terms["what_if"])


def _zones(then: Mapping[str, str | None], now: Mapping[str, str | None]) -> Iterator[Difference]:
    for name in dict.fromkeys((*then, *now)):
        if name not in then or name not in now or then[name] != now[name]:
            yield Difference("zone", name, then.get(name), now.get(name))


def _numbers(before: _Told, data: Mapping[str, Any]) -> Iterator[Difference]:
    for path, printed in dict.fromkeys(before.numbers):
        value = value_at(data, path)
        if str(value) != printed:
            yield Difference("number", path, printed, None if value is None else str(value))


def _sentences(before: _Told, now: _Told) -> Iterator[Difference]:
    then, again = Counter(before.sentences), Counter(now.sentences)
    for sentence in then - again:
        yield Difference("no longer told", "", sentence, None)
    if before.whole:
        for sentence in again - then:
            yield Difference("told only now", "", None, sentence)


def _told_by(document: Document, *, as_page: bool) -> _Told:
    if as_page:
        from commonground.brief.forms.html import to_html

        return _of_page(to_html(document), document.data["made"])
    return _of_data(document.to_dict(), document.data["made"])


def _read(path: Path) -> _Told:
    """What the file at ``path`` tells; UsageError if it is no brief that can be made again."""
    with told(path, "Reading the brief"), path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UsageError(_no_brief(path, "It is larger than any brief."))
    try:
        text = data.decode("utf-8")
        if text.lstrip().startswith("{"):
            read = json.loads(text)
            return _of_data(read, made_terms(read["data"]["made"]))
        from lxml import html

        if not text.strip():
            raise UsageError(_no_brief(path, "It is empty."))
        return _of_page(text, made_terms(facts_of_page(html.document_fromstring(text))))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(_no_brief(path, "It does not say how it was made.")) from None


def _no_brief(path: Path, why: str) -> Problem:
    what = f"This is no brief that can be made again. {why}"
    return Problem(what, Where(str(path)), expected=_EXPECTED, code="not-a-brief")


def _of_page(page: str, facts: Mapping[str, Any]) -> _Told:
    from lxml import html

    tree = html.document_fromstring(page)
    numbers = tuple((each.get("data-path"), " ".join(each.text_content().split())) for each in tree.xpath("//data"))
    whole = bool(tree.xpath('//section[@id="evidence"]'))
    return _Told(facts, numbers, tuple(told_in(tree)), whole, page)


def _of_data(read: Mapping[str, Any], facts: Mapping[str, Any]) -> _Told:
    parts = list(_parts(read["sections"]))
    numbers = tuple((_pointer(part["path"]), str(part["value"])) for part in parts if part.get("kind") == "number")
    told = (part for part in parts if part.get("kind") == "sentence" and part["standing"] in ("fact", "verdict"))
    whole = any(part.get("kind") == "section" and part["anchor"] == "evidence" for part in parts)
    return _Told(facts, numbers, tuple(_words(part["runs"]) for part in told), whole)


def _parts(part: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(part, list):
        for each in part:
            yield from _parts(each)
    elif isinstance(part, Mapping):
        yield part
        for each in part.values():
            yield from _parts(each)


def _words(runs: Any) -> str:
    return " ".join("".join(str(run.get("text", run.get("value", ""))) for run in runs).split())


def _pointer(path: Any) -> str:
    from commonground.brief.forms.html import path_text

    return path_text(tuple(path))
