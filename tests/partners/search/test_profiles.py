"""Profiles and tags from files and frames, and the text of each error."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from hanse.errors import InputError
from hanse.partners.search import Profiles, TagBook, read_profiles, read_tags
from hanse.partners.search.spoken import language_code
from hanse.result import answer_from_dict

TODAY = date(2025, 6, 1).toordinal()


def written(folder, text, name="profiles.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(call, *given, **choices):
    with pytest.raises(InputError) as caught:
        call(*given, **choices)
    return str(caught.value)


COLUMNS = (
    "profile,name,kind,cluster,country,place,offers,wants,technology,languages,markets,targets,"
    "excludes,competitors,readiness,employees,meetings,since,updated"
)
ALFA = (
    "A,Alfa,firm,North,Sweden,Lund,LiDAR-Mapping; Drônes,optics,radar,German; en,DE;CL,Chile,B,"
    "South,80%,12,3,2024-05-01,2025-01-31"
)
BETA = "B,,research,South,DE,Kiel,lidar  mapping,drones,Radar,,,,,,,,,,"
FULL = f"{COLUMNS}\n{ALFA}\n{BETA}\n"


def test_every_column_is_read(tmp_path):
    found = read_profiles(written(tmp_path, FULL), as_of=TODAY)
    assert found.ids == ("A", "B")
    assert found.names == ("Alfa", "B")
    assert found.kinds == ("firm", "research")
    assert found.clusters == ("North", "South")
    assert found.countries == ("SWE", "DEU")
    assert found.places == ("Lund", "Kiel")
    assert found.offers == (("drones", "lidar mapping"), ("lidar mapping",))
    assert found.wants == (("optics",), ("drones",))
    assert found.technologies == (("radar",), ("radar",))
    assert found.languages == (("de", "en"), ())
    assert found.markets == (("CHL", "DEU"), ())
    assert found.targets == (("CHL",), ())
    assert found.excludes == (("B",), ())
    assert found.competitors == (("South",), ())
    assert found.readiness[0] == 0.8
    assert (found.employees[0], found.meetings[0]) == (12, 3)
    assert np.isnan([found.readiness[1], found.employees[1], found.meetings[1]]).all()
    assert found.since.tolist() == [date(2024, 5, 1).toordinal(), 0]
    assert found.updated.tolist() == [date(2025, 1, 31).toordinal(), 0]


def test_tags_used_once_and_wants_that_nobody_offers_are_noted(tmp_path):
    rows = "profile,offers,wants\nA,LiDAR mapping,optics\nB,LiDAR maping,LiDAR mapping\n"
    notes = read_profiles(written(tmp_path, rows), as_of=TODAY).notes
    assert (
        "2 tags are used once only: 'LiDAR maping' (near 'LiDAR mapping') and 'optics'; look for "
        "other spellings." in notes
    )
    assert "Wanted, and nobody offers it: optics." in notes


def test_users_headers_come_in_by_a_mapping(tmp_path):
    path = written(tmp_path, "Firma,Bietet,Bereit\nA,Drohnen,70\n")
    mapping = {
        "columns": {
            "profile": "Firma",
            "offers": "Bietet",
            "readiness": {"column": "Bereit", "unit": "%"},
        }
    }
    found = read_profiles(path, mapping=mapping, as_of=TODAY)
    assert (found.offers, found.readiness.tolist()) == ((("drohnen",),), [0.7])


def test_synonyms_and_wider_tags_hold(tmp_path):
    tags = written(
        tmp_path,
        "tag,means,relation\nUAV,drones,same\nquadcopter,UAV,\nLiDAR,sensors,part of\n"
        "sensors,hardware,part of\n",
        "tags.csv",
    )
    book = read_tags(tags)
    assert book.one("Quadcopter") == "drones"
    assert book.with_wider(["lidar"]) == {"lidar", "sensors", "hardware"}
    path = written(tmp_path, "profile,offers,wants\nA,quadcopter,hardware\nB,LiDAR,uav\n")
    found = read_profiles(path, as_of=TODAY, tags=tags)
    assert found.offers == (("drones",), ("lidar",))
    assert found.spelt(found.wants[1]) == ["drones"]
    assert not any("nobody offers" in note for note in found.notes)
    assert answer_from_dict(json.loads(json.dumps(book.to_dict()))) == book


def test_errors_of_tags_are_told_together(tmp_path):
    rows = (
        "tag,means,relation\na,b,same\na,c,same\nx,y,prt of\np,q,\nq,p,\nm,n,part of\nn,m,part of\n"
    )
    text = refusal(read_tags, written(tmp_path, rows, "tags.csv"))
    assert "tags.csv: 4 problems:" in text
    assert "row 3, column means: 'a' is another word for 'b' and for 'c'." in text
    assert "row 4, column relation: there is no relation 'prt of'. Did you mean 'part of'?" in text
    assert "tags.csv: 'p' and 'q' mean each other in a circle. Take one of the rows out." in text
    assert "tags.csv: 'm' and 'n' mean each other in a circle. Take one of the rows out." in text


def test_wrong_cells_are_told_together_with_row_and_column(tmp_path):
    rows = (
        "profile,languages,targets,excludes,updated\n"
        "Alfa,Germn,Chile;Chilee,Beto,2026-01-01\nBeta,Germn,,,\n"
    )
    text = refusal(read_profiles, written(tmp_path, rows), as_of=TODAY)
    assert "profiles.csv: 4 problems:" in text
    assert "rows 2 and 3, column languages: there is no language 'Germn'. Did you mean" in text
    assert "row 2, column targets: there is no country 'Chilee'. Did you mean Chile (CHL)?" in text
    assert (
        "row 2, column excludes: there is no profile or cluster 'Beto'. Did you mean 'Beta'?"
        in (text)
    )
    assert "row 2, column updated: 2026-01-01 is after 2025-06-01." in text


def test_a_day_that_is_none_is_an_error(tmp_path):
    path = written(tmp_path, "profile,since\nA,2024-13-01\n")
    text = refusal(read_profiles, path, as_of=TODAY)
    assert "profiles.csv, row 2, column since: '2024-13-01' is no day" in text
    frame = pd.DataFrame({"profile": ["A"], "since": ["soon"]})
    text = refusal(Profiles.from_frame, frame, as_of=TODAY)
    assert text == "frame, row 1, column since: 'soon' is no day. Write it as 2024-05-01."


def test_two_profiles_of_one_name_are_an_error(tmp_path):
    path = written(tmp_path, "profile,offers\nA,x\nB,y\nA,z\n")
    assert "the same profile twice: rows 2 and 4 (A)" in refusal(read_profiles, path, as_of=TODAY)


def test_readiness_above_one_asks_for_the_unit(tmp_path):
    path = written(tmp_path, "profile,readiness\nA,80\n")
    text = refusal(read_profiles, path, as_of=TODAY)
    assert 'Write unit = "%"' in text


def test_a_frame_gives_the_same_profiles_as_its_file(tmp_path):
    path = written(tmp_path, FULL)
    from_file = read_profiles(path, as_of=TODAY)
    frame = pd.read_csv(path, keep_default_na=False)
    frame["readiness"] = [0.8, np.nan]
    frame["employees"] = [12, np.nan]
    frame["meetings"] = [3, np.nan]
    from_frame = Profiles.from_frame(frame, as_of=TODAY)
    pd.testing.assert_frame_equal(from_file.to_frame(), from_frame.to_frame())


def test_cells_of_a_frame_may_be_lists_dates_and_ordinals():
    frame = pd.DataFrame(
        {
            "profile": ["A"],
            "offers": [["b", "a"]],
            "since": [pd.Timestamp("2024-05-01")],
            "updated": [TODAY],
        }
    )
    found = Profiles.from_frame(frame, as_of=TODAY)
    assert found.offers == (("a", "b"),)
    assert (found.since[0], found.updated[0]) == (date(2024, 5, 1).toordinal(), TODAY)


def test_errors_of_a_frame_name_the_row():
    frame = pd.DataFrame(
        {"profile": ["A", "A", ""], "readiness": [0.5, 7.0, 0.1], "country": ["SWE", "Swedn", ""]}
    )
    text = refusal(Profiles.from_frame, frame, as_of=TODAY)
    assert "row 3, column profile: no profile." in text
    assert "rows 1 and 2, column profile: profile 'A' stands twice." in text
    assert "row 2, column readiness: '7.0' is no number from 0 to 1." in text
    assert "row 2, column country: there is no country 'Swedn'." in text
    assert "there is no column 'profile'" in refusal(
        Profiles.from_frame, pd.DataFrame({"profil": ["A"]}), as_of=TODAY
    )


def test_nobody_is_an_empty_answer():
    found = Profiles.from_frame(pd.DataFrame({"profile": []}), as_of=TODAY)
    assert len(found) == 0
    assert str(found) == "0 profiles: 0 tags offered, 0 wanted"
    assert found.to_frame().empty


def test_profiles_come_back_from_their_dictionary(tmp_path):
    found = read_profiles(written(tmp_path, FULL), as_of=TODAY)
    again = answer_from_dict(json.loads(json.dumps(found.to_dict())))
    assert again.to_dict() == found.to_dict()
    assert again.readiness.dtype == np.float64
    empty = Profiles.from_frame(pd.DataFrame({"profile": []}), as_of=TODAY)
    assert answer_from_dict(empty.to_dict()).since.dtype == np.int64


def test_stale_profiles_are_those_changed_before_the_expiry():
    frame = pd.DataFrame({"profile": ["A", "B", "C"], "updated": [TODAY - 11, TODAY - 10, 0]})
    found = Profiles.from_frame(frame, as_of=TODAY)
    assert found.stale(10).tolist() == [True, False, False]
    assert not found.stale(None).any()


def test_languages_have_names_and_codes():
    assert [
        language_code(one) for one in ("German", "DE", "ger", "Français".replace("ç", "c"))[:3]
    ] == (["de"] * 3)
    assert refusal(language_code, "Germna", where="row 2").startswith(
        "row 2: there is no language 'Germna'. Did you mean 'German'?"
    )


def test_an_unknown_profile_is_told_with_the_nearest():
    found = Profiles.from_frame(pd.DataFrame({"profile": ["Alfa"]}), as_of=TODAY, tags=TagBook())
    assert "there is no profile 'Alfo'. Did you mean 'Alfa'?" in refusal(found.at, "Alfo")
