"""What a form says of chosen words, filled up with what the text says: who has the turn, and speaks for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData

from commonground.case import Case
from commonground.case.vocabulary import vocabulary_of
from commonground.record import Document
from commonground.statements import Statement
from commonground.statements.afresh import Afresh, coded
from commonground.statements.naming import UNKNOWN, Names
from commonground.statements.review import Review, checked
from commonground.workbench.to_write import text

__all__ = ["FIELDS", "given", "labels_of", "open_eyed", "speaker_at"]

FIELDS = ("act", "speaker", "source", "issue", "polarity", "modality", "mode", "addressee", "paraphrase")
_USUAL = {"polarity": "neutral", "modality": "asserted"}


def given(form: FormData) -> dict[str, str]:
    """What stands in the fields of the form."""
    return {field: text(form, field) for field in (*FIELDS, "note") if field in form}


def labels_of(case: Case, document: Document, place: tuple[int, int], values: Mapping[str, str]) -> dict[str, Any]:
    """The labels of a new statement; all that is wrong with them at once.

    Raises
    ------
    UsageError
        A word that cannot stand in its field, or a field that cannot be left open.
    """
    names = Names(vocabulary_of(case))
    filled: dict[str, str | None] = {field: values.get(field) or _USUAL.get(field) for field in FIELDS}
    filled["speaker"] = filled["speaker"] or speaker_at(document, place[0], names) or UNKNOWN
    filled["source"] = filled["source"] or filled["speaker"]
    own = filled["source"] in (filled["speaker"], names.party(str(filled["speaker"])))
    filled["mode"] = filled["mode"] or ("own" if own else "reported")
    return checked(Review("", (), vocabulary=names.vocabulary), filled)


def speaker_at(document: Document, at: int, names: Names) -> str | None:
    """The id of whoever has the turn at a place of the text, as far as the case knows them."""
    turn = next((turn for turn in document.turns if turn.start <= at < turn.end), None)
    return None if turn is None or turn.speaker is None else names.actor(turn.speaker)


def open_eyed(
    case: Case,
    source: str,
    document: Document,
    place: tuple[int, int],
    labels: Mapping[str, Any],
    by: tuple[str, str | None, str],
) -> Statement:
    """A statement coded by somebody who sees what else is coded. ``by``: who, by which codebook, and when.

    Raises
    ------
    UsageError
        The text may not be kept, and no paraphrase says what the words say.
    """
    who, codebook, time = by
    sealed = case.sources[source].file is None
    sitting = Afresh(who, source, codebook, sealed, frozenset(case.statements))
    return replace(coded(sitting, document, place, labels, time)[1], blind=False)
