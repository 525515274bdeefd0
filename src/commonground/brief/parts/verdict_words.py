"""The words for zones, classes and kinds in the language of the brief: one place, so that all parts use the same."""

from __future__ import annotations

from commonground.agreement import IssueClass, ZoneValue
from commonground.brief.document import Zone
from commonground.brief.language import Tongue

__all__ = ["class_words", "kind_words", "zone_run"]


def zone_run(tongue: Tongue, zone: ZoneValue | str | None) -> Zone:
    """A zone, or that it was not computed."""
    match zone:
        case "accepted":
            return Zone("accepted", tongue.text("accepted"))
        case "not excluded":
            return Zone("not excluded", tongue.text("not excluded"))
        case "excluded":
            return Zone("excluded", tongue.text("excluded"))
    return Zone("not computed", tongue.text("not computed"))


def class_words(tongue: Tongue, label: IssueClass | str | None) -> str:
    """What the talks on an issue are like: the class of it."""
    words = {
        "negotiated": tongue.text("negotiated"),
        "open": tongue.text("open"),
        "exchange of demands": tongue.text("exchange of demands"),
        "ultimatum-like": tongue.text("ultimatum-like"),
    }
    return words.get(str(label), tongue.text("not computed"))


def kind_words(tongue: Tongue, kind: str) -> str:
    """How firm a clause was said to be, or what a rule is."""
    words = {
        "red line": tongue.text("red line"),
        "position": tongue.text("position"),
        "presumed": tongue.text("presumed"),
        "definition": tongue.text("definition"),
        "judged link": tongue.text("judged link"),
    }
    return words.get(kind, kind)
