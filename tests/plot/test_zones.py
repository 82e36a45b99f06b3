import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hanse.plot.zones import KINDS, kinds_of, naming_order

memberships = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=30)


def test_necessity_swaps_the_deviant_corner():
    x, y = np.array([0.9, 0.1]), np.array([0.1, 0.9])
    assert kinds_of(x, y, relation="sufficient") == ("deviant", "not covered")
    assert kinds_of(x, y, relation="necessary") == ("not covered", "deviant")


@given(memberships)
def test_deviant_cases_are_named_before_typical_ones_and_those_before_the_rest(pairs):
    x, y = np.array([one for one, _ in pairs]), np.array([one for _, one in pairs])
    kinds = kinds_of(x, y, relation="sufficient")
    order = naming_order(x, y, kinds, relation="sufficient")
    ranks = [KINDS.index(kinds[at]) for at in order]
    assert sorted(order) == list(range(len(pairs)))
    assert ranks == sorted(ranks)


def test_the_most_deviant_case_is_named_first():
    x, y = np.array([0.6, 0.9]), np.array([0.4, 0.1])
    kinds = kinds_of(x, y, relation="sufficient")
    assert naming_order(x, y, kinds, relation="sufficient") == [1, 0]
