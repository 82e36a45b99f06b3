"""What became of each option by itself, in a sentence that a director can check."""

import pytest
from tests.strategy.rated_options import rated

from hanse.errors import InputError
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.context import in_context
from hanse.strategy.evaluate import STATUSES, evaluate
from hanse.strategy.fates import Fate, fate, fates

PAPER = read_catalogue()


def found_in(strategy, **answers):
    return evaluate(in_context(PAPER, answers)[0], strategy)


def test_each_option_of_the_cost_strategy_has_its_fate():
    found = {one.option: (one.status, one.within, one.why) for one in fates(found_in("cost"))}
    nothing_better = "it fails no criterion and nothing else is better"
    assert found == {
        "cost-exporting": ("fails", (), "lock-in is not avoided"),
        "outsourcing-materials": ("advised", ("outsourcing-materials",), nothing_better),
        "outsourcing-processing": ("advised", ("outsourcing-processing",), nothing_better),
        "captive-lower": ("fails", (), "it is less feasible for SMEs"),
        "replicative-outsourcing": ("fails", (), "core competencies are not protected"),
        "replicative-captive": (
            "fails",
            (),
            "it is less feasible for SMEs and core competencies are not protected",
        ),
        "reshoring": (
            "unrated",
            (),
            "it is rated on no criterion, so it is neither advised nor refused",
        ),
    }


def test_each_option_of_differentiation_has_its_fate():
    found = {one.option: one for one in fates(found_in("differentiation"))}
    package = ("niche-exporting", "outsourcing-higher")
    assert found["niche-exporting"] == Fate(
        "niche-exporting", "advised", package, "lock-in is not avoided"
    )
    assert found["upgrading-exporting"].within == ("upgrading-exporting", "outsourcing-higher")
    assert (found["outsourcing-higher"].status, found["outsourcing-higher"].within) == (
        "advised",
        package,
    )
    assert found["captive-higher"] == Fate(
        "captive-higher",
        "fails",
        ("niche-exporting", "captive-higher"),
        "even together with niche exporting, it is less feasible for SMEs",
    )


def test_the_best_that_is_feasible_is_told_as_such():
    found = fates(found_in("differentiation", technology="low"))
    assert [(one.option, one.status) for one in found] == [
        ("niche-exporting", "best feasible"),
        ("upgrading-exporting", "best feasible"),
        ("outsourcing-higher", "fails"),
        ("captive-higher", "fails"),
        ("reshoring", "unrated"),
    ]
    assert found[0].within == ("niche-exporting",)
    assert found[0].why == "it can be carried out, but lock-in is not avoided"


def test_an_option_that_another_beats_is_told_with_the_other():
    found = evaluate(rated({"a": (2, 2, 2), "b": (1, 1, 1)}), "go")
    assert fate(found, "b") == Fate(
        "b",
        "dominated",
        (),
        "A is as good on every criterion and better on 'ease', 'reach' and 'core'",
    )


def test_a_supplementary_option_that_adds_nothing_is_told_with_the_package_it_could_join():
    small = rated({"a": (2, 2, 2), "s": (2, 1, 1)}, supplementary=("s",))
    assert fate(evaluate(small, "go"), "s") == Fate(
        "s", "needless", ("a", "s"), "even together with A, A reaches the same with fewer parts"
    )


def test_a_supplementary_option_that_nothing_can_join_stays_refused():
    small = rated({"s": (2, 1, 1)}, supplementary=("s",))
    assert fate(evaluate(small, "go"), "s") == Fate(
        "s", "refused", (), "S is supplementary and must join a base option"
    )


def test_an_option_rated_in_part_says_on_what_it_is_not_rated():
    small = rated({"a": (2, 2, 2), "b": (2, None, 1)})
    assert fate(evaluate(small, "go"), "b").why == (
        "it is not rated on 'reach', so it is neither advised nor refused"
    )


def test_every_option_has_one_fate_in_the_order_of_the_catalogue():
    for strategy in PAPER.strategies:
        found = fates(found_in(strategy))
        assert [one.option for one in found] == [one.id for one in PAPER.serving(strategy)]
        assert {one.status for one in found} <= set(STATUSES)
        assert all(one.why for one in found)


def test_a_fate_comes_back_from_its_dictionary():
    for one in fates(found_in("differentiation")):
        assert Fate.from_dict(one.to_dict()) == one


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("niche-exporting", "'niche-exporting' is no mixture of rated cost options. "),
        ("niche", "there is no option 'niche'. "),
    ],
)
def test_an_option_of_another_strategy_or_none_is_told(option, said):
    with pytest.raises(InputError) as error:
        fate(found_in("cost"), option)
    assert str(error.value).startswith(said)


def test_a_supplementary_option_that_fails_everywhere_is_told_with_the_package_that_misses_least():
    levels = {"s": (0, 0, 0), "a": (2, 0, 0), "b": (2, 2, 0), "c": (2, 2, 2), "d": (2, 0, 2)}
    found = fate(evaluate(rated(levels, supplementary=("s",)), "go"), "s")
    assert (found.status, found.within) == ("fails", ("s", "c"))
    assert found.why == "even together with C, ease is missed"
