"""Measures are summarised by option and by governance mode, beside the ratings."""

from __future__ import annotations

import json
import math
import statistics

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.strategy import read_catalogue
from hanse.strategy.firms.approaches import APPROACHES, MEASURES
from hanse.strategy.firms.measures import (
    Measures,
    governance_text,
    level_of,
    measures,
    used_measures,
)
from hanse.strategy.firms.read import MEASURE_COLUMNS, Firm, Firms

CATALOGUE = read_catalogue()
NICHE = ("niche-exporting", "outsourcing-higher")


def firms_with(measure: str, values: dict[tuple[str, ...], list[float]]) -> Firms:
    made = [
        Firm(f"{'+'.join(option)} {i}", option=option, measures={measure: value})
        for option, numbers in values.items()
        for i, value in enumerate(numbers)
    ]
    return Firms(tuple(made))


def test_one_option_is_summarised_by_hand():
    firms = firms_with("patents", {("reshoring",): [4, 1, math.nan, 2, 3]})
    found = measures(firms, CATALOGUE).group("reshoring", "patents")
    assert (found.n, found.n_missing) == (4, 1)
    assert (found.lower_quartile, found.median, found.upper_quartile) == (1.75, 2.5, 3.25)
    assert (found.least, found.most, found.total) == (1.0, 4.0, 10.0)


def test_quartiles_are_those_of_the_standard_library():
    values = np.random.default_rng(4).exponential(size=37).tolist()
    found = measures(firms_with("investment", {NICHE: values}), CATALOGUE).groups[0]
    expected = statistics.quantiles(values, n=4, method="inclusive")
    assert [found.lower_quartile, found.median, found.upper_quartile] == pytest.approx(expected)


def test_a_mixture_is_a_group_of_its_own_and_joins_its_governance_modes():
    firms = firms_with("patents", {NICHE: [1], ("niche-exporting",): [2], (): [3]})
    found = measures(firms, CATALOGUE)
    names = [(one.by, one.name, one.median) for one in found.groups]
    assert names == [
        ("option", "niche-exporting", 2.0),
        ("option", "niche-exporting + outsourcing-higher", 1.0),
        ("option", "", 3.0),
        ("governance", "exporting", 2.0),
        ("governance", "exporting + offshore_outsourcing", 1.0),
        ("governance", "", 3.0),
    ]


def test_options_of_one_governance_mode_are_counted_together():
    values = {("niche-exporting",): [1, 2], ("cost-exporting",): [6], ("upgrading-exporting",): [7]}
    found = measures(firms_with("patents", values), CATALOGUE)
    group = found.group("exporting", "patents", by="governance")
    assert (group.n, group.total) == (4, 16.0)


def test_ratings_stand_beside_the_measures():
    values = {NICHE: [1], ("reshoring",): [2], ("cost-exporting", "captive-lower"): [3]}
    ratings = measures(firms_with("patents", values), CATALOGUE).ratings
    assert ratings["niche-exporting + outsourcing-higher"]["feasibility"] == "MF"
    assert ratings["niche-exporting + outsourcing-higher"]["lock_in"] == "+"
    assert ratings["niche-exporting + outsourcing-higher"]["core"] == "+"
    assert ratings["reshoring"] == {}
    assert ratings["cost-exporting + captive-lower"]["feasibility"] == "LF"


def test_a_mixture_with_an_unrated_part_has_no_level():
    assert level_of(("cost-exporting", "reshoring"), "feasibility", CATALOGUE) is None
    assert level_of(("cost-exporting", "captive-lower"), "lock_in", CATALOGUE) == "+"


def test_a_group_without_a_known_value_is_undefined_and_not_zero():
    found = measures(firms_with("patents", {("reshoring",): [math.nan]}), CATALOGUE).groups[0]
    assert (found.n, found.n_missing) == (0, 1)
    assert math.isnan(found.median)
    assert math.isnan(found.total)


def test_every_measure_of_the_table_is_summarised_in_its_order():
    one = Firm("A", option=("reshoring",), measures={"staff": 3.0, "patents": 1.0, "investment": 2})
    assert used_measures(Firms((one,))) == ("investment", "patents", "staff")
    found = measures(Firms((one,)), CATALOGUE)
    assert [group.measure for group in found.groups[:3]] == ["investment", "patents", "staff"]


def test_the_measures_of_the_paper_are_data_with_their_source():
    assert tuple(one.id for one in MEASURES) == MEASURE_COLUMNS
    assert [(one.measure, one.criterion, one.sign) for one in APPROACHES[:2]] == [
        ("investment", "feasibility", -1),
        ("innovations", "lock_in", 1),
    ]
    assert len(APPROACHES) == 9
    assert {one.criterion for one in APPROACHES} == {one.id for one in CATALOGUE.evaluated}
    assert all(one.source for one in APPROACHES)


def test_governance_modes_are_named_once_in_the_order_of_the_catalogue():
    mixture = ("outsourcing-higher", "upgrading-exporting", "niche-exporting")
    assert governance_text(mixture, CATALOGUE) == "exporting + offshore_outsourcing"
    assert governance_text((), CATALOGUE) == ""


def test_the_table_prints_medians_and_says_what_is_not_rated():
    values = {("niche-exporting",): [1, 2], ("reshoring",): [1234.5, math.nan], (): [math.nan]}
    text = str(measures(firms_with("investment", values), CATALOGUE)).splitlines()
    assert text[0] == "By option"
    assert text[2].split() == [
        *("niche-exporting", "investment", "2", "0", "1.5", "1.25", "to", "1.75", "1", "to", "2"),
        *("3", "HF", "–", "–", "+"),
    ]
    assert text[3].split()[:7] == ["reshoring", "investment", "1", "1", "1,234", "1,234", "to"]
    assert text[3].endswith("not rated")
    assert text[4].split() == ["none", "investment", "0", "1", "–", "–", "–", "–"]
    assert text[5] == "By governance mode"


def test_the_frame_is_tidy_with_a_column_for_each_criterion():
    frame = measures(firms_with("patents", {NICHE: [1, 2], (): [3]}), CATALOGUE).to_frame()
    assert list(frame.columns) == [
        *("by", "name", "measure", "n", "n_missing", "median", "lower_quartile"),
        *("upper_quartile", "least", "most", "total"),
        *("feasibility", "lock_in", "lock_in_intangible", "core"),
    ]
    assert list(frame["feasibility"]) == ["MF", "", "", ""]


def test_measures_survive_json():
    found = measures(firms_with("patents", {NICHE: [1, 2], (): [math.nan]}), CATALOGUE)
    again = Measures.from_dict(json.loads(json.dumps(found.to_dict())))
    assert again.to_dict() == found.to_dict()
    assert str(again) == str(found)


def test_firms_without_a_measure_are_refused():
    with pytest.raises(
        InputError, match=r"f\.csv: the firms have no measure\. Add at least one of"
    ):
        measures(Firms((Firm("A"),), file="f.csv"), CATALOGUE)


def test_an_option_that_is_not_in_the_catalogue_is_refused():
    firms = firms_with("patents", {("exportin",): [1]})
    with pytest.raises(InputError, match=r"there is no option 'exportin'\. Did you mean"):
        measures(firms, CATALOGUE)


def test_an_unknown_group_is_refused():
    found = measures(firms_with("patents", {("reshoring",): [1]}), CATALOGUE)
    with pytest.raises(InputError, match=r"measures: there is no option 'x'\. There are: resh"):
        found.group("x", "patents")
    with pytest.raises(InputError, match=r"there is no measure 'patent'\. Did you mean 'patents'"):
        found.group("reshoring", "patent")
    with pytest.raises(InputError, match=r"there is no grouping 'mode'\. There are: gov"):
        found.group("reshoring", "patents", by="mode")


def test_shares_of_sales_have_no_total_and_all_else():
    firms = firms_with("innovation_sales", {("reshoring",): [10, 30], ("niche-exporting",): [50]})
    made = measures(firms, CATALOGUE)
    found = made.group("reshoring", "innovation_sales")
    assert math.isnan(found.total)
    assert (found.n, found.median, found.least, found.most) == (2, 20.0, 10.0, 30.0)
    assert all(math.isnan(one.total) for one in made.groups)
    line = next(one for one in str(made).splitlines() if one.startswith("reshoring"))
    assert line.split()[-12:] == ["10", "to", "30", "–", *["not", "rated"] * 4]
    assert [one.id for one in MEASURES if not one.adds_up] == ["innovation_sales"]


@pytest.mark.parametrize("measure", ["investment", "innovations", "patents", "licences", "staff"])
def test_amounts_and_counts_are_added_up(measure):
    found = measures(firms_with(measure, {("reshoring",): [10, 30]}), CATALOGUE)
    assert found.group("reshoring", measure).total == 40.0
