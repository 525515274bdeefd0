"""Which two things are to be compared: two rounds of a case, or two versions of it.

A *version* is a folder (or ``.zip``, or bundled case), a layer of the case, or a Git revision of its folder. A word is
taken for the first of these that it can be: a round of the case, a layer of it, a case at that path, a revision. Who
means another writes it otherwise: ``./r1`` is a path, ``refs/heads/r1`` a revision. Rounds go with rounds and versions
with versions. One word is compared with what the case is now: a round with the latest, a layer, a folder or a revision
with the case as it stands. No word at all, but layers: the case without them and with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from commonground.case.load import layer_names, load, load_folder
from commonground.case.model import Case
from commonground.case.places import bundled, is_there, open_case
from commonground.errors import Problem, UsageError, nearest_word
from commonground.store import Folder
from commonground.store.revision import RevisionFolder, not_a_revision, open_revision

__all__ = ["Side", "Sides", "diff_sides"]

SideKind = Literal["round", "case", "layer", "folder", "revision"]
Layers = Sequence[str | Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two things to compare: a case, and how it was asked for."""

    case: Case = field(repr=False)
    kind: SideKind
    name: str  # as written
    commit: str | None = None  # of a revision
    day: date | None = None  # of a revision

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "name": self.name,
            "case": self.case.id,
            "layers": [{"id": layer.id, "title": layer.title, "kind": layer.kind} for layer in self.case.layers],
            "commit": self.commit,
            "day": None if self.day is None else self.day.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Sides:
    """``rounds``: two rounds of one case, to be asked with ``changes``; ``versions``: two cases, with ``compare``."""

    kind: Literal["rounds", "versions"]
    before: Side
    after: Side

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "before": self.before.to_dict(), "after": self.after.to_dict()}


def diff_sides(
    place: str | Path,
    a: str | None = None,
    b: str | None = None,
    layers: Layers = (),
    as_of: date | str | None = None,
) -> Sides:
    """The two sides of a comparison, loaded.

    Parameters
    ----------
    place
        The case, as for :func:`load`.
    a, b
        A round, layer, folder or revision each; without ``b``, ``a`` and the case as it is now.
    layers
        Layers that are on for both sides; without ``a`` and ``b``, for the second alone.
    as_of
        A day; both sides are seen as the record stood on it.

    Raises
    ------
    UsageError
        A word that is none of the four, a round beside a version, or nothing to compare.

    Examples
    --------
    >>> diff_sides("cuba-1962", "r1", "r3").kind
    'rounds'
    """
    now = load(place, layers, as_of)
    if a is None:
        a, b = b, None
    if a is None:
        return _with_and_without(place, now, layers, as_of)
    finder = _Finder(place, now, layers)
    kinds = {word: finder.kind(word) for word in (a, b) if word is not None}
    if "round" in kinds.values():
        return _rounds(now, a, b, kinds)
    this = Side(case=now, kind="case", name=str(place))
    if b is not None:
        return Sides("versions", finder.side(a, kinds[a]), finder.side(b, kinds[b]))
    other = finder.side(a, kinds[a])
    # What is older comes first: a revision was, a layer or another folder is what might be.
    return Sides("versions", other, this) if other.kind == "revision" else Sides("versions", this, other)


def _with_and_without(place: str | Path, now: Case, layers: Layers, as_of: date | str | None) -> Sides:
    if not layers:
        what = "Nothing was said to compare with."
        expected = "two rounds, folders, layers or Git revisions, or a layer to lay over the case"
        raise UsageError(Problem(what, read=str(place), expected=expected, code="nothing-to-compare"))
    before = Side(case=load(place, (), as_of), kind="case", name=str(place))
    return Sides("versions", before, Side(case=now, kind="layer", name=" + ".join(map(str, layers))))


def _rounds(now: Case, a: str, b: str | None, kinds: dict[str, SideKind]) -> Sides:
    last = str(now.latest_round) if b is None else b
    for word, kind in kinds.items():
        if kind != "round":
            other = b if word == a else a
            what = f"“{other}” is a round and “{word[:80]}” a {kind}: rounds are compared with rounds."
            known = ", ".join(now.rounds)
            raise UsageError(
                Problem(what, read=word, expected=f"another of the rounds {known}", code="round-and-version")
            )
    return Sides("rounds", Side(case=now, kind="round", name=a), Side(case=now, kind="round", name=last))


class _Finder:
    """What a word stands for, seen from one case."""

    def __init__(self, place: str | Path, now: Case, layers: Layers) -> None:
        self._folder: Folder = open_case(place)
        self._now = now
        self._layers = tuple(layers)
        self._own = layer_names(self._folder)

    def kind(self, word: str) -> SideKind:
        if word in self._now.rounds:
            return "round"
        if word in self._own:
            return "layer"
        if _is_case(word):
            return "folder"
        why_not = not_a_revision(self._folder.root, word)
        if why_not is None:
            return "revision"
        raise UsageError(self._neither(word, why_not))

    def side(self, word: str, kind: SideKind) -> Side:
        as_of = self._now.as_of
        if kind == "layer":
            return Side(case=load_folder(self._folder, (*self._layers, word), as_of), kind=kind, name=word)
        if kind == "folder":
            return Side(case=load(word, self._layers, as_of), kind=kind, name=word)
        folder: RevisionFolder = open_revision(self._folder.root, word)
        case = load_folder(folder, self._layers, as_of)
        return Side(case=case, kind=kind, name=word, commit=folder.commit, day=folder.day)

    def _neither(self, word: str, why_not: Problem) -> Problem:
        rounds = ", ".join(self._now.rounds)
        what = (
            f"“{word[:80]}” is neither a round nor a layer of this case, nor a case folder, nor a Git revision of it."
        )
        # That there is no such revision is said already; that there could be none is not.
        more = "" if why_not.code == "no-such-revision" else f" {why_not.what}"
        return Problem(
            what + more,
            read=str(word),
            expected=f"such as one of its rounds ({rounds})" if rounds else "a folder, a layer, or a revision",
            nearest=nearest_word(str(word), (*self._now.rounds, *self._own)),
            code="neither-round-nor-version",
        )


def _is_case(word: str) -> bool:
    path = Path(word)
    if not is_there(path):
        return word in bundled()
    return is_there(path / "case.yaml") or (path.is_file() and (path.name == "case.yaml" or path.suffix == ".zip"))
