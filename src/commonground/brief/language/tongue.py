"""Sentences from templates, in the reader's language.

A template is an English sentence with named places, ``"{party} rules out {what}."``; it is at once what an English
reader gets and the key under which a translator finds it (gettext). What fills a place is a string or runs, so links
and numbers survive translation, and a translation may put the places in another order. Counts go through
:meth:`Tongue.count`, which takes the plural form that the language's own rule asks for: Ukrainian has three.

Names, titles and paraphrases come from the case and stand as it has them. One that is written from right to left is
set apart by the two marks that Unicode has for that (first strong isolate and its end, Unicode Standard Annex 9), or it
would draw the words and numbers beside it to its other side: a count after a name would stand before it.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from commonground.brief.document.runs import Number, Plain, Run, Runs, runs_of
from commonground.errors import Problem, UsageError, nearest_word

if TYPE_CHECKING:
    from babel.messages import Catalog

__all__ = ["LANGUAGES", "Tongue", "tongue"]

LANGUAGES = ("en", "uk")
_PLACE = re.compile(r"\{(\w+)\}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_APART, _END = "\u2068", "\u2069"
_SET_APART = re.compile(f"{_APART}[^{_APART}{_END}]*{_END}")


class Tongue:
    """One language; made by :func:`tongue`."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __repr__(self) -> str:
        return f"Tongue({self.language!r})"

    def say(self, template: str, **parts: str | Run | Runs) -> Runs:
        """``template`` in this language, its places filled.

        >>> tongue("en").say("{party} rules out {what}.", party="Orvane", what=Plain("a levy", "strong"))
        (Plain(text='Orvane', style='plain'), Plain(text=' rules out ', style='plain'), \
Plain(text='a levy', style='strong'), Plain(text='.', style='plain'))
        """
        return _filled(self._translations.gettext(template), parts)

    def text(self, template: str, **parts: str | int) -> str:
        """The same as a plain string: for titles, headings and labels."""
        translated = self._translations.gettext(template)
        return _PLACE.sub(lambda place: _apart(str(parts[place[1]])), translated)

    def count(self, one: str, many: str, number: int | Number, **parts: str | Run | Runs) -> Runs:
        """The form of a sentence that agrees with ``number``, which fills the place ``{n}``.

        >>> from commonground.brief.document import plain
        >>> plain(tongue("en").count("{n} issue", "{n} issues", 2))
        '2 issues'
        """
        value = number.value if isinstance(number, Number) else number
        shown: Run = number if isinstance(number, Number) else Plain(str(number))
        return _filled(self._translations.ngettext(one, many, value), {"n": shown, **parts})

    def day(self, value: date | None) -> str:
        """``25 July 2025``, or that the day is unknown."""
        if value is None:
            return self.text("an unrecorded day")
        if self.language == "en":
            return f"{value.day} {value:%B %Y}"  # without babel, which every verb would wait for
        from babel.dates import format_date

        return format_date(value, "long", locale=self.language)

    def listed(self, items: Iterable[str | Run | Runs], last: str = "and") -> Runs:
        """``a, b and c``; ``last`` is “and” or “or”.

        >>> from commonground.brief.document import plain
        >>> plain(tongue("en").listed(["a", "b", "c"], "or"))
        'a, b or c'
        """
        given = [_set_apart(item) for item in items]
        if not given:
            return self.say("nothing")
        word = self.text(" or ") if last == "or" else self.text(" and ")
        runs: list[Run] = []
        for place, item in enumerate(given):
            if place:
                runs.append(Plain(word if place == len(given) - 1 else ", "))
            runs.extend(item)
        return tuple(runs)


@cache
def tongue(language: str) -> Tongue:
    """The language with this code; an error that names the ones there are."""
    if language not in LANGUAGES:
        what = "There are no sentences in this language."
        listed = "one of " + ", ".join(LANGUAGES)
        raise UsageError(
            Problem(
                what, read=language, expected=listed, nearest=nearest_word(language, LANGUAGES), code="no-such-language"
            )
        )
    return Tongue(language, gettext.NullTranslations() if language == "en" else _translations(language))


def catalogue(language: str) -> Catalog:
    """The translators' file of a language."""
    from babel.messages.pofile import read_po

    return read_po(BytesIO(files(__package__).joinpath(f"{language}.po").read_bytes()), locale=language)


def _translations(language: str) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _filled(template: str, parts: dict[str, str | Run | Runs]) -> Runs:
    runs: list[Run] = []
    for place, piece in enumerate(_PLACE.split(template)):
        runs.extend(_set_apart(parts[piece]) if place % 2 else runs_of(piece))
    return tuple(runs)


def _set_apart(part: str | Run | Runs) -> Runs:
    return tuple(replace(run, text=_apart(run.text)) if isinstance(run, Plain) else run for run in runs_of(part))


def _apart(text: str) -> str:
    """``text`` between the marks if something in it runs from right to left and is not yet between them."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(_SET_APART.sub("", text)):
        return text
    return f"{_APART}{text}{_END}"
