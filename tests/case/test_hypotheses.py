"""The case under each hypothesis of its folder, and the sentences where a layer is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.case.hypotheses import hypotheses
from commonground.errors import CaseError
from tests.case.folders import whole

SUPPOSED = "layer: {title}\nkind: {kind}\nsource: an assumption for this test\nwithdraw: [{out}]\n"


def written(title: str, out: str, kind: str = "hypothesis") -> str:
    return SUPPOSED.format(title=title, out=out, kind=kind)


def test_only_hypotheses_that_are_not_on_already_are_laid_over_the_case(tmp_path: Path) -> None:
    layers = {"layers__a_yaml": written("A", "N1"), "layers__b_yml": written("B", "S2")}
    root = whole(tmp_path / "talks", **layers, layers__c_yaml=written("C", "N1", "reading"))
    case, under = hypotheses(root)
    assert {name: sorted(set(case.clauses) - set(other.clauses)) for name, other in under.items()} == {
        "a": ["N1"],
        "b": ["S2"],
    }
    case, under = hypotheses(root, layers=["c", "a"], as_of="2025-01-20")
    assert list(under) == ["b"]
    assert [layer.id for layer in under["b"].layers] == ["c", "a", "b"]
    assert under["b"].as_of == case.as_of


def test_a_case_without_layers_has_no_hypotheses(tmp_path: Path) -> None:
    assert hypotheses(whole(tmp_path / "talks"))[1] == {}


@pytest.mark.parametrize("source", ["", "source:\n", "source: '  '\n"])
def test_a_lever_without_a_source_is_refused_with_the_name_of_its_file(tmp_path: Path, source: str) -> None:
    text = f"layer: A guarantee\nkind: hypothesis\n{source}withdraw: [N1]\n"
    with pytest.raises(CaseError) as error:
        hypotheses(whole(tmp_path / "talks", layers__guarantee_yaml=text))
    (problem,) = error.value.problems
    assert problem.what == "A hypothesis has to say in “source” whose assumption it is."
    assert problem.where.file == "layers/guarantee.yaml"
    assert problem.code == "hypothesis-without-source"


def test_a_lever_in_the_name_of_somebody_who_speaks_in_the_record_is_refused(tmp_path: Path) -> None:
    text = "layer: A guarantee\nkind: hypothesis\nsource: as Ann Lee thinks\nwithdraw: [N1]\n"
    with pytest.raises(
        CaseError, match="With the layer “guarantee” on: A hypothesis cannot carry the name of “Ann Lee”"
    ):
        hypotheses(whole(tmp_path / "talks", layers__guarantee_yaml=text))
