"""What a tagger is told of each word: the word, its neighbours, its shape, and what the lexicon sees around it.

Few and coarse features, because those who train one have hundreds of coded sentences and not a hundred thousand. What
the cues of the rules say is one feature among the others: the tagger learns from the coding how far to believe it.
"""

from __future__ import annotations

from commonground.statements.cues import lexicon, modality_of
from commonground.statements.proposers.tokens import Sentence

__all__ = ["FEATURES_VERSION", "features_of"]

FEATURES_VERSION = 1  # a model is used only with the features that it was trained on
LONGEST = 3_000  # characters of a sentence in which cues are looked for
_NEAR = (-2, -1, 1, 2)
_DENIALS = frozenset(["not", "never", "no", "nobody", "nothing", "neither", "nor", "cannot", "without"])
_MUST = ["must", "shall", "should", "will", "would", "can", "could", "may", "might", "cannot", "won't", "won’t"]
_MODALS = frozenset(_MUST)
_WE = frozenset(["i", "we", "our", "us", "my"])
_THEY = frozenset(["they", "their", "he", "she", "his", "her", "them"])


def features_of(sentence: Sentence) -> list[list[str]]:
    """For each word of a sentence, its features."""
    words = [word.casefold() for word in sentence.words]
    around = _of_sentence(sentence, words)
    cue = lexicon().first(sentence.text, quoted=sentence.voice.quoted) if len(sentence.text) <= LONGEST else None
    rows: list[list[str]] = []
    for place, word in enumerate(words):
        row = ["bias", f"word={word}", f"end={word[-3:]}", *around]
        if place == 0:
            row.append("first")
        if place == len(words) - 1:
            row.append("last")
        if sentence.words[place][:1].isupper() and place:
            row.append("capital")
        if not word[0].isalnum():
            row.append("mark")
        near = (step for step in _NEAR if 0 <= place + step < len(words))
        row += [f"{step}:word={words[place + step]}" for step in near]
        if place:
            row.append(f"two={words[place - 1]} {word}")
        row += [f"kind={kind}" for kind, known in _KINDS.items() if word in known]
        if cue is not None:
            start = sentence.tokens[place][0] - sentence.start
            row.append(f"cue={cue.act}:{'before' if start < cue.start else 'in' if start < cue.end else 'after'}")
        rows.append(row)
    return rows


_KINDS = {"denial": _DENIALS, "modal": _MODALS, "we": _WE, "they": _THEY}


def _of_sentence(sentence: Sentence, words: list[str]) -> list[str]:
    """What holds of the whole sentence, and so of each word in it."""
    told = [f"modality={modality_of(sentence.text)}"]
    if sentence.voice.quoted:
        told.append("quoted")
    told += [f"has {kind}" for kind, known in _KINDS.items() if known & set(words)]
    return told
