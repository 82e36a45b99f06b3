"""The protocol of the example review, after the source paper."""

from pathlib import Path

import pytest

from hanse.evidence.protocol import freeze, matches, read_protocol, search_string
from hanse.evidence.records import BibliographicRecord

PATH = Path(__file__).parents[3] / "tools" / "evidence_example" / "protocol.toml"


@pytest.fixture(scope="module")
def made():
    return read_protocol(PATH)


def test_it_holds_together_and_can_be_frozen(made):
    assert [one.id for one in made.questions] == ["Q1", "Q2", "Q3"]
    assert freeze(made, text=PATH.read_text(encoding="utf-8")).protocol == made
    for said in ["no hit counts", "dates", "reasons for exclusion", "narrower search"]:
        assert said in made.notes


def test_the_sources_stand_in_the_order_of_the_paper(made):
    order = [(one.stage, one.platform) for one in made.sources]
    assert order == [
        (1, "sciencedirect"),
        (2, "scopus"),
        (2, "sciencedirect"),
        (3, "google-scholar"),
    ]
    assert made.languages == ()


def test_every_source_has_strings_within_its_limits(made):
    for source in made.sources:
        found = search_string(made, source)
        assert found.parts
        assert not any("Above the limit" in one for one in found.warnings)


@pytest.mark.parametrize(
    ("title", "is_matched"),
    [
        ("Exporting clusters in emerging economies", True),
        ("Internationalizing clusters of developing countries", True),
        ("Internationalising entrepreneurs in clusters of emerging markets", True),
        ("Exporting firms of a developed economy", False),
        ("A cluster analysis of export in developing countries", False),
    ],
)
def test_the_search_words_of_the_paper_are_found(made, title, is_matched):
    assert bool(matches(made, BibliographicRecord(title=title))) == is_matched
