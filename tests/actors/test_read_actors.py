"""Actors are read from files and frames; what is wrong with them is told together."""

import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pytest

from hanse.actors import read_actors
from hanse.actors.checks_names import check_names
from hanse.actors.read_actors import actors_of
from hanse.actors.read_cells import open_cells
from hanse.actors.read_schemas import ACTORS
from hanse.errors import InputError

ROLES = (
    "There are: firm, research, education, capital, public body, civil society, other cluster, "
    "global partner, cluster organisation, owner, funder."
)


def frame(**columns):
    n = max(len(values) for values in columns.values())
    given = {"actor": [f"a{i}" for i in range(n)], "roles": ["firm"] * n}
    return pd.DataFrame(given | columns)


def refusal(**columns):
    with pytest.raises(InputError) as error:
        read_actors(frame(**columns))
    return str(error.value)


def notes(**columns):
    cells = open_cells(frame(**columns), ACTORS, None)
    actors_of(cells)
    cells.tell()
    return cells.notes


def test_all_columns_of_a_file_are_read(tmp_path):
    path = tmp_path / "actors.csv"
    header = (
        "actor;name;roles;cluster;place;country;technology;latitude;longitude;employees;"
        "experience;inward;outward;since;until;contact;email"
    )
    first = (
        "k;Kista Steel;Firms;Fiber;Kista;SE;laser;59,4;17,9;120;12,5;no;yes;2001-02-03;;Ann A;a@b.c"
    )
    other = 'u;;"Research; EDUCATION";;Lund;Germany;"laser; glass";;;;;;;;2020-01-01;;'
    path.write_text("\n".join([header, first, other]), encoding="utf-8")
    actors = read_actors(path)
    assert actors.ids == ("k", "u")
    assert actors.names == ("Kista Steel", "u")
    assert actors.roles == (("firm",), ("research", "education"))
    assert actors.clusters == ("Fiber", "")
    assert actors.countries == ("SWE", "DEU")
    assert actors.technologies == (("laser",), ("laser", "glass"))
    assert actors.latitude[0] == 59.4
    assert np.isnan(actors.latitude[1])
    assert actors.experience[0] == 12.5
    assert (actors.inward[0], actors.outward[0]) == (0, 1)
    assert actors.since.tolist() == [730519, 0]
    assert actors.until.tolist() == [0, 737425]
    assert actors.contacts == ("Ann A", "")
    assert actors.emails == ("a@b.c", "")


def test_two_columns_are_enough():
    actors = read_actors(frame(actor=["x", "y"]))
    assert actors.names == ("x", "y")
    assert actors.countries == ("", "")
    assert np.isnan(actors.employees).all()


def test_own_headers_and_codes_come_by_the_mapping(tmp_path):
    path = tmp_path / "akteure.csv"
    path.write_text("Kürzel;Rolle;Land\nA;Firma;D\nB;Uni;S\n", encoding="utf-8")
    codes = {"Firma": "firm", "Uni": "research; education"}
    mapping = {
        "columns": {
            "actor": "Kürzel",
            "roles": {"column": "Rolle", "codes": codes},
            "country": {"column": "Land", "codes": {"D": "DEU", "S": "SWE"}},
        }
    }
    actors = read_actors(path, mapping=mapping)
    assert actors.roles == (("firm",), ("research", "education"))
    assert actors.countries == ("DEU", "SWE")


def test_files_and_frames_of_both_libraries_give_the_same(tmp_path):
    data = frame(name=["Ask", "Elm"], country=["SE", "DEU"], employees=[5.0, np.nan])
    data.to_csv(tmp_path / "a.csv", index=False)
    read = [
        read_actors(one).to_dict()
        for one in (data, pl.from_pandas(data), data.convert_dtypes(), tmp_path / "a.csv")
    ]
    assert all(one == read[0] for one in read)


def test_the_sheet_that_is_called_actors_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["read me"])
    book.active.append(["first"])
    sheet = book.create_sheet("Actors")
    for row in (["actor", "roles"], ["x", "firm"]):
        sheet.append(row)
    book.save(tmp_path / "log.xlsx")
    assert read_actors(tmp_path / "log.xlsx").ids == ("x",)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            {"roles": ["firm", "firm; reserch"]},
            "frame actors, row 2, column roles: there is no role 'reserch'. Did you mean "
            f"'research'? {ROLES}",
        ),
        (
            {"roles": ["University"]},
            "frame actors, row 1, column roles: there is no role 'University'. A university that "
            f"teaches is 'research; education'. {ROLES}",
        ),
        (
            {"roles": [";"]},
            f"frame actors, row 1, column roles: ';' names no role. {ROLES}",
        ),
        (
            {"country": ["Swden"]},
            "frame actors, row 1, column country: there is no country 'Swden'. Did you mean Sweden "
            "(SWE)? Give an English name or a code of ISO 3166-1, such as SWE, SE or 752.",
        ),
        (
            {"actor": ["x", "y", "x", "x"]},
            "frame actors, row 4, column actor: 'x' stands already in row 1 and 3. Keep one of the "
            "rows.",
        ),
        (
            {"since": ["2024-01-02"], "until": ["2024-01-01"]},
            "frame actors, row 1, column since, until: until 2024-01-01 is before since 2024-01-02."
            " Correct one of the days.",
        ),
        (
            {"latitude": [5.0]},
            "frame actors, row 1, column latitude, longitude: only one of latitude and longitude "
            "is given. Give both or neither.",
        ),
        (
            {"latitude": [95.0], "longitude": [1.0]},
            "frame actors, row 1, column latitude: 95 is above 90. Correct the cells, or leave "
            "them empty if the value is not known.",
        ),
        (
            {"name": ["Ask AB", "ASK Aktiebolag"], "country": ["SE", "Sweden"]},
            "frame actors, rows 1 and 2, column name: 'a0' (Ask AB) and 'a1' (ASK Aktiebolag) look "
            "the same. Keep one row and use its id in the other tables; if they are two "
            'organisations, list the pair as distinct (Python: distinct=[("a0", "a1")]; a study: '
            "[actors.distinct] with a file of the columns actor_a and actor_b).",
        ),
    ],
)
def test_what_is_wrong_is_told_with_row_and_column(columns, said):
    assert refusal(**columns) == said


def test_problems_of_a_file_are_told_together():
    said = refusal(roles=["bank", "firm"], country=["SE", "Swden"], since=["2024", "2024-01-01"])
    assert said.startswith("frame actors: 3 problems:\n  - ")
    assert said.count("\n  - ") == 3


def test_of_many_problems_ten_are_told():
    said = refusal(actor=["x"] * 2 + [f"y{i}" for i in range(40)], roles=["firm"] * 42)
    assert "'x' stands already in row 1" in said
    said = refusal(since=["2024-01-02"] * 30, until=["2024-01-01"] * 30)
    assert said.count("row 1") >= 1
    assert "and 1 more" in said


def test_listed_pairs_are_distinct():
    data = frame(name=["Ask AB", "Ask Ltd", "Elm"], country=["SE"] * 3)
    assert len(read_actors(data, distinct=[("a1", "a0")])) == 3


def test_names_of_two_countries_may_be_equal():
    assert len(read_actors(frame(name=["Ask", "Ask"], country=["SE", "DE"]))) == 2


def test_near_names_are_a_note_for_review():
    (said,) = notes(name=["Very Big Machinery", "Very Big Machinry"], country=["SE", "SE"])
    assert said == (
        "Actors whose names are near, to be looked at: a0 (Very Big Machinery) and a1 (Very Big "
        "Machinry)."
    )
    assert "Ask" in notes(name=["Ask", "Ask"], country=["SE", ""])[0]
    assert notes(name=["Ask", "Elm"]) == []


def test_distinct_pairs_that_name_nobody_are_a_note():
    cells = open_cells(frame(actor=["x"]), ACTORS, None)
    check_names(cells, actors_of(cells), (("x", "gone"),))
    assert cells.notes == ["Listed as distinct but no actor: gone."]


def test_lists_and_dates_of_frames_are_read():
    data = pl.DataFrame({"actor": ["x"], "roles": [["research", "education"]]})
    assert read_actors(data).roles == (("research", "education"),)


def test_a_frame_without_rows_or_needed_columns_is_refused():
    with pytest.raises(InputError, match="frame actors: there are columns but no row"):
        read_actors(pd.DataFrame({"actor": [], "roles": []}))
    with pytest.raises(InputError, match="no column for roles, which is needed"):
        read_actors(pd.DataFrame({"actor": ["x"]}))
