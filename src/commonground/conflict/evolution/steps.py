"""One move in a path: who moves, from where, to where, and what changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commonground.conflict.model.option_form import OptionForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commonground.conflict.model.contract import Model

__all__ = ["Step", "changes", "ordered"]


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A party, by its place among the model's parties, moves from one state to another."""

    before: int
    mover: int
    after: int

    def to_dict(self, model: Model) -> dict[str, Any]:
        """With names; in option form also which options are taken and which are dropped."""
        said: dict[str, Any] = {
            "from": model.name(self.before),
            "mover": model.parties[self.mover],
            "to": model.name(self.after),
        }
        if isinstance(model, OptionForm):
            said["takes"], said["drops"] = changes(model, self.before, self.after)
        return said


def changes(form: OptionForm, before: int, after: int) -> tuple[list[str], list[str]]:
    """Which options are taken and which are dropped between two states."""
    last = form.width - 1
    taken, dropped = after & ~before, before & ~after
    both = (
        [name for place, name in enumerate(form.option_names) if bits >> last - place & 1] for bits in (taken, dropped)
    )
    takes, drops = both
    return takes, drops


def ordered(model: Model, movers: Iterable[int] | None) -> tuple[int, ...]:
    """The movers meant, ascending; everybody where none are named."""
    return tuple(range(len(model.parties))) if movers is None else tuple(sorted(set(movers)))
