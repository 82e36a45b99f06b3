"""The figures that are stated for the metropolitan areas of the United States."""

from dataclasses import replace

import numpy as np
import pytest
from tests.observatory.specialisation.us_metros import FOUND, LAYOUT, conditions, industries, jobs

from hanse.errors import InputError
from hanse.observatory.specialisation import (
    ClusterDefinition,
    ellison_glaeser,
    gini,
    herfindahl,
    leading_industries,
    location_quotients,
    regional_table,
    strong_clusters,
)

PRINTED = 5.1e-6  # the file has five decimals

if FOUND:

    def manufacturing():
        return tuple(code for code in industries().industries if code[:2] in ("31", "32", "33"))

    def test_the_leading_industry_and_its_quotient_are_those_of_the_file():
        found = leading_industries(
            location_quotients(industries()), minimum_size=200, industries=manufacturing()
        )
        stated = conditions()
        frame = found.to_frame().set_index("region").loc[stated.index]
        both = stated["lead_lq"].notna()
        assert both.sum() == 800
        assert (frame["industry"] != "").tolist() == both.tolist()
        assert frame["industry"][both].tolist() == stated["lead_naics3"][both].tolist()
        assert np.abs(frame["lq"] - stated["lead_lq"])[both].max() < PRINTED
        assert (frame["count"] == stated["lead_employment"])[both].all()
        assert (frame["establishments"] == stated["lead_establishments"])[both].all()

    def test_the_herfindahl_index_of_manufacturing_is_that_of_the_file():
        found = herfindahl(industries(), industries=manufacturing())
        frame = found.to_frame().set_index("region").loc[conditions().index]
        assert np.abs(frame["herfindahl"] - conditions()["manufacturing_hhi"]).max() < PRINTED

    def test_manufacturing_as_a_cluster_has_the_employment_of_the_file():
        asked = [ClusterDefinition("manufacturing", ("31*", "32*", "33*"))]
        made = regional_table(jobs(), LAYOUT, clusters=asked)
        frame = made.to_frame().set_index("region").loc[conditions().index]
        stated = conditions()["manufacturing_employment_2019"]
        assert (frame["count"] == stated)[frame["count"].notna()].all()
        assert set(frame["reason"]) <= {"", "fewer than 3 firms", "withheld by the publisher"}

    def test_the_totals_of_the_areas_are_those_of_the_file():
        here = [industries().region(code) for code in conditions().index]
        assert (industries().region_totals[here] == conditions()["employment_2019"]).all()

    def test_the_levels_cannot_be_counted_twice():
        with pytest.raises(InputError, match="the code '00' looks like a total"):
            regional_table(jobs(), replace(LAYOUT, level=None, level_key="", total=None))
        with pytest.raises(InputError, match="code '11' holds code '113'"):
            regional_table(jobs(), replace(LAYOUT, level=None, level_key=""))
        assert regional_table(jobs(), replace(LAYOUT, level=2)).coverage == pytest.approx(
            0.7434, abs=1e-4
        )
        assert industries().coverage == pytest.approx(0.9920, abs=1e-4)

    def test_the_length_of_the_codes_tells_the_same_level():
        made = regional_table(jobs(), replace(LAYOUT, level_key=""))
        np.testing.assert_array_equal(made.counts, industries().counts)

    def test_withheld_cells_are_hidden_and_the_quotients_verify():
        assert industries().n_hidden == 9
        assert location_quotients(industries(), k=1000).verify()

    def test_all_measures_can_be_made():
        assert (
            strong_clusters(location_quotients(industries()), minimum_size=200).strong == 1
        ).any()
        textiles = ellison_glaeser(industries()).value("313")
        hospitals = ellison_glaeser(industries()).value("622")
        assert textiles > 0.02 > hospitals
        found = gini(industries(), against="totals")
        assert found.value("313") > found.value("722")

else:

    def test_the_data_are_not_beside_the_checkout():
        assert not FOUND
