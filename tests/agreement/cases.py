"""Small cases written as text, and random ones for the literal twin to check."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from commonground.case import Acceptance, Case, Clause, Issue, Offer, Option, Party, Round, Rule, Target
from commonground.errors import Where
from commonground.logic import Among, Formula, Names, mentions, read

Written = Mapping[str, Sequence[Any]]


def case(
    issues: Mapping[str, Sequence[str]],
    mandates: Written | None = None,
    *,
    rules: Sequence[str] = (),
    acceptances: Written | None = None,
    offers: Written | None = None,
    targets: Mapping[str, str] | None = None,
    rounds: Sequence[str] = (),
    levels: Mapping[str, Sequence[str]] | None = None,
    outside: Sequence[str] = (),
    options: Sequence[str] = (),
    **more: Any,
) -> Case:
    """A case from text. A mandate, acceptance or offer is a formula or a mapping with ``text`` and other fields.

    Parties are those named anywhere; ids are made from the party's first letter unless given.
    """
    names = Names({issue: tuple(outcomes) for issue, outcomes in issues.items()}, options=frozenset(options))
    parties = dict.fromkeys((*(levels or {}), *(mandates or {}), *(acceptances or {}), *(offers or {}), *outside))
    known_levels = {party: tuple((levels or {}).get(party, ("leader",))) for party in parties}
    clauses = _each(mandates, "", lambda party, item: _clause(names, party, known_levels[party], item))
    return Case(
        id="small",
        title="Small",
        reading=None,
        record_ends=None,
        parties={p: Party(p, p.title(), _role(p in outside), known_levels[p]) for p in parties},
        rounds={r: Round(r, r, None, None, None, None, {}, place, Where()) for place, r in enumerate(rounds)},
        issues={i: Issue(i, i, {o: o for o in outcomes}, False, Where()) for i, outcomes in issues.items()},
        clauses=clauses,
        names=names,
        meaning={f"M{n}": _rule(f"M{n}", names, text) for n, text in enumerate(rules, 1)},
        acceptances=_each(acceptances, "A", lambda party, item: _acceptance(names, party, item)),
        offers=_each(offers, "F", lambda party, item: _offer(names, party, item)),
        targets={name: Target(name, read(text, names), text, Where()) for name, text in (targets or {}).items()},
        options={name: Option(name, name, next(iter(parties), ""), None) for name in options},
        **more,
    )


def _role(outside: bool) -> Literal["table", "outside"]:
    return "outside" if outside else "table"


def _each(written: Written | None, prefix: str, make: Any) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for party, items in (written or {}).items():
        for number, item in enumerate(items, 1):
            fields = {"text": item} if isinstance(item, str) else dict(item)
            fields.setdefault("id", f"{prefix}{party[0].upper()}{number}")
            name = fields["id"]
            made[name] = make(party, fields)
    return made


def _judged(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": fields.pop("id"),
        "evidence": tuple(fields.pop("evidence", ())),
        "as_told_by": fields.pop("as_told_by", None),
        "note": None,
        "layer": fields.pop("layer", None),
        "hypothesis": fields.pop("hypothesis", False),
        "where": Where(),
    }


def _clause(names: Names, party: str, levels: Sequence[str], fields: dict[str, Any]) -> Clause:
    level = fields.pop("level", levels[0])
    given: dict[str, Any] = {"level": level, "owner": level, "kind": "position", "round": None, "until": None}
    common = _judged(fields)
    return Clause(**common, party=party, formula=read(fields["text"], names), **(given | fields))


def _rule(id: str, names: Names, text: str) -> Rule:
    return Rule(**_judged({"id": id}), formula=read(text, names), text=text, kind="definition")


def _acceptance(names: Names, party: str, fields: dict[str, Any]) -> Acceptance:
    common = _judged(fields)
    formula = read(fields["text"], names)
    (issue,) = mentions(formula)
    outcomes = tuple(o for o in names.issues[issue] if _holds_of(formula, issue, o))
    given: dict[str, Any] = {"round": None, "until": None}
    return Acceptance(**common, party=party, formula=formula, issue=issue, outcomes=outcomes, **(given | fields))


def _holds_of(formula: Formula, issue: str, outcome: str) -> bool:
    assert isinstance(formula, Among), "acceptances in these tests are `issue = x` or `issue in {x, y}`"
    return formula.issue == issue and outcome in formula.outcomes


def _offer(names: Names, party: str, fields: dict[str, Any]) -> Offer:
    common = _judged(fields)
    return Offer(**common, party=party, formula=read(fields["text"], names), **({"round": None} | fields))


LEVELS = ("leader", "delegation", "experts")


def random_case(seed: int) -> Case:
    """A case small enough for every joint outcome to be looked at; the status quo need not please anybody."""
    draw = random.Random(seed)
    issues = {f"i{n}": tuple("abc"[: draw.choice((1, 2, 2, 2, 3, 3))]) for n in range(draw.randint(1, 4))}
    rounds = tuple(f"r{n}" for n in range(draw.choice((0, 0, 1, 3))))
    parties = ("north", "south", "east")[: draw.choice((0, 1, 2, 2, 2, 3))]
    levels = {party: LEVELS[: draw.randint(1, 3)] for party in (*parties, "guest")}
    options = ("strike",) if draw.random() < 0.15 else ()

    def clause(party: str) -> dict[str, Any]:
        own = levels[party]
        level = draw.choice(own)
        return {"text": formula(), "level": level, "owner": draw.choice(own), **span(draw, rounds)}

    def formula() -> str:
        return random_formula(draw, issues, options)

    def acceptance() -> dict[str, Any]:
        return {"text": _atom(draw, issues), **span(draw, rounds)}

    def offer() -> dict[str, Any]:
        return {"text": formula(), "round": draw.choice((*rounds, None))}

    return case(
        issues,
        {party: [clause(party) for _ in range(draw.randint(0, 4))] for party in levels},
        rules=[formula() for _ in range(draw.choice((0, 0, 1, 2)))],
        acceptances={party: [acceptance() for _ in range(draw.randint(0, 4))] for party in levels},
        offers={party: [offer() for _ in range(draw.randint(0, 3))] for party in levels},
        targets={f"target {n}": formula() for n in range(2)},
        rounds=rounds,
        levels=levels,
        outside=("guest",),
        options=options,
    )


def span(draw: random.Random, rounds: Sequence[str]) -> dict[str, str | None]:
    """When something holds: from a round or the start, until a later round or the end."""
    start = draw.choice((None, *range(len(rounds))))
    ends = [n for n in range(len(rounds)) if n > (start or 0)]
    end = draw.choice((None, None, *ends))
    return {"round": None if start is None else rounds[start], "until": None if end is None else rounds[end]}


def random_formula(draw: random.Random, issues: Mapping[str, Sequence[str]], options: Sequence[str] = ()) -> str:
    """One to three atoms under connectives that mandates are made of."""
    atoms = [draw.choice(options) if options and draw.random() < 0.2 else _atom(draw, issues) for _ in range(3)]
    shapes = ("{0}", "{0}", "not ({0})", "{0} or {1}", "{0} -> {1}", "{0} and {1}", "{0} iff {1}", "{0} or {1} or {2}")
    return draw.choice(shapes).format(*atoms)


def _atom(draw: random.Random, issues: Mapping[str, Sequence[str]]) -> str:
    issue = draw.choice(list(issues))
    chosen = draw.sample(list(issues[issue]), draw.randint(1, len(issues[issue])))
    return f"{issue} in {{{', '.join(chosen)}}}"
