"""The records for the example review: all references of the papers once, and made-up ones."""

import csv
import importlib.util
import random
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

from hanse.evidence.records import TYPES

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tools" / "evidence_example"
PAPERS = ROOT.parent / "shared" / "papers"
FOUND = PAPERS.exists()
FILES = {
    "ayakwah-2020": "ayakwah-2020-driving-exports.txt",
    "gancarczyk-2017": "gancarczyk-2017-proactive-strategies.txt",
    "li-entry": "li-cluster-internationalization-entry.txt",
    "lu-2024": "lu-2024-fsqca-township-clusters.txt",
    "osarenkhoe-2022": "osarenkhoe-2022-cluster-catalyst.txt",
}
COUNTS = {
    "ayakwah-2020": 66,
    "gancarczyk-2017": 126,
    "li-entry": 34,
    "lu-2024": 27,
    "osarenkhoe-2022": 98,
}


def rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_each_paper_has_its_references_numbered_without_a_gap():
    listed = rows("references.csv")
    assert Counter(row["paper"] for row in listed) == COUNTS
    for paper, n in COUNTS.items():
        own = [int(row["number"]) for row in listed if row["paper"] == paper]
        assert own == list(range(1, n + 1))
    assert len({row["reference"] for row in listed}) == 351


def test_every_reference_has_its_facts_in_the_right_form():
    for row in rows("references.csv"):
        assert row["title"], row["reference"]
        assert row["type"] in TYPES
        assert re.fullmatch(r"1[89]\d\d|20[012]\d", row["year"])
        assert row["authors"] or row["editors"]
        assert not set("*[]<>") & set(row["container"].replace("[Journal", "").replace("phy]", ""))
        assert row["doi"] == row["doi"].casefold()
        assert row["type"] != "journal-article" or row["container"]
        assert row["abstract"] == ""


def test_references_that_several_papers_cite_stand_there_again():
    folded = Counter(re.sub(r"\W", "", row["title"].casefold()) for row in rows("references.csv"))
    assert folded["clustersandtheneweconomicsofcompetition"] == 4
    assert folded["collectiveefficiencyandincreasingreturns"] == 2
    assert sum(1 for n in folded.values() if n > 1) >= 9


def test_made_up_records_say_so_everywhere():
    made = rows("noise.csv")
    assert len(made) == 350
    assert {row["note"] for row in made} == {"made up"}
    assert all("Made-up" in row["container"] and row["doi"] == "" for row in made)
    assert len({row["title"] for row in made}) == 350
    assert Counter(row["kind"] for row in made) == {"near": 228, "excluded": 102, "fits": 20}
    assert all(2 <= len(re.findall(r"\.(?: |$)", row["abstract"])) <= 4 for row in made)
    assert not any("{" in row["title"] + row["abstract"] for row in made)


def test_made_up_records_are_those_of_their_grammar():
    spec = importlib.util.spec_from_file_location("noise", FOLDER / "noise.py")
    noise = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(noise)
    grammar = tomllib.loads((FOLDER / "noise.toml").read_text(encoding="utf-8"))
    assert noise.records(grammar, random.Random(noise.SEED)) == rows("noise.csv")


def test_both_files_have_the_same_columns_but_for_the_truth():
    first, second = list(rows("references.csv")[0]), list(rows("noise.csv")[0])
    assert second == [*first, "topic", "kind"]


def plain(text):
    text = unicodedata.normalize("NFKC", text).casefold().replace("\\", "")
    return re.sub(r"[^\w]+", " ", text)


if FOUND:

    def printed(paper):
        """Return the list of references of a paper as one text."""
        text = (PAPERS / FILES[paper]).read_text(encoding="utf-8")
        start = [found.end() for found in re.finditer(r"(?im)^#* *references\s*$", text)][-1]
        ends = ("\nAcknowledgements", "\nDr Hab", "\nRetrieved from <https://encyclopedia")
        stop = min([text.find(end, start) for end in ends if end in text[start:]] or [len(text)])
        return text[start:stop]

    def test_the_number_of_references_is_that_of_the_printed_lists():
        entries = {
            "ayakwah-2020": r"(?m)^- ",
            "gancarczyk-2017": r"(?m)^- ",
            "li-entry": r"(?m)^\d+\. ",
            "lu-2024": r"(?m)^- ",
            "osarenkhoe-2022": r"(?m)^\S.*\(\d{4}[ab]?\)",
        }
        broken = {"gancarczyk-2017": 2, "lu-2024": 1}  # entries that run over a page
        for paper, pattern in entries.items():
            n = len(re.findall(pattern, printed(paper)))
            assert n - broken.get(paper, 0) == COUNTS[paper], paper

    def test_each_title_first_author_and_year_stands_in_the_printed_list():
        lists = {paper: plain(printed(paper)) for paper in FILES}
        for row in rows("references.csv"):
            text = lists[row["paper"]]
            assert plain(row["title"]).strip() in text, row["reference"]
            first = (row["authors"] or row["editors"]).split(";")[0].split(",")[0]
            places = re.finditer(re.escape(plain(row["title"]).strip()), text)
            near = [text[max(0, p.start() - 220) : p.end() + 200] for p in places]
            wanted = plain(first).strip(), row["year"]
            assert any(all(one in part for one in wanted) for part in near), row["reference"]
            for field in ("volume", "pages", "container", "doi", "publisher", "place"):
                assert plain(row[field]).strip() in text, (row["reference"], field)

    def test_each_reference_is_listed_once_within_its_paper():
        seen = Counter((row["paper"], row["title"], row["year"]) for row in rows("references.csv"))
        assert max(seen.values()) == 1

    def test_every_doi_that_is_printed_is_there():
        for paper in FILES:
            text = printed(paper).replace("\\", "")
            given = set(re.findall(r"(?:doi\.org/|doi: ?)(10\.\d{4,9}/[^\s\]>]+[^\s\]>.,])", text))
            own = {row["doi"] for row in rows("references.csv") if row["paper"] == paper}
            assert {doi.casefold().rstrip(")") for doi in given} <= {
                doi.rstrip(")") for doi in own
            }, paper
