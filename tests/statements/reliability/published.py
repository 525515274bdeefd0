"""Data sets printed with their alphas, as rows of coders; a dot is a missing value."""

from __future__ import annotations

from commonground.statements.reliability import Continuum, Mark


def units(**rows: str) -> list[dict[str, str | None]]:
    """What each coder gave to each unit, from lines of values set apart by blanks."""
    split = {coder: row.split() for coder, row in rows.items()}
    length = {len(values) for values in split.values()}
    assert len(length) == 1, "all rows have the same units"
    return [
        {coder: None if values[n] == "." else values[n] for coder, values in split.items()} for n in range(length.pop())
    ]


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011, repository.upenn.edu/asc_papers/43): binary data of 2
# observers (section A), nominal data of two (B), nominal data of four with missing values (C). The third is also the
# example of kripp.alpha in the R package irr, which calls it the "C" data; unit 12 has one value and pairs with none.
TWO_BINARY = units(meg="0 1 0 0 0 0 0 0 1 0", owen="1 1 1 0 0 1 0 0 0 0")
TWO_NOMINAL = units(ben="a a b b d c c c e d d a", gerry="b a b b b c c c e d d d")
FOUR_BY_TWELVE = units(
    a="1 2 3 3 2 1 4 1 2 . . .",
    b="1 2 3 3 2 2 4 1 2 5 . 3",
    c=". 3 3 3 2 3 4 2 2 5 1 .",
    d="1 2 3 3 2 4 4 1 2 5 1 .",
)
# The computed example in the encyclopedia article “Krippendorff's alpha” (Wikipedia): three coders, fifteen units; also
# sample.py of the Python package krippendorff (Castro, 2017).
THREE_BY_FIFTEEN = units(
    a=". . . . . 3 4 1 2 1 1 3 3 . 3",
    b="1 . 2 1 3 3 4 3 . . . . . . .",
    c=". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)
NOMINAL = [(TWO_BINARY, 0.095), (TWO_NOMINAL, 0.692), (FOUR_BY_TWELVE, 0.743), (THREE_BY_FIFTEEN, 0.691)]


def _marks(*given: tuple[int, int, str]) -> tuple[Mark, ...]:
    return tuple(Mark(first - 1, last, value) for first, last, value in given)


# Krippendorff, Content Analysis (4th edition, 2019), section 12.6, figure 12.11: alpha-u .510 nominal, .413 binary.
THREE_UNITISERS = Continuum(
    60,
    {
        "alex": _marks((1, 7, "1"), (8, 13, "2"), (31, 32, "5"), (33, 37, "6"), (38, 44, "6"), (45, 60, "7")),
        "paul": _marks((1, 7, "1"), (8, 13, "3"), (14, 21, "5"), (33, 44, "6")),
        "suzan": _marks((1, 7, "1"), (8, 13, "4"), (14, 21, "5"), (33, 37, "6"), (38, 41, "6"), (42, 44, "6")),
    },
)
