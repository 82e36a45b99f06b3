"""Growth and upgrading of clusters, told apart and never added."""

import math

import numpy as np
import pytest
from tests.observatory.internationalisation.made_panels import firm, long, same

from hanse.errors import InputError
from hanse.observatory.internationalisation import PATHS, cluster_degree
from hanse.result import answer_from_dict


def clusters(**moves):
    """Return clusters of three firms: foreign sales and share of own brands before and after."""
    return long(
        [
            firm(f"{name} {i}", year, name, foreign_sales=sold, own_brand_share=brands)
            for name, (before, after) in moves.items()
            for year, (sold, brands) in ((2018, before), (2020, after))
            for i in range(3)
        ]
    )


FOUR = clusters(
    Alba=((100, 0.1), (121, 0.2)),
    Brava=((100, 0.2), (121, 0.2)),
    Cerro=((100, 0.2), (100, 0.3)),
    Delta=((100, 0.2), (81, 0.1)),
    Ester=((0, 0.2), (81, 0.3)),
)


def test_each_cluster_has_its_path():
    made = cluster_degree(FOUR).paths()
    assert made.path == PATHS
    assert made.growth == pytest.approx([0.1, 0.1, 0, -0.1, math.nan], nan_ok=True)
    np.testing.assert_array_equal(made.upgrading, [1, 0, 1, 0, 1])
    assert made.sentences() == (
        "Alba grows abroad (+10.0% a year) and upgrades (on average 100% of a firm's known "
        "measures rose).",
        "Brava grows abroad (+10.0% a year) without upgrading (on average 0% of a firm's known "
        "measures rose): it may sell more and earn less (immiserising growth).",
        "Cerro upgrades (on average 100% of a firm's known measures rose) without growing abroad "
        "(+0.0% a year).",
        "Delta neither grows abroad (-10.0% a year) nor upgrades (on average 0% of a firm's known "
        "measures rose).",
        "The path of Ester is not known: growth: no foreign sales in the first year.",
    )
    assert str(made).splitlines()[0] == ("Growth and upgrading, first year of each cluster to 2020")


def test_what_counts_as_growth_and_upgrading_is_a_choice():
    made = cluster_degree(FOUR).paths(growth_above=0.2, upgrading_above=-1)
    assert set(made.path[:4]) == {"upgrading without growth"}


def test_the_first_year_has_no_path():
    made = cluster_degree(FOUR).paths(year="2018")
    assert set(made.path) == {"not known"}
    assert made.reason[0] == (
        "growth: the first year of the cluster; upgrading: no firm with a measure of upgrading "
        "known now and in its first year"
    )


def test_a_file_without_measures_of_upgrading_has_no_paths():
    firms = long([firm(n, y, foreign_sales=1) for n in "ABC" for y in (2018, 2019)])
    made = cluster_degree(firms).paths()
    assert made.sentences() == (
        "The path of Kista is not known: upgrading: no upgrading in the file.",
    )


def test_an_unknown_year_is_an_error():
    with pytest.raises(InputError, match=r"there is no year '2021'\. Did you mean"):
        cluster_degree(FOUR).paths(year="2021")


def test_paths_come_back_from_a_dictionary():
    made = cluster_degree(FOUR).paths()
    same(made, answer_from_dict(made.to_dict()))
    frame = made.to_frame()
    assert list(frame.columns) == ["cluster", "year", "growth", "upgrading", "path", "reason"]
    assert frame["path"].tolist() == list(PATHS)
