"""Small random models, each from a seed of its own, so that a failing one can be made again by its number.

Option form: two to five parties, up to seven options in all, some parties without any; ties; options irreversible
either way; infeasible states by patterns, or one by one for 10 to 50% of the states, or none; ranks at infeasible
states are arbitrary. Graph form: states and arcs at random, so not transitive, with common moves.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np

from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm, Reversible

__all__ = ["both_forms", "graph_forms", "option_forms", "random_graph_form", "random_option_form"]

WIDTHS = {2: 8, 3: 15, 4: 22, 5: 25, 6: 18, 7: 12}  # options in all, and of a hundred models how many have so many
ONE_WAY: tuple[Reversible, ...] = ("once taken", "once dropped")

Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Ranks = np.ndarray[tuple[int, ...], np.dtype[np.uint16]]


def option_forms(count: int, start: int = 0, *, simple: bool = False) -> Iterator[tuple[int, OptionForm]]:
    """Seeds and models; ``simple``: every state feasible and every option reversible."""
    for seed in range(start, start + count):
        yield seed, random_option_form(seed, simple=simple)


def graph_forms(count: int, start: int = 0) -> Iterator[tuple[int, GraphForm]]:
    for seed in range(start, start + count):
        yield seed, random_graph_form(seed)


def both_forms(count: int, start: int = 0) -> Iterator[tuple[int, OptionForm | GraphForm]]:
    """So many of each."""
    yield from option_forms(count, start)
    yield from graph_forms(count, start)


def random_option_form(seed: int, *, simple: bool = False) -> OptionForm:
    """One model of the family above."""
    draw = random.Random(f"option form {seed}")
    width = draw.choices(list(WIDTHS), list(WIDTHS.values()))[0]
    parties = draw.choice((2, 2, 3, 3, 4, 5))
    owners = sorted(draw.randrange(parties) for _ in range(width))
    options = tuple(
        tuple("abcdefg"[place] for place, owner in enumerate(owners) if owner == party) for party in range(parties)
    )
    stuck = 0.0 if simple else draw.choice((0.0, 0.2, 0.5))
    ways = tuple(tuple(draw.choice(ONE_WAY) if draw.random() < stuck else "both ways" for _ in own) for own in options)
    shape = tuple(1 << len(own) for own in options)
    feasible = None if simple else _feasible(draw, width)
    levels = draw.choice((2, 3, 1 << width, 1 << width, 4 << width))  # few levels: many ties
    ranks = tuple(_ranks(draw, feasible, 1 << width, levels).reshape(shape) for _ in range(parties))
    names = tuple(f"P{party}" for party in range(parties))
    status_quo = draw.choice(range(1 << width) if feasible is None else np.flatnonzero(feasible).tolist())
    mask = None if feasible is None else feasible.reshape(shape)
    return OptionForm(names, options, ways, mask, ranks, status_quo)


def random_graph_form(seed: int) -> GraphForm:
    """One model of the family above: 2 to 12 states, arcs that need not compose, moves that several parties own."""
    draw = random.Random(f"graph form {seed}")
    parties, size = draw.choice((2, 2, 3, 3, 4, 5)), draw.randint(2, 12)
    density = draw.choice((0.1, 0.2, 0.35))
    pairs = [(s, q) for s in range(size) for q in range(size) if s != q]
    common = [pair for pair in pairs if draw.random() < density * draw.choice((0.0, 0.5))]
    arcs = []
    for _ in range(parties):
        own = {pair for pair in pairs if draw.random() < density} | {pair for pair in common if draw.random() < 0.6}
        arcs.append(np.array(sorted(own), dtype=np.intp).reshape(-1, 2))
    levels = draw.choice((2, 3, size, 4 * size))
    ranks = tuple(_ranks(draw, None, size, levels) for _ in range(parties))
    names = tuple(f"P{party}" for party in range(parties)), tuple(f"s{state}" for state in range(size))
    return GraphForm(*names, tuple(arcs), ranks, draw.randrange(size))


def _feasible(draw: random.Random, width: int) -> Bools | None:
    how = draw.choice(("all", "patterns", "listed", "listed", "listed"))
    if how == "all":
        return None
    size = 1 << width
    share = draw.uniform(0.1, 0.5)
    while True:
        mask = np.ones(size, dtype=np.bool_)
        if how == "listed":
            mask[draw.sample(range(size), max(1, round(share * size)))] = False
        else:
            for _ in range(draw.randint(1, 3)):
                pattern = [draw.choice((None, None, "0", "1")) for _ in range(width)]
                mask &= [not _matches(format(state, f"0{width}b"), pattern) for state in range(size)]
        if mask.sum() >= 2:
            return mask


def _matches(state: str, pattern: list[str | None]) -> bool:
    return all(wanted in (None, bit) for bit, wanted in zip(state, pattern, strict=True))


def _ranks(draw: random.Random, feasible: Bools | None, size: int, levels: int) -> Ranks:
    """Dense from 1 over the feasible states; elsewhere whatever comes, now and then beyond every level."""
    drawn = np.array([draw.randrange(levels) for _ in range(size)])
    kept = drawn if feasible is None else drawn[feasible]
    dense = np.searchsorted(np.unique(kept), drawn).astype(np.uint16) + np.uint16(1)
    if feasible is None:
        return dense
    wild = np.array([draw.choice((0, 1, draw.randrange(levels + 2), 65_535)) for _ in range(size)], dtype=np.uint16)
    return np.where(feasible, dense, wild)
