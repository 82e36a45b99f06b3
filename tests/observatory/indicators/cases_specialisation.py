"""Specialisation, concentration, relatedness and benchmarks: each indicator worked by hand."""

from tests.observatory.relatedness.tables import held_of, table_of
from tests.observatory.specialisation.made_tables import table

from hanse.observatory.benchmark import percentile
from hanse.observatory.relatedness import (
    complexity,
    density,
    outlook,
    proximity,
    revealed_advantage,
)
from hanse.observatory.specialisation import (
    ellison_glaeser,
    gini,
    growth,
    herfindahl,
    location_quotients,
    productivity,
    shift_share,
    stars,
)

JOBS = [[30, 70], [10, 90]]  # regions A and B, industries 1 and 2; 200 in all, 40 in industry 1
BEFORE, AFTER = [[100, 0], [100, 200]], [[150, 20], [90, 180]]  # 400 and 440 in all
SEEN = [[1, 1], [1, 0]]  # R0 has both products, R1 has P0 only


def size():
    # region A has 30 jobs in industry 1
    return table(JOBS).counts[0, 0], 30


def focus():
    # 30 of the 100 jobs of region A
    return location_quotients(table(JOBS)).share[0, 0], 0.3


def location_quotient():
    # (30 / 100) / (40 / 200) = 0.3 / 0.2
    return location_quotients(table(JOBS)).of("A", "1"), 1.5


def location_quotient_shrunken():
    # k = 100, the region's own size: (30 + 100 * 0.2) / (100 + 100) = 0.25; 0.25 / 0.2
    return location_quotients(table(JOBS), k=100).shrunken_lq[0, 0], 1.25


def growth_annual():
    # 100 to 121 in two years: 1.21 ^ (1 / 2) - 1
    first, last = table([[100]], year="2010"), table([[121]], year="2012")
    return growth(first, last).annual[0, 0], 0.1


def productivity_relative():
    # A makes 200 with 10 jobs, 20 each; both 300 with 20, 15 each: 20 / 15
    output = table([[200], [100]], year="2020", measure="output")
    return productivity(output, table([[10], [10]], year="2020")).relative[0, 0], 4 / 3


def stars_earned():
    # A has 90 of 100 jobs in industry 1, which has 100 of 400: largest (1), quotient 0.9 / 0.25 =
    # 3.6 from 2 (1), largest share of a region (1)
    return stars(location_quotients(table([[90, 10], [10, 290]]))).number[0, 0], 3


def shifted():
    return shift_share(table(BEFORE, year="2010"), table(AFTER, year="2015"))


def shift_national():
    # the base grows from 400 to 440, 10%: 100 * 0.1
    return shifted().national[0, 0], 10


def shift_mix():
    # industry 1 grows from 200 to 240, 20%: 100 * (0.2 - 0.1)
    return shifted().mix[0, 0], 10


def shift_regional():
    # the cell grows to 150, with its industry it would be 120
    return shifted().regional[0, 0], 30


def herfindahl_region():
    # shares 0.3 and 0.7: 0.09 + 0.49
    return herfindahl(table(JOBS)).value("A"), 0.58


def gini_industry():
    # sorted 1, 3: ((2 - 3) * 1 + (4 - 3) * 3) / (2 * 4)
    return gini(table([[1], [3]])).value("1"), 0.25


def ellison_glaeser_industry():
    # shares of the regions in industry 1: 0.8, 0.2, in all 0.5, 0.5: G = 0.09 + 0.09 = 0.18; with
    # H = 0.1: (0.18 - 0.5 * 0.1) / (0.5 * 0.9)
    found = ellison_glaeser(table([[8, 2], [2, 8]]), plants={"1": 0.1, "2": 0.1})
    return found.value("1"), 0.13 / 0.45


def rca():
    # (3 / 4) / (4 / 8)
    return revealed_advantage(table_of([[3, 1], [1, 3]])).rca[0, 0], 1.5


def product_proximity():
    # one region has both; P0 is found in two: 1 / max(2, 1)
    return proximity(held_of(SEEN)).phi[0, 1], 0.5


def product_density():
    # R1 has P0 only; near P1 are P0 (0.5) and itself (1): 0.5 / 1.5
    return density(held_of(SEEN)).of("R1", "P1"), 1 / 3


def eci():
    # the matrix is (0.75, 0.25; 0.5, 0.5); its second eigenvalue 0.25 has the vector (1, -2): mean
    # -0.5, deviation 1.5, so R0, the more diverse, is at 1 and R1 at -1
    return complexity(held_of(SEEN)).eci_of("R1"), -1


def pci():
    # ECI is the mean PCI of what a region has: P0 = -1 (all of R1), (P0 + P1) / 2 = 1
    return complexity(held_of(SEEN)).pci_of("P1"), 3


def region_diversity():
    # R0 has P0 and P1
    return held_of(SEEN).diversity[0], 2


def product_ubiquity():
    # R0 and R1 have P0
    return held_of(SEEN).ubiquity[0], 2


def region_outlook():
    # R1 lacks P1 only: density 1/3, PCI 3
    held = held_of(SEEN)
    return outlook(density(held), complexity(held)).index[1], 1


def percentile_among_peers():
    # below 5: two; the same: one; of four: (2 + 0.5) / 4
    return percentile(5, [1, 2, 5, 9]), 62.5


CASES = {
    "size": size,
    "focus": focus,
    "location_quotient": location_quotient,
    "location_quotient_shrunken": location_quotient_shrunken,
    "growth_annual": growth_annual,
    "productivity_relative": productivity_relative,
    "stars": stars_earned,
    "shift_national": shift_national,
    "shift_mix": shift_mix,
    "shift_regional": shift_regional,
    "herfindahl_region": herfindahl_region,
    "gini_industry": gini_industry,
    "ellison_glaeser": ellison_glaeser_industry,
    "rca": rca,
    "proximity": product_proximity,
    "density": product_density,
    "eci": eci,
    "pci": pci,
    "diversity": region_diversity,
    "ubiquity": product_ubiquity,
    "outlook": region_outlook,
    "percentile": percentile_among_peers,
}
