"""The figures of both corpora: the rules beside a classifier that was trained on the corpus itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import plover, trained, unscon
from benchmarks.corpora.scores import Marks, Score, difference, mean_f1, overall, score
from benchmarks.corpora.tables import NONE, better, figure, figures, interval, replaced, table

PLOVER = Path("plover", "PLOVER_GSR_CAMEO.txt")
UNSCON = Path("unscon", "conflict_annotations.csv")
RULES, TRAINED = "rules", "TF-IDF"
SIX = ["precision, rules", "recall", "F1", "precision, TF-IDF", "recall", "F1"]
SURE = ["difference of F1, 95%", "better"]


@dataclass(frozen=True, slots=True)
class Label:
    """A label of UNSCon, or several taken together, and the acts that stand for it."""

    name: str
    labels: frozenset[str]
    acts: frozenset[str]


EVALUATION = frozenset({"direct", "indirect"})
DISPUTE = frozenset({"challenge", "correction"})
ILL = frozenset({"criticise"})
REFUSAL = frozenset({"reject"})
ANY = Label("any of the four", EVALUATION | DISPUTE, ILL | REFUSAL | {"threaten"})
LABELS = (  # the first is the one that the ways of marking are compared on
    ANY,
    Label("negative evaluation", EVALUATION, ILL),
    Label("– direct", frozenset({"direct"}), ILL),
    Label("– indirect", frozenset({"indirect"}), ILL),
    Label("challenge or correction", DISPUTE, REFUSAL),
    Label("– challenge", frozenset({"challenge"}), REFUSAL),
    Label("– correction", frozenset({"correction"}), REFUSAL),
)
QUIET = frozenset({"claim", "appeal", "praise"})


def tables(data: Path) -> dict[str, str]:
    """Every table by its name in the document."""
    return plover_tables(data / PLOVER) | unscon_tables(data / UNSCON)


def plover_tables(path: Path) -> dict[str, str]:
    found = plover.sentences(path)
    seen = [plover.told(each.text) for each in found]
    told = [each.events for each in seen]
    learnt = trained.one_event([each.text for each in found], [each.events for each in found])
    support = Counter(event for each in found for event in each.events)
    marks = {
        event: Marks(
            tuple(event in each.events for each in found),
            tuple(event in each for each in told),
            tuple(event == each for each in learnt),
        )
        for event, _ in sorted(support.items(), key=lambda each: (-each[1], each[0]))
    }
    known = {event: each for event, each in marks.items() if plover.acts_of(event)}
    other = {event: each for event, each in marks.items() if event not in known}
    rows = [_compared(event, plover.acts_of(event), each, range(len(found))) for event, each in known.items()]
    return {
        "plover, events the rules can say": (
            f"{table(['event', 'our acts', 'sentences', *SIX, *SURE], rows, words=2)}\n\n"
            f"Seen there, but not as asserted, and so not counted: {_withheld(found, seen)}."
        ),
        "plover, events the rules cannot say": table(
            ["event", "taken by the rules for", "sentences", *SIX[3:]],
            [
                [event, _taken(told, each.gold), str(sum(each.gold)), *figures(each.scores[1])]
                for event, each in other.items()
            ],
            words=2,
        ),
        "plover, together": _together(known, marks, told, len(found)),
    }


def _compared(name: str, acts: Sequence[str], marks: Marks, groups: Sequence[object]) -> list[str]:
    first, second = marks.scores
    low, high = difference([marks], list(map(str, groups)))
    said = [name, ", ".join(acts), str(first.support), *figures(first), *figures(second)]
    return [*said, interval(low, high), better(low, high, RULES, TRAINED)]


def _withheld(found: Sequence[plover.Sentence], seen: Sequence[plover.Told]) -> str:
    """How often the rules saw the right event and withheld it."""
    count = Counter(
        event for each, rules in zip(found, seen, strict=True) for event in each.events if event in rules.withheld
    )
    return ", ".join(f"{event} {number}" for event, number in count.most_common()) or "nothing"


def _taken(told: Sequence[frozenset[str]], gold: Sequence[bool]) -> str:
    """What the rules said of sentences of an event that they have no word for."""
    count = Counter(event for events, here in zip(told, gold, strict=True) if here for event in sorted(events))
    return ", ".join(f"{event} {number}" for event, number in count.most_common()) or NONE


def _together(
    known: Mapping[str, Marks], every: Mapping[str, Marks], told: Sequence[frozenset[str]], sentences: int
) -> str:
    rows = []
    for name, classes in ((f"the {len(known)} the rules can say", known), (f"all {len(every)}", every)):
        pairs = [each.scores for each in classes.values()]
        low, high = difference(list(classes.values()), list(range(sentences)))
        means = [figure(mean_f1([each[place] for each in pairs])) for place in (0, 1)]
        pooled = [figures(_pooled([each[place] for each in pairs]))[:2] for place in (0, 1)]
        rows.append([name, *pooled[0], means[0], *pooled[1], means[1], interval(low, high)])
    silent = sum(not each for each in told)
    note = f"Of {sentences} sentences the rules gave no event to {silent}. TF-IDF: scikit-learn {trained.version()}."
    head = ["events", "precision, rules", "recall", "mean F1", "precision, TF-IDF", "recall", "mean F1", SURE[0]]
    return f"{table(head, rows)}\n\n{note}"


def _pooled(scores: Sequence[Score]) -> Score:
    """All marks of several classes as one."""
    return Score(sum(s.hits for s in scores), sum(s.marked for s in scores), sum(s.support for s in scores))


def unscon_tables(path: Path) -> dict[str, str]:
    found = unscon.speeches(path)
    clauses = [(speech, clause) for speech in found for clause in speech.clauses]
    seen = [each for speech in found for each in unscon.acts(speech)]
    texts = [speech.words(clause) for speech, clause in clauses]
    speeches = [speech.id for speech, _ in clauses]
    meetings = [speech.meeting for speech, _ in clauses]

    def gold(label: Label) -> tuple[bool, ...]:
        return tuple(bool(clause.labels & label.labels) for _, clause in clauses)

    golds = [gold(label) for label in LABELS]
    learnt = trained.marked(texts, golds, speeches)
    rows = []
    for label, whole, mine in zip(LABELS, golds, learnt, strict=True):
        covered = tuple(bool(each.covered & label.acts) for each in seen)
        row = _compared(label.name, sorted(label.acts), Marks(whole, covered, mine), speeches)
        rows.append([*row[:-2], figure(score(whole, (True,) * len(clauses)).f1), *row[-2:]])
    ways = {
        "nothing marked (the commoner of the two)": (False,) * len(clauses),
        "everything marked": (True,) * len(clauses),
        f"rules: {', '.join(sorted(ANY.acts))}": tuple(bool(each.covered & ANY.acts) for each in seen),
        "– only the clause that holds the cue": tuple(bool(each.cued & ANY.acts) for each in seen),
        "rules: any move, or criticise": tuple(bool(each.covered - QUIET) for each in seen),
        "TF-IDF, trained on other speeches": learnt[0],
        "TF-IDF, trained on other meetings": trained.marked(texts, golds[:1], meetings, len(set(meetings)))[0],
    }
    head = ["label", "our acts", "clauses", *SIX, "F1, everything marked", *SURE]
    return {
        "unscon, by label": table(head, rows, words=2),
        "unscon, ways": _ways(ways, golds[0], len(found), len(set(meetings))),
    }


def _ways(ways: Mapping[str, tuple[bool, ...]], gold: tuple[bool, ...], speeches: int, meetings: int) -> str:
    rows = []
    for name, marked in ways.items():
        mean, right = overall(gold, marked)
        rows.append([name, *figures(score(gold, marked)), figure(mean), figure(right)])
    note = f"{len(gold)} clauses of {speeches} speeches in {meetings} meetings; {sum(gold)} carry one of the labels."
    head = ["marked by", "precision", "recall", "F1", "mean F1, marked and not", "share right"]
    return f"{table(head, rows)}\n\n{note}"


def written(document: str, data: Path) -> str:
    """The document with the figures as they are now."""
    return replaced(document, tables(data))
