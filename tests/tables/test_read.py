"""What is written is read back equal, and the example data are read."""

import math
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.tables import CaseTable, read_cases, write_csv

NAMES = st.text("abcXYZ _-ü", min_size=1, max_size=8).map(str.strip).filter(bool)
WORDS = st.text("abcdefgh ,;\t\"'\n.%é|", min_size=1, max_size=12).map(lambda s: "q" + s.strip())
NUMBERS = st.floats(allow_infinity=False)


@st.composite
def tables(draw):
    n = draw(st.integers(1, 6))
    ids = draw(st.lists(WORDS, min_size=n, max_size=n, unique_by=lambda s: s.strip()))
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=lambda s: " ".join(s.split())))
    columns = []
    for _ in names:
        kind = draw(st.sampled_from([NUMBERS, WORDS]))
        columns.append(draw(st.lists(kind, min_size=n, max_size=n)))
    return ids, names, columns


@settings(max_examples=150, deadline=None)
@given(tables())
@example((["qa", "qb"], ["x"], [[1.234, 5e-324]]))
@example((["qa"], ["x"], [[1e22]]))
def test_what_is_written_is_read_back_equal(made):
    ids, names, columns = made
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        write_csv(path, ["case", *names], zip(ids, *columns, strict=True))
        table = read_cases(path, id="case")
    assert table.cases == tuple(ids)
    assert table.names == tuple(" ".join(name.split()) for name in names)
    for column, values in zip(table.columns, columns, strict=True):
        if isinstance(values[0], str):
            assert column.values.tolist() == values
        else:
            assert np.array_equal(column.values, values, equal_nan=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5))
def test_a_decimal_comma_gives_the_numbers_of_the_decimal_point(values):
    rows = "".join(f"case {i};{value!r}\n".replace(".", ",") for i, value in enumerate(values))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_text(f"case;x\n{rows}")
        assert read_cases(path).numeric("x").tolist() == values


def test_a_file_and_a_frame_hold_the_same_table(file):
    table = read_cases(file("town,CI,kind\nA,1.5,x\nB,,y\n"))
    made = CaseTable.from_frame(table.to_frame(), id="town")
    assert (made.cases, made.columns) == (table.cases, table.columns)
    assert made.missing == (("B", "CI", ""),)


def test_every_recognised_thing_is_in_the_notes(file):
    table = read_cases(file("town;CI;GDP\nA;12,5 %;1.204\nB;..;3\n"))
    assert table.notes == (
        "Encoding is utf-8.",
        "Columns are separated by semicolon.",
        "Ids are in column 'town'.",
        "Decimal sign is ','.",
        "Column 'CI': the unit is %.",
        "Column 'GDP': thousands are separated by '.'.",
        "Read as missing: '..' in 1 cell.",
    )
    assert math.isnan(table.numeric("CI")[1])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text("ab12;,.\t |\"'\n\r%-€ é", max_size=60)))
def test_whatever_a_file_holds_it_is_read_or_refused_with_its_name(content):
    data = content.encode() if isinstance(content, str) else content
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(data)
        try:
            said = str(read_cases(path))
        except InputError as error:
            said = str(error)
    assert "a.csv" in said
