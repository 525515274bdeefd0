"""The codebook of a case as codes for other programs: what its statements use, and what the codebook says of it."""

from __future__ import annotations

from commonground.case.codebook import Codebook, Meaning
from commonground.case.model import Case
from commonground.statements.exchange.refi_codes import Code, codes_of

__all__ = ["codes_for"]


def codes_for(case: Case, codebook: Codebook | None) -> tuple[Code, ...]:
    """A code for each field of a statement and, under it, for each word in use or defined; definitions as descriptions.

    >>> from commonground.case import load
    >>> from commonground.case.codebook import read_codebook
    >>> codes = codes_for(load("saltmarsh"), read_codebook("saltmarsh"))
    >>> next(code.description for code in codes if code.name == "demand").splitlines()[0]
    'Asks for an outcome as a requirement.'
    """
    defined = {} if codebook is None else {"act": codebook.acts, "issue": codebook.issues}
    codes: dict[tuple[str, ...], Code] = {(*code.under, code.name): code for code in codes_of(case.statements.values())}
    for facet, meanings in defined.items():
        codes.setdefault((facet,), Code(facet))
        for word, meaning in meanings.items():
            codes[facet, word] = Code(word, (facet,), _described(meaning))
    if codebook is not None and ("act",) in codes:
        codes["act",] = Code("act", (), f"Codebook, version {codebook.version}")
    return tuple(codes.values())


def _described(meaning: Meaning) -> str:
    parts = {
        "": meaning.definition,
        "Include: ": meaning.include,
        "Exclude: ": meaning.exclude,
        "Example: ": meaning.example,
    }
    return "\n".join(f"{name}{text}" for name, text in parts.items() if text)
