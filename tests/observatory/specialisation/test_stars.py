"""Stars: cut-offs, ties, vintages, and strong clusters."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observatory.specialisation.made_tables import counts, same, table
from tests.oracles.specialisation import earns_star

from hanse.errors import InputError
from hanse.observatory.specialisation import (
    VINTAGES,
    Cut,
    StarRule,
    leading_industries,
    location_quotients,
    star_rule,
    stars,
    strong_clusters,
)
from hanse.result import answer_from_dict

COUNTS = [[90, 10], [10, 290], [0, 100], [20, 80]]
QUOTIENTS = location_quotients(table(COUNTS))
OWN = StarRule("own", (Cut("size", top=0.5), Cut("specialisation", at_least=1.0)))


def test_a_case_by_hand():
    found = stars(QUOTIENTS, OWN)
    assert found.cutoffs["size"].tolist() == [20, 100]
    np.testing.assert_array_equal(found.number, [[2, 0], [0, 2], [np.nan, 2], [2, 1]])
    assert found.earned("size")[:, 1].tolist() == [0, 1, 1, 0]


def test_all_regions_or_only_those_with_the_industry_are_compared():
    rule = StarRule("half", (Cut("size", top=0.5),))
    assert stars(QUOTIENTS, rule).cutoffs["size"][0] == 20
    assert stars(QUOTIENTS, rule, among="all").cutoffs["size"][0] == 20
    most = StarRule("most", (Cut("size", top=1.0),))
    assert stars(QUOTIENTS, most, among="all").cutoffs["size"][0] == 0


@settings(deadline=None)
@given(counts(1), st.sampled_from([0.1, 0.2, 0.3, 0.5, 1.0]))
def test_a_region_earns_a_star_if_few_are_strictly_better(drawn, top):
    quotients = location_quotients(table(drawn))
    found = stars(quotients, StarRule("one", (Cut("size", top=top),)))
    for i, column in enumerate(zip(*drawn, strict=True)):
        expected = [earns_star(column, r, top) for r in range(len(column))]
        assert (found.earned("size")[:, i] == 1).tolist() == expected


def test_every_vintage_says_what_is_known_of_it():
    for name, rule in VINTAGES.items():
        assert rule.name == name
        assert "not" in rule.known
    assert [cut.indicator for cut in star_rule("observatory-first").cuts] == [
        "size",
        "specialisation",
        "focus",
    ]
    with pytest.raises(InputError, match=r"there is no vintage of stars 'panorama-2017'. Did you"):
        stars(QUOTIENTS, "panorama-2017")


def test_what_a_rule_asks_for_must_be_given():
    with pytest.raises(InputError, match="stars, panorama-2016: the rule asks for productivity"):
        stars(QUOTIENTS, "panorama-2016")
    ones = np.ones((4, 2))
    found = stars(QUOTIENTS, "panorama-2016", growth=ones, productivity=ones)
    assert found.number[0, 0] == 4
    with pytest.raises(InputError, match=r"growth has \(2, 2\), the table \(4, 2\)"):
        stars(QUOTIENTS, "panorama-2016", growth=np.ones((2, 2)), productivity=ones)
    with pytest.raises(InputError, match="there is no comparison 'some'"):
        stars(QUOTIENTS, among="some")


def test_cuts_are_checked():
    with pytest.raises(InputError, match=r"there is no indicator 'sise'. Did you mean 'size'"):
        Cut("sise", top=0.1)
    with pytest.raises(InputError, match=r"stars: size has no cut-offs. Give either"):
        Cut("size")
    with pytest.raises(InputError, match="stars: size has two cut-offs"):
        Cut("size", top=0.1, at_least=5)
    with pytest.raises(InputError, match=r"size: top is 10. Give a share of the regions"):
        Cut("size", top=10)
    with pytest.raises(InputError, match="stars, x: the rule has size twice"):
        StarRule("x", (Cut("size", top=0.1), Cut("size", top=0.2)))
    with pytest.raises(InputError, match="stars, x: the rule has no cut"):
        StarRule("x", ())


def test_hidden_cells_have_no_stars_and_no_figures():
    quotients = location_quotients(table(COUNTS, firms=[[2, 9], [9, 9], [0, 9], [9, 9]]))
    frame = stars(quotients, OWN).to_frame()
    hidden = frame.iloc[0]
    assert hidden[["count", "stars", "size", "specialisation", "star_size"]].isna().all()
    assert hidden["reason"] == "fewer than 3 firms"
    assert stars(quotients, OWN).cutoffs["size"][0] == 20


def test_stars_print_and_come_back():
    found = stars(QUOTIENTS)
    said = str(found)
    assert "observatory-first: size among the top 10% of regions; specialisation at least 2" in said
    assert "A       1         ***     90.00            4.50   0.90" in said
    assert said.endswith("are cut-offs of hanse after that method, not taken from it.")
    same(answer_from_dict(found.to_dict()), found)


def test_strong_clusters_by_hand():
    found = strong_clusters(QUOTIENTS, minimum_size=100, top=0.5)
    assert found.cutoffs == pytest.approx([QUOTIENTS.lq[3, 0], QUOTIENTS.lq[1, 1]])
    assert found.strong.tolist() == [[0, 0], [0, 1], [0, 1], [0, 0]]
    assert strong_clusters(QUOTIENTS, minimum_size=20, top=0.5).strong[3, 0] == 1
    assert strong_clusters(QUOTIENTS, minimum_size=20, top=0.5, minimum_lq=1.1).strong[3, 0] == 0
    firms = strong_clusters(QUOTIENTS, minimum_size=0, top=0.5, minimum_establishments=10)
    assert not firms.strong.any()
    assert "Strong clusters: top 50% of regions, LQ from 1, employment from 100: 2" in str(found)
    assert found.to_frame()["strong"].sum() == 2
    same(answer_from_dict(found.to_dict()), found)


def test_the_rule_of_strong_clusters_is_checked():
    with pytest.raises(InputError, match=r"top is 25. Give a share of the regions"):
        strong_clusters(QUOTIENTS, minimum_size=0, top=25)
    with pytest.raises(InputError, match=r"minimum_size is -1. Give a number from 0"):
        strong_clusters(QUOTIENTS, minimum_size=-1)
    bare = table(COUNTS)
    bare = location_quotients(type(bare)(**{**_fields(bare), "establishments": np.zeros((0, 0))}))
    with pytest.raises(InputError, match=r"the table has no establishments. Name their column"):
        strong_clusters(bare, minimum_size=0, minimum_establishments=3)
    assert np.isnan(leading_industries(bare).establishments).all()


def _fields(answer):
    return {name: getattr(answer, name) for name in answer.__dataclass_fields__}


def test_the_leading_industry_is_large_enough():
    found = leading_industries(QUOTIENTS, minimum_size=15)
    assert found.industries == ("1", "2", "2", "1")
    assert found.counts.tolist() == [90, 290, 100, 20]
    some = leading_industries(QUOTIENTS, minimum_size=15, industries=("1",))
    assert some.industries == ("1", "", "", "1")
    assert np.isnan(some.lq[1])
    assert some.to_frame()["reason"].tolist()[1] == "no industry of 15 or more"
    assert str(some).startswith("Leading industry in 2 regions of 4")
    same(answer_from_dict(some.to_dict()), some)
