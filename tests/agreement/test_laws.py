"""Laws that hold for every case, whatever its size: more clauses, fewer zones; what gives is met by what blocks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from commonground.agreement import (
    AgreementReport,
    agreement,
    ask,
    blocking_set,
    concession,
    disjoint_blocking_sets,
    keystones,
    targets_of,
    zone,
)
from commonground.case import Case, Clause
from commonground.logic import And, Formula, read
from tests.agreement.cases import random_case

RANK = {"excluded": 0, "not excluded": 1, "accepted": 2}
cases = st.integers(min_value=10_000).map(random_case)


def with_clauses(case: Case, clauses: list[Clause]) -> Case:
    return replace(case, clauses={clause.id: clause for clause in clauses})


def without(case: Case, given_up: tuple[str, ...]) -> Case:
    return with_clauses(case, [clause for clause in case.clauses.values() if clause.id not in given_up])


@given(cases, st.data())
def test_a_further_clause_never_enlarges_a_zone(case: Case, data: st.DataObject) -> None:
    if case.clauses:
        fewer = without(case, (data.draw(st.sampled_from(sorted(case.clauses))),))
        for wanted in targets_of(case).values():
            more_zone, fewer_zone = zone(ask(case), wanted), zone(ask(fewer), wanted)
            assert RANK[more_zone.zone] <= RANK[fewer_zone.zone]
            assert RANK[more_zone.alone] <= RANK[fewer_zone.alone]
            assert RANK[more_zone.alone] <= RANK[more_zone.zone]
            assert more_zone.by_meaning == fewer_zone.by_meaning


@given(cases)
def test_what_blocks_meets_what_gives_and_giving_it_opens_the_zone(case: Case) -> None:
    question = ask(case)
    for wanted in targets_of(case).values():
        blocking = blocking_set(question, wanted).clauses
        if blocking:
            given_up = concession(question, wanted).clauses or ()
            assert set(given_up) & set(blocking)
            for other in disjoint_blocking_sets(question, wanted):
                assert set(given_up) & set(other)
            assert zone(ask(without(case, given_up)), wanted).zone != "excluded"
            for kept in given_up:
                assert zone(ask(without(case, tuple(c for c in given_up if c != kept))), wanted).zone == "excluded"
            for stone in keystones(question, wanted, among=blocking):
                assert zone(ask(without(case, (stone,))), wanted).zone != "excluded"
                assert len(given_up) == 1


def numbers(report: AgreementReport, rename: dict[str, str]) -> dict[str, object]:
    """What does not hang on the names of clauses and parties."""
    return {
        name: (
            answer.zone,
            answer.alone,
            answer.by_meaning,
            len(answer.blocking_set),
            {rename.get(clause, clause) for clause in answer.keystones},
            len(answer.concession),
            answer.concession_unique,
            sorted((rename.get(party, party), size) for party, size in answer.price.items() if size is not None),
            sorted((rename.get(party, party), level) for party, level in answer.can_open.items() if level),
        )
        for name, answer in report.targets.items()
    }


@given(cases, st.randoms(use_true_random=False))
def test_other_names_for_clauses_change_no_number(case: Case, draw: object) -> None:
    assert hasattr(draw, "shuffle")
    names = list(case.clauses)
    shuffled = names.copy()
    draw.shuffle(shuffled)
    new = dict(zip(names, (f"z{n}" for n in range(len(names))), strict=True))
    renamed = with_clauses(case, [replace(case.clauses[name], id=new[name]) for name in shuffled])
    assert numbers(agreement(renamed, budget=None), {}) == numbers(agreement(case, budget=None), new)


@given(cases)
def test_parties_under_each_others_names_swap_their_answers(case: Case) -> None:
    """The same test for every side: nothing hangs on who is named first."""
    table = [party.id for party in case.table]
    swap = dict(zip(table, reversed(table), strict=True))

    def other(name: str) -> str:
        return swap.get(name, name)

    parties = {other(p.id): replace(p, id=other(p.id)) for p in case.parties.values()}
    clauses = {c.id: replace(c, party=other(c.party)) for c in case.clauses.values()}
    record = {a.id: replace(a, party=other(a.party)) for a in case.acceptances.values()}
    swapped = replace(case, parties=parties, clauses=clauses, acceptances=record, offers={})
    plain = replace(case, offers={})
    assert numbers(agreement(swapped, budget=None), {}) == numbers(agreement(plain, budget=None), swap)


@given(cases)
def test_splitting_a_clause_or_quoting_it_twice_changes_no_zone(case: Case) -> None:
    split = [clause for each in case.clauses.values() for clause in parts(each)]
    twice = [clause for each in case.clauses.values() for clause in (each, replace(each, id=f"{each.id}bis"))]
    question, split_up, quoted = (ask(made) for made in (case, with_clauses(case, split), with_clauses(case, twice)))
    for wanted in targets_of(case).values():
        assert zone(question, wanted) == zone(split_up, wanted) == zone(quoted, wanted)


def parts(clause: Clause) -> list[Clause]:
    formulas: tuple[Formula, ...] = clause.formula.args if isinstance(clause.formula, And) else (clause.formula,)
    return [replace(clause, id=f"{clause.id}.{n}", formula=formula) for n, formula in enumerate(formulas)]


@given(cases)
def test_what_parties_outside_the_table_hold_changes_nothing(case: Case) -> None:
    at_table = {party.id for party in case.table}
    inside = replace(
        case,
        clauses={c.id: c for c in case.clauses.values() if c.party in at_table},
        acceptances={a.id: a for a in case.acceptances.values() if a.party in at_table},
        offers={o.id: o for o in case.offers.values() if o.party in at_table},
    )
    assert agreement(inside, budget=None) == agreement(case, budget=None)


@given(cases)
def test_a_clause_that_forbids_nothing_new_blocks_nothing_new(case: Case) -> None:
    if case.clauses:
        first = next(iter(case.clauses.values()))
        spare = replace(first, id="spare", formula=read("true", case.names), text="true")
        more = with_clauses(case, [*case.clauses.values(), spare])
        for name, answer in agreement(more, budget=None).targets.items():
            assert "spare" not in answer.clauses, name
