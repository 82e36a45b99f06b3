"""The filled sheets of a review, and the findings that follow from them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.study.small_evidence import (
    APPRAISAL,
    CODED,
    FRAME,
    INCLUDED,
    answers_of,
    filled,
    write_small,
    yes,
)

from hanse.errors import InputError
from hanse.evidence.review import open_review
from hanse.evidence.review.coded import coding_files, read_coding, review_sheet
from hanse.evidence.review.coded_findings import CodedFindings, coded_findings, mechanisms_of
from hanse.evidence.sheets import SheetMistakes, read_sheet, sheet

FIRST, SECOND, THIRD = CODED
OWN = """
[sheet]
id = "own"
title = "Ours"
version = "1"
purpose = "coding"
unit = "report"

[[beside]]
id = "direction"
label = "effect"
type = "choice"
choices = [{ id = "favours" }, { id = "hinders" }, { id = "mixed" }, { id = "no-effect" }]

[[fields]]
id = "trust"
label = "trust"
type = "yes-no-unknown"
beside = ["direction"]

[[fields]]
id = "rivals"
label = "rivals"
type = "yes-no-unknown"
beside = ["direction"]
direction = "Expected to hinder."

[[fields]]
id = "fair"
label = "goes to fairs"
type = "yes-no-unknown"
"""


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    return write_small(tmp_path_factory.mktemp("coded") / "review")


@pytest.fixture
def folder(whole, tmp_path):
    return Path(shutil.copytree(whole, tmp_path / "review"))


def of_one(folder: Path, **answers: str) -> CodedFindings:
    """Return the findings where ann alone codes one cluster."""
    shutil.rmtree(folder / "coding")
    (folder / "coding").mkdir()
    rows = {FIRST: answers_of(FIRST) | {k.replace("__", "."): v for k, v in answers.items()}}
    text = filled(sheet(FRAME), "ann", rows)
    (folder / "coding" / f"{FRAME}.ann.csv").write_text(text, encoding="utf-8")
    return coded_findings(read_coding(open_review(folder), FRAME))


def test_two_coders_are_compared_and_what_differs_is_left_open(whole):
    found = read_coding(open_review(whole), FRAME)
    assert found.people == ("ann", "ben")
    assert found.agreement is not None
    assert found.final is not None
    assert [one.field for one in found.agreement.differing if not one.hangs_on] == [
        "network_abroad"
    ]
    assert {one.field for one in found.final.unresolved} >= {"network_abroad"}
    assert found.uncoded == ()
    assert "Internationalisation of a cluster" in str(found)
    assert len(found.to_frame()) == 3


def test_findings_of_two_coders_are_those_that_they_agree_on(whole):
    found = coded_findings(read_coding(open_review(whole), FRAME))
    said = [(one.record, one.mechanism, one.direction, one.country) for one in found.findings.rows]
    assert said == [
        ("R000001", "multinationals", "supports", "GHA"),
        ("R000003", "multinationals", "opposes", "PER"),
        ("R000005", "barrier_market", "supports", "PER"),
    ]
    first = found.findings.rows[0]
    assert (first.unit, first.cluster_kind, first.place) == ("Accra shoes", "textile", "p. 5")
    assert (first.paraphrase, first.coder) == ("multinationals as told", "ann, ben")
    assert [(one.record, one.field, one.why) for one in found.left_out] == [
        ("R000003", "network_abroad", "coders differ, and nobody settled it")
    ]
    assert "1 answer left out: coders differ, and nobody settled it." in str(found)
    assert len(found.to_frame()) == 3


def test_what_is_settled_is_a_finding_with_who_settled_it(folder):
    text = "record,cluster,field,value,person,reason\n"
    text += "R000003,Lima salmon,network_abroad,yes,cai,p. 9 says so\n"
    (folder / "coding" / f"{FRAME}.resolved.csv").write_text(text, encoding="utf-8")
    found = coded_findings(read_coding(open_review(folder), FRAME))
    assert found.left_out == ()
    made = [one for one in found.findings.rows if one.mechanism == "network_abroad"]
    assert [(one.direction, one.coder) for one in made] == [("supports", "cai")]


@pytest.mark.parametrize(
    ("field", "value", "effect", "direction"),
    [
        ("collaboration", "yes", "favours", "supports"),
        ("collaboration", "yes", "hinders", "opposes"),
        ("collaboration", "no", "hinders", "supports"),
        ("collaboration", "no", "favours", "opposes"),
        ("collaboration", "yes", "mixed", "mixed"),
        ("collaboration", "yes", "no-effect", "none"),
        ("collaboration", "no", "no-effect", "none"),
        ("barrier_market", "yes", "hinders", "supports"),
        ("barrier_market", "yes", "favours", "opposes"),
        ("barrier_market", "no", "favours", "supports"),
        ("barrier_market", "no", "hinders", "opposes"),
    ],
)
def test_a_direction_follows_from_answer_effect_and_what_is_expected(
    folder, field, value, effect, direction
):
    found = of_one(folder, **yes(field, effect, value))
    assert [(one.mechanism, one.direction) for one in found.findings.rows] == [(field, direction)]
    assert found.findings.rows[0].coder == "ann"


def test_two_who_differ_on_the_effect_alone_leave_it_open(folder):
    for who, effect in (("ann", "favours"), ("ben", "hinders")):
        rows = {FIRST: answers_of(FIRST) | yes("upgrading", effect)}
        text = filled(sheet(FRAME), who, rows)
        (folder / "coding" / f"{FRAME}.{who}.csv").write_text(text, encoding="utf-8")
    found = coded_findings(read_coding(open_review(folder), FRAME))
    assert found.findings.rows == ()
    assert [(one.field, one.why) for one in found.left_out] == [
        ("upgrading", "coders differ, and nobody settled it")
    ]


def test_an_answer_without_an_effect_is_no_finding_and_is_told(folder):
    found = of_one(folder, **yes("upgrading", "not-said"))
    assert found.findings.rows == ()
    assert [(one.field, one.why) for one in found.left_out] == [
        ("upgrading", "the report does not say what it does")
    ]
    assert [(one.field, one.country) for one in found.told if one.value == "yes"] == [
        ("upgrading", "GHA")
    ]


def test_unknown_is_neither_a_finding_nor_left_out(folder):
    found = of_one(folder)
    assert (found.findings.rows, found.left_out) == ((), ())
    assert {one.value for one in found.told} == {"unknown"}


def test_records_of_one_study_and_appraisals_stand_in_the_findings(whole):
    found = coded_findings(
        read_coding(open_review(whole), FRAME),
        studies={"R000005": "R000003"},
        appraisals={"R000001": "high"},
        kind="lead",
    )
    assert [one.study_id for one in found.findings.rows] == ["R000001", "R000003", "R000003"]
    assert [one.appraisal for one in found.findings.rows] == ["high", "", ""]
    assert {one.cluster_kind for one in found.findings.rows} == {""}
    assert "state" in found.kinds
    assert "not-reported" not in found.kinds


def test_the_shipped_frame_asks_for_fourteen_mechanisms_and_barriers_hinder(whole):
    fields = mechanisms_of(sheet(FRAME))
    assert len(fields) == 14
    found = coded_findings(read_coding(open_review(whole), FRAME))
    assert found.hindering == tuple(one for one in fields if one.startswith("barrier_"))


def test_a_sheet_of_ones_own_says_in_its_direction_what_is_expected(folder):
    (folder / "sheets").mkdir()
    (folder / "sheets" / "own.toml").write_text(OWN, encoding="utf-8")
    asked = read_sheet(OWN)
    rows = {
        (INCLUDED[0], ""): {
            "trust": "yes",
            "trust.direction": "favours",
            "rivals": "yes",
            "rivals.direction": "favours",
            "fair": "yes",
        }
    }
    text = filled(asked, "ben", rows)
    (folder / "coding" / "own.ben.csv").write_text(text, encoding="utf-8")
    review = open_review(folder)
    assert review_sheet(review, "own") == asked
    coding = read_coding(review, "own")
    assert (coding.final, coding.agreement, coding.uncoded) == (None, None, INCLUDED[1:])
    found = coded_findings(coding, kind="")
    assert [(one.mechanism, one.direction) for one in found.findings.rows] == [
        ("trust", "supports"),
        ("rivals", "opposes"),
    ]
    assert found.kinds == {}


def test_without_filled_sheets_there_are_no_findings(folder):
    shutil.rmtree(folder / "coding")
    found = read_coding(open_review(folder), FRAME)
    assert (found.filled, found.settled, found.units(), found.due) == ((), None, {}, ())
    assert found.uncoded == INCLUDED
    assert str(found).splitlines()[0] == "Internationalisation of a cluster: nobody filled it in"
    assert found.to_frame().empty
    assert coded_findings(found).findings.rows == ()


def test_files_of_the_folder_are_told_by_sheet_and_person(folder):
    (folder / "coding" / "notes.md").write_text("mine", encoding="utf-8")
    (folder / "coding" / ".~lock.csv").write_text("", encoding="utf-8")
    found = coding_files(open_review(folder))
    assert {name: sorted(own) for name, own in found.items()} == {
        FRAME: ["ann", "ben"],
        APPRAISAL: ["ann"],
    }


def test_all_rows_that_are_not_included_are_told_at_once(folder):
    rows = {("R000009", "A town"): answers_of(FIRST), ("R000014", "B town"): answers_of(FIRST)}
    text = filled(sheet(FRAME), "cai", rows)
    (folder / "coding" / f"{FRAME}.cai.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SheetMistakes) as caught:
        read_coding(open_review(folder), FRAME)
    assert [one.what for one in caught.value.mistakes] == [
        "is not included: excluded at assessment",
        "was merged into R000001",
    ]


def test_a_kind_that_is_no_field_is_refused_with_the_nearest(whole):
    coding = read_coding(open_review(whole), FRAME)
    with pytest.raises(InputError, match=r"there is no field 'industri'. Did you mean 'industry'"):
        coded_findings(coding, kind="industri")


def test_a_sheet_that_nobody_has_is_refused(whole):
    with pytest.raises(InputError, match=r"protocol.toml: there is no sheet 'mine'"):
        read_coding(open_review(whole), "mine")


def test_due_answers_are_listed_with_their_place(whole):
    coding = read_coding(open_review(whole), FRAME)
    open_ = replace(coding.filled[0], open=("a.csv, row 2",))
    assert replace(coding, filled=(open_,)).due == ("a.csv, row 2",)
