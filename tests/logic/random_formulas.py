"""Formulas for Hypothesis: any written ones, and ones that speak of a small set of names."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from commonground.logic import (
    KEYWORDS,
    Among,
    And,
    Comparison,
    Constant,
    Formula,
    Iff,
    Implies,
    Name,
    Names,
    Not,
    Or,
    Taken,
    Written,
)

# Sizes 4, 3, 2 and 1, an outcome name shared by two issues, and one that starts with a digit.
NAMES = Names(
    {
        "ceasefire": ("none", "local", "full", "3_days"),
        "levy": ("0", "4", "8"),
        "talks": ("none", "held"),
        "law": ("as_is",),
    },
    ordered=frozenset({"levy", "ceasefire"}),
    options=frozenset({"attack", "strike", "blockade"}),
)

_EQUALITIES = ("=", "!=")
_ORDERINGS = ("<", "<=", ">", ">=")
_MEMBERSHIPS = ("in", "not in")


def connected(leaves: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Formulas over ``leaves``, with every connective."""

    def wider(inner: SearchStrategy[Any]) -> SearchStrategy[Any]:
        several = st.lists(inner, min_size=2, max_size=4).map(tuple)
        return st.one_of(
            st.builds(Not, inner),
            st.builds(And, several),
            st.builds(Or, several),
            st.builds(Implies, inner, inner),
            st.builds(Iff, inner, inner),
        )

    return st.recursive(leaves, wider, max_leaves=12)


def _comparisons_of(issue: str) -> SearchStrategy[Comparison]:
    outcome = st.sampled_from(NAMES.issues[issue])
    single = (*_EQUALITIES, *_ORDERINGS) if issue in NAMES.ordered else _EQUALITIES
    return st.one_of(
        st.builds(Comparison, st.just(issue), st.sampled_from(single), st.tuples(outcome)),
        st.builds(Comparison, st.just(issue), st.sampled_from(_MEMBERSHIPS), st.lists(outcome, max_size=4).map(tuple)),
    )


def _among_of(issue: str) -> SearchStrategy[Among]:
    domain = NAMES.issues[issue]
    chosen = st.sets(st.sampled_from(domain)).map(lambda those: tuple(o for o in domain if o in those))
    return st.builds(Among, st.just(issue), chosen)


_issue = st.sampled_from(sorted(NAMES.issues))
_option = st.sampled_from(sorted(NAMES.options))
_constant = st.builds(Constant, st.booleans())
_word = st.text(st.characters(categories=["L", "Nd"], include_characters="_"), min_size=1, max_size=6).filter(
    lambda word: word not in KEYWORDS
)
_any_comparison = st.one_of(
    st.builds(Comparison, _word, st.sampled_from((*_EQUALITIES, *_ORDERINGS)), st.tuples(_word)),
    st.builds(Comparison, _word, st.sampled_from(_MEMBERSHIPS), st.lists(_word, max_size=4).map(tuple)),
)

# Written formulas with any names at all, from every script.
anything_written: SearchStrategy[Written] = connected(st.one_of(_any_comparison, st.builds(Name, _word), _constant))

# Written formulas that can be bound to NAMES, and formulas already bound to them.
written: SearchStrategy[Written] = connected(
    st.one_of(_issue.flatmap(_comparisons_of), st.builds(Name, _option), _constant)
)
bound: SearchStrategy[Formula] = connected(st.one_of(_issue.flatmap(_among_of), st.builds(Taken, _option), _constant))
