import pytest

from hanse.errors import InputError
from hanse.qca.calibration import (
    AsIs,
    Bell,
    Crisp,
    Direct,
    Indirect,
    MultiValue,
    Power,
    spec_from_table,
)

SIX = [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("table", "method"),
    [
        ({"anchors": ["min", "median", "max"]}, Direct("min", "median", "max")),
        (
            {"method": "direct", "anchors": [2, 4, 6], "nudge": 0.001, "idm": 0.9},
            Direct(2, 4, 6, nudge=0.001, idm=0.9),
        ),
        ({"anchors": SIX, "below": 2}, Bell(*SIX, below=2)),
        ({"method": "bell", "anchors": SIX, "nudge": 0.01}, Bell(*SIX, nudge=0.01)),
        ({"method": "power", "anchors": [1, 2, 3], "above": 2}, Power(1, 2, 3, above=2)),
        ({"method": "crisp", "threshold": 3}, Crisp(3)),
        ({"method": "multi-value", "thresholds": [1, "p75"]}, MultiValue(1, "p75")),
        ({"method": "indirect", "thresholds": [1, 2], "nudge": 0.01}, Indirect([1, 2], nudge=0.01)),
        ({"method": "as-is"}, AsIs()),
        ({"method": "as-is", "levels": 3}, AsIs(levels=3)),
    ],
)
def test_a_table_becomes_a_method(table, method):
    assert spec_from_table(table, where="[sets.X]") == method


def test_keys_of_others_are_ignored_where_they_are_named():
    table = {"anchors": [1, 2, 3], "label": "Patents"}
    assert spec_from_table(table, where="[sets.X]", ignore=("label",)) == Direct(1, 2, 3)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            {"method": "dirct", "anchors": [1, 2, 3]},
            "[sets.X] method: there is no method 'dirct'. Did you mean 'direct'? There are: direct,"
            " power, bell, indirect, crisp, multi-value, as-is.",
        ),
        (
            {"anchors": [1, 2, 3], "nugde": 0.001},
            "[sets.X] (method direct): there is no key 'nugde'. Did you mean 'nudge'? There are: "
            "method, anchors, nudge, idm.",
        ),
        (
            {"method": "crisp", "anchors": [1, 2, 3]},
            "[sets.X] (method crisp): there is no key 'anchors'. There are: method, threshold.",
        ),
        (
            {"anchors": [1, 2]},
            "[sets.X]: anchors is [1, 2]. Give three, [out, crossover, full], or six for a bell; "
            'numbers or "min", "median", "max", "p25".',
        ),
        (
            {},
            "[sets.X]: the set has neither a method nor anchors. Give anchors = [out, crossover, "
            "full], or a method: direct, power, bell, indirect, crisp, multi-value, as-is.",
        ),
        ({"method": "crisp"}, "[sets.X]: the method crisp needs threshold"),
        (
            {"method": "indirect", "thresholds": 3},
            "[sets.X]: thresholds is 3. Give a list in [ ].",
        ),
        (
            {"method": "bell", "anchors": [1, 2, 3]},
            "[sets.X]: the method bell needs 6 anchors, not 3: [1, 2, 3]",
        ),
        (
            {"anchors": [1, 2, 3], "nudge": 2},
            "[sets.X]: nudge is 2, which lies outside 0 to 0.1. The usual constant is 0.001.",
        ),
        (
            {"anchors": ["min", "mean", "max"]},
            '[sets.X]: the anchor crossover is \'mean\'. Give a number, "min", "median", '
            '"max", or a percentile such as "p25" (of 0 to 100, by linear interpolation).',
        ),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_place(table, text):
    with pytest.raises(InputError) as caught:
        spec_from_table(table, where="[sets.X]")
    assert str(caught.value) == text


def test_a_choice_of_the_wrong_type_is_an_error_of_the_user():
    with pytest.raises(InputError, match=r"\[sets.X\]: a value has the wrong type"):
        spec_from_table({"anchors": [1, 2, 3], "idm": "high"}, where="[sets.X]")
