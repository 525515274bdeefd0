"""Marks on what is new, where it stands: a verdict that was another, an object that was not there or read otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.brief.document import Plain, Runs
from commonground.brief.material import Material

__all__ = ["new_mark", "turned", "zone_mark"]


def turned(material: Material, name: str) -> bool:
    """Whether the earlier brief told another zone of this matter, or none."""
    earlier = material.earlier
    return earlier is not None and earlier.zone(name) != material.report.targets[name].zone


def zone_mark(material: Material, name: str) -> Runs:
    """What stands before a verdict that was another, or was none, in the earlier brief; else nothing."""
    if not turned(material, name):
        return ()
    return (Plain(material.tongue.text("Changed:"), "strong"), Plain(" "))


def new_mark(material: Material, name: str) -> Runs:
    """What stands before an object that the earlier brief did not have, or had otherwise; else nothing."""
    if material.earlier is None:
        return ()
    now: Mapping[str, str] = material.data["case"]["objects"]
    if name not in now or material.earlier.wording(name) == now[name]:
        return ()
    return (Plain(material.tongue.text("New:"), "strong"), Plain(" "))
