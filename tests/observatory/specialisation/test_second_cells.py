"""Second cells of regions and industries: what is hidden alone does not follow from the totals."""

from dataclasses import replace

import numpy as np
import pytest
from tests.observatory.specialisation.made_tables import long, same

from hanse.observatory.specialisation import (
    ClusterDefinition,
    Layout,
    growth,
    location_quotients,
    regional_table,
    shift_share,
)
from hanse.observatory.suppression import FEW, SECOND, SHOWN, SuppressionRule
from hanse.result import answer_from_dict

COLUMNS = ("region", "industry", "employment", "firms")
RULE = SuppressionRule(second=True)
WORDS = "hidden so that another cannot be found by difference"
# three regions, three industries; all cells have 9 firms but one has 2
JOBS = {"A": [5, 40, 60], "B": [30, 50, 70], "C": [20, 80, 90]}
LAYOUT = Layout(establishments="firms", total="")
SHARES = Layout(establishments="firms", largest="largest", total="")


def rows_of(jobs=None, *, few=(("A", "1"),), totals=None):
    jobs = jobs or JOBS
    rows = [
        (region, str(at + 1), n, 2 if (region, str(at + 1)) in few else 9 * (n > 0))
        for region, line in jobs.items()
        for at, n in enumerate(line)
    ]
    return long(rows + [(r, "T", n, 60) for r, n in (totals or {}).items()], COLUMNS)


def dominated(jobs):
    """Return rows of nine firms, of which one has nearly all of industry 1 in region A."""
    rows = [
        (region, str(at + 1), n, 9 * (n > 0), 0.95 if (region, at) == ("A", 0) else 0.2)
        for region, line in jobs.items()
        for at, n in enumerate(line)
    ]
    return long(rows, (*COLUMNS, "largest"))


def hidden_of(made) -> set[tuple[str, str]]:
    return {
        (made.regions[r], made.industries[i])
        for r, i in zip(*np.nonzero(made.hidden != SHOWN), strict=True)
    }


def test_by_default_no_second_cell_is_hidden_and_this_is_warned_about():
    made = regional_table(rows_of(), LAYOUT)
    assert hidden_of(made) == {("A", "1")}
    assert len(made.warnings) == 2


def test_codes_that_sum_to_the_region_are_mended_in_rows_and_columns():
    # row A: 40 (2) is smallest beside the hidden one. Column 1: 20 (C); column 2: 50 (B).
    # rows again: C has 80 (2) left as its smallest, B has 30 (1).
    made = regional_table(rows_of(), LAYOUT, rule=RULE)
    expected = {("A", "1"), ("A", "2"), ("B", "1"), ("B", "2"), ("C", "1"), ("C", "2")}
    assert hidden_of(made) == expected
    assert made.warnings == ()
    assert made.hidden[0].tolist() == [FEW, SECOND, SHOWN]
    assert made.counts[:, 2].tolist() == [60, 70, 90]
    assert made.reasons(made.hidden)[0, 1] == WORDS
    assert made.notes[-1] == f"5 cells {WORDS}."
    assert f"5 cells {WORDS}." in str(made)
    assert list(made.to_frame()["reason"]).count(WORDS) == 5
    same(made, answer_from_dict(made.to_dict()))


def test_codes_that_do_not_cover_a_region_are_mended_in_columns_only():
    # 105 of 200 in A, 150 of 200 in B; the 190 of 192 in C are 99%, so that C is a full row
    layout = Layout(establishments="firms", total="T")
    made = regional_table(rows_of(totals={"A": 200, "B": 200, "C": 192}), layout, rule=RULE)
    # column 1: C; row C: 80 (2); column 2: the smallest other is 40 of A
    assert hidden_of(made) == {("A", "1"), ("C", "1"), ("C", "2"), ("A", "2")}
    short = regional_table(rows_of(totals={"A": 200, "B": 200, "C": 200}), layout, rule=RULE)
    assert hidden_of(short) == {("A", "1"), ("C", "1")}
    assert short.warnings == ()


def test_clusters_are_mended_in_columns_only():
    clusters = [ClusterDefinition("one", ("1",)), ClusterDefinition("rest", ("2", "3"))]
    made = regional_table(rows_of(), LAYOUT, clusters=clusters, rule=RULE)
    assert hidden_of(made) == {("A", "one"), ("C", "one")}
    assert made.warnings == ()
    # what is left of the total are two cells: 55 − 30 = 5 + 20
    base = location_quotients(made).base_share[0] * made.total
    assert base - np.nansum(made.counts[:, 0]) == pytest.approx(25)


def test_an_industry_of_one_region_loses_its_total():
    clusters = [ClusterDefinition("one", ("1",)), ClusterDefinition("rest", ("2", "3"))]
    jobs = {"A": [5, 40, 60], "B": [0, 50, 70]}
    made = regional_table(dominated(jobs), SHARES, clusters=clusters, rule=RULE)
    assert hidden_of(made) == {("A", "one")}
    assert np.isnan(made.industry_totals[0])
    assert made.industry_totals[1] == 220
    assert made.warnings == ()
    assert "The total of one is not shown: a hidden cell would follow" in made.notes[-1]
    found = location_quotients(made)
    assert np.isnan(found.base_share[0])
    assert np.isnan(found.lq[:, 0]).all()
    assert "its total is not shown" in made.reasons(made.undefined)[1, 0]
    same(found, answer_from_dict(found.to_dict()))


def test_totals_that_would_give_a_total_away_are_hidden_with_it():
    # row A: 40 (2); column 1: nothing else, its total; column 2: 50 (B); row B: 70 (3); the totals
    # 5, 90 and 130 sum to all jobs: 90 with the 5; column 3: 60 (A)
    jobs = {"A": [5, 40, 60], "B": [0, 50, 70]}
    made = regional_table(dominated(jobs), SHARES, rule=RULE)
    assert hidden_of(made) == {("A", "1"), ("A", "2"), ("A", "3"), ("B", "2"), ("B", "3")}
    assert np.isnan(made.industry_totals).tolist() == [True, True, False]
    assert "The totals of 1 and 2 are not shown" in made.notes[-1]
    assert made.total == 225


def test_a_region_of_one_industry_loses_its_total_and_so_does_another():
    # A has nothing but 5 jobs in industry 1; its total would tell, and all without B and C too
    jobs = {"A": [5, 0, 0], "B": [30, 50, 70], "C": [20, 80, 90]}
    made = regional_table(dominated(jobs), SHARES, rule=RULE)
    assert np.isnan(made.region_totals).tolist() == [True, True, False]
    assert "The totals of A and B are not shown" in made.notes[-1]


def test_a_total_of_few_firms_that_is_hidden_alone_needs_another():
    # code 1 has two firms in all, so that its total is hidden by the rule itself; the codes sum to
    # all jobs, so the smaller of 90 and 130 goes too; it stands with 40 (2) of A in column 2
    jobs = {"A": [5, 40, 60], "B": [0, 50, 70]}
    plain = regional_table(rows_of(jobs), LAYOUT)
    assert np.isnan(plain.industry_totals).tolist() == [True, False, False]
    made = regional_table(rows_of(jobs), LAYOUT, rule=RULE)
    assert hidden_of(made) == {("A", "1"), ("A", "2")}
    assert np.isnan(made.industry_totals).tolist() == [True, True, False]
    assert "The total of 2 is not shown" in made.notes[-1]


def test_national_totals_are_mended_in_columns_too():
    made = regional_table(rows_of(), LAYOUT, national={"1": 900, "2": 900, "3": 900}, rule=RULE)
    # rows of the regions sum to their totals, the base does not to that of the country
    assert made.warnings == ()
    assert made.industry_totals.tolist() == [900, 900, 900]
    assert {("A", "1"), ("C", "1")} <= hidden_of(made)


def test_two_years_with_different_second_cells_tell_no_more_than_each():
    clusters = [ClusterDefinition("one", ("1",)), ClusterDefinition("rest", ("2", "3"))]
    after = {"A": [8, 40, 60], "B": [15, 50, 70], "C": [25, 80, 90]}

    def of(jobs, year, few):
        made = regional_table(rows_of(jobs, few=few), LAYOUT, clusters=clusters, rule=RULE)
        return replace(made, year=year)

    first, last = of(JOBS, "2019", ()), of(after, "2020", (("A", "1"),))
    assert hidden_of(first) == set()
    assert hidden_of(last) == {("A", "one"), ("B", "one")}
    for found in (growth(first, last), shift_share(first, last)):
        assert np.isnan(found.change[:2, 0]).all()
        assert found.change[2, 0] == 5
    parts = shift_share(first, last)
    assert np.isnan([parts.national[:2, 0], parts.mix[:2, 0], parts.regional[:2, 0]]).all()
    other = of(JOBS, "2018", (("A", "1"),))
    assert hidden_of(other) == {("A", "one"), ("C", "one")}
    both = shift_share(other, last)
    assert np.isnan(both.change[:, 0]).all()
    # all that the sums give are the two cells of each year together
    assert other.industry_totals[0] - np.nansum(other.counts[:, 0]) == 5 + 20
    assert last.industry_totals[0] - np.nansum(last.counts[:, 0]) == 8 + 15
    assert np.isnan(both.regional[:, 0]).all()


def test_tables_written_before_there_were_second_cells_are_read():
    data = SuppressionRule().to_dict()
    del data["second"]
    assert SuppressionRule.from_dict(data) == SuppressionRule()
    assert SuppressionRule.from_dict(RULE.to_dict()) == RULE
