"""Which numbers of clusters are shown: the rule once more, with plain loops over small clusters."""

from dataclasses import replace

import numpy as np
import pytest
from tests.observatory.internationalisation.made_panels import LANDS, panel
from tests.observatory.internationalisation.slow_degree import firm_indicators

from hanse.observatory.internationalisation import cluster_degree, firm_degree
from hanse.observatory.suppression import SuppressionRule
from hanse.tables.countries import country

FIRMS, MARKETS, _ = panel(9, clusters=20, firms=4)
REGIONS = {code: country(code).subregion for code in MARKETS.keys["country"].labels}
SLOW = firm_indicators(FIRMS, MARKETS, REGIONS, dict.fromkeys(LANDS, 1.0))
SUMMED = {
    "foreign_sales": ("foreign_sales",),
    "foreign_investors": ("foreign_investors",),
    "export_share_weighted": ("foreign_sales", "sales"),
    "import_share_weighted": ("imports", "purchases"),
    "foreign_supplier_share": ("foreign_suppliers", "suppliers"),
}


def groups():
    made = {}
    for (_, year), one in SLOW.items():
        made.setdefault((one["row"]["cluster"], year), []).append(one)
    return made


def is_shown(columns, least, most):
    """Return whether enough firms gave all columns and have some of each, and none too much."""
    both = [row for row in zip(*columns, strict=True) if None not in row]
    if not both or len(both) < least:
        return False
    for numbers in zip(*both, strict=True):
        some = [n for n in numbers if n]
        if some and (len(some) < least or max(some) / sum(some) > most):
            return False
    return True


@pytest.mark.parametrize(("least", "most"), [(3, 0.85), (2, 0.6), (4, 1.0)])
def test_sums_and_quotients_are_shown_only_where_no_firm_can_be_read(least, most):
    rule = SuppressionRule(minimum_firms=least, largest_share=most)
    made = cluster_degree(FIRMS, MARKETS, home="SWE", rule=rule)
    found = {(made.units[u], made.years[y]): i for i, (u, y) in enumerate(zip(
        made.unit.tolist(), made.year.tolist(), strict=True))}  # fmt: skip
    by_rule = {rule.reason(1), rule.reason(2), "no firm answered"}
    shown = 0
    for key, own in groups().items():
        for indicator, names in SUMMED.items():
            one = made.measure(indicator)
            columns = [[firm["row"][name] for firm in own] for name in names]
            expected = is_shown(columns, least, most)
            assert (one.reason[found[key]] not in by_rule) == expected, (key, indicator)
            shown += expected
        amounts = [None if o["amounts"] is None else sum(o["amounts"].values()) for o in own]
        entropy = made.measure("cluster_market_entropy").reason[found[key]]
        assert (entropy not in by_rule) == is_shown([amounts], least, most)
    assert 0 < shown < len(found) * len(SUMMED)


def test_no_hidden_number_is_anywhere_in_the_answer():
    made = cluster_degree(FIRMS, MARKETS, home="SWE")
    free = cluster_degree(
        FIRMS, MARKETS, home="SWE", rule=SuppressionRule(minimum_firms=1, largest_share=1.0)
    )
    text = str(made.to_dict())
    hidden = np.isnan(made.measure("foreign_sales").value)
    secret = free.measure("foreign_sales").value[hidden]
    assert secret.size > 10
    assert not any(repr(float(number)) in text for number in secret if number > 1)


def test_an_answer_that_was_changed_does_not_verify():
    for made in (firm_degree(FIRMS, MARKETS), cluster_degree(FIRMS, MARKETS)):
        assert made.verify()
        measures = [
            replace(one, value=one.value + 0.1) if one.indicator.endswith("_related") else one
            for one in made.measures
        ]
        assert not replace(made, measures=tuple(measures)).verify()
        assert replace(made, measures=()).verify()


def test_the_text_tells_how_many_numbers_are_empty_and_why():
    made = cluster_degree(FIRMS, MARKETS, home="SWE")
    line = next(line for line in str(made).splitlines() if line.startswith("Of all years"))
    empty = sum(int(np.isnan(one.value).sum()) for one in made.measures)
    assert line.startswith(f"Of all years {empty:,} of {20 * 5 * 21:,} numbers are empty: ")
    few = sum(one.reason.count("fewer than 3 firms") for one in made.measures)
    assert f"fewer than 3 firms ({few:,})" in line
