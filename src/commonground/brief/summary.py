"""The answer to a case in a few sentences: what is agreed, what is open, what blocks each target."""

from __future__ import annotations

from collections.abc import Iterator

from commonground.agreement import AgreementReport, TargetAnswer, tellers
from commonground.brief.wording import NOT_COMPUTED, either, listed, mandate_words, party_name
from commonground.case import Case

__all__ = ["summary"]


def summary(case: Case, report: AgreementReport) -> tuple[str, ...]:
    """The answer in a few sentences: counts, what is open, and each target of the case that is excluded."""
    excluded = [name for name in case.targets if report.targets[name].zone == "excluded"]
    return (*_counts(case, report), *(_excluded(case, report, name) for name in excluded))


def _counts(case: Case, report: AgreementReport) -> Iterator[str]:
    titles: dict[str, list[str]] = {"accepted": [], "not excluded": [], "excluded": [], NOT_COMPUTED: []}
    for issue, answer in report.issues.items():
        titles[answer.zone or NOT_COMPUTED].append(case.issues[issue].title)
    told = {zone: f"{len(names)} ({listed(names)})" if names else "none" for zone, names in titles.items()}
    total = f"Of {len(case.issues)} issues, every side is on record for an outcome of {told['accepted']}"
    rest = f"nobody rules out an outcome of {told['not excluded']}; the mandates exclude {len(titles['excluded'])}"
    missing = f"; {told[NOT_COMPUTED]} not computed" if titles[NOT_COMPUTED] else ""
    yield f"{total}; {rest}{missing}."
    for issue, answer in report.issues.items():
        if answer.zone == "not excluded":
            matter = case.issues[issue]
            left = [
                f"“{matter.outcomes[outcome]}”"
                for outcome, zone in answer.outcomes.items()
                if zone != "excluded" and outcome != matter.status_quo
            ]
            yield f"{matter.title} is open through {either(left)}: forbidden by nobody, not accepted by all on record."


def _excluded(case: Case, report: AgreementReport, name: str) -> str:
    answer = report.targets[name]
    title = f"“{name}”"
    if answer.by_meaning:
        return f"{title} is excluded by what the words mean, whatever the mandates say."
    return f"{title} is excluded. {_block(case, answer)} {_prices(case, answer)}{_account(case, report, answer)}"


def _block(case: Case, answer: TargetAnswer) -> str:
    if "keystones" in answer.not_computed:
        return "Which clauses are in every blocking set was not computed."
    if answer.keystones:
        clauses = [case.clauses[name] for name in answer.keystones]
        told = listed(f"{c.id} of {party_name(case, c.party)} ({mandate_words(case, c)})" for c in clauses)
        return f"In every blocking set: {told}."
    count = len(answer.disjoint_blocking_sets)
    return f"No clause is in every blocking set; {count} sets have no clause in common."


def _prices(case: Case, answer: TargetAnswer) -> str:
    if "price" in answer.not_computed:
        return "What each side would have to give up was not computed."
    told = []
    for party in case.table:
        clauses = answer.price_clauses.get(party.id)
        level = answer.can_open.get(party.id)
        at = f" (at the level of {level})" if level else ""
        told.append(f"{party.name} {'cannot' if clauses is None else f'by giving up {listed(clauses)}{at}'}")
    return f"Who could open it alone: {'; '.join(told)}."


def _account(case: Case, report: AgreementReport, answer: TargetAnswer) -> str:
    told = sorted({party_name(case, teller) for teller in tellers(case, report, answer).values()})
    return f" This turns on {listed(told)}'s account of another side alone." if told else ""
