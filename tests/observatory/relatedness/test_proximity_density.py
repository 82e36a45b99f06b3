"""Proximity of products and density around them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.relatedness.tables import held_of, nested, table_of, whole_numbers
from tests.oracles.relatedness import densities, proximities

from hanse.errors import InputError
from hanse.observatory.relatedness import density, presence, proximity
from hanse.observatory.relatedness.density import near_sums
from hanse.observatory.relatedness.proximity import full_proximity, proximity_blocks
from hanse.result import answer_from_dict

SEEN = [[1, 1, 0, 0], [1, 1, 1, 0], [1, 0, 1, 1]]
DIAGONAL = st.sampled_from(["one", "zero"])


def held_or_nothing(rows):
    """Return the presence of a table of whole numbers, None where nothing is above 0."""
    return held_of([[min(x, 1) for x in row] for row in rows])


def test_proximity_by_hand():
    """A is in 3 regions, B and C in 2, D in 1; A and B in 2 of 3, B and C in 1 of 2."""
    made = proximity(held_of(SEEN))
    two_thirds, third, half = 2 / 3, 1 / 3, 1 / 2
    assert np.allclose(
        made.phi,
        [
            [1, two_thirds, two_thirds, third],
            [two_thirds, 1, half, 0],
            [two_thirds, half, 1, half],
            [third, 0, half, 1],
        ],
        rtol=1e-15,
    )
    assert made.nearest("P3", n=2) == (("P2", 0.5), ("P0", 1 / 3))
    assert str(made) == (
        "Proximity of 4 products, diagonal one: 5 of 6 pairs are found together in a region"
    )


def test_density_by_hand():
    """Around D, R0 has A: (1/3) of 1/3 + 0 + 1/2 + 1."""
    made = density(held_of(SEEN))
    assert made.of("R0", "P3") == pytest.approx((1 / 3) / (11 / 6), rel=1e-15)
    without = density(held_of(SEEN), diagonal="zero")
    assert without.of("R0", "P3") == pytest.approx((1 / 3) / (5 / 6), rel=1e-15)
    assert str(without).startswith("Density around 4 products in 3 regions, diagonal zero: 0.")


@given(whole_numbers(), DIAGONAL)
def test_proximity_is_its_definition(rows, diagonal):
    held = held_or_nothing(rows)
    plain = proximities(held.present.astype(int).tolist(), diagonal)
    assert np.allclose(
        proximity(held, diagonal=diagonal).phi, np.array(plain, dtype=float), rtol=1e-15
    )


@given(whole_numbers(4, 9), DIAGONAL)
def test_density_is_its_definition(rows, diagonal):
    held = held_or_nothing(rows)
    found = density(held, diagonal=diagonal)
    plain = densities(held.present.astype(int).tolist(), diagonal)
    for line, other in zip(found.density, plain, strict=True):
        for x, y in zip(line, other, strict=True):
            assert math.isnan(x) if y is None else x == pytest.approx(float(y), abs=1e-15)
            assert y != 0 or x == 0
    assert found.verify()


@given(st.integers(0, 2**32), DIAGONAL, st.sampled_from([(12, 40), (40, 12), (20, 20)]))
def test_both_ways_of_summing_agree_with_any_weights(seed, diagonal, shape):
    matrix = presence(table_of(nested(seed, *shape) + 1)).matrix
    weights = np.random.default_rng(seed).normal(size=(3, matrix.shape[1]))
    plain = weights @ full_proximity(matrix, diagonal)
    assert np.allclose(near_sums(weights, matrix, diagonal), plain, rtol=0, atol=1e-12)


@given(st.integers(0, 2**32))
def test_the_order_of_regions_and_products_does_not_matter(seed):
    rng = np.random.default_rng(seed)
    values = nested(seed, 8, 14) + 1
    rows, columns = rng.permutation(8), rng.permutation(14)
    first = density(presence(table_of(values)))
    second = density(presence(table_of(values[np.ix_(rows, columns)])))
    kept = first.presence.kept_products.tolist()
    place = [kept.index(j) for j in columns if j in kept]
    assert np.allclose(first.density[np.ix_(rows, place)], second.density, atol=1e-14)


@pytest.mark.parametrize("diagonal", ["one", "zero"])
def test_blocks_of_any_width_make_the_same_matrix(diagonal):
    matrix = presence(table_of(nested(2, 12, 40) + 1)).matrix
    whole = full_proximity(matrix, diagonal)
    for width in (1, 7, 40):
        parts = [columns for _, columns in proximity_blocks(matrix, diagonal, width=width)]
        assert np.array_equal(np.hstack(parts), whole)


@given(st.integers(0, 2**32))
def test_proximity_is_symmetric_and_between_0_and_1(seed):
    phi = proximity(presence(table_of(nested(seed, 8, 14) + 1))).phi
    assert np.array_equal(phi, phi.T)
    assert (phi >= 0).all()
    assert (phi <= 1).all()
    assert (np.diag(phi) == 1).all()


def test_a_region_with_every_product_has_a_density_of_1():
    made = density(held_of([[1, 1, 1], [1, 0, 0], [0, 1, 0]]))
    assert (made.density[0] == 1).all()


def test_a_product_that_nothing_is_near_has_no_density_without_itself():
    seen = [[1, 1, 0], [0, 0, 1]]
    without = density(held_of(seen), diagonal="zero")
    assert np.isnan(without.density[:, 2]).all()
    assert density(held_of(seen)).density[:, 2].tolist() == [0.0, 1.0]
    assert without.verify()
    alone = density(held_of([[1, 0], [0, 1]]), diagonal="zero")
    assert str(alone).endswith("diagonal zero: undefined")


def test_densities_that_were_changed_do_not_verify():
    made = density(held_of(SEEN))
    data = made.to_dict()
    data["density"][0][0] += 1e-6
    assert not answer_from_dict(data).verify()


def test_an_unknown_diagonal_is_told():
    for asked in (density, proximity):
        with pytest.raises(InputError, match=r"there is no diagonal 'ones'. Did you mean 'one'"):
            asked(held_of(SEEN), diagonal="ones")


def test_unknown_names_are_told_with_the_nearest():
    made = density(held_of(SEEN))
    with pytest.raises(InputError, match=r"density: there is no region 'r1'. Did you mean 'R1'"):
        made.of("r1", "P0")
    with pytest.raises(InputError, match="density: there is no product 'P9'"):
        made.of("R1", "P9")
    with pytest.raises(InputError, match="proximity: there is no product 'P9'"):
        proximity(made.presence).nearest("P9")


def test_they_come_back_from_dictionaries_and_tidy_into_frames():
    made, near = density(held_of(SEEN)), proximity(held_of(SEEN), diagonal="zero")
    assert np.array_equal(answer_from_dict(made.to_dict()).density, made.density)
    assert np.array_equal(answer_from_dict(near.to_dict()).phi, near.phi)
    assert made.to_frame()["density"].tolist() == made.density.ravel().tolist()
    frame = near.to_frame()
    assert list(zip(frame["product"], frame["other"], strict=True)) == [
        ("P0", "P1"),
        ("P0", "P2"),
        ("P0", "P3"),
        ("P1", "P2"),
        ("P2", "P3"),
    ]
    assert str(near).startswith("Proximity of 4 products, diagonal zero: 5 of 6")
