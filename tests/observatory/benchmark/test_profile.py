"""Profiles: what a unit is strongest and weakest in, and what cannot be judged."""

import pytest
from tests.observatory.benchmark.made_observations import names, of_values

from hanse.errors import InputError
from hanse.observatory.benchmark import benchmark, profile
from hanse.observatory.observations import Observations
from hanse.result import answer_from_dict

ELEVEN = [k / 10 for k in range(11)]


def compared(unit="C8"):
    """Return C8: exporters 80, speed 20, one in the middle, one a position, one hidden."""
    made = Observations.joined(
        [
            of_values(ELEVEN, indicator="exporter_share"),
            of_values(range(11), indicator="speed_median"),
            of_values([0.1] * 11, indicator="export_share_mean"),
            of_values(ELEVEN, indicator="import_share_mean"),
            of_values([None] * 11, indicator="modes_in_use"),
        ]
    )
    return benchmark(made, unit, peers=names(ELEVEN))


def test_the_strong_and_the_weak_are_told_in_sentences():
    found = profile(compared())
    assert found.sentences == (
        "Strong: Share of exporters, percentile 80 (rank 3 of 11; 0.800 against a median of "
        "0.450).",
        "Weak: Median years to the first foreign sale, percentile 20 (rank 9 of 11; 8.000 against "
        "a median of 4.500).",
    )
    assert found.left_out == {
        "modes_in_use": "no own value: fewer than 3 firms",
        "import_share_mean": "neither end is better",
    }
    assert "Not judged: Mean import share of purchases (neither end is better)" in str(found)


def test_the_middle_is_neither_strong_nor_weak():
    made = of_values([0.1] * 11)
    found = profile(benchmark(made, "C0", peers=names(ELEVEN)))
    assert found.sentences == ("C0 is neither above nor below its peers.",)
    assert found.to_frame().empty


def test_warnings_stand_behind_the_sentence():
    found = benchmark(of_values(ELEVEN, n={"C8": 4}), "C8", peers=names(ELEVEN))
    assert "The own value rests on 4 firms." in profile(found).sentences[0]


def test_the_furthest_from_the_middle_come_first_and_n_limits_them():
    found = profile(compared("C10"), n=1)
    assert [one.indicator for one in found.strongest] == ["exporter_share"]
    assert [one.indicator for one in found.weakest] == ["speed_median"]
    assert found.to_frame()["side"].tolist() == ["strong", "weak"]


def test_the_last_year_with_a_percentile_is_taken():
    made = Observations.joined([of_values(ELEVEN, year=2019), of_values([None] * 11, year=2020)])
    found = benchmark(made, "C8", peers=names(ELEVEN))
    assert profile(found).year == "2019"
    assert profile(found, year=2020).strongest == ()


def test_wrong_choices_are_told():
    with pytest.raises(InputError, match=r"n is 0\. Give a number from 1"):
        profile(compared(), n=0)
    with pytest.raises(InputError, match="there is no year '2021'"):
        profile(compared(), year=2021)
    empty = benchmark(of_values(ELEVEN), "C0", peers=names(ELEVEN), years=[])
    with pytest.raises(InputError, match="the benchmark has no year"):
        profile(empty)


def test_it_comes_back_from_its_dictionary():
    found = profile(compared())
    assert str(answer_from_dict(found.to_dict())) == str(found)
