"""A list of layers says what each is, and does not fall silent over one that is broken."""

from __future__ import annotations

from pathlib import Path

from commonground.case.layers_listed import layers_listed
from commonground.case.places import open_case
from commonground.store import open_folder
from tests.case.folders import folder


def test_each_layer_with_its_title_kind_and_source(tmp_path: Path) -> None:
    known = {layer.id: layer for layer in layers_listed(open_case("istanbul-2025"))}
    halt = known["energy-halt-again"]
    assert (halt.title, halt.kind) == ("The halt of strikes on energy is taken up again", "hypothesis")
    assert (halt.source or "").startswith("An assumption")
    assert halt.note
    assert known["signing-needs-no-settlement"].source is None
    bare = folder(tmp_path / "c", "case: C\n")
    (bare / "layers").mkdir()
    (bare / "layers" / "odd.yml").write_text("layer: Odd\nkind: guess\n", "utf-8")
    (bare / "layers" / "fine.yaml").write_text("layer: Fine\nkind: role\n", "utf-8")
    fine, odd = layers_listed(open_folder(bare))
    assert (fine.title, fine.kind, fine.wrong) == ("Fine", "role", None)
    assert (odd.id, odd.title, odd.kind) == ("odd", "odd", None)
    assert odd.wrong
