"""Growth, shift-share and productivity: two tables side by side."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observatory.specialisation.made_tables import counts, long, same, table

from hanse.errors import InputError
from hanse.observatory.specialisation import growth, productivity, regional_table, shift_share
from hanse.result import answer_from_dict

BEFORE, AFTER = [[100, 0], [100, 200]], [[121, 20], [79, 220]]


def pair(before=BEFORE, after=AFTER, **more):
    return table(before, year="2010", **more), table(after, year="2012", **more)


def test_growth_by_hand():
    found = growth(*pair())
    assert found.years == 2
    assert found.change.tolist() == [[21, 20], [-21, 20]]
    assert found.annual[0, 0] == pytest.approx(0.1)
    assert found.rate[1, 1] == pytest.approx(0.1)
    frame = found.to_frame()
    assert frame["rate"].isna().tolist() == [False, True, False, False]
    assert frame["reason"].tolist() == ["", "no employment in the first year", "", ""]


def test_growth_refuses_what_cannot_be_compared():
    first, last = pair()
    with pytest.raises(InputError, match="-2 years lie between the tables"):
        growth(last, first)
    with pytest.raises(InputError, match=r"the years are '' and '2012'. Say how many lie between"):
        growth(table(BEFORE), last)
    assert growth(table(BEFORE), last, years=5).years == 5
    with pytest.raises(InputError, match="one table measures employment, the other sales"):
        growth(first, table(AFTER, year="2012", measure="sales"))


def test_regions_of_one_year_are_refused_or_left_out():
    first, last = pair(after=[*AFTER, [5, 5]])
    with pytest.raises(InputError, match="regions that only one of the two tables has: C"):
        growth(first, last)
    found = growth(first, last, differing="leave out")
    assert found.last.regions == ("A", "B")
    assert "Left out regions of one table: C." in found.last.notes
    assert found.last.total == last.total
    with pytest.raises(InputError, match="there is no way with what differs 'drop'"):
        growth(first, last, differing="drop")


def test_growth_prints_and_comes_back():
    found = growth(*pair())
    assert "region  industry  2010  2012  change  % a year" in str(found)
    same(answer_from_dict(found.to_dict()), found)


def test_shift_share_by_hand():
    found = shift_share(*pair())
    assert found.growth_of_base == pytest.approx(0.1)
    assert found.growth_of_industries == pytest.approx([0, 0.2])
    assert found.national == pytest.approx(np.array([[10, 0], [10, 20]]))
    assert found.mix == pytest.approx(np.array([[-10, 0], [-10, 20]]))
    assert found.regional == pytest.approx(np.array([[21, 20], [-21, -20]]))
    assert found.of_regions()["change"].tolist() == [41, -1]
    assert found.of_regions()["regional"] == pytest.approx([41, -41])


@settings(deadline=None)
@given(st.data())
def test_the_parts_of_shift_share_sum_to_growth(data):
    before = data.draw(counts())
    size = st.lists(st.integers(0, 99), min_size=len(before[0]), max_size=len(before[0]))
    after = data.draw(st.lists(size, min_size=len(before), max_size=len(before)))
    first = table(before)
    if not first.total:
        with pytest.raises(InputError, match="the base of the first year is empty"):
            shift_share(first, table(after))
        return
    found = shift_share(first, table(after))
    assert found.verify()
    known = ~np.isnan(found.regional)
    sums = (found.national + found.mix + found.regional)[known]
    np.testing.assert_allclose(sums, found.change[known], atol=1e-9)
    assert known[:, first.industry_totals > 0].all()
    np.testing.assert_allclose(np.where(known, found.regional, 0).sum(axis=0), 0, atol=1e-9)


def test_an_industry_that_is_new_in_the_base_has_no_parts():
    first = table([[5, 0]])
    found = shift_share(first, table([[5, 3]]))
    assert np.isnan(found.regional[0, 1])
    assert found.to_frame()["reason"].tolist() == [
        "",
        "the industry has no employment in the base, or its total is not shown",
    ]
    assert found.of_regions()["cells_left_out"].tolist() == [1]
    assert "Left out: 1 cells" in str(found)


def test_shift_share_needs_one_base_and_comes_back():
    first = table([[5, 6]])
    other = regional_table(long([("A", "1", 5), ("A", "2", 5)]), national={"1": 9, "2": 9})
    with pytest.raises(InputError, match="of one table is all listed regions, of the other nat"):
        shift_share(first, other)
    found = shift_share(first, table([[7, 7]]))
    same(answer_from_dict(found.to_dict()), found)


def test_cells_hidden_in_one_year_are_hidden_in_growth():
    first, last = table([[5, 6]], firms=[[2, 9]], year="2010"), table([[5, 6]], year="2011")
    for found in (growth(first, last), shift_share(first, last)):
        row = found.to_frame().iloc[0]
        assert np.isnan(row["first"])
        assert np.isnan(row["change"])
        assert row["reason"] == "fewer than 3 firms"


def test_productivity_by_hand():
    output = table([[1000, 500], [3000, 500]], measure="sales")
    found = productivity(output, table([[10, 0], [10, 10]]))
    np.testing.assert_array_equal(found.per_job, [[100, np.nan], [300, 50]])
    assert found.base.tolist() == [200, 100]
    np.testing.assert_array_equal(found.relative, [[0.5, np.nan], [1.5, 0.5]])
    assert found.to_frame()["reason"].tolist() == ["", "no employment", "", ""]
    assert found.verify()
    assert "Highest sales for each unit of employment" in str(found)
    same(answer_from_dict(found.to_dict()), found)


@settings(deadline=None)
@given(counts(1))
def test_the_mean_productivity_is_that_of_the_base(drawn):
    output = table([[n * n + 1 for n in row] for row in drawn], measure="sales")
    assert productivity(output, table(drawn)).verify()


def test_productivity_hides_what_is_hidden_in_either_table_and_needs_one_year():
    output = table([[1000, 500]], firms=[[1, 9]], measure="sales")
    frame = productivity(output, table([[10, 10]])).to_frame()
    assert frame.iloc[0][["employment", "per_job", "relative"]].isna().all()
    with pytest.raises(InputError, match="sales is of no year, employment of 2010"):
        productivity(output, table([[1, 2]], year="2010"))
