"""Markets of clusters that lie in several countries."""

import pytest
from tests.observatory.internationalisation.made_panels import OPEN, firm, long, market, value

from hanse.errors import InputError
from hanse.observatory.internationalisation import cluster_degree, firm_degree

FIRMS = [
    firm("A", cluster="Kista", foreign_sales=100.0),
    firm("B", cluster="Kiel", foreign_sales=100.0),
]
HOMES = {"Kista": "Sweden", "Kiel": "DE"}


def test_each_cluster_has_a_home_of_its_own():
    # Kiel may sell to Sweden and Kista to Germany; 900 km both ways, and 300 from Kiel to Denmark.
    markets = [market("DEU", 100, "A"), market("SWE", 50, "B"), market("DNK", 50, "B")]
    far = [
        {"origin": "SWE", "destination": "DEU", "km": 900.0},
        {"origin": "DEU", "destination": "SWE", "km": 900.0},
        {"origin": "DEU", "destination": "DNK", "km": 300.0},
    ]
    given = {"home": HOMES, "distances": long(far)}
    firms = firm_degree(long(FIRMS), long(markets), **given)
    assert value(firms, "distance_breadth", "A")[0] == 900
    assert value(firms, "distance_breadth", "B")[0] == pytest.approx(600)
    clusters = cluster_degree(long(FIRMS), long(markets), rule=OPEN, **given)
    assert value(clusters, "cluster_distance_breadth", "Kiel")[0] == pytest.approx(600)


def test_the_home_of_one_cluster_is_refused_among_its_own_markets_only():
    rows = [market("SWE", 50, "B"), market("DEU", 50, "B")]
    with pytest.raises(InputError, match=r"row 2, column country: DEU is home\. Take the home"):
        firm_degree(long(FIRMS), long(rows, file="markets.csv"), home=HOMES)


def test_a_cluster_without_a_home_is_named():
    with pytest.raises(InputError, match=r"home: no home country for Kista\. Give each cluster"):
        firm_degree(long(FIRMS), long([market("NOR", 1, "A")]), home={"Kiel": "DE"})
