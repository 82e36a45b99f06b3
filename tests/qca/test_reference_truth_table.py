"""Every truth table of the reference implementation with one consistency cut-off, row by row."""

import pytest
from tests.qca.reference import (
    FOUND,
    OPEN,
    agrees,
    described,
    has_one_cut,
    named,
    records,
    table_behind,
)

from hanse.errors import InputError
from hanse.qca import AsIs, calibrate
from hanse.tables.read import read_cases

TABLES = [r for r in records("truthtable") if has_one_cut(r["args"])]
SORTED = [r for r in TABLES if "sort.by" in r["args"]]
REFUSED = [r for r in TABLES if "error" in r]
COMPARED = [r for r in TABLES if r not in SORTED and r not in REFUSED]


def names(cell):
    return set(cell.split(",")) - {""}


def test_no_record_is_left_out_in_silence():
    counts = tuple(map(len, (COMPARED, SORTED, REFUSED)))
    assert counts == ((164, 66, 2) if FOUND else (30, 12, 0))


@pytest.mark.parametrize("record", named(COMPARED))
def test_rows_equal_those_of_the_reference(record):
    table, listed = table_behind(record), record["output"]["table"]
    by_number = {row.row: row for row in table.rows}
    for place, number in enumerate(listed["row"]):
        row = by_number.pop(int(number))
        values = tuple(listed[name][place] for name in table.conditions)
        assert (row.values, row.n, row.out) == (
            values,
            listed["n"][place],
            str(listed["OUT"][place]),
        )
        assert agrees(row.consistency, listed["incl"][place], snap=0)
        assert agrees(row.pri, listed["PRI"][place], snap=0)
        assert set(row.cases) == names(listed["cases"][place])
        assert set(row.deviant) == names(record["output"]["DCC"][number])
    assert all(row.out == "?" for row in by_number.values())


@pytest.mark.parametrize("record", named(COMPARED))
def test_rows_removed_by_the_frequency_cut_off_keep_their_numbers(record):
    removed = record["output"].get("removed_by_n_cut", {"row": []})
    by_number = {row.row: row for row in table_behind(record).rows}
    for place, number in enumerate(removed["row"]):
        if removed["n"][place] == 0:
            assert int(number) not in by_number, "a case at 0.5 makes no row"
            continue
        row = by_number[int(number)]
        assert (row.out, row.n) == ("?", removed["n"][place])
        assert agrees(row.consistency, removed["incl"][place], snap=0)
        assert agrees(row.pri, removed["PRI"][place], snap=0)


@pytest.mark.parametrize("record", named(SORTED))
def test_sorting_shows_the_same_rows(record):
    table = table_behind(record)
    assert sorted(map(int, record["output"]["row_order"])) == [row.row for row in table.rows]


@pytest.mark.parametrize("record", named(SORTED))
def test_rows_sorted_by_the_reference_fall_by_our_numbers_too(record):
    by_number = {row.row: row for row in table_behind(record).rows}
    keys = record["args"]["sort.by"].split(",")
    fields = {"out": lambda r: r.out, "incl": lambda r: round(r.consistency, 9), "n": lambda r: r.n}
    ordered = [
        tuple(fields[key](by_number[int(number)]) for key in keys)
        for number in record["output"]["row_order"]
    ]
    assert ordered == sorted(ordered, reverse=True)


if FOUND:

    @pytest.mark.parametrize("record", named(REFUSED))
    def test_where_the_reference_finds_no_row_ours_is_a_dead_end(record):
        table = table_behind(record)
        assert {row.out for row in table.rows} == {"?"}
        assert table.dead_end().startswith(f"No row has {record['args']['n.cut']} cases")

    def test_a_dash_is_refused_as_a_missing_value():
        about = described(OPEN)["RS"]
        cases = read_cases(OPEN / "data" / "RS.csv", id="case")
        with pytest.raises(InputError, match=r"11 cells of 11 cases are missing: 6 \(EBA\)"):
            calibrate(cases, {name: AsIs() for name in [*about["conditions"], about["outcome"]]})
