"""The sections of a case as a table, and what can be done with any entry of any of them.

``table`` says of each section what its entries are made of, and of each field what it holds and what it names. All
else follows from it: forms that a person fills (``words``), changes that leave every other character of a file as it
stands (``changing``), what refers to what (``references``), and other names for things (``renaming``).
"""

from commonground.case.sections.changing import add, change, remove, shift, stands
from commonground.case.sections.listing import AsRead, Files, Part, groups_of, part_at, part_named, parts_of
from commonground.case.sections.references import Reference, references, referring, told_of
from commonground.case.sections.sentences import Wrong
from commonground.case.sections.table import SECTIONS, Field, Section, section_named
from commonground.case.sections.words import said

__all__ = [
    "SECTIONS",
    "AsRead",
    "Field",
    "Files",
    "Part",
    "Reference",
    "Section",
    "Wrong",
    "add",
    "change",
    "groups_of",
    "part_at",
    "part_named",
    "parts_of",
    "references",
    "referring",
    "remove",
    "said",
    "section_named",
    "shift",
    "stands",
    "told_of",
]
