"""The library that comes with the installation: its data against the coding and the chapter."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest

from hanse.evidence.library import (
    BARRIERS,
    DRIVERS,
    INDUSTRIES,
    ClusterLibrary,
    cluster_library,
)
from hanse.tables.countries import countries

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "reviewed-clusters"
CHAPTER = ROOT.parent / "shared" / "papers" / "ayakwah-2020-driving-exports.txt"
FOUND = CHAPTER.exists()
COLUMN = {
    "MNC": "multinationals",
    "PUB": "public_support",
    "COL": "collaboration",
    "NET": "ties_abroad",
    "KNO": "knowledge",
    "UPG": "upgrading",
}
FLAG = {"1": "yes", "0": "no", "unknown": "unknown"}
ACTIVITY = {"1": "exporting", "0": "not exporting", "unknown": "unknown"}


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_value_is_that_of_the_example():
    library = cluster_library()
    coded = rows(EXAMPLE / "clusters.csv")
    assert [one.cluster for one in library] == [row["code"] for row in coded]
    for one, row in zip(library, coded, strict=True):
        assert one.name == row["cluster"]
        assert one.activity == ACTIVITY[row["EXP"]]
        for code, column in COLUMN.items():
            assert one.flag(column) == FLAG[row[code]], (one.cluster, column)


def test_a_barrier_of_some_kind_is_named_where_the_example_has_a_barrier():
    for one, row in zip(cluster_library(), rows(EXAMPLE / "clusters.csv"), strict=True):
        assert bool(one.barriers) == (row["BAR"] == "1"), one.cluster
        if row["BAR"] == "unknown":
            assert {one.flag(kind) for kind in BARRIERS} == {"unknown"}


def test_the_kinds_of_barriers_are_those_that_the_coding_tells():
    kinds = {
        row["case"]: row["paraphrase"].casefold()
        for row in rows(EXAMPLE / "coding" / "coding_a.csv")
        if row["condition"] == "BAR" and row["value"] == "1"
    }
    for one in cluster_library():
        head = re.split("[:(]", kinds.get(one.cluster, ""))[0]
        for kind in BARRIERS:
            assert (kind.replace("_", " ") in head) == (one.flag(kind) == "yes"), one.cluster


def test_product_country_rows_and_studies_are_those_of_the_list_of_cases():
    names = {one.name: code for code, one in countries().items()}
    for one, row in zip(cluster_library(), rows(EXAMPLE / "coding" / "cases.csv"), strict=True):
        assert one.country == names[row["country"]]
        product, _, place = row["product"].partition(" (")
        assert one.product == ("" if product == "not named" else product)
        assert one.place == place.rstrip(")")
        assert "; ".join(one.rows) == row["table1_rows"]
        assert "; ".join(one.studies) == row["source_studies"]


def test_every_value_that_is_known_has_a_statement_with_place_and_paraphrase():
    library = cluster_library()
    columns = ("activity", *DRIVERS, *BARRIERS, "led_by", "performance")
    for one in library:
        said = {statement.column for statement in library.said_of(one.cluster)}
        known = {column for column in columns if one.flag(column) != "unknown"}
        assert said == known | ({"nature"} if one.nature else set()), one.cluster
    assert all(said.passage and said.paraphrase for said in library.statements)


def test_statements_on_drivers_are_those_of_the_coding():
    coded = {
        (row["case"], COLUMN.get(row["condition"], "activity")): (row["place"], row["paraphrase"])
        for row in rows(EXAMPLE / "coding" / "coding_a.csv")
        if row["condition"] != "BAR" and row["value"] != "unknown"
    }
    held = {
        (said.cluster, said.column): (said.passage, said.paraphrase)
        for said in cluster_library().statements
        if said.column in ("activity", *DRIVERS)
    }
    assert held == coded


def test_every_study_is_in_the_list_of_studies_with_its_row():
    library = cluster_library()
    row_of = {one.study: one.rows for one in library.studies}
    assert sorted(int(row) for row in row_of.values()) == list(range(1, 16))
    for one in library:
        assert [row_of[study] for study in one.studies] == list(one.rows)


def test_every_group_of_industries_is_known_and_empty_only_without_a_product():
    for one in cluster_library():
        assert (one.industry in INDUSTRIES) == bool(one.product)


def test_the_library_comes_back_from_a_dictionary():
    library = cluster_library()
    assert ClusterLibrary.from_dict(library.to_dict()) == library


def test_the_table_prints_all_clusters_and_what_the_signs_mean():
    text = str(cluster_library())
    assert text.startswith("Library of 23 clusters in 13 countries\n")
    assert re.search(r"^CN-BUT .* - +\+ +\. +\. +\+ +\+ +government +strong$", text, re.M)
    assert "+ yes, - no, . not known; MNC multinational presence" in text
    assert "doi:10.1108/S2040-724620190000010008" in text


def test_a_page_tells_each_value_with_its_place_and_what_is_not_known():
    page = cluster_library().page("MX-FTW")
    assert "external market: yes" in page
    assert "Rivals from East Asia (read with the word order of the sentence). [Constraints" in page
    assert "not known: activity, multinational presence" in page


def test_a_cluster_that_is_not_there_is_an_error_with_the_nearest():
    with pytest.raises(ValueError, match=r"no cluster 'CL-SAM'. Did you mean 'CL-SAL'\?"):
        cluster_library().page("CL-SAM")


def test_the_frame_has_a_row_for_each_cluster_and_the_statements_one_each():
    library = cluster_library()
    frame = library.to_frame().set_index("cluster")
    assert frame.loc["PE-MAN", "nature"] == "survival; emerging"
    assert len(library.statements_frame()) == len(library.statements) == 102


def words(text):
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return re.findall(r"[\w'-]+", plain)


if FOUND:

    def chapter():
        return CHAPTER.read_text(encoding="utf-8")

    def test_every_place_that_is_named_is_in_the_chapter():
        text = " ".join(chapter().split()).casefold()
        for said in cluster_library().statements:
            for place in said.passage.split("; "):
                row = re.fullmatch(r"Table 1, row (\d+)", place)
                section = re.fullmatch(r"(.+), par\. \d \(pp?\. [\d-]+\)", place)
                assert row or section, place
                assert section is None or section[1].casefold() in text, place
                assert row is None or 1 <= int(row[1]) <= 15

    def test_every_product_and_town_is_in_the_chapter():
        text = unicodedata.normalize("NFKD", chapter().casefold())
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
        for one in cluster_library():
            for town in filter(None, one.place.split(", ")):
                plain = unicodedata.normalize("NFKD", town.casefold())
                assert "".join(s for s in plain if not unicodedata.combining(s)) in text
            for study in one.studies:
                assert study.split()[0].casefold().replace("í", "i") in text.replace("í", "i")

    def test_no_more_than_eight_words_in_a_row_are_taken_over_from_the_chapter():
        source = words(chapter())
        runs = {tuple(source[at : at + 9]) for at in range(len(source) - 8)}
        for said in cluster_library().statements:
            own = words(said.paraphrase)
            taken = [own[at : at + 9] for at in range(len(own) - 8)]
            assert not [run for run in taken if tuple(run) in runs], said.cluster

    def test_the_studies_are_printed_so_in_the_list_of_references():
        printed = " ".join(chapter().replace("*", "").replace("–", "-").split())
        for study in cluster_library().studies:
            assert study.title.rstrip("'") in printed, study.study
            assert f"({study.year})" in printed
            assert study.pages in printed
