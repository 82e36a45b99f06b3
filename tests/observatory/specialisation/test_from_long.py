"""From a long table to regions × industries: levels, totals, years, clusters, hidden cells."""

import numpy as np
import pytest
from hypothesis import given, settings
from tests.observatory.specialisation.made_tables import counts, long, same, table

from hanse.errors import InputError
from hanse.observatory.specialisation import (
    ClusterDefinition,
    Layout,
    location_quotients,
    regional_table,
)
from hanse.observatory.specialisation.levels import code_level
from hanse.observatory.suppression import SuppressionRule
from hanse.result import answer_from_dict

ROWS = [
    ("A", "00", 110, 30),
    ("A", "31", 100, 30),
    ("A", "311", 40, 10),
    ("A", "312", 60, 20),
    ("B", "00", 50, 9),
    ("B", "31", 45, 9),
    ("B", "311", 45, 9),
]
COLUMNS = ("region", "industry", "employment", "firms")
LAYOUT = Layout(establishments="firms", level=3, total="00")


def test_one_level_is_taken_and_the_total_code_gives_the_totals():
    made = regional_table(long(ROWS, COLUMNS), LAYOUT)
    assert made.industries == ("311", "312")
    assert made.counts.tolist() == [[40, 60], [45, 0]]
    assert made.region_totals.tolist() == [110, 50]
    assert made.industry_totals.tolist() == [85, 60]
    assert made.total == 160
    assert made.coverage == pytest.approx(145 / 160)
    assert "The codes of level 3 cover 90.6% of the totals (code 00)." in made.notes


def test_a_column_may_tell_the_level():
    rows = [(r, i, str(len(i)), n) for r, i, n, _ in ROWS if i != "00"]
    names = ("region", "industry", "level", "employment")
    data = long(rows, names, ("region", "industry", "level"))
    made = regional_table(data, Layout(level_key="level", level=2))
    assert made.industries == ("31",)
    assert np.isnan(made.coverage)
    with pytest.raises(InputError, match=r"there is no level '4'\. There are: 2, 3"):
        regional_table(data, Layout(level_key="level", level=4, total=""))


def test_mixed_levels_and_unnamed_totals_are_refused():
    with pytest.raises(InputError, match="the code '00' looks like a total of all industries"):
        regional_table(long(ROWS, COLUMNS), Layout())
    with pytest.raises(InputError, match=r"code '31' holds code '311': .* one of 2 and 3"):
        regional_table(long(ROWS, COLUMNS), Layout(total="00"))
    with pytest.raises(InputError, match=r"there is no level '4'\. There are: 2, 3"):
        regional_table(long(ROWS, COLUMNS), Layout(total="00", level=4))
    with pytest.raises(InputError, match="there is no industry '99'"):
        regional_table(long(ROWS, COLUMNS), Layout(total="99"))


@pytest.mark.parametrize(
    "codes", [("28", "28.1"), ("31-33", "321"), ("C", "28"), ("28.1", "28.11")]
)
def test_codes_within_each_other_are_found_in_every_classification(codes):
    data = long([("A", code, 1) for code in codes])
    with pytest.raises(InputError, match="holds code"):
        regional_table(data, Layout())


def test_codes_that_only_look_alike_are_not_within_each_other():
    data = long([("A", code, 1) for code in ("281", "282", "29")])
    assert regional_table(data).industries == ("281", "282", "29")


def test_levels_count_letters_and_digits():
    assert [code_level(code) for code in ("0101.21", "84", "44-45", "C")] == [6, 2, 2, 1]


def test_industries_above_their_total_are_counted_twice():
    rows = [row if row[:2] != ("B", "00") else ("B", "00", 44, 9) for row in ROWS]
    with pytest.raises(InputError, match=r"exceed the total in 1 region: B \(45 of 44\)"):
        regional_table(long(rows, COLUMNS), LAYOUT)
    allowed = Layout(establishments="firms", level=3, total="00", tolerance=0.05)
    assert regional_table(long(rows, COLUMNS), allowed).region_totals[1] == 44


def test_a_region_without_its_total_is_told():
    made = regional_table(long([row for row in ROWS if row[:2] != ("B", "00")], COLUMNS), LAYOUT)
    assert np.isnan(made.region_totals[1])
    assert made.reasons(made.undefined)[1, 0] == "the total of the region is not known or not shown"


def test_mixed_years_are_refused_and_a_year_can_be_chosen():
    rows = [("A", "1", "2019", 5), ("A", "1", "2020", 6)]
    data = long(rows, ("region", "industry", "year", "employment"), ("region", "industry", "year"))
    with pytest.raises(InputError, match=r"the table mixes 2 years: 2019 and 2020. Choose one"):
        regional_table(data)
    assert regional_table(data, Layout(year="2019")).counts.tolist() == [[5]]
    assert regional_table(data, Layout(year="2020")).year == "2020"
    assert regional_table(data.only("year", "2020")).year == "2020"


def test_duplicates_and_negative_numbers_name_their_rows():
    with pytest.raises(InputError, match=r"twice: rows 1 and 2 \(A, 1\)"):
        regional_table(long([("A", "1", 5), ("A", "1", 6)]))
    with pytest.raises(InputError, match="employment is negative in 1 row: row 2: -6"):
        regional_table(long([("A", "1", 5), ("A", "2", -6)]))


def test_missing_values_are_refused_or_hidden():
    data = long([("A", "1", 5.0), ("A", "2", None), ("B", "1", 1.0)])
    with pytest.raises(InputError, match="row 2, column employment: no employment in 1 row"):
        regional_table(data)
    made = regional_table(data, Layout(missing="leave out"))
    assert np.isnan(made.counts[0, 1])
    assert made.reasons(made.hidden)[0, 1] == "no value in the data"
    assert made.region_totals.tolist() == [5, 1]
    with pytest.raises(InputError, match="there is no way with missing values 'drop'"):
        regional_table(data, Layout(missing="drop"))


def test_clusters_are_sums_over_their_codes_with_the_totals_of_all_codes():
    asked = [ClusterDefinition("food", ("31*",)), ClusterDefinition("drinks", ("312",))]
    made = regional_table(long(ROWS, COLUMNS), LAYOUT, clusters=asked)
    assert made.industries == ("food", "drinks")
    assert made.counts.tolist() == [[100, 60], [45, 0]]
    assert made.establishments.tolist() == [[30, 20], [9, 0]]
    assert made.industry_totals.tolist() == [145, 60]
    assert made.total == 160
    assert "Code 312 is in food and drinks: it counts in each." in made.notes
    assert "Cluster food: 311 and 312." in made.notes
    with pytest.raises(InputError, match=r"frame, clusters x: no code of the data is '31'"):
        regional_table(long(ROWS, COLUMNS), LAYOUT, clusters=[ClusterDefinition("x", ("31",))])


def test_national_totals_can_be_the_base():
    data = long([("A", "1", 5), ("A", "2", 5)])
    made = regional_table(data, national={"1": 100, "2": 300, "3": 600})
    assert (made.base, made.total) == ("national totals", 1000)
    assert made.industry_totals.tolist() == [100, 300]
    assert regional_table(data, national={"1": 1, "2": 3}, national_total=9).total == 9
    with pytest.raises(InputError, match="there is no national total of code '2'"):
        regional_table(data, national={"1": 100})
    with pytest.raises(InputError, match="the national total of 2 is -1"):
        regional_table(data, national={"1": 100, "2": -1})
    with pytest.raises(InputError, match="the national total is 3, its industries sum to 4"):
        regional_table(data, national={"1": 1, "2": 3}, national_total=3)


def test_cells_of_few_firms_are_hidden_and_still_in_the_totals():
    made = table([[10, 20], [30, 40]], firms=[[2, 3], [9, 9]])
    assert np.isnan(made.counts[0, 0])
    assert made.region_totals.tolist() == [30, 70]
    assert made.industry_totals.tolist() == [40, 60]
    assert made.to_frame()["reason"].tolist() == ["fewer than 3 firms", "", "", ""]
    assert "10" not in str(made.to_dict()["counts"])
    assert made.warnings[0].startswith("Only one cell is hidden in row A: its total gives it away")
    assert made.warnings[1].startswith("Only one cell is hidden in column 1")


def test_totals_of_few_firms_are_hidden_too():
    made = table([[10, 0, 7], [0, 0, 50]], firms=[[1, 0, 1], [0, 0, 9]])
    assert np.isnan(made.region_totals).tolist() == [True, False]
    assert np.isnan(made.industry_totals).tolist() == [True, False, False]
    assert made.total == 67
    frame = location_quotients(made).to_frame()
    assert frame["base_share"].isna().tolist() == [True, False, False] * 2
    assert frame["reason"].tolist()[:4] == [
        "fewer than 3 firms",
        "the total of the region is not known or not shown",
        "fewer than 3 firms",
        "the industry has no employment in the base, or its total is not shown",
    ]


def test_a_stated_total_of_many_firms_is_shown_though_its_cells_are_not():
    rows = [("A", "00", 50, 9), ("A", "311", 20, 1), ("B", "00", 9, 9), ("B", "311", 9, 9)]
    made = regional_table(long(rows, COLUMNS), LAYOUT)
    assert made.region_totals.tolist() == [50, 9]
    assert made.industry_totals.tolist() == [29]


def test_cells_that_one_firm_dominates_are_hidden_in_clusters_too():
    rows = [("A", "1", 100.0, 9, 0.9), ("A", "2", 100.0, 9, 0.5), ("B", "1", 1.0, 9, None)]
    data = long(rows, ("region", "industry", "employment", "firms", "largest"))
    layout = Layout(establishments="firms", largest="largest")
    made = regional_table(data, layout)
    assert made.to_frame()["reason"].tolist() == ["one firm has more than 85%", "", "", ""]
    both = [ClusterDefinition("both", ("1", "2"))]
    assert regional_table(data, layout, clusters=both).counts.tolist() == [[200], [1]]
    strict = SuppressionRule(largest_share=0.4)
    assert np.isnan(regional_table(data, layout, clusters=both, rule=strict).counts[0, 0])


def test_a_zero_with_firms_is_withheld_by_the_publisher():
    made = table([[0, 20], [30, 0]], firms=[[5, 5], [5, 0]])
    assert made.to_frame()["reason"].tolist() == ["withheld by the publisher", "", "", ""]
    assert made.counts[1, 1] == 0
    assert "1 cell with firms but without a figure" in " ".join(made.notes)


def test_without_establishments_it_is_noted_that_nothing_can_be_hidden():
    made = regional_table(long([("A", "1", 5)]))
    assert made.n_hidden == 0
    assert made.notes == ("No column of establishments: cells of few firms are not hidden.",)
    assert np.isnan(made.to_frame()["establishments"]).all()


def test_unknown_regions_and_industries_are_errors_with_the_nearest():
    made = table([[1, 2]])
    with pytest.raises(InputError, match=r"there is no region 'a'. Did you mean 'A'"):
        made.region("a")
    with pytest.raises(InputError, match="there is no industry '9'"):
        made.columns(("9",))


@settings(deadline=None)
@given(counts())
def test_totals_are_sums_and_it_comes_back_from_a_dictionary(drawn):
    made = table(drawn, firms=[[(n % 5) for n in row] for row in drawn])
    firms = [[(n % 5) for n in row] for row in drawn]
    sums = [
        sum(row) if sum(n) not in (1, 2) else np.nan for row, n in zip(drawn, firms, strict=True)
    ]
    np.testing.assert_array_equal(made.region_totals, sums)
    assert made.total == sum(map(sum, drawn))
    same(answer_from_dict(made.to_dict()), made)
    assert np.isnan(made.counts).tolist() == (made.hidden != 0).tolist()


def test_it_says_what_it_is():
    assert str(table([[10, 20], [30, 40]], firms=[[2, 2], [2, 2]])).splitlines() == [
        "Employment: 2 regions × 2 industries",
        "Base: all listed regions, 100 in all",
        "Hidden: 4 cells",
    ]
