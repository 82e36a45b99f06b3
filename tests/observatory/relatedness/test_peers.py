"""Equal to ecomplexity 0.5.3 and economic-complexity 0.3.0 on the same tables, to 1e-9.

economic-complexity 0.3.0 says that it wants pandas before 3. Its ``rca``, ``complexity``
and ``relatedness`` work with pandas 3 and are called here; its ``proximity`` writes into a frame's
values, which pandas 3 forbids, so what it says of the table of seed 7 under pandas 2.3.3 is
recorded below. Its ``opportunity_gain`` is another formula than ours and ecomplexity's.
"""

import warnings
from pathlib import Path

import economic_complexity as peer
import numpy as np
import pandas as pd
import pytest
from ecomplexity import ecomplexity
from tests.observatory.relatedness.tables import nested, table_of

from hanse.observatory.relatedness import (
    RegionTable,
    complexity,
    density,
    outlook,
    presence,
    proximity,
    reflections,
    revealed_advantage,
)
from hanse.tables.long_table import read_long

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "us-metro-clusters"
METROS = SHARED / "cbp2019_cbsa_naics234.csv.gz"
SHAPES = [(12, 40), (40, 12), (30, 60), (60, 200)]
CLOSE = {"rtol": 1e-9, "atol": 1e-9}


def long_frame(table):
    return table.to_frame().assign(year=2020)


def of_ecomplexity(table, **more):
    """Return its columns as matrices of the regions and products that it keeps."""
    names = {"time": "year", "loc": "region", "prod": "product", "val": "value"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it uses what pandas 4 will not have
        frame = ecomplexity(
            long_frame(table), names, check_logsupermodularity=False, verbose=False, **more
        )
    frame = frame.dropna(subset="density")
    return frame.set_index(["region", "product"])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("cut", [1.0, 0.8])
def test_everything_equals_ecomplexity(seed, shape, cut):
    table = table_of(nested(seed, *shape) + (np.arange(shape[1]) % 3 == 0))
    held = presence(table, cut=cut)
    around, found = density(held), complexity(held)
    assert found.reason == ""
    promise = outlook(around, found, pci="raw")
    theirs = of_ecomplexity(table, rca_mcp_threshold=cut)
    ours = held.to_frame().set_index(["region", "product"])
    n, m = held.present.shape
    ours = ours.assign(
        eci=np.repeat(found.eci, m),
        pci=np.tile(found.pci, n),
        density=around.density.ravel(),
        coi=np.repeat(promise.standardised, m),
        cog=promise.gains.ravel(),
    )
    theirs = theirs.loc[ours.index]
    assert (theirs["mcp"] == ours["present"]).all()
    for name in ("diversity", "ubiquity", "rca", "density", "eci", "pci", "coi", "cog"):
        assert np.allclose(ours[name], theirs[name], **CLOSE), name


def test_empty_regions_and_products_are_left_out_as_ecomplexity_does():
    values = nested(4, 12, 40) + 1
    values[3], values[:, 7] = 0, 0
    table = table_of(values)
    held = presence(table)
    theirs = of_ecomplexity(table)
    ours = pd.Series(complexity(held).eci, index=held.regions)
    assert set(theirs.index.get_level_values(0)) == set(held.regions)
    assert set(theirs.index.get_level_values(1)) == set(held.products)
    for region, eci in theirs["eci"].groupby("region").first().items():
        assert ours[region] == pytest.approx(eci, abs=1e-9)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_rca_and_density_equal_economic_complexity(seed, shape):
    table = table_of(nested(seed, *shape) + 1)
    rca = peer.rca(long_frame(table).pivot(index="region", columns="product", values="value"))
    rca = rca.loc[list(table.regions), list(table.products)]
    assert np.allclose(revealed_advantage(table).rca, rca, **CLOSE)
    held = presence(table)
    assert len(held.products) == shape[1]
    around, near = density(held, diagonal="zero"), proximity(held, diagonal="zero").phi
    near = pd.DataFrame(near, index=rca.columns, columns=rca.columns)
    assert np.allclose(around.density, peer.relatedness(rca, proximities=near), **CLOSE)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_reflections_equal_economic_complexity(seed):
    """Its ECI is the 18th reflection and its PCI the 19th, by the sample's deviation."""
    table = table_of(nested(seed, 30, 60) + 1)
    rca = pd.DataFrame(revealed_advantage(table).rca, table.regions, table.products)
    eci, pci = peer.complexity(rca)
    held = presence(table)
    for theirs, ours in ((eci, reflections(held, 18)[0]), (pci, reflections(held, 19)[1])):
        assert np.allclose(theirs, (ours - ours.mean()) / ours.std(ddof=1), rtol=1e-9, atol=1e-6)


RECORDED = [
    0.6666666666666666,
    0.0,
    0.0,
    0.3333333333333333,
    0.0,
    0.3333333333333333,
    0.0,
    0.0,
    0.0,
    0.5,
    0.0,
    0.5,
    0.0,
    1.0,
    0.0,
]
"""Upper triangle of ``proximity(rca(table))`` of the table of seed 7, 5 regions × 6 products."""


def test_proximity_equals_what_economic_complexity_said():
    made = proximity(presence(table_of(nested(7, 5, 6) + 1)), diagonal="zero")
    assert np.allclose(made.phi[np.triu_indices(6, 1)], RECORDED, **CLOSE)
    assert np.array_equal(made.phi, made.phi.T)
    assert not np.diag(made.phi).any()


if METROS.exists():

    def test_the_metropolitan_areas_of_the_united_states_equal_ecomplexity():
        """933 areas × 288 industries of four digits: more regions than products."""
        long = read_long(
            METROS,
            keys={"region": "cbsa_code", "product": "naics_code", "level": "naics_level"},
            values=["employment"],
        )
        table = RegionTable.from_long(long.only("level", "4"), value="employment")
        held = presence(table)
        found, around = complexity(held), density(held)
        assert found.verify()
        assert around.verify()
        theirs = of_ecomplexity(table)
        ours = held.to_frame().set_index(["region", "product"]).index
        n, m = held.present.shape
        assert (n, m) == (933, 288)
        theirs = theirs.loc[ours]
        assert np.allclose(theirs["eci"], np.repeat(found.eci, m), **CLOSE)
        assert np.allclose(theirs["pci"], np.tile(found.pci, n), **CLOSE)
        assert np.allclose(theirs["density"], around.density.ravel(), **CLOSE)
