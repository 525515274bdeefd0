"""Hold a finished page to what a brief promises, by reading the page itself.

What is looked for, each with its code:

======================  ========================================================================================
``no-reference``        a sentence that tells a fact or a verdict, or a row of a table, and leads to nothing
``reference-nowhere``   a reference that leads to no place of the page
``anchor-twice``        two places of one name: a reference could lead to either
``number-differs``      a number that is printed otherwise than it was computed
``number-in-words``     a verdict with a number that stands in plain words, so that nothing can be compared with it
``no-frame``            the line on where the record ends and whose reading it is, missing from the top, the foot,
                        the printed sheets or a picture
``holds-on-page-one``   page one says that something would hold, which rests on preferences nobody has on record
``whose-word-untold``   a fact or verdict that leads to what is known from the other side alone, and does not say so
======================  ========================================================================================

The page is parsed as a browser would; nothing of how it was made is asked, but for the data the numbers came from and
for what the page itself carries of how it was made (see :mod:`commonground.brief.made`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from commonground.brief.language import tongue
from commonground.brief.plain_numbers import absent_words, number_in_words
from commonground.errors import Problem, Where, shortened

__all__ = ["facts_of_page", "problems_of_page", "told_in", "value_at"]

_TOLD = (
    '//span[contains(concat(" ", @class, " "), " s ") and (contains(@class, "fact") or contains(@class, "verdict"))]'
)
_JUDGED = (
    '//span[contains(concat(" ", @class, " "), " s ") and (contains(@class, "fact") or contains(@class, "verdict")'
    ' or contains(@class, "assumption") or contains(@class, "judgement"))]'
)
_VERDICT = '//main//span[contains(concat(" ", @class, " "), " s ") and contains(@class, "verdict")]'
_HOLDS = re.compile(r"\b(would|will)( not)? hold\b|\bвтримал|\bпротримал", re.IGNORECASE)
_EVIDENCE = ("evidence", "method")  # here whose word it is stands in a sentence of its own
_MARGIN = re.compile(r'@(?:top|bottom)-[a-z]+\s*\{\s*content:\s*"([^"]*)"')
_LONGEST = 200
_ACCOUNT = " (by {party}'s account)"  # a template of the parts; its translations are theirs


def problems_of_page(page: str, data: Mapping[str, Any] | None = None) -> tuple[Problem, ...]:
    """What is wrong with a page; nothing if all is as it should be.

    Parameters
    ----------
    page
        The text of the page.
    data
        The data its numbers were taken from, as the same brief has it in JSON; without it, numbers are only held to
        what the page itself says was computed.
    """
    from lxml import html

    tree = html.document_fromstring(page)
    checks = (
        _references(tree),
        _rows(tree),
        _anchors(tree),
        _numbers(tree, data),
        _plain_numbers(tree),
        _frames(tree),
        _page_one(tree),
        _whose_word(tree),
    )
    return tuple(problem for check in checks for problem in check)


def facts_of_page(tree: Any) -> Mapping[str, Any]:
    """How the page says that it was made; empty where it does not say."""
    held = tree.xpath('//meta[@name="commonground"]/@content')
    try:
        facts = json.loads(held[0]) if held else {}
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def value_at(data: Any, path: str) -> Any:
    """What the data hold at a JSON pointer, a list or a mapping standing for its length; None where there is nothing.

    >>> value_at({"a/b": [{"n": 2}, {}]}, "/a~1b/0/n"), value_at({"a/b": [1, 2]}, "/a~1b"), value_at({}, "/a")
    (2, 2, None)
    """
    for step in path.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(data, Mapping) and name in data:
            data = data[name]
        elif isinstance(data, (list, tuple)) and name.isdigit() and int(name) < len(data):
            data = data[int(name)]
        else:
            return None
    return len(data) if isinstance(data, (list, tuple, Mapping)) else data


def told_in(tree: Any) -> Iterator[str]:
    """Every sentence of a parsed page that tells a fact or a verdict, without the references after it."""
    for told in tree.xpath(_TOLD):
        words = told.xpath("string(.)").strip()
        after = "".join(told.xpath('string(./span[@class="refs"])'))
        mark = "".join(told.xpath('string(./span[@class="standing"])'))
        yield " ".join(words.removesuffix(after).removeprefix(mark).split())


def _amiss(element: Any, what: str, code: str, read: str | None = None, expected: str | None = None) -> Problem:
    near = element.xpath("ancestor-or-self::*[@id][1]/@id")
    return Problem(what, Where(field=f"#{near[-1]}" if near else None), read=read, expected=expected, code=code)


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


def _references(tree: Any) -> Iterator[Problem]:
    places = set(tree.xpath("//@id"))
    for told in tree.xpath(_TOLD):
        if not told.xpath('.//a[starts-with(@href, "#")]'):
            what = "This sentence tells a fact or a verdict and leads to nothing that it rests on."
            yield _amiss(told, what, "no-reference", read=shortened(_words(told), _LONGEST))
    for link in tree.xpath('//a[starts-with(@href, "#")]'):
        if link.get("href")[1:] not in places:
            what = "This reference leads to no place of the page."
            yield _amiss(link, what, "reference-nowhere", read=link.get("href"))


def _rows(tree: Any) -> Iterator[Problem]:
    """Rows of tables say verdicts too; what says nothing but absence, or has its number from the data, will do."""
    absent = absent_words(_language(tree))
    for row in tree.xpath("//main//tbody/tr"):
        if _in_evidence(row) or row.xpath('.//a[starts-with(@href, "#")]|.//data[@data-path]'):
            continue
        if not all(_words(cell).casefold() in absent for cell in row.xpath("./td")):
            what = "This row of a table leads to nothing that it rests on."
            yield _amiss(row, what, "no-reference", read=shortened(_words(row), _LONGEST))


def _plain_numbers(tree: Any) -> Iterator[Problem]:
    names = facts_of_page(tree).get("numbers_in_names")
    if not isinstance(names, list):
        return
    cells = (cell for cell in tree.xpath("//main//tbody/tr/td") if not _in_evidence(cell))
    verdicts = (told for told in tree.xpath(_VERDICT) if not _in_evidence(told))
    for told in (*verdicts, *cells):
        found = number_in_words(told, [str(name) for name in names])
        if found is not None:
            what = "This number stands in plain words, and nothing says what was computed."
            yield _amiss(told, what, "number-in-words", read=f"{found}, in: {shortened(_words(told), _LONGEST)}")


def _in_evidence(element: Any) -> bool:
    """Whether this is in a part that the others lead to, and that itself leads out to sources."""
    return bool(set(element.xpath("ancestor::section/@id")) & set(_EVIDENCE))


def _language(tree: Any) -> str:
    return str((tree.xpath("/html/@lang") or ["en"])[0])


def _anchors(tree: Any) -> Iterator[Problem]:
    for name, times in Counter(tree.xpath("//@id")).items():
        if times > 1:
            what = "Several places of the page have this name."
            yield Problem(what, Where(field=f"#{name}"), read=name, code="anchor-twice")


def _numbers(tree: Any, data: Mapping[str, Any] | None) -> Iterator[Problem]:
    for number in tree.xpath("//data[@data-path]"):
        printed, path = _words(number), number.get("data-path")
        wanted = number.get("value") if data is None else value_at(data, path)
        if printed != str(wanted) or number.get("value") != printed:
            what = "This number is not the one that was computed."
            expected = f"{wanted}, as the data have it at {path}" if wanted is not None else f"a number at {path}"
            yield _amiss(number, what, "number-differs", read=printed, expected=expected)


def _frames(tree: Any) -> Iterator[Problem]:
    top, foot = tree.xpath('//header/p[@class="caveats"]'), tree.xpath("//footer/p")
    frame = _words(top[0]) if top else ""
    if not frame:
        yield Problem("The frame line is missing from the top of the page.", code="no-frame")
        return
    if not any(frame in _words(line) for line in foot):
        yield Problem("The frame line is missing from the foot of the page.", code="no-frame", expected=frame)
    margins = (line for style in tree.xpath("//style/text()") for line in _MARGIN.findall(style))
    if not any(_plain_letters(frame) in _plain_letters(_unescaped(line)) for line in margins):
        yield Problem("The frame line is missing from the printed sheets.", code="no-frame", expected=frame)
    for picture in tree.xpath("//figure[.//svg]"):
        if frame not in _words(picture):
            yield _amiss(picture, "This picture stands without the frame line.", "no-frame", expected=frame)


def _unescaped(style: str) -> str:
    return re.sub(r"\\([0-9a-f]{6})", lambda code: chr(int(code[1], 16)), style)


def _plain_letters(text: str) -> str:
    return "".join(text.split())


def _page_one(tree: Any) -> Iterator[Problem]:
    for section in tree.xpath("//main/section[1]"):
        found = _HOLDS.search(_words(section))
        if found:
            what = "Page one says that something would hold; that rests on preferences which nobody has on record."
            yield _amiss(section, what, "holds-on-page-one", read=found[0])


def _whose_word(tree: Any) -> Iterator[Problem]:
    tellers = facts_of_page(tree).get("told_by", {})
    if not tellers:
        return
    language = _language(tree)
    for told in (*tree.xpath(_JUDGED), *tree.xpath("//main//tbody/tr/*")):
        if _in_evidence(told):
            continue
        names = {tellers[to] for to in _leads_to(told) if to in tellers}
        text = _words(told)
        for name in sorted(name for name in names if not _credited(text, name, language)):
            what = f"This leads to what is known from {name} alone, and does not say that it is {name}'s account."
            yield _amiss(told, what, "whose-word-untold", read=shortened(text, _LONGEST))


def _leads_to(told: Any) -> Iterator[str]:
    """What an element points to; in the short form the name alone says it, for all lead to one place there."""
    for link in told.xpath('.//a[starts-with(@href, "#")]'):
        yield from (link.get("href").removeprefix("#on-"), _words(link))


def _credited(text: str, name: str, language: str) -> bool:
    """Whether the words say whose account it is, as :func:`commonground.brief.parts.references.account` words it."""
    before, after = (
        re.escape(part.strip(" ()").casefold()) for part in tongue(language).text(_ACCOUNT, party="\n").split("\n")
    )
    between = rf"(?:[^.;:]*\W)?{re.escape(name.casefold())}(?:\W[^.;:]*)?"
    return re.search(rf"{before}\W+{between}{after}", text.casefold()) is not None
