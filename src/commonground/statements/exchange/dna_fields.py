"""The variables of a statement in the Discourse Network Analyzer (Leifeld, 2017) and our fields.

The four that its analyses use are speaker as person, source as organization, issue as concept, and polarity as
agreement (yes or no: *neutral* goes as yes, and stands beside it in a variable of its own). The rest are ours.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["AGREEMENT", "LONG", "PIECE", "SHORT", "fields_of", "kind_of", "variables"]

AGREEMENT = "agreement"
PIECE = "commonground"
SHORT: Mapping[str, str] = {
    "person": "speaker",
    "organization": "source",
    "concept": "issue",
    "act": "act",
    "polarity": "polarity",
    "mode": "mode",
    "modality": "modality",
    "addressee": "addressee",
}
LONG: Mapping[str, str] = {"paraphrase": "paraphrase"}


def variables() -> list[tuple[int, str, str]]:
    """Number, name and kind of each, in the order in which the program shows them."""
    names = ["person", "organization", "concept", AGREEMENT, *list(SHORT)[3:], *LONG, PIECE]
    return [(number, name, kind_of(name)) for number, name in enumerate(names, start=1)]


def kind_of(name: str) -> str:
    return "boolean" if name == AGREEMENT else "short text" if name in SHORT else "long text"


def fields_of(values: Mapping[str, str]) -> dict[str, str]:
    """Our fields from the values of variables, those that a file has."""
    fields = {field: values[name] for name, field in (*SHORT.items(), *LONG.items()) if name in values}
    if AGREEMENT in values:
        agrees, polarity = values[AGREEMENT] == "1", fields.get("polarity")
        # The program shows and changes agreement, so a change of it counts.
        if polarity is None or (polarity != "against") != agrees:
            fields["polarity"] = "for" if agrees else "against"
    return fields
