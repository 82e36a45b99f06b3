"""The blocks on the truth table of one outcome: what they warn of."""

from __future__ import annotations

import pytest
from tests.study.small_study import FUZZY, analysed, study_text, texts, write_study

from hanse.report import Notice
from hanse.study.analysis import cases_judged, few_judged
from hanse.study.qca_blocks import truth_table_blocks
from hanse.study.qca_result import qca_result


def sides(folder, qca: str, table: str = FUZZY):
    return analysed(write_study(folder, study_text(qca=qca), table))[0]


def warnings(side) -> list[str]:
    return [
        text
        for block in truth_table_blocks(side, None)
        if isinstance(block, Notice)
        for text in texts(block)
    ]


@pytest.mark.parametrize("at", [0, 1])
def test_few_cases_in_judged_rows_are_a_warning_beside_the_truth_table_of_each_outcome(
    tmp_path, at
):
    side = sides(tmp_path / "study", "frequency = 2").sides[at]
    assert cases_judged(side) == 2
    assert (
        f"Only 2 of 8 cases are in rows that were judged for {side.outcome}; the paths rest on "
        "them alone. The others are in rows with fewer than 2 cases."
    ) in warnings(side)


def test_each_outcome_counts_by_its_own_frequency_cut_off(tmp_path):
    analysis = sides(tmp_path / "study", "frequency = 1\n[qca.negated]\nfrequency = 2")
    result = qca_result(analysis)["qca"]
    assert {name: side["cases_judged"] for name, side in result.items()} == {"Y": 8, "~Y": 2}
    assert few_judged(analysis.sides[0]) is None
    assert not any("judged" in text for text in warnings(analysis.sides[0]))


def test_cases_at_one_half_are_a_reason_for_few_judged_cases(tmp_path):
    table = FUZZY.replace("North,0.9", "North,0.5").replace("South,0.8", "South,0.5")
    three_quarters = sides(tmp_path / "six", "", table).sides[0]
    assert (cases_judged(three_quarters), few_judged(three_quarters)) == (6, None)
    side = sides(tmp_path / "five", "", table.replace("East,0.7", "East,0.5")).sides[0]
    said = str(few_judged(side))
    assert said.startswith("Only 5 of 8 cases are in rows that were judged for Y;")
    assert said.endswith("The others are at exactly 0.5 in a condition.")


def test_a_cut_off_is_shown_with_the_digits_that_it_was_given_with(tmp_path):
    side = sides(tmp_path / "study", "consistency = 0.999\npri = 0.5").sides[0]
    said = [text for block in truth_table_blocks(side, None) for text in texts(block)]
    assert any("consistency 0.999, PRI 0.5." in text for text in said)
