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
