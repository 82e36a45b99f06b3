"""Complementary suppression: no cell that is hidden alone is left to be found by difference."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.observatory.complementary import PROTECTED, with_second
from hanse.observatory.suppression import DOMINATED, FEW, FIRMS_UNKNOWN, SECOND, SHOWN

WITHHELD = 4


def framed(cells) -> np.ndarray:
    """Return cells with their sums in a last row and column."""
    cells = np.array(cells, dtype=float)
    below = np.append(cells.sum(axis=0), cells.sum())
    return np.vstack([np.column_stack([cells, cells.sum(axis=1)]), below])


def hidden_in(amounts: np.ndarray, codes: dict[tuple[int, int], int]) -> np.ndarray:
    made = np.zeros(amounts.shape, dtype=np.int8)
    for place, code in codes.items():
        made[place] = code
    return made


def second(amounts, codes, *, rows=False, columns=True) -> dict[tuple[int, int], int]:
    """Return the places that are hidden in the end."""
    r, c = amounts.shape
    made = with_second(
        hidden_in(amounts, codes),
        amounts,
        rows=np.full(r, rows),
        columns=np.full(c, columns),
    )
    return {(int(i), int(j)): int(made[i, j]) for i, j in zip(*np.nonzero(made), strict=True)}


def test_the_smallest_other_cell_of_the_column_is_hidden():
    # column 0 holds 2 (hidden), 9, 5, 0: of 9 and 5 the smaller; 0 would hide nothing
    amounts = framed([[2, 1], [9, 1], [5, 1], [0, 1]])
    assert second(amounts, {(0, 0): FEW}) == {(0, 0): FEW, (2, 0): SECOND}


def test_of_equal_cells_the_first_is_hidden():
    amounts = framed([[5], [2], [5]])
    assert second(amounts, {(1, 0): DOMINATED})[0, 0] == SECOND


@pytest.mark.parametrize("code", [FEW, DOMINATED, FIRMS_UNKNOWN])
def test_two_protected_cells_protect_one_another(code):
    amounts = framed([[2, 1], [9, 1], [5, 1]])
    given_codes = {(0, 0): code, (1, 0): FEW}
    assert second(amounts, given_codes) == given_codes


def test_what_the_publisher_withheld_adds_nothing_and_protects_nothing():
    amounts = framed([[2, 1], [0, 1], [5, 1]])
    assert second(amounts, {(1, 0): WITHHELD}) == {(1, 0): WITHHELD}
    found = second(amounts, {(0, 0): FEW, (1, 0): WITHHELD})
    assert found == {(0, 0): FEW, (1, 0): WITHHELD, (2, 0): SECOND}


def test_without_another_cell_the_total_is_hidden():
    amounts = framed([[2, 4], [0, 5]])
    made = with_second(
        hidden_in(amounts, {(0, 0): FEW}),
        amounts,
        rows=np.zeros(3, dtype=bool),
        columns=np.array([True, True, False]),
    )
    assert made.tolist() == [[FEW, 0, 0], [0, 0, 0], [SECOND, 0, 0]]


def test_rows_and_columns_are_gone_through_until_none_is_left_alone():
    # (0,0) alone in row 0: 3 of [., 3, 4] is hidden, at (0,1). Columns: (0,0) needs 6 at (1,0),
    # (0,1) needs 5 at (2,1). Rows again: (1,0) needs 7 at (1,1), (2,1) needs 8 at (2,0).
    amounts = framed([[2, 3, 4], [6, 7, 9], [8, 5, 9]])
    found = second(amounts, {(0, 0): FEW}, rows=True)
    assert set(found) == {(0, 0), (0, 1), (1, 0), (2, 1), (1, 1), (2, 0)}


def test_lines_that_do_not_sum_to_their_total_are_left_alone():
    amounts = framed([[2, 3], [6, 7]])
    assert second(amounts, {(0, 0): FEW}, columns=False) == {(0, 0): FEW}


def test_a_total_that_is_hidden_alone_needs_another_total_and_a_cell_behind_it():
    # total of column 0 is hidden and so are its cells; the grand total gives it unless the smaller
    # of the other totals, 7 and 30, is hidden as well, which its own cells would give: 3 of 3 and 4
    amounts = framed([[2, 3, 10], [1, 4, 20]])
    codes = {(0, 0): FEW, (1, 0): FEW, (2, 0): FEW}
    made = with_second(
        hidden_in(amounts, codes),
        amounts,
        rows=np.array([False, False, True]),
        columns=np.array([True, True, True, False]),
    )
    added = [tuple(int(n) for n in place) for place in np.argwhere(made == SECOND)]
    assert added == [(0, 1), (2, 1)]


def test_a_region_with_one_industry_hides_everything():
    amounts = framed([[2]])
    assert set(second(amounts, {(0, 0): FEW}, rows=True)) == {(0, 0), (0, 1), (1, 0), (1, 1)}


@st.composite
def tables(draw):
    r, c = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    cells = draw(st.lists(st.integers(0, 9), min_size=r * c, max_size=r * c))
    codes = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2, 3, 4]), min_size=r * c, max_size=r * c))
    amounts = framed(np.array(cells).reshape(r, c))
    hidden = np.zeros(amounts.shape, dtype=np.int8)
    hidden[:-1, :-1] = np.array(codes).reshape(r, c)
    lines = [draw(st.lists(st.booleans(), min_size=n + 1, max_size=n + 1)) for n in (r, c)]
    return hidden, amounts, np.array(lines[0]), np.array(lines[1])


def slowly(hidden, amounts, rows, columns) -> list[list[int]]:
    """Do the same in plain lists, line by line, as the words of the docstring say it."""
    codes = [list(map(int, line)) for line in hidden]
    r, c = len(codes), len(codes[0])
    lines = [[(i, j) for j in range(c)] for i in range(r) if rows[i]]
    lines += [[(i, j) for i in range(r)] for j in range(c) if columns[j]]
    changed = True
    while changed:
        changed = False
        for line in lines:
            if sum(codes[i][j] in PROTECTED for i, j in line) != 1:
                continue
            *cells, total = line
            able = sorted((amounts[i, j], i, j) for i, j in cells if not codes[i][j])
            able = [(i, j) for size, i, j in able if size > 0] or [total]
            i, j = able[0]
            if codes[i][j] == SHOWN:
                codes[i][j], changed = SECOND, True
    return codes


@settings(deadline=None, max_examples=300)
@given(tables())
def test_no_line_is_left_with_one_protected_cell_and_a_total_that_is_shown(given_table):
    hidden, amounts, rows, columns = given_table
    made = with_second(hidden, amounts, rows=rows, columns=columns)
    for codes, closed in ((made, rows), (made.T, columns)):
        for line in codes[closed]:
            assert np.isin(line[:-1], PROTECTED).sum() != 1 or line[-1] != SHOWN
    # never fewer hidden, what was hidden keeps its reason, what is new has the new one
    assert np.array_equal(made[hidden != SHOWN], hidden[hidden != SHOWN])
    assert set(made[hidden == SHOWN].tolist()) <= {SHOWN, SECOND}
    assert made.tolist() == slowly(hidden, amounts, rows, columns)
    again = with_second(made, amounts, rows=rows, columns=columns)
    assert np.array_equal(again, made)


@settings(deadline=None)
@given(tables())
def test_the_choice_does_not_depend_on_the_figures_that_are_hidden(given_table):
    hidden, amounts, rows, columns = given_table
    other = np.where(hidden == SHOWN, amounts, amounts * 7 + 1)
    first, second_ = (
        with_second(hidden, one, rows=rows, columns=columns) for one in (amounts, other)
    )
    assert np.array_equal(first, second_)
