"""Cluster organisations and initiatives: by hand, what is empty, and what is wrong."""

import math

import numpy as np
import pytest
from tests.observatory.internationalisation.made_panels import behind, firm, long, same, value

from hanse.errors import InputError
from hanse.observatory.indicators import indicators
from hanse.observatory.internationalisation import initiative_degree, organisation_degree
from hanse.result import answer_from_dict


def tie(kind, country="", number=1, name="Hub", year=2020, cluster="Kista"):
    row = {"organisation": name, "cluster": cluster, "year": year}
    return row | {"country": country, "kind": kind, "number": number}


def test_ties_of_an_organisation_by_hand():
    made = organisation_degree(
        long(
            [
                tie("agreement", "Norway", 2),
                tie("Agreement", "DEU", 1),
                tie("mission", "NO", 1),
                tie("mission", "", 3),
                tie("office", "CHL", 0),
                tie("agreement", "NOR", 5, year=2021),
            ]
        )
    )
    assert value(made, "agreements", year=2020)[0] == 3
    assert value(made, "offices", year=2020)[0] == 0
    assert value(made, "missions", year=2020)[0] == 4
    assert value(made, "partner_countries", year=2020)[0] == 2
    # Norway 3, Germany 1 of 4; the three missions without a country are not in it
    entropy = 0.75 * math.log(4 / 3) + 0.25 * math.log(4)
    assert value(made, "partner_entropy", year=2020)[0] == pytest.approx(entropy)
    assert behind(made, "partner_entropy", year=2020) == (4, 5)
    assert value(made, "partner_entropy", year=2021)[0] == 0
    assert value(made, "missions", year=2021)[0] == 0


def test_an_organisation_of_two_clusters_is_the_sum_over_them():
    made = organisation_degree(
        long([tie("office", "NOR", 1), tie("office", "NOR", 2, cluster="Lund")])
    )
    assert value(made, "offices")[0] == 3


def test_what_of_an_organisation_is_not_known():
    made = organisation_degree(long([tie("office", "NOR", None), tie("mission", "NOR", 1)]))
    assert value(made, "offices")[1] == "a number is missing"
    assert value(made, "partner_countries")[1] == "a number is missing"
    assert value(made, "missions")[0] == 1
    made = organisation_degree(long([tie("mission")]))
    assert value(made, "partner_countries")[1] == "no country named"
    made = organisation_degree(long([tie("mission", "NOR", 0)]))
    assert value(made, "partner_countries")[0] == 0
    assert value(made, "partner_entropy")[1] == "no partner country"


def test_without_numbers_each_row_counts_as_one():
    rows = [tie("mission"), tie("agreement")]
    rows = [{k: v for k, v in row.items() if k not in ("number", "country")} for row in rows]
    made = organisation_degree(long(rows))
    assert value(made, "missions")[0] == 1
    assert "The file has no column number: each row counts as one." in made.notes
    assert [str(gap) for gap in made.gaps] == [
        "Left out: partner_countries and partner_entropy. The column country of the file of "
        "organisations would give them."
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([tie("offce")], "there is no kind 'offce'. Did you mean 'office'?"),
        ([tie("office", "Norwey")], "'Norwey' (row 1; perhaps Norway (NOR))"),
        ([tie("office", number=-1)], "-1 is negative"),
        ([tie("office"), tie("office")], "twice: rows 1 and 2 (Hub, Kista, 2020, , office)"),
    ],
)
def test_what_is_wrong_with_organisations(rows, said):
    with pytest.raises(InputError) as error:
        organisation_degree(long(rows))
    assert said in str(error.value)


def reach(cluster, firms=None, budget=None, country="", name="Go", year=2020):
    row = {"initiative": name, "year": year, "cluster": cluster, "country": country}
    return row | {"firms": firms, "budget": budget}


FIRMS = long(
    [firm(f"{c} {i}", 2020, c) for c, n in (("Kista", 10), ("Lund", 20)) for i in range(n)]
)


def test_reach_of_an_initiative_by_hand():
    rows = [reach("Kista", 4, 100, "NOR"), reach("Lund", 8, 20, "Norway"), reach("Kista", 2, 0)]
    made = initiative_degree(long(rows), FIRMS)
    assert value(made, "clusters_reached")[0] == 2
    assert value(made, "firms_reached")[0] == 12  # of Kista 4 and 2, perhaps the same
    assert value(made, "countries_reached")[0] == 1
    assert value(made, "participation")[0] == 12 / 30
    assert value(made, "budget_per_firm")[0] == 10
    assert behind(made, "participation") == (2, 2)
    assert any("1 cluster of an initiative and year with several rows" in n for n in made.notes)
    assert [one.indicator for one in made.measures] == [
        name for name, one in indicators().items() if one.level == "initiative"
    ]


def test_a_cluster_of_which_no_firm_takes_part_is_not_reached():
    made = initiative_degree(long([reach("Kista", 0, 5), reach("Lund", 0, 5)]), FIRMS)
    assert value(made, "clusters_reached")[0] == 0
    assert value(made, "participation")[0] == 0
    assert value(made, "budget_per_firm")[1] == "no firm takes part"
    assert value(made, "countries_reached")[1] == "no country named"


@pytest.mark.parametrize(
    ("rows", "indicator", "reason"),
    [
        ([reach("Kista", None, 1)], "firms_reached", "firms of a cluster not given"),
        ([reach("Kista", None, 1)], "participation", "firms of a cluster not given"),
        (
            [reach("Oulu", 3, 1)],
            "participation",
            "a cluster is not in the file of firms in that year",
        ),
        (
            [reach("Kista", 3, 1, year=2021)],
            "participation",
            "a cluster is not in the file of firms in that year",
        ),
        (
            [reach("Kista", 11, 1)],
            "participation",
            "more firms take part than the file of firms lists",
        ),
        ([reach("Kista", 3, None)], "budget_per_firm", "budget not given"),
        ([reach("Kista", 2, 9)], "budget_per_firm", "fewer than 3 firms"),
    ],
)
def test_what_of_an_initiative_is_not_known(rows, indicator, reason):
    number, said = value(initiative_degree(long(rows), FIRMS), indicator)
    assert math.isnan(number)
    assert said == reason


def test_what_the_file_of_initiatives_lacks():
    row = {"initiative": "Go", "year": 2020, "cluster": "Kista"}
    made = initiative_degree(long([row]))
    assert value(made, "clusters_reached")[0] == 1
    assert [str(gap) for gap in made.gaps] == [
        "Left out: countries_reached. The column country of the file of initiatives would give it.",
        "Left out: firms_reached, participation and budget_per_firm. The column firms of the file "
        "of initiatives would give them.",
    ]
    made = initiative_degree(long([row | {"firms": 3}]))
    assert [gap.file for gap in made.gaps] == ["initiatives", "firms", "initiatives"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([reach("Kista", -1)], "-1 is negative"),
        ([reach("Kista", 1, -5)], "-5 is negative"),
        ([reach("Kista", 1), reach("Kista", 2)], "twice: rows 1 and 2 (Go, 2020, Kista, )"),
        ([reach("Kista", 1, 1, "Atlantis")], "'Atlantis' (row 1"),
    ],
)
def test_what_is_wrong_with_initiatives(rows, said):
    with pytest.raises(InputError) as error:
        initiative_degree(long(rows))
    assert said in str(error.value)


@pytest.mark.parametrize(
    "made",
    [
        organisation_degree(long([tie("office", "NOR", 2), tie("mission", "DEU", None)])),
        initiative_degree(long([reach("Kista", 4, 9), reach("Lund", 1, 1, name="Up")]), FIRMS),
    ],
)
def test_both_come_back_and_give_observations(made):
    same(made, answer_from_dict(made.to_dict()))
    found = made.observations()
    assert set(found.level) == {made.level}
    cards = indicators()
    assert {cards[name].level for name in found.indicators} == {made.level}
    frame = made.to_frame()
    assert (frame["reason"].ne("") == np.isnan(frame["value"])).all()
    assert made.level in str(made).splitlines()[0]
