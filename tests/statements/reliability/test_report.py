"""Agreement between coders: told of blind coding only, and otherwise refused with a reason."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from commonground.errors import UsageError
from commonground.record import Document, anchor_at
from commonground.statements import Statement
from commonground.statements.reliability import BlindCoding, reliability
from tests.statements.reliability.coding import LINE, TEXT, coded_by, said

ACTS = ("demand", "claim", "reject")


def coding(coder: str, mark: str) -> list[Statement]:
    """Twelve statements, one a line; ``mark`` begins their ids."""
    return [
        said(f"{mark}{n}", n * LINE, n * LINE + 30, ACTS[n % 3], issue="ceasefire", codebook="1") for n in range(12)
    ]


def two(*second: Statement) -> list[BlindCoding]:
    return [coded_by("ann", *coding("ann", "a")), coded_by("ben", *second)]


def refused(*codings: BlindCoding) -> tuple[str, str]:
    with pytest.raises(UsageError) as error:
        reliability(codings)
    return error.value.problems[0].code, error.value.problems[0].what


def test_equal_coding_is_1_wherever_it_can_differ_and_leaves_nothing_to_settle() -> None:
    found = reliability(two(*coding("ben", "b")), {"letter": TEXT}, draws=50)
    assert found.labels["act"].value == 1
    assert found.labels["issue"].value is None
    assert found.spans is not None
    assert found.where is not None
    assert found.spans.value == found.where.value == 1
    assert found.disagreements == ()
    assert (found.matched, found.codebook, found.documents) == (12, "1", ("letter",))


def test_labels_and_stretches_that_differ_are_listed_and_tell_in_their_own_alpha() -> None:
    theirs = coding("ben", "b")
    theirs[0] = replace(theirs[0], act="claim", source="other")
    del theirs[3]
    found = reliability(two(*theirs), {"letter": TEXT}, draws=50)
    first, second = found.disagreements
    assert first.statements == {"ann": "a0", "ben": "b0"}
    assert first.labels == {
        "act": {"ann": "demand", "ben": "claim"},
        "source": {"ann": "envoy", "ben": "other"},
    }
    assert (second.statements, second.labels, second.without) == ({"ann": "a3"}, {}, ("ben",))
    assert second.start == 3 * LINE
    assert found.matched == 11
    assert found.labels["act"].value is not None
    assert found.labels["polarity"].value is None
    assert found.spans is not None
    assert found.where is not None
    assert (found.spans.value or 1) < (found.where.value or 0) < 1


def test_only_blind_coding_is_compared() -> None:
    open_ = [replace(statement, blind=False) for statement in coding("ben", "b")]
    code, what = refused(*two(*open_))
    assert code == "not-blind"
    assert "ben has coded nothing blind" in what
    assert "The 12 statements in this file were coded with sight of others." in what
    mixed = reliability(two(*coding("ben", "b"), said("b20", 5, 9, blind=False)), draws=0)
    assert mixed.disagreements == ()


def test_other_refusals_have_reasons() -> None:
    one = coded_by("ann", *coding("ann", "a"))
    assert refused(one)[0] == refused(one, one)[0] == "too-few-coders"
    newer = [replace(statement, codebook="2") for statement in coding("ben", "b")]
    assert refused(*two(*newer))[0] == "codebooks-differ"
    elsewhere = [replace(statement, document="memo") for statement in coding("ben", "b")]
    assert refused(*two(*elsewhere))[0] == "no-common-document"
    with pytest.raises(UsageError, match="at most 1"):
        reliability(two(*coding("ben", "b")), overlap=0)


def test_documents_not_read_by_all_are_left_aside_unless_the_caller_knows_better() -> None:
    memo = said("b30", 0, 20, document="memo", codebook="1")
    codings = two(*coding("ben", "b"), memo)
    assert reliability(codings, draws=0).disagreements == ()
    found = reliability(codings, documents=["letter", "memo"], draws=0)
    assert [item.without for item in found.disagreements] == [("ann",)]
    assert found.coded == {"ann": 12, "ben": 13}


def test_a_document_coded_in_two_versions_of_its_text_is_left_out() -> None:
    other = anchor_at(Document.from_text("A letter in another version, and a line more."), 2, 20)
    memo = [said(f"{mark}30", 0, 20, document="memo", codebook="1") for mark in "ab"]
    memo[1] = replace(memo[1], anchor=other)
    ann, ben = [*coding("ann", "a"), memo[0]], [*coding("ben", "b"), memo[1]]
    found = reliability([coded_by("ann", *ann), coded_by("ben", *ben)], draws=0)
    assert found.documents == ("letter",)
    assert [(problem.code, problem.read) for problem in found.left_out] == [("texts-differ", "memo")]
    assert refused(coded_by("ann", memo[0]), coded_by("ben", memo[1]))[0] == "no-common-document"


def test_without_a_text_spans_are_not_told_and_labels_are() -> None:
    found = reliability(two(*coding("ben", "b")), draws=0)
    assert (found.spans, found.where, found.without_text) == (None, None, ("letter",))
    assert found.labels["act"].value == 1


def test_told_in_plain_data() -> None:
    told = json.loads(json.dumps(reliability(two(*coding("ben", "b")[1:]), {"letter": TEXT}, draws=20).to_dict()))
    assert told["version"] == 1
    assert told["disagreements"][0]["without"] == ["ben"]
    assert told["labels"]["act"]["value"] == 1
    assert told["parameters"]["overlap"] == 0.5
