"""What is excluded, in the order in which a reader wants to hear of it, each with what blocks it.

Matters that are blocked by the same clauses and would be opened by the same concessions are one *block*: a target and
the issue it comes down to are told once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commonground.agreement import TargetAnswer
from commonground.brief.document import Plain, Ref, Run, Runs, runs_of
from commonground.brief.material import Material
from commonground.brief.parts.formulas import formula_words, quoted
from commonground.brief.parts.references import account, level_words, matter_title, party, refs, who
from commonground.case import Clause
from commonground.case.evidence import SOUND, speaker_party, statements_of
from commonground.logic import Among, Implies, mentions
from commonground.statements import Statement

__all__ = [
    "Blocking",
    "blockings",
    "by_meaning",
    "clauses_in_short",
    "few",
    "given_up",
    "names_of",
    "one_clause",
    "sides_of",
    "some_refs",
    "standing_in_the_way",
    "words_behind",
]

_IN_WORDS = 2  # clauses told in full; more are told by what they are about
_LONGEST = 120  # characters of a quote or paraphrase on page one


@dataclass(frozen=True)
class Blocking:
    """Matters with one answer."""

    names: tuple[str, ...]
    answer: TargetAnswer

    @property
    def first(self) -> Blocking:
        """The same by its first name alone."""
        return Blocking(self.names[:1], self.answer)


def blockings(material: Material) -> tuple[Blocking, ...]:
    """The excluded matters that mandates block, the case's own targets first."""
    found: dict[object, list[str]] = {}
    for name in material.asked:
        answer = material.report.targets[name]
        if answer.zone == "excluded" and not answer.by_meaning:
            key = (answer.disjoint_blocking_sets, answer.keystones, tuple(answer.price_clauses.items()))
            found.setdefault(key, []).append(name)
    # The target of a case counts as its issue, so issues that are blocked alike stand with it.
    return tuple(Blocking(tuple(names), material.report.targets[names[0]]) for names in found.values())


def by_meaning(material: Material) -> tuple[str, ...]:
    """The matters that the meaning rules exclude, whatever anybody's mandate."""
    return tuple(name for name in material.asked if material.report.targets[name].by_meaning)


def names_of(material: Material, block: Blocking) -> Runs:
    return few(material, [Plain(matter_title(material, name), "strong") for name in block.names])


def few(material: Material, names: Iterable[str | Run | Runs]) -> Runs:
    """A list of names as far as page one has room for it, and that there are more."""
    given, most = list(dict.fromkeys(names)), material.room.names
    if len(given) <= most:
        return material.tongue.listed(given)
    told = [run for each in given[:most] for run in (Plain(", "), *runs_of(each))][1:]
    return material.tongue.say("{names} and others", names=tuple(told))


def some_refs(material: Material, names: Iterable[str]) -> tuple[Ref, ...]:
    """References as far as page one has room for them; the rest stand in the part on the issue."""
    return refs(material, names)[: material.room.refs]


def standing_in_the_way(block: Blocking) -> tuple[str, ...]:
    """The clauses to name: of the smallest blocking set, those in every blocking set first."""
    answer = block.answer
    return tuple(dict.fromkeys((*answer.keystones, *answer.blocking_set)))


def one_clause(material: Material, name: str, *, level: bool = True) -> Runs:
    """``Russia (leader level) rules out “unconditional” (Terms)``; the level is whose mandate it is."""
    clause, tongue = material.case.clauses[name], material.tongue
    by, formula = party(material, clause.party), clause.formula
    at = level_words(material, clause.level)
    who_ = tongue.say("{party} ({level})", party=by, level=at) if level else (Plain(by),)
    match formula:
        case Implies(Among() as this, Among() as that):
            wanted = _outcomes_of(material, this), _outcomes_of(material, that)
            return tongue.say("{party} takes {this} only with {that}", party=who_, this=wanted[0], that=wanted[1])
        case Among():
            pass
        case _:
            what = formula_words(material.case, tongue, formula)
            return tongue.say("{party} holds: {what}", party=who_, what=what)
    issue, out, left = sides_of(material, formula)
    if out:
        return tongue.say("{party} rules out {what} ({issue})", party=who_, what=out, issue=issue)
    return tongue.say("{party} takes only {what} ({issue})", party=who_, what=left, issue=issue)


def _outcomes_of(material: Material, formula: Among) -> Runs:
    """``“Full” (Ceasefire)``."""
    issue, _, left = sides_of(material, formula)
    return material.tongue.say("{what} ({issue})", what=left, issue=issue)


def clauses_in_short(material: Material, names: tuple[str, ...]) -> Runs:
    """One party's clauses as things to give up: a few in words, more by their matters. Never a mere number."""
    clauses = [material.case.clauses[name] for name in names]
    if len(clauses) <= _IN_WORDS:
        return material.tongue.listed(_as_a_thing(material, clause) for clause in clauses)
    about = dict.fromkeys(material.case.issues[issue].title for clause in clauses for issue in _about(material, clause))
    return material.tongue.say("what it holds on {matters}", matters=few(material, about))


def _as_a_thing(material: Material, clause: Clause) -> Runs:
    formula, tongue = clause.formula, material.tongue
    if not isinstance(formula, Among):
        return tongue.say("its condition ({what})", what=formula_words(material.case, tongue, formula))
    issue, out, left = sides_of(material, formula)
    if out:
        return tongue.say("its no to {what} ({issue})", what=out, issue=issue)
    return tongue.say("its insisting on {what} ({issue})", what=left, issue=issue)


def sides_of(material: Material, formula: Among) -> tuple[str, Runs, Runs]:
    """An issue's title, what a clause on it rules out where that is shorter to say, and what it leaves."""
    matter, tongue = material.case.issues[formula.issue], material.tongue
    out = [words for outcome, words in matter.outcomes.items() if outcome not in formula.outcomes]
    left = [words for outcome, words in matter.outcomes.items() if outcome in formula.outcomes]
    told = tongue.listed((quoted(tongue, words) for words in out), "or") if 0 < len(out) <= len(left) else ()
    return matter.title, told, tongue.listed((quoted(tongue, words) for words in left), "or")


def given_up(material: Material, block: Blocking, name: str) -> tuple[Runs, tuple[Ref, ...]] | None:
    """What a party alone would have to give up, with the level that may; None: it cannot open it by itself."""
    clauses = block.answer.price_clauses.get(name)
    if not clauses:
        return None
    level = block.answer.can_open.get(name)
    what = clauses_in_short(material, clauses)
    told = material.tongue.say("{what} ({level})", what=what, level=level_words(material, level)) if level else what
    return (*told, *account(material, clauses)), some_refs(material, clauses)


def words_behind(material: Material, name: str) -> tuple[Runs, tuple[Ref, ...]] | None:
    """Who says what a clause rests on: quoted where the text is at hand, else as the coder puts it."""
    clause = material.case.clauses[name]
    statement = _chosen(material, clause)
    if statement is None:
        return None
    quote, tongue = material.quotes.get(statement.id), material.tongue
    words = quoted(tongue, _short(quote.text)) if quote is not None else _short(statement.paraphrase)
    told = tongue.say("{speaker}: {words}", speaker=who(material, statement.speaker), words=words)
    return told, refs(material, (statement.id,))


def _chosen(material: Material, clause: Clause) -> Statement | None:
    """The party's own word before another's, one that a person confirmed before one that nobody has."""
    found = statements_of(material.case, clause)

    def weight(statement: Statement) -> tuple[bool, bool, bool]:
        own = speaker_party(material.case, statement) == clause.party
        return (not own, statement.status not in SOUND, statement.id not in material.quotes)

    return min(found, key=weight, default=None)


def _about(material: Material, clause: Clause) -> tuple[str, ...]:
    """The issues a clause is about, in the order of the case; of a condition, those it makes the condition of."""
    formula = clause.formula
    named = mentions(formula.right if isinstance(formula, Implies) else formula) or mentions(formula)
    return tuple(issue for issue in material.case.issues if issue in named)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rsplit(' ', 1)[0]} …"
