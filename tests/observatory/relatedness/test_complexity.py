"""ECI and PCI: their value, their sign, and when there is none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.relatedness.tables import held_of, nested, table_of, whole_numbers
from tests.oracles.relatedness import transitions

from hanse.errors import InputError
from hanse.observatory.relatedness import complexity, presence, reflections
from hanse.observatory.relatedness.eigen import communities
from hanse.result import answer_from_dict

TRIANGLE = [[1, 1, 1], [1, 1, 0], [1, 0, 0]]


def made_of(seed, shape=(8, 14), **more):
    return complexity(presence(table_of(nested(seed, *shape) + 1)), **more)


def test_complexity_by_hand():
    """(2, -1, -4) is the eigenvector of the regions to 1/4; mean -1, variance 6.

    The products are the means of their regions by 1/4: (2 - 1 - 4) / 3 * 4 = -4, then 2 and 8.
    """
    rows = transitions(TRIANGLE)
    assert [[str(x) for x in row] for row in rows] == [
        ["11/18", "5/18", "1/9"],
        ["5/12", "5/12", "1/6"],
        ["1/3", "1/3", "1/3"],
    ]
    vector = [sum(x * v for x, v in zip(row, (2, -1, -4), strict=True)) for row in rows]
    assert [4 * x for x in vector] == [2, -1, -4]
    made = complexity(held_of(TRIANGLE))
    assert made.eigenvalues == pytest.approx((1, 1 / 4, 1 / 9), abs=1e-14)
    assert np.allclose(made.eci, np.array([3, 0, -3]) / np.sqrt(6), atol=1e-14)
    assert np.allclose(made.pci, np.array([-3, 3, 9]) / np.sqrt(6), atol=1e-14)
    assert np.allclose(made.raw_pci, np.array([-4, 2, 8]) / np.sqrt(6), atol=1e-14)
    assert made.verify()


@given(st.integers(0, 2**32), st.sampled_from([(8, 14), (14, 8), (10, 10)]))
def test_it_is_the_second_eigenvector_of_the_definition(seed, shape):
    made = made_of(seed, shape)
    if made.reason:
        return
    plain = np.array(transitions(made.presence.present.astype(int).tolist()), dtype=float)
    values, vectors = np.linalg.eig(plain)
    order = np.argsort(values.real)
    assert made.eigenvalues[1] == pytest.approx(values.real[order[-2]], abs=1e-12)
    if made.is_signed and made.eigenvalues[1] - made.eigenvalues[2] > 1e-4:
        vector = vectors[:, order[-2]].real
        vector = (vector - vector.mean()) / vector.std()
        vector *= np.sign(np.corrcoef(vector, made.presence.diversity)[0, 1])
        assert np.allclose(made.eci, vector, atol=1e-9)
    assert made.verify()


@given(st.integers(0, 2**32), st.sampled_from(["population", "sample"]))
def test_eci_is_standardised_the_mean_of_pci_and_goes_with_diversity(seed, spread):
    made = made_of(seed, spread=spread)
    if made.reason:
        return
    ddof = int(spread == "sample")
    assert made.eci.mean() == pytest.approx(0, abs=1e-12)
    assert made.eci.std(ddof=ddof) == pytest.approx(1, abs=1e-12)
    m = made.presence.matrix
    assert np.allclose(m @ made.pci / m.sum(axis=1), made.eci, atol=1e-9)
    if made.is_signed:
        assert np.corrcoef(made.eci, made.presence.diversity)[0, 1] > 0


@given(st.integers(0, 2**32), st.sampled_from(["population", "sample"]))
def test_pci_on_its_own_scale_is_the_same_order(seed, spread):
    plain, own = (made_of(seed, spread=spread, pci_scale=scale) for scale in ("eci", "own"))
    if plain.reason:
        return
    assert own.pci.mean() == pytest.approx(0, abs=1e-12)
    assert own.pci.std(ddof=int(spread == "sample")) == pytest.approx(1, abs=1e-12)
    assert np.corrcoef(own.pci, plain.pci)[0, 1] == pytest.approx(1, abs=1e-12)
    assert np.allclose(own.raw_pci, plain.raw_pci, atol=1e-9 * np.abs(plain.raw_pci).max())
    assert np.array_equal(own.eci, plain.eci)
    assert own.verify()


@given(st.integers(0, 2**32))
def test_the_order_of_regions_and_products_does_not_matter(seed):
    rng = np.random.default_rng(seed)
    values = nested(seed, 8, 14) + 1
    rows, columns = rng.permutation(8), rng.permutation(14)
    first = complexity(presence(table_of(values)))
    second = complexity(presence(table_of(values[np.ix_(rows, columns)])))
    assert bool(first.reason) == bool(second.reason)
    if first.reason or first.eigenvalues[1] - first.eigenvalues[2] < 1e-4:
        return
    assert first.is_signed == second.is_signed
    if not first.is_signed:
        return
    assert np.allclose(first.eci[rows], second.eci, atol=1e-9)


def test_many_reflections_tend_to_the_eigenvector():
    made = made_of(4, (30, 900))
    after, _ = reflections(made.presence, 16)
    z = (after - after.mean()) / after.std()
    assert made.eigenvalues[2] / made.eigenvalues[1] < 0.55
    assert np.allclose(z, made.eci, atol=0.01)


def test_no_reflection_gives_diversity_and_ubiquity():
    held = held_of(TRIANGLE)
    regions, products = reflections(held, 0)
    assert regions.tolist() == held.diversity.tolist()
    assert products.tolist() == held.ubiquity.tolist()
    with pytest.raises(InputError, match=r"reflections: -1 reflections. Give a number from 0"):
        reflections(held, -1)


def test_regions_that_share_nothing_with_the_rest_leave_it_undefined():
    made = complexity(held_of([[1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]]))
    assert np.isnan(made.eci).all()
    assert np.isnan(made.pci).all()
    assert made.eigenvalues[:2] == pytest.approx((1, 1))
    assert made.reason == (
        "Complexity is undefined: the regions fall into 2 parts that share no product with each "
        "other. Outside the largest part: R2. Leave them out, lower the cut or take coarser "
        "products."
    )
    assert str(made).endswith(made.reason)
    assert made.verify()


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ([[1, 1, 1]], "1 region and 3 products are left, and it takes two of each"),
        ([[1], [1]], "2 regions and 1 product are left"),
        ([[1, 1], [1, 1]], "all regions are specialised in the same products"),
        (
            [[1, 1, 0], [0, 1, 1], [1, 0, 1]],
            r"the second and the third eigenvalue are the same \(0.25\)",
        ),
    ],
)
def test_degenerate_tables_have_a_reason(seen, said):
    made = complexity(held_of(seen))
    assert np.isnan(made.eci).all()
    assert np.isnan(made.centre)
    with pytest.raises(AssertionError, match=said):
        raise AssertionError(made.reason)


def test_without_a_correlation_with_diversity_the_sign_is_told_to_be_arbitrary():
    """A chain of regions, each with two products: the ends differ by their partners alone."""
    made = complexity(held_of([[1, 1, 0, 0, 0], [0, 1, 1, 0, 0], [0, 0, 1, 1, 0], [0, 0, 0, 1, 1]]))
    assert not made.reason
    assert not made.is_signed
    assert made.eci[0] > 0
    assert str(made).endswith("ECI does not correlate with diversity: its sign is arbitrary.")


@given(whole_numbers(6, 6))
def test_parts_of_the_network_are_those_that_a_walk_finds(rows):
    held = held_of([[min(x, 1) for x in row] for row in rows])
    m = held.matrix
    linked = np.linalg.matrix_power((m @ m.T > 0).astype(int), len(m)) > 0
    found = communities(held.present)
    assert np.array_equal(found[:, None] == found[None, :], linked)
    assert found[0] == 0
    assert set(found) == set(range(found.max() + 1))


@given(whole_numbers(6, 6))
def test_every_small_table_has_either_indices_or_a_reason(rows):
    made = complexity(held_of([[min(x, 1) for x in row] for row in rows]))
    assert np.isnan(made.eci).all() == np.isnan(made.pci).all() == bool(made.reason)
    assert made.verify()


@pytest.mark.parametrize("name", ["eci", "pci"])
def test_indices_that_were_changed_do_not_verify(name):
    data = made_of(4, (30, 60)).to_dict()
    data[name][0] += 1e-4
    assert not answer_from_dict(data).verify()


def test_another_eigenvector_does_not_verify():
    """The third satisfies the equations, but one above it is left over."""
    made = complexity(held_of(TRIANGLE))
    m = made.presence.matrix
    plain = np.array(transitions(TRIANGLE), dtype=float)
    values, vectors = np.linalg.eig(plain)
    third = vectors[:, np.argsort(values.real)[0]].real
    data = made.to_dict()
    data["eci"] = ((third - third.mean()) / third.std()).tolist()
    data["centre"] = third.mean() / third.std()
    products = third @ m / m.sum(axis=0) / values.real.min()
    data["pci"] = ((products - third.mean()) / third.std()).tolist()
    data["eigenvalues"] = [1.0, float(values.real.min()), 0.0]
    assert not answer_from_dict(data).verify()


def test_bad_choices_are_told():
    with pytest.raises(InputError, match="complexity: there is no spread 'samples'"):
        complexity(held_of(TRIANGLE), spread="samples")
    with pytest.raises(InputError, match="there is no PCI scale 'rank'"):
        complexity(held_of(TRIANGLE), pci_scale="rank")


def test_names_are_looked_up():
    made = complexity(held_of(TRIANGLE))
    assert made.eci_of("R0") == made.eci[0]
    assert made.pci_of("P2") == made.pci[2]
    with pytest.raises(InputError, match="ECI: there is no region 'R7'"):
        made.eci_of("R7")


def test_it_comes_back_from_a_dictionary_and_tidies_into_a_frame():
    for seen in (TRIANGLE, [[1, 0], [0, 1]]):
        made = complexity(held_of(seen))
        back = answer_from_dict(made.to_dict())
        assert np.array_equal(back.eci, made.eci, equal_nan=True)
        assert str(back) == str(made)
        frame = made.to_frame()
        assert frame["count"].tolist() == [*made.presence.diversity, *made.presence.ubiquity]
