"""Random formulas over options, and options laid along axes."""

from __future__ import annotations

from itertools import product

from hypothesis import strategies as st

from commonground.logic import And, Axes, Constant, Formula, Iff, Implies, Not, Or, Taken

__all__ = ["axes", "formulas", "masks", "states"]

OPTIONS = tuple("pqrstu")


@st.composite
def axes(draw: st.DrawFn) -> Axes:
    """One to three parties with up to three options each, one of them perhaps without any."""
    sizes = draw(st.lists(st.integers(0, 3), min_size=1, max_size=3).filter(lambda sizes: 0 < sum(sizes) <= 6))
    names = iter(OPTIONS)
    along = tuple(tuple((next(names), None) for _ in range(size)) for size in sizes)
    return Axes(tuple(f"party {number}" for number in range(len(sizes))), along)


def formulas(laid: Axes) -> st.SearchStrategy[Formula]:
    leaves: st.SearchStrategy[Formula] = st.sampled_from([*map(Taken, laid.place), Constant(True), Constant(False)])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, max_size=3).map(lambda args: And(tuple(args))),
            st.lists(inner, max_size=3).map(lambda args: Or(tuple(args))),
            st.tuples(inner, inner).map(lambda pair: Implies(*pair)),
            st.tuples(inner, inner).map(lambda pair: Iff(*pair)),
        ),
        max_leaves=6,
    )


def states(laid: Axes) -> list[dict[str, str | bool]]:
    """What is taken in each state, by flat index."""
    return [dict(zip(laid.place, taken, strict=True)) for taken in product((False, True), repeat=len(laid.place))]


def masks(laid: Axes) -> st.SearchStrategy[list[bool]]:
    """Which states are feasible, one by one; at least one is."""
    return st.lists(st.booleans(), min_size=1 << len(laid.place), max_size=1 << len(laid.place)).filter(any)
