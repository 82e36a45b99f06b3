"""Combinations of concepts as trees, and their cuts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.evidence.protocol.expression import AllOf, AnyOf, But, read_combination
from hanse.evidence.protocol.splitting import simplified, split

IDS = ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", "a"),
        ("a AND b AND c", AllOf(("a", "b", "c"))),
        ("a and (b or c)", AllOf(("a", AnyOf(("b", "c"))))),
        ("a AND NOT b", But("a", "b")),
        ("a NOT b AND c NOT d", But(AllOf(("a", "c")), AnyOf(("b", "d")))),
        ("((a))", "a"),
        ("(a OR b) NOT (c AND d)", But(AnyOf(("a", "b")), AllOf(("c", "d")))),
        ("", AllOf(("a", "b", "c", "d"))),
    ],
)
def test_a_combination_becomes_a_tree(text, tree):
    assert read_combination(text, IDS) == tree


def test_a_mistake_has_its_place():
    with pytest.raises(InputError) as caught:
        read_combination("a AND (b OR x)", IDS, where="p")
    assert str(caught.value).startswith("p, sign 13 of 'a AND (b OR x)', at 'x)': there is no conc")
    with pytest.raises(InputError, match=r"sign 7 of 'a AND .b', at '.b': this parenthesis is not"):
        read_combination("a AND (b", IDS)
    with pytest.raises(InputError, match=r"AND and OR on one level. Put parentheses"):
        read_combination("a AND b OR c", IDS)
    with pytest.raises(InputError, match="AND and OR on one level"):
        read_combination("a OR b NOT c", IDS)


LEAVES = [f"x{i}" for i in range(8)]


def trees():
    """Return a strategy of trees."""
    leaf = st.sampled_from(LEAVES)
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=4).map(lambda parts: AllOf(tuple(parts))),
            st.lists(inner, min_size=1, max_size=4).map(lambda parts: AnyOf(tuple(parts))),
            st.tuples(inner, inner).map(lambda pair: But(*pair)),
        ),
        max_leaves=12,
    )


def true(node, facts):
    """Return whether a tree holds where some leaves do."""
    if isinstance(node, AllOf):
        return all(true(part, facts) for part in node.parts)
    if isinstance(node, AnyOf):
        return any(true(part, facts) for part in node.parts)
    if isinstance(node, But):
        return true(node.kept, facts) and not true(node.dropped, facts)
    return node in facts


def size(node):
    """Return how many leaves a tree has."""
    if isinstance(node, (AllOf, AnyOf)):
        return sum(size(part) for part in node.parts)
    return size(node.kept) + size(node.dropped) if isinstance(node, But) else 1


@given(trees(), st.sets(st.sampled_from(LEAVES)))
@settings(max_examples=300, deadline=None)
def test_a_simpler_tree_holds_where_the_tree_does(tree, facts):
    assert true(simplified(tree), facts) == true(tree, facts)


@given(trees(), st.sets(st.sampled_from(LEAVES)), st.integers(1, 9))
@settings(max_examples=300, deadline=None)
def test_the_pieces_hold_together_where_the_tree_does(tree, facts, most):
    pieces = split(tree, lambda node: size(node) <= most)
    assert any(true(piece, facts) for piece in pieces) == true(tree, facts)


def test_groups_are_cut_into_the_fewest_pieces():
    groups = AllOf(
        (AnyOf(tuple(f"a{i}" for i in range(12))), AnyOf(tuple(f"b{i}" for i in range(3))))
    )
    pieces = split(groups, lambda node: size(node) <= 9)
    assert len(pieces) == 2
    assert [size(piece) for piece in pieces] == [9, 9]


def test_a_query_that_fits_stays_whole():
    tree = AllOf((AnyOf(("a", "b")), "c"))
    assert split(tree, lambda node: True) == [tree]
