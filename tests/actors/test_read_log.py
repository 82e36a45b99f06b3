"""A log is read from the files of a folder; what is wrong with any of them is told at once."""

import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pytest
from tests.actors.made_log import AS_OF, CLUSTER, small_log

from hanse.actors import ActorLog, log_from_frames, read_log
from hanse.actors.tables import ATMOSPHERE
from hanse.actors.tables_frames import (
    activities_frame,
    actors_frame,
    answers_frame,
    atmosphere_frame,
    episodes_frame,
    relationships_frame,
)
from hanse.errors import InputError

LOG = small_log(with_all=True)
TOLD = {"cluster": CLUSTER, "home": "Sweden", "as_of": AS_OF}


def frames():
    ids = LOG.actors.ids
    return {
        "actors": actors_frame(LOG.actors),
        "episodes": episodes_frame(LOG.episodes, ids),
        "relationships": relationships_frame(LOG.relationships, ids),
        "atmosphere": atmosphere_frame(LOG.atmosphere, ATMOSPHERE, ids),
        "activities": activities_frame(LOG.activities, ids),
        "answers": answers_frame(LOG.answers),
    }


def files(folder, tables=None):
    tables = tables or frames()
    for name, frame in tables.items():
        frame.to_csv(folder / f"{name}.csv", index=False)
    return {name: f"{name}.csv" for name in tables}


def plain(log):
    told = log.to_dict()
    told.pop("notes")
    told["answers"] = None
    for name in ("contacts", "emails"):
        told["actors"].pop(name)
    told["episodes"].pop("notes")
    return told


def refusal(frames, **told):
    with pytest.raises(InputError) as error:
        log_from_frames(frames, **(TOLD | told))
    return str(error.value)


def test_files_and_frames_give_the_log_that_they_were_written_from(tmp_path):
    read = read_log(tmp_path, files(tmp_path), **TOLD)
    assert isinstance(read, ActorLog)
    assert plain(read) == plain(LOG)
    assert plain(log_from_frames(frames(), **TOLD)) == plain(LOG)
    polars = {name: pl.from_pandas(frame) for name, frame in frames().items()}
    assert plain(log_from_frames(polars, **TOLD)) == plain(LOG)
    assert "episodes.csv: Encoding is utf-8." in read.notes


def test_sheets_of_one_workbook_are_tables_and_empty_ones_are_none(tmp_path):
    with pd.ExcelWriter(tmp_path / "log.xlsx") as book:
        pd.DataFrame({"how": ["Fill in the sheets"]}).to_excel(book, sheet_name="read me")
        for name, frame in frames().items():
            kept = frame.head(0) if name in ("relationships", "answers") else frame
            kept.to_excel(book, sheet_name=name.capitalize(), index=False)
    read = read_log(tmp_path, dict.fromkeys(frames(), "log.xlsx"), **TOLD)
    assert read.relationships is None
    assert read.answers is None
    assert plain(read)["episodes"] == plain(LOG)["episodes"]
    assert "Sheet 'Answers' holds no rows." in read.notes


def test_actors_alone_are_a_log_without_episodes():
    read = log_from_frames({"actors": frames()["actors"]}, **TOLD)
    assert len(read.episodes) == 0
    assert read.relationships is None
    assert read.as_of == LOG.as_of


def test_frames_without_rows_are_tables_that_are_not_there():
    tables = frames() | {"episodes": frames()["episodes"].head(0)}
    assert len(log_from_frames(tables, **TOLD).episodes) == 0


def test_the_day_may_be_an_ordinal_and_the_cluster_in_any_case():
    told = {"cluster": "fiber valley", "as_of": LOG.as_of, "home": "se"}
    read = log_from_frames({"actors": frames()["actors"]}, **told)
    assert (read.cluster, read.home) == (CLUSTER, "SWE")
    told["cluster"] = ""
    assert log_from_frames({"actors": frames()["actors"]}, **told).cluster == ""


def test_distinct_actors_are_listed_in_a_table():
    actors = pd.DataFrame({"actor": ["a", "b"], "name": ["Ask", "Ask AB"], "roles": ["firm"] * 2})
    pairs = pd.DataFrame({"actor_a": ["b"], "actor_b": ["a"]})
    with pytest.raises(InputError, match="look the same"):
        log_from_frames({"actors": actors}, **TOLD | {"cluster": ""})
    read = log_from_frames({"actors": actors, "distinct": pairs}, **TOLD | {"cluster": ""})
    assert len(read.actors) == 2


def test_mappings_are_found_in_the_folder(tmp_path):
    (tmp_path / "a.csv").write_text("Name,Rolle\nx,Firma\n")
    (tmp_path / "a.toml").write_text(
        '[columns]\nactor = "Name"\n'
        '[columns.roles]\ncolumn = "Rolle"\ncodes = { "Firma" = "firm" }\n'
    )
    told = TOLD | {"cluster": ""}
    read = read_log(tmp_path, {"actors": "a.csv"}, mappings={"actors": "a.toml"}, **told)
    assert read.actors.roles == (("firm",),)


def test_what_is_wrong_with_all_files_is_told_at_once(tmp_path):
    tables = frames()
    tables["episodes"].loc[0, "parties"] = "granite; berch"
    tables["answers"].loc[1, "importance"] = 8
    tables["activities"].loc[0, "gaps"] = "gobal"
    named = files(tmp_path, tables) | {"relationships": "gone.csv"}
    with pytest.raises(InputError) as error:
        read_log(tmp_path, named, cluster="Fibre Valley", home="Swedn", as_of=AS_OF)
    said = str(error.value)
    assert said.startswith("6 problems of the log:\n  - there is no country 'Swedn'.")
    assert "gone.csv" in said
    assert (
        "  - actors.csv: there is no cluster 'Fibre Valley'. Did you mean 'Fiber Valley'?" in said
    )
    assert (
        "  - episodes.csv, row 2, column parties: there is no actor 'berch'. Did you mean 'birch' "
        "(Birch Optics AB)?" in said
    )
    assert "  - activities.csv, row 2, column gaps: there is no gap 'gobal'." in said
    assert "  - answers.csv, row 3, column importance: 8 is above 7." in said


def test_problems_of_several_tables_are_told_each_with_its_list():
    tables = frames()
    tables["episodes"].loc[0, "parties"] = "granite"
    tables["episodes"].loc[1, "kind"] = "gold"
    tables["actors"].loc[0, "roles"] = "bank"
    assert refusal(tables) == (
        "2 problems of the log:\n"
        "  - frame actors, row 1, column roles: there is no role 'bank'. There are: firm, "
        "research, education, capital, public body, civil society, other cluster, global "
        "partner, cluster organisation, owner, funder.\n"
        "  - frame episodes: 2 problems:\n"
        "    - frame episodes, row 1, column parties: 'granite' is the only party. An episode has "
        "two parties or more: add the other side, or take the row out.\n"
        "    - frame episodes, row 2, column kind: there is no kind 'gold'. There are: product, "
        "information, financial, social."
    )


def test_tables_that_do_not_exist_and_a_lack_of_actors_are_told():
    assert "there is no table 'episode'. Did you mean 'episodes'?" in refusal(
        {"actors": frames()["actors"], "episode": frames()["episodes"]}
    )
    assert refusal({}) == "there is no table of actors. Name its file: actors."
    assert "as_of is 'today'" in refusal({"actors": frames()["actors"]}, as_of="today")


def test_without_actors_that_can_be_read_only_files_are_told(tmp_path):
    with pytest.raises(InputError, match=r"gone\.csv"):
        read_log(tmp_path, {"actors": "gone.csv"}, **TOLD)


def test_a_large_log_is_read_from_frames_in_seconds():
    import time

    rng = np.random.default_rng(0)
    n, m = 2_000, 10_000
    actors = pd.DataFrame({"actor": [f"a{i}" for i in range(n)], "roles": ["firm"] * n})
    a = rng.integers(0, n, m)
    b = (a + rng.integers(1, n, m)) % n
    episodes = pd.DataFrame(
        {
            "date": ["2024-03-01"] * m,
            "party_a": actors["actor"].to_numpy()[a],
            "party_b": actors["actor"].to_numpy()[b],
            "kind": ["social"] * m,
        }
    )
    start = time.process_time()
    read = log_from_frames(
        {"actors": actors, "episodes": episodes}, cluster="", home="SWE", as_of=AS_OF
    )
    assert time.process_time() - start < 2
    np.testing.assert_array_equal(read.episodes.party, np.column_stack([a, b]).ravel())


def test_a_sheet_without_rows_of_actors_is_an_error(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "actors"
    book.active.append(["actor", "roles"])
    book.save(tmp_path / "log.xlsx")
    with pytest.raises(InputError, match="no row below it"):
        read_log(tmp_path, {"actors": "log.xlsx"}, **TOLD)
