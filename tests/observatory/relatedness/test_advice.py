"""What is read from relatedness: outlook, candidates, complements."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.relatedness.tables import held_of, nested, table_of
from tests.oracles.relatedness import added, front_of, gain_of, outlook_of

from hanse.errors import InputError
from hanse.observatory.relatedness import (
    candidates,
    complements,
    complexity,
    density,
    outlook,
    relatedness,
)
from hanse.observatory.relatedness.candidates import fronts
from hanse.observatory.relatedness.complements import low_density_products
from hanse.observatory.relatedness.density import near_sums, reach
from hanse.result import answer_from_dict

SEEN = [[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 1], [1, 0, 0, 0]]
DIAGONAL = st.sampled_from(["one", "zero"])


def related_of(seed, shape=(8, 14), **more):
    return relatedness(table_of(nested(seed, *shape) + 1), **more)


@given(st.integers(0, 2**32), DIAGONAL, st.sampled_from(["plain", "net"]))
def test_outlook_and_gain_are_their_definitions(seed, diagonal, gain):
    held = related_of(seed, (5, 7)).presence
    seen = held.present.astype(int).tolist()
    found = complexity(held)
    made = outlook(density(held, diagonal=diagonal), found, gain=gain)
    if found.reason:
        assert np.isnan(made.index).all() or held.present.all()
        return
    pci = found.pci.tolist()
    slack = 1e-12 * max(map(abs, pci))
    for c in range(len(seen)):
        assert made.index[c] == pytest.approx(outlook_of(seen, pci, diagonal, c), abs=slack)
        for p in range(len(pci)):
            net = gain == "net"
            plain = 0 if seen[c][p] else gain_of(seen, pci, diagonal, c, p, net=net)
            assert made.gains[c, p] == pytest.approx(plain, abs=slack)


def test_outlook_can_take_pci_before_it_was_centred():
    related = related_of(4, (30, 60))
    plain = related.outlook
    raw = outlook(related.density, related.complexity, pci="raw")
    assert not np.allclose(raw.index, plain.index)
    absent = 1 - related.presence.matrix
    expected = (related.density.density * absent) @ related.complexity.raw_pci
    assert np.allclose(raw.index, expected)
    assert raw.standardised.mean() == pytest.approx(0, abs=1e-12)
    assert raw.standardised.std() == pytest.approx(1)


def test_outlook_says_itself_and_comes_back():
    related = related_of(4, (30, 60))
    made = related.outlook
    back = answer_from_dict(made.to_dict())
    assert np.array_equal(back.gains, made.gains)
    assert str(back) == str(made)
    assert str(made).startswith("Outlook of 30 regions (gain plain, PCI standardised), highest: R")
    assert made.to_frame().columns.tolist() == ["region", "outlook", "standardised"]


def test_outlook_is_undefined_where_complexity_is():
    held = held_of([[1, 0], [0, 1]])
    made = outlook(density(held), complexity(held))
    assert np.isnan(made.standardised).all()
    assert str(made).endswith("undefined, as complexity is")


def test_outlooks_of_regions_that_have_everything_have_no_spread():
    """ECI needs regions that differ, so this is the index alone."""
    related = related_of(4, (30, 60))
    made = related.outlook.to_dict()
    made["index"] = [0.0] * 30
    assert np.isnan(answer_from_dict(made).standardised).all()


def test_outlook_tells_bad_choices():
    held, other = held_of(SEEN), held_of(SEEN)
    with pytest.raises(InputError, match=r"outlook: there is no gain 'nett'. Did you mean 'net'"):
        outlook(density(held), complexity(held), gain="nett")
    with pytest.raises(InputError, match="there is no PCI 'own'"):
        outlook(density(held), complexity(held), pci="own")
    with pytest.raises(InputError, match=r"measured on different presences. Make both from"):
        outlook(density(held), complexity(other))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=9))
def test_fronts_are_those_of_pairwise_comparison(points):
    near, gain = (np.array(column, dtype=float) for column in zip(*points, strict=True))
    plain = [front_of(points, i) for i in range(len(points))]
    assert fronts(near, gain).tolist() == plain


def test_a_candidate_by_hand():
    """R3 has P0 alone. P1 is in 2 of the 4 regions that have P0, so its proximity is 1/2.

    Near P1 are P0 (1/2), itself (1) and P2 (1/2), so the density is 1/4.
    """
    related = relatedness(table_of(SEEN), by="value")
    made = candidates(related, "R3", order="density")
    first = made.listed[0]
    assert first.product == "P1"
    assert first.density == pytest.approx(1 / 4)
    assert first.density_rank == 1
    assert first.ubiquity == 2
    assert [(c.product, c.proximity, c.share) for c in first.carriers] == [("P0", 0.5, 1.0)]
    assert first.above_eci == pytest.approx(first.pci - related.complexity.pci[0])
    assert str(made.sentence(first)) == (
        "P1: density 0.25, rank 1 of 3 products that R3 is not specialised in, carried by "
        f"P0 (0.50); its PCI of {first.pci:.2f} would raise the region's mean; 2 regions "
        "specialised in it."
    )
    assert str(made).splitlines()[0] == "R3: 3 of 3 candidates, by density"


def test_candidates_are_what_the_region_has_not_in_the_order_asked_for():
    related = related_of(4, (30, 60))
    held = related.presence
    absent = {p for p, has in zip(held.products, held.present[9], strict=True) if not has}
    for order, key in (
        ("density", lambda one: -one.density),
        ("pci", lambda one: -one.pci),
        ("fronts", lambda one: (one.front, -one.density)),
    ):
        made = candidates(related, held.regions[9], n=99, order=order)
        assert {one.product for one in made.listed} == absent
        assert list(made.listed) == sorted(made.listed, key=key)
        assert made.n_absent == len(absent)
    points = [(one.density, one.pci) for one in made.listed]
    assert [one.front for one in made.listed] == [front_of(points, i) for i in range(len(points))]


def test_carriers_explain_the_whole_density():
    related = related_of(4, (30, 60), diagonal="zero")
    held = related.presence
    made = candidates(related, held.regions[9], carriers=99)
    for one in made.listed:
        assert sum(carrier.share for carrier in one.carriers) == pytest.approx(1)
        column = held.products.index(one.product)
        reach = sum(
            held.matrix[:, column]
            @ held.matrix[:, q]
            / max(held.ubiquity[q], held.ubiquity[column])
            for q in range(60)
            if q != column
        )
        near = sum(carrier.proximity for carrier in one.carriers)
        assert near / reach == pytest.approx(one.density)


def test_without_complexity_candidates_go_by_density_and_say_why():
    related = relatedness(table_of([[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1]]), by="value")
    made = candidates(related, "R1")
    densities = [one.density for one in made.listed]
    assert densities == sorted(densities, reverse=True)
    assert [one.front for one in made.listed] == [1, 2, 2]
    assert "its complexity is undefined" in str(made)
    assert "carried by nothing it has" in str(made)
    assert str(made).endswith(related.complexity.reason)


def test_candidates_come_back_and_tidy_into_a_frame():
    made = candidates(related_of(4, (30, 60)), "R5", n=4)
    back = answer_from_dict(made.to_dict())
    assert back.listed == made.listed
    assert str(back) == str(made)
    frame = made.to_frame()
    assert frame["carriers"][0] == "; ".join(one.product for one in made.listed[0].carriers)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"region": "R99"}, "candidates: there is no region 'R99'"),
        ({"order": "pca"}, "there is no order 'pca'. Did you mean 'pci'"),
        ({"n": 0}, "candidates: n is 0. Give a number from 1"),
        ({"carriers": -1}, "candidates: carriers is -1. Give a number from 0"),
    ],
)
def test_candidates_tell_bad_choices(more, said):
    with pytest.raises(InputError, match=said):
        candidates(relatedness(table_of(SEEN), by="value"), **{"region": "R3", **more})


@given(st.integers(0, 2**32), DIAGONAL)
def test_what_a_complement_adds_is_its_definition(seed, diagonal):
    related = related_of(seed, (5, 7), diagonal=diagonal)
    held = related.presence
    seen = held.present.astype(int).tolist()
    made = complements(related, held.regions[0], n=9)
    at = [held.products.index(name) for name in made.targets]
    assert at == low_density_products(related, 0).tolist()
    for one in made.listed:
        i = held.regions.index(one.region)
        plain = [float(added(seen, 0, i, p, diagonal)) for p in at]
        assert one.added == pytest.approx(np.mean(plain), abs=1e-12)
        assert one.density == pytest.approx(np.mean(related.density.density[i, at]))
        theirs = low_density_products(related, i)
        back = [float(added(seen, i, 0, p, diagonal)) for p in theirs]
        assert np.isnan(one.given) if not back else one.given == pytest.approx(np.mean(back))
    amounts = [one.added for one in made.listed]
    assert amounts == sorted(amounts, reverse=True)
    assert all(amount > 0 for amount in amounts)


@given(st.integers(0, 2**32))
def test_ours_and_what_is_added_make_the_density_of_both_together(seed):
    """Without the product itself, the density of the union of two regions is the sum."""
    related = related_of(seed, (6, 9), diagonal="zero")
    held = related.presence
    made = complements(related, held.regions[0], n=9)
    at = [held.products.index(name) for name in made.targets]
    m = held.matrix
    for one in made.listed:
        both = np.maximum(m[0], m[held.regions.index(one.region)])
        union = near_sums(both[None], m, "zero")[0, at] / reach(m, "zero")[at]
        assert one.own_density + one.added == pytest.approx(union.mean(), abs=1e-12)


def test_complements_say_what_through_what_and_what_comes_back():
    related = relatedness(table_of(SEEN), by="value")
    made = complements(related, "R3", targets=["P2"])
    assert str(made).splitlines() == [
        "Complements of R3, 1 target",
        "R0 adds 0.29 to the density of R3 around 1 product (ours 0.14, theirs 1.00), most to P2 "
        "through P1; in return R3 adds 0.00 to it.",
        "R1 adds 0.29 to the density of R3 around 1 product (ours 0.14, theirs 0.43), most to P2 "
        "through P1; in return R3 adds 0.00 to it.",
    ]
    assert answer_from_dict(made.to_dict()).listed == made.listed
    assert made.to_frame()["through"].tolist() == ["P1", "P1"]


def test_a_region_with_everything_needs_no_complement_and_gets_none_back():
    related = relatedness(table_of([[1, 1, 1], [1, 0, 0], [1, 1, 0]]), by="value")
    assert str(complements(related, "R0")) == (
        "R0: specialised in every product, nothing to complement"
    )
    made = complements(related, "R1")
    assert "it has no products of low density itself" in str(made)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"region": "R99"}, "complements: there is no region 'R99'"),
        ({"n": 0}, "complements: n is 0. Give a number from 1"),
        ({"named": -1}, "complements: named is -1"),
        ({"targets": ["P9"]}, "targets: there is no product 'P9'"),
        ({"targets": ["P1", "P0"]}, "targets: R3 is specialised in P0 already. Name products"),
    ],
)
def test_complements_tell_bad_choices(more, said):
    with pytest.raises(InputError, match=said):
        complements(relatedness(table_of(SEEN), by="value"), **{"region": "R3", **more})


def test_relatedness_is_one_answer_that_comes_back_checks_and_tidies():
    made = related_of(4, (30, 60))
    back = answer_from_dict(made.to_dict())
    assert np.array_equal(back.density.density, made.density.density)
    assert np.array_equal(back.complexity.pci, made.complexity.pci)
    assert str(back) == str(made)
    assert back.verify()
    frame = made.to_frame()
    assert len(frame) == made.presence.present.size
    row = frame.set_index(["region", "product"]).loc[("R7", "P3")]
    assert row["density"] == made.density.of("R7", "P3")
    assert row["eci"] == made.complexity.eci_of("R7")
    assert row["pci"] == made.complexity.pci_of("P3")


def test_relatedness_tells_bad_choices_at_once():
    for more in ({"diagonal": "two"}, {"spread": "x"}, {"pci_scale": "x"}, {"by": "x"}, {"cut": 0}):
        with pytest.raises(InputError):
            relatedness(table_of(SEEN), **more)
