"""What is said of a tagger that was trained, and of the rules beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.brief.terminal.training import print_training
from commonground.case.training import TaggerWritten
from commonground.statements.proposers.training import HeldOut
from commonground.statements.reliability.scoring import scored


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (4, "The rules were mended on these texts, which come with the program"),
        (1, "The rules were mended on 1 of these 4 texts, which come with the program"),
        (0, "The rules were not trained on these texts."),
    ],
)
def test_it_is_said_whether_the_rules_knew_the_texts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, known: int, words: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    nothing = scored((), ())
    print_training(TaggerWritten(Path("a.tagger"), 4, 60, 0, HeldOut("documents", 4, nothing, nothing), known))
    told = " ".join(capsys.readouterr().out.split())
    assert words in told
    assert ("mended" in told) is bool(known)
    assert ("not trained" in told) is not bool(known)
