"""The table of sections against the schema and the bundled cases: nothing missing, nothing lost on the way to words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest

from commonground.case import bundled, edit, open_case
from commonground.case.drop import judged_objects
from commonground.case.load import load_folder
from commonground.case.sections import SECTIONS, change, part_at, parts_of, references, said, section_named, stands
from commonground.case.sections.words import row_count, value_of
from commonground.case.yaml_write import as_read
from commonground.errors import UsageError
from commonground.store import open_folder

ALSO = {"id", "ranking", "weights", "priorities", "outcomes", "holds_when", "levels", "sha256", "file"}


@pytest.fixture(params=bundled())
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(copytree(Path(open_case(request.param).root), tmp_path / request.param))


def test_every_field_of_the_schema_has_a_place_in_a_form() -> None:
    for section in SECTIONS.values():
        if section.model is None or section.name in ("case", "conflict", "rankings", "weights"):
            continue
        assert set(section.model.model_fields) - {field.written for field in section.fields} <= ALSO, section.name


def test_every_entry_is_listed_once_under_the_id_that_the_case_knows(case: Path) -> None:
    draft, loaded = edit(case), load_folder(open_folder(case))
    names = Counter(part.name for each in SECTIONS.values() for part in parts_of(draft.tree(each.file), each))
    assert set(judged_objects(loaded)) <= set(names)
    assert set(loaded.issues) | set(loaded.parties) | set(loaded.sources) | set(loaded.options) <= set(names)
    assert all(names[name] == 1 for name in judged_objects(loaded))


def test_a_form_sent_as_it_was_opened_changes_nothing(case: Path) -> None:
    draft = edit(case)
    loaded = draft.preview()
    for section in SECTIONS.values():
        for part in list(parts_of(draft.tree(section.file), section)):
            name, told = change(draft, loaded, part, stands(draft.tree(section.file), part))
            assert (name, told) == (part.name, []), (section.name, part.name)
    assert not draft.undo()


def test_words_say_all_that_the_file_does(case: Path) -> None:
    draft = edit(case)
    for section in SECTIONS.values():
        for part in parts_of(draft.tree(section.file), section):
            for field in section.fields:
                raw = part.fields.get(field.written)
                if field.kind not in ("rows", "flag") and raw and not field.apart:
                    assert as_read(value_of(field, said(field, raw))) == raw, (part.name, field.name)


def test_every_line_belongs_to_the_entry_that_is_written_there(case: Path) -> None:
    tree = edit(case).tree()
    for section in SECTIONS.values():
        for part in parts_of(tree, section) if section.file == "case.yaml" and section.by != "issue" else ():
            found = part_at(tree, part.line)
            assert not part.path or found is None or found.line == part.line


def test_references_are_what_the_binder_looks_up(case: Path) -> None:
    draft = edit(case)
    loaded = draft.preview()
    found = list(references(draft))
    for sort, known in (
        ("round", loaded.rounds),
        ("step", loaded.steps),
        ("issue", loaded.issues),
        ("option", loaded.options),
    ):
        assert {each.name for each in found if each.sort == sort} <= set(known)
    assert {each.name for each in found if each.sort == "statement"} <= set(loaded.statements)
    evidence = sum(len(item.evidence) for item in judged_objects(loaded).values())
    assert sum(each.sort == "statement" for each in found if not each.file.startswith("layers/")) == evidence


def test_what_is_no_section_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="mandates"):
        section_named("mandate")


def test_rows_are_counted_within_reason() -> None:
    assert row_count({"0.id": "a", "2.id": "b", "99999999.id": "c", "x": "", "²": ""}) == 3
