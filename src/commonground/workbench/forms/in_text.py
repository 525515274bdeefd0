"""From the text of a file to the forms of what stands in it: the first line of each entry, and where its form is."""

from __future__ import annotations

from commonground.case.sections import SECTIONS, AsRead, parts_of
from commonground.errors import CommongroundError
from commonground.store import Folder
from commonground.workbench.links import Links

__all__ = ["forms_in"]


def forms_in(folder: Folder, file: str, links: Links) -> list[tuple[int, str, str]]:
    """Line, what stands there, and the address of its form, in the order of lines; none where it is no YAML."""
    sections = [section for section in SECTIONS.values() if section.file == file]
    try:
        tree = AsRead(folder).tree(file) if sections else None
    except CommongroundError:
        return []
    found: dict[int, tuple[int, str, str]] = {}
    for section in sections if tree is not None else ():
        for part in parts_of(tree, section) if tree is not None else ():
            if part.path:
                thing = section.one.removeprefix("a ").removeprefix("an ")
                where = links.to("entry", section.name, part.name)
                found.setdefault(part.line, (part.line, f"{thing} {part.name}", where))
    return [found[line] for line in sorted(found)]
