"""Sentences in another language: complete, with the same places, and counts that agree."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from commonground.brief.document import Number, Plain, Ref, plain
from commonground.brief.language import LANGUAGES, tongue
from commonground.brief.language.tongue import catalogue
from commonground.errors import UsageError

_ROOM = Path(__file__).parents[3] / "src" / "commonground" / "brief"
_PLACE = re.compile(r"\{(\w+)\}")


def _templates() -> set[str | tuple[str, ...]]:
    keywords = {"say": None, "text": None, "count": (1, 2)}
    methods = [("terminal/**.py", "ignore"), ("**.py", "python")]  # the terminal speaks English
    found = extract_from_dir(_ROOM, methods, keywords=keywords)
    return {message for _, _, message, _, _ in found}


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"en"}))
def test_every_sentence_is_translated_with_the_same_places(code: str) -> None:
    known = {message.id: message for message in catalogue(code) if message.id}
    missing = [template for template in _templates() if template not in known]
    assert not missing
    for template in _templates():
        message = known[template]
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), template
        assert not message.fuzzy, template
        forms = template if isinstance(template, tuple) else (template,)
        wanted = set(_PLACE.findall(forms[-1]))
        assert all(set(_PLACE.findall(str(each))) == wanted for each in strings), template


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"en"}))
def test_no_translation_is_left_over(code: str) -> None:
    assert {message.id for message in catalogue(code) if message.id} == _templates()


def test_places_may_change_their_order_and_keep_their_links() -> None:
    runs = tongue("en").say("{a} before {b}", a=Ref("x", "one"), b=(Plain("t"), Plain("wo")))
    assert runs == (Ref("x", "one"), Plain(" before "), Plain("t"), Plain("wo"))


def test_counts_agree_and_stay_numbers() -> None:
    speak = tongue("en")
    assert speak.count("{n} clause of {who}", "{n} clauses of {who}", Number(1, ("a",)), who="x")[0] == Number(
        1, ("a",)
    )
    assert plain(speak.count("{n} clause of {who}", "{n} clauses of {who}", 3, who="x")) == "3 clauses of x"


def test_days_and_lists_are_of_the_language() -> None:
    assert tongue("en").day(date(2025, 7, 25)) == "25 July 2025"
    assert "липня" in tongue("uk").day(date(2025, 7, 25))
    assert plain(tongue("uk").listed(["a", "b", "c"])) == "a, b і c"
    assert plain(tongue("en").listed([])) == "nothing"


def test_an_unknown_language_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        tongue("ua")
    assert str(caught.value.problems[0]).count("uk") >= 1


def test_a_name_from_right_to_left_draws_no_count_to_its_other_side() -> None:
    speak, name = tongue("en"), "\u0644\u062c\u0646\u0629"
    apart = f"\u2068{name}\u2069"
    assert speak.text("{side} {n}", side=name, n=1) == f"{apart} 1"
    assert plain(speak.say("{party} rules out {what}.", party=Plain(name, "strong"), what="x")).startswith(apart)
    assert plain(speak.listed([name, "b"])) == f"{apart} and b"
    assert speak.text("{side}", side=apart) == apart, "once is enough"
    assert speak.text("{side}", side="\u0406\u0432\u0430\u043d") == "\u0406\u0432\u0430\u043d"
