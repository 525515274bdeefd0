"""Random conflicts in option form as case folders, written as a person would write them."""

from __future__ import annotations

import random

__all__ = ["PRISONERS", "conflict"]

PRISONERS = """\
case: Two prisoners
parties: {one: The first, two: "The second, “Bob”"}
options: {one: {quiet_1: Keep quiet}, two: {quiet_2: Keep quiet}}
status_quo: YY
preferences:
  one: [quiet_2, not quiet_1]
  two: {ranking: [YN, YY, NN, NY]}
"""


def conflict(seed: int, *, masked: bool = True, one_way: bool = True) -> str:
    """Two or three parties with one to three options each; rules, priorities, rankings and weights at random."""
    rng = random.Random(seed)
    parties = [f"p{n}" for n in range(rng.randint(2, 3))]
    owned = {party: [f"{party}_{n}" for n in range(rng.randint(1, 3 if len(parties) == 2 else 2))] for party in parties}
    options = [option for own in owned.values() for option in own]
    lines = ["case: At random", f"parties: {{{', '.join(f'{p}: Party {p}' for p in parties)}}}", "options:"]
    lines += [f"  {p}: {{{', '.join(f'{o}: Do {o}' for o in own)}}}" for p, own in owned.items()]
    stuck = {o: rng.choice(["once taken", "once dropped"]) for o in options if one_way and rng.random() < 0.2}
    lines.append("irreversible: {" + ", ".join(f"{o}: {way}" for o, way in stuck.items()) + "}")
    if masked and rng.random() < 0.7:
        lines.append(f'feasible: ["not ({_formula(rng, options)} and {options[0]})"]')
    lines.append("preferences:")
    for party in parties:
        kind = rng.choice(["priorities", "priorities", "weights"])
        if kind == "weights":
            weights = ", ".join(f"{o}: {rng.randint(-4, 4) / 2}" for o in options)
            lines.append(f"  {party}: {{weights: {{{weights}}}}}")
        else:
            said = ", ".join(f'"{_formula(rng, options)}"' for _ in range(rng.randint(1, 4)))
            lines.append(f"  {party}: [{said}]")
    return "\n".join(lines) + "\n"


def _formula(rng: random.Random, options: list[str]) -> str:
    one, two = rng.choice(options), rng.choice(options)
    return rng.choice(["{0}", "not {0}", "({0} -> {1})", "({0} iff {1})", "({0} and not {1})", "({0} or {1})"]).format(
        one, two
    )
