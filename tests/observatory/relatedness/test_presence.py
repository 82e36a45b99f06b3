"""Revealed comparative advantage, and who is specialised in what."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.relatedness.tables import nested, table_of, whole_numbers
from tests.oracles.relatedness import advantage, specialised

from hanse.errors import InputError
from hanse.observatory.relatedness import presence, revealed_advantage
from hanse.result import answer_from_dict


def test_rca_by_hand():
    """Of 20, R0 sells 12 and P0 is 8; R0 sells 6 of P0: (6/12) / (8/20) = 1.25."""
    made = revealed_advantage(table_of([[6, 6], [2, 6]]))
    assert np.allclose(made.rca, [[1.25, 0.5 / 0.6], [0.25 / 0.4, 0.75 / 0.6]], rtol=1e-15)
    assert str(made).endswith("2 of 4 defined pairs at or above 1")
    assert made.to_frame().columns.tolist() == ["region", "product", "value", "rca"]


@given(whole_numbers())
def test_rca_is_its_definition(rows):
    found = revealed_advantage(table_of(rows)).rca
    for line, plain in zip(found, advantage(rows), strict=True):
        for x, y in zip(line, plain, strict=True):
            assert math.isnan(x) if y is None else x == pytest.approx(float(y), rel=1e-14)


@given(st.integers(0, 2**32), st.floats(1e-6, 1e6))
def test_weighted_means_of_rca_are_1_and_the_unit_does_not_matter(seed, unit):
    values = nested(seed, 8, 12) + 1
    rca = revealed_advantage(table_of(values)).rca
    assert np.allclose(rca @ values.sum(axis=0) / values.sum(), 1, rtol=1e-12)
    assert np.allclose(values.sum(axis=1) @ rca / values.sum(), 1, rtol=1e-12)
    assert np.allclose(revealed_advantage(table_of(values * unit)).rca, rca, rtol=1e-12)


def test_a_region_that_grows_as_a_whole_keeps_its_own_rca_ratios():
    """RCA of other regions moves, the ratios of one region's RCA to the product's share do not."""
    values = nested(3, 5, 7) + 1
    grown = values.copy()
    grown[2] *= 10
    rca, after = (revealed_advantage(table_of(v)).rca for v in (values, grown))
    share, share_after = (v.sum(axis=0) / v.sum() for v in (values, grown))
    assert np.allclose(rca * share, after * share_after)


@given(whole_numbers(), st.sampled_from([0.5, 1.0, 1.5]))
def test_presence_is_its_definition_and_ties_with_the_cut_count(rows, cut):
    try:
        made = presence(table_of(rows), cut=cut)
    except InputError:
        assert specialised(rows, cut)[0] == []
        return
    plain, kept_rows, kept_columns = specialised(rows, cut)
    assert made.present.astype(int).tolist() == plain
    assert made.kept_regions.tolist() == kept_rows
    assert made.kept_products.tolist() == kept_columns
    assert made.diversity.tolist() == [sum(row) for row in plain]
    assert made.ubiquity.tolist() == [sum(column) for column in zip(*plain, strict=True)]
    assert made.diversity.sum() == made.ubiquity.sum()
    assert made.diversity.min() > 0
    assert made.ubiquity.min() > 0


def test_regions_that_all_sell_alike_are_specialised_in_everything():
    """In floating point some of these RCA are just below 1."""
    values = np.outer([0.1, 0.7, 1.3, 2.9], [0.3, 0.6, 0.1, 1.7, 2.3])
    assert (revealed_advantage(table_of(values)).rca < 1).any()
    assert presence(table_of(values)).present.all()


def test_what_is_left_out_is_named_with_its_reason():
    values = [[6, 6, 0, 1], [2, 6, 0, 1], [0, 0, 0, 0], [8, 12, 0, 2]]
    made = presence(table_of(values), cut=1.25)
    assert [(one.side, one.name, one.reason) for one in made.left_out] == [
        ("region", "R1", "no specialisation"),
        ("region", "R2", "nothing"),
        ("region", "R3", "no specialisation"),
        ("product", "P1", "no specialised region"),
        ("product", "P2", "nowhere"),
        ("product", "P3", "no specialised region"),
    ]
    assert str(made).splitlines() == [
        "Specialised where RCA is at least 1.25: 1 region, 1 product, 1 specialisation",
        "Left out, all values 0: region R2",
        "Left out, no region has any: product P2",
        "Left out, not specialised in anything: 2 regions R1 and R3",
        "Left out, no region is specialised in it: 2 products P1 and P3",
    ]


def test_leaving_out_an_empty_region_changes_nothing():
    values = nested(5, 6, 8) + 1
    more = np.vstack([values[:2], np.zeros((1, 8)), values[2:]])
    assert np.array_equal(presence(table_of(values)).present, presence(table_of(more)).present)


def test_values_themselves_can_be_compared_with_the_cut():
    made = presence(table_of([[3, 1], [0, 2]], value="firms"), cut=2, by="value")
    assert made.present.tolist() == [[True, False], [False, True]]
    assert "Specialised where firms is at least 2" in str(made)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"cut": 0}, "presence: cut is 0. Give a number above 0"),
        ({"cut": float("nan")}, "presence: cut is nan"),
        ({"by": "rpop"}, "there is no measure 'rpop'"),
        ({"cut": 9}, r"no region reaches the cut of 9 in any product\. The highest rca is 1.25"),
    ],
)
def test_bad_choices_are_told(more, said):
    with pytest.raises(InputError, match=said):
        presence(table_of([[6, 6], [2, 6]]), **more)


def test_a_table_of_nothing_has_no_presence():
    with pytest.raises(InputError, match="The highest rca is –: give a lower cut"):
        presence(table_of([[0, 0]]))


def test_it_comes_back_from_a_dictionary_and_tidies_into_a_frame():
    made = presence(table_of([[6, 6, 0], [2, 6, 0]]))
    back = answer_from_dict(made.to_dict())
    assert np.array_equal(back.present, made.present)
    assert str(back) == str(made)
    frame = made.to_frame()
    assert frame.columns.tolist() == [
        "region",
        "product",
        "rca",
        "present",
        "diversity",
        "ubiquity",
    ]
    assert frame["present"].tolist() == [True, False, False, True]
