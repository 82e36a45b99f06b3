"""The case of the source: in which order a Swedish cluster organisation linked up abroad.

Facts from Osarenkhoe, A. & Fjellström, D. (2022), "A cluster's internationalization as a catalyst
for its innovation system's access to global markets", EuroMed Journal of Business,
doi:10.1108/EMJB-11-2020-0127, published under CC BY 4.0: Future Position X began with links to
similar clusters in Norway, Denmark, Finland and the Baltic States, went on to France, Germany,
Italy and Austria, then to China, Chile, Ukraine, the United Kingdom, the United States and Russia;
thereafter came Gävle's sister city Zhuhai, the Changfeng Alliance in Beijing and the Hubei
Association for Science and Technology.

The source dates none of the ties and gives the same kind of link for every country: what follows
shows that the rules flag what the case is known for, not that the ties came first.
"""

from functools import cache

from hanse.observatory.distance import default_parts, distance_index
from hanse.partners.market_path import OwnMarket, market_table

HOME = "SWE"
WAVES = {
    1: ("NOR", "DNK", "FIN", "EST", "LVA", "LTU"),
    2: ("FRA", "DEU", "ITA", "AUT"),
    3: ("CHN", "CHL", "UKR", "GBR", "USA", "RUS"),
}
LINK = "link with a similar cluster"
CHINA = (
    "sister city Zhuhai",
    "Changfeng Alliance",
    "Hubei Association for Science and Technology",
)


@cache
def index(log_km_only=False):
    """Return hanse's own index of distance, which this case did not shape."""
    weights = {"log_distance": 1.0} if log_km_only else None
    return distance_index(default_parts(), weights)


@cache
def distances(log_km_only=False):
    return index(log_km_only).to_long()


def own_markets(*, with_ties=True, up_to=3, without=()):
    """Return the entries; markets of later waves only with their ties."""
    made = []
    for wave, codes in WAVES.items():
        for code in codes:
            texts = [LINK] if wave == 3 and with_ties else []
            texts += CHINA if code == "CHN" and with_ties else ()
            when = wave if wave <= up_to else 0
            if code not in without:
                made.append(OwnMarket(code, wave=when, tie="; ".join(texts)))
    return made


def case(*, home=HOME, with_ties=True, up_to=3, log_km_only=False, **more):
    """Return the table of the case, seen from home or from another country."""
    own = own_markets(with_ties=with_ties, up_to=up_to, without=(home,))
    return market_table(distances(log_km_only), home=home, own=own, **more)
