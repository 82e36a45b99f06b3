"""``hanse new``: what it says, and the names it takes."""

from __future__ import annotations

import tomllib

import pytest

TABLE = 'town,code,"GDP, total",firms,exports\nA,K,7,12,5\nB,L,3,80,30\nC,M,9,20,9\n'


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "towns.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_it_says_what_it_wrote_and_what_to_do_next(hanse, table, tmp_path):
    shown = hanse("new", tmp_path / "my study", "--from", table)
    assert shown.exit_code == 0
    assert shown.stdout == (
        f"Wrote {tmp_path / 'my study' / 'hanse.toml'}\n"
        "Outcome: exports\n"
        "Conditions: GDP, total, firms\n"
        "Left out: code (text, such as 'K'; to use it, write numbers, 1 and 0 for yes and no)\n"
        "Each guess has a comment: change what you know better, then\n"
        f'  hanse run "{tmp_path / "my study"}"\n'
    )


def test_columns_can_be_named(hanse, table, tmp_path):
    choices = ("--id", "code", "--outcome", "firms", "--conditions", '"GDP, total", exports')
    shown = hanse("new", tmp_path / "study", "--from", table, *choices)
    assert shown.exit_code == 0, shown.output
    made = tomllib.loads((tmp_path / "study" / "hanse.toml").read_text(encoding="utf-8"))
    assert made["cases"]["id"] == "code"
    assert made["qca"]["outcome"] == "firms"
    assert made["qca"]["conditions"] == ["GDP_total", "exports"]


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (("--conditions", "firms,,x"), "hanse: --conditions: 'firms,,x' has an empty name. "),
        (("--outcome", "export"), "hanse: towns.csv: there is no column 'export'. Did you mean "),
        (("--sheet", "one"), "hanse: towns.csv: a text file has no sheet 'one'. "),
        (("--id", "cod"), "hanse: towns.csv: there is no column 'cod'. Did you mean 'code'? "),
    ],
    ids=["empty name", "outcome", "sheet", "id"],
)
def test_wrong_names_are_answered_and_nothing_is_made(hanse, table, tmp_path, choices, said):
    shown = hanse("new", tmp_path / "study", "--from", table, *choices)
    assert shown.exit_code == 2
    assert shown.stderr.startswith(said)
    assert not (tmp_path / "study").exists()


def test_a_study_is_never_overwritten(hanse, table, small):
    before = (small / "hanse.toml").read_bytes()
    shown = hanse("new", small, "--from", table)
    assert shown.exit_code == 2
    assert shown.stderr == (
        f"hanse: {small}: there is a hanse.toml already. "
        f"Name a new folder, or run this one: hanse run {small}\n"
    )
    assert (small / "hanse.toml").read_bytes() == before


def test_the_table_has_to_be_named(hanse, tmp_path):
    shown = hanse("new", tmp_path / "study")
    assert shown.exit_code == 2
    assert "Missing option '--from'" in shown.stderr


def made_from(hanse, tmp_path, data: bytes, *choices):
    path = tmp_path / "towns.csv"
    path.write_bytes(data)
    return hanse("new", tmp_path / "study", "--from", path, *choices)


def cases_of(tmp_path):
    return tomllib.loads((tmp_path / "study" / "hanse.toml").read_text(encoding="utf-8"))["cases"]


def test_a_decimal_sign_that_nothing_decides_can_be_told_and_is_written_down(hanse, tmp_path):
    data = b'town,firms,exports\nA,"1,200",5\nB,"2,450",30\nC,"1,100",9\n'
    shown = made_from(hanse, tmp_path, data)
    assert shown.exit_code == 2
    assert '"." or "," (hanse.toml, Python), --decimal (hanse new).' in shown.stderr
    shown = made_from(hanse, tmp_path, data, "--decimal", ".")
    assert shown.exit_code == 0, shown.output
    assert cases_of(tmp_path)["decimal"] == "."
    assert hanse("calibrate", tmp_path / "study").exit_code == 0


def test_another_decimal_sign_is_refused(hanse, tmp_path):
    assert made_from(hanse, tmp_path, b"town,a,y\nA,1,2\n", "--decimal", ";").exit_code == 2


def test_delimiter_and_encoding_can_be_told_and_are_written_down(hanse, tmp_path):
    data = "town|firms|exports\nKöln|12|5\nB|80|30\nC|20|9\n".encode("cp850")
    shown = made_from(hanse, tmp_path, data, "--delimiter", "|", "--encoding", "cp850")
    assert shown.exit_code == 0, shown.output
    assert (cases_of(tmp_path)["delimiter"], cases_of(tmp_path)["encoding"]) == ("|", "cp850")
    assert hanse("calibrate", tmp_path / "study").exit_code == 0


def test_a_duplicate_id_is_answered_with_the_option(hanse, tmp_path):
    shown = made_from(hanse, tmp_path, b"a,b\n1,2\n1,3\n")
    assert 'id = "..." (hanse.toml, Python), --id (hanse new)' in shown.stderr


def test_a_column_lost_to_one_cell_is_named_with_the_cell(hanse, tmp_path):
    data = b"town,patents,firms,exports\nA,3,4,5\nB,four,80,30\nC,7,20,9\n"
    shown = made_from(hanse, tmp_path, data)
    assert "Left out: patents ('four' in row 3 is no number)\n" in shown.stdout
    assert "missing_markers" not in shown.stdout


def test_texts_that_may_stand_for_missing_cells_are_said(hanse, tmp_path):
    rows = [f"t{i}x,{'unsaid' if i < 2 else i * i},{i * 3 % 7},{i}" for i in range(9)]
    data = "\n".join(["town,patents,firms,exports", *rows, ""]).encode()
    shown = made_from(hanse, tmp_path, data)
    assert "If 'unsaid' stands for missing cells, take the # from missing_markers" in shown.stdout


def test_a_row_of_a_total_is_warned_of(hanse, tmp_path):
    data = b"town,firms,exports\nA,12,5\nB,80,30\nTotal,92,35\n"
    shown = made_from(hanse, tmp_path, data)
    assert "Warning: 'Total' in row 4 looks like a total, not a case." in shown.stdout
