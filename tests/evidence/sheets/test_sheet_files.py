"""Sheets as data: what they may say, and the error for whatever they may not."""

from __future__ import annotations

import re

import pytest
from tests.evidence.sheets.made_sheets import SMALL, TOML

from hanse.errors import InputError
from hanse.evidence.sheets import Sheet, read_sheet, sheet, shipped_sheets

FRAME = sheet("cluster-internationalisation")


def test_what_stands_beside_a_field_becomes_columns_of_its_own():
    assert SMALL.columns == (
        *("sheet", "version", "person", "record", "cluster", "about"),
        *("country", "support", "support.place", "support.kind", "means", "stage", "share"),
        *("firms", "since", "note"),
    )
    assert SMALL.field("support.kind").beside == "support"
    assert [one.id for one in SMALL.field("support").options] == ["yes", "no", "unknown"]


def test_the_shipped_frame_asks_for_everything_that_the_system_names():
    wanted = {
        *("product", "country", "abroad"),
        *("multinationals", "public_agencies", "collaboration"),
        *("barrier_procedural", "barrier_institutional", "barrier_environmental"),
        *("barrier_market", "knowledge_objective", "knowledge_experiential"),
        *("knowledge_institutional", "knowledge_business", "network_abroad", "upgrading"),
        "performance",
    }
    own = {one.id: one for one in FRAME.fields if not one.beside}
    assert wanted <= set(own)
    beside = {one.id for one in FRAME.fields if one.beside}
    for name in wanted - {"product", "country"}:
        assert {f"{name}.place", f"{name}.paraphrase", f"{name}.evidence"} <= beside
        assert own[name].evidence
        assert re.search(r"p{1,2}\. \d\d", own[name].source)
    for name in wanted - {"product", "country", "abroad", "performance"}:
        assert f"{name}.direction" in beside
        assert own[name].direction
    assert all(one.label for one in FRAME.fields)


@pytest.mark.parametrize("one", shipped_sheets(), ids=lambda one: one.id)
def test_a_shipped_sheet_is_named_like_its_file_and_survives_json(one):
    assert sheet(one.id) is one
    assert Sheet.from_dict(one.to_dict()) == one
    assert len(one.to_frame()) == len(one.fields)
    assert str(one).startswith(f"{one.title} ({one.id}, version {one.version})")


@pytest.mark.parametrize(
    "one", [one for one in shipped_sheets() if one.purpose == "appraisal"], ids=lambda one: one.id
)
def test_a_checklist_has_critical_items_and_states_its_rule(one):
    items = [field for field in one.fields if field.type == "judgement"]
    assert len(items) >= 6
    assert sum(field.is_critical for field in items) >= 3
    assert all(field.required == "always" for field in items)
    assert one.overall.steps[0].items == "critical"


def test_a_sheet_is_read_from_a_file_too(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(TOML, encoding="utf-8")
    assert read_sheet(path) == SMALL == read_sheet(str(path))


def changed(old: str, new: str) -> str:
    assert old in TOML
    return TOML.replace(old, new, 1)


BROKEN = [
    (
        'id = "small"',
        'id = "Small sheet"',
        r"the sheet, \[sheet\]: id is 'Small sheet'\. Use small",
    ),
    ('version = "2"', "version = 2", r"version is 2\. Write a text in quotes"),
    ('title = "A small sheet"\n', "", r"\[sheet\]: title is missing\. Add title"),
    ('purpose = "coding"', 'purpose = "codng"', r"no purpose 'codng'\. Did you mean 'coding'"),
    ('purpose = "coding"', 'purpose = "appraisal"', r"purpose is appraisal\. Give an \[overall\]"),
    ('unit = "report × cluster"', 'unit = "cluster"', r"unit is 'cluster'\. Write \"report\""),
    ('unit = "report × cluster"', 'unit = "report × record"', "unit is 'report × record'"),
    ("[sheet]", "[shet]", r"there is no key 'shet'\. Did you mean 'sheet'"),
    (
        'type = "country"',
        'type = "county"',
        r"\[\[fields\]\] 1 \(country\): there is no type 'county'",
    ),
    ('type = "country"', 'type = "choice"', r"type is choice with 0 choices"),
    ('type = "country"', 'type = "country"\nlow = 3', r"type is country with a bound"),
    ('type = "country"', 'type = "country"\nhelpp = "a"', r"no key 'helpp'\. Did you mean 'help'"),
    ('id = "country"', 'id = "cluster"', r"\(cluster\): the id is taken by hanse"),
    ('id = "stage"', 'id = "means"', r"the id 'means' stands twice"),
    ('beside = ["place", "kind"]', 'beside = ["plac"]', r"no \[\[beside\]\] 'plac'"),
    ('field = "support"', 'field = "country"', r"no earlier field with choices 'country'"),
    ('is = ["yes"]', 'is = ["ja"]', r"depends_on: there is no answer 'ja'"),
    ('is = ["yes"]', "is = []", r"depends_on has no answer"),
    ('{ id = "young" }', '{ id = "Grown" }', r"the id of a choice is 'Grown'"),
    ('{ id = "young" }', '{ id = "a", label = "grown" }', r"the choice 'grown' stands twice"),
    ("low = 1", 'low = "1"', r"low is '1'\. Write a number"),
    ('required = "answered"', 'required = "always"', r"required or critical is 'always'"),
    ("[[fields]]", "[fields]", r"is no TOML"),
]


@pytest.mark.parametrize(("old", "new", "text"), BROKEN)
def test_a_sheet_that_does_not_fit_names_the_field(old, new, text):
    with pytest.raises(InputError, match=text):
        read_sheet(changed(old, new))


CHECKLIST = """
[sheet]
id = "list"
title = "List"
version = "1"
purpose = "appraisal"
unit = "report"
[[fields]]
id = "a"
label = "A"
type = "judgement"
critical = true
[[fields]]
id = "b"
label = "B"
type = "judgement"
[overall]
judgements = [{ id = "good" }, { id = "bad" }]
otherwise = "good"
[[overall.steps]]
judgement = "bad"
items = "critical"
answers = ["no"]
least = 1
says = "A is no"
"""


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ('judgement = "bad"', 'judgement = "worse"', r"step 1: there is no judgement 'worse'"),
        ('items = "critical"', 'items = "some"', "no kind of items 'some'"),
        ('answers = ["no"]', 'answers = ["never"]', "there is no answer 'never'"),
        ("least = 1", "least = 2", r"asks for 2 items\. Name answers, and give least from 1 to 1"),
        ('otherwise = "good"', 'otherwise = "fine"', "no judgement 'fine'"),
    ],
)
def test_a_rule_that_can_never_hold_is_refused(old, new, text):
    assert read_sheet(CHECKLIST).overall.otherwise == "good"
    with pytest.raises(InputError, match=text):
        read_sheet(CHECKLIST.replace(old, new))


def test_a_missing_file_and_a_missing_name_are_told(tmp_path):
    with pytest.raises(InputError, match=r"there is no file 'none\.toml'"):
        read_sheet(tmp_path / "none.toml")
    with pytest.raises(InputError, match="Did you mean 'appraisal-mixed'"):
        sheet("appraisal-mixd")
    with pytest.raises(InputError, match="Did you mean 'upgrading'"):
        FRAME.field("upgradng")
