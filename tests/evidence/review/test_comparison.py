"""Records that come again: which earlier one, what changed, what is retracted."""

from dataclasses import replace

from tests.evidence.review.made_review import record

from hanse.evidence.review import changed_fields, is_retracted, seen_before


def known(n, **more):
    return replace(record(n, **more), id=f"R{n:06d}")


def new(n, **more):
    return replace(record(n, **more), id=f"N{n:06d}")


def test_the_accession_number_decides_first():
    assert seen_before([new(3, title="Another title")], [known(3)]) == {"N000003": "R000003"}


def test_numbers_that_contradict_keep_records_apart():
    assert seen_before([new(3, accession="B1")], [known(3)]) == {}


def test_without_accession_doi_and_title_decide_together():
    assert seen_before([new(3, accession="")], [known(3)]) == {"N000003": "R000003"}
    other = new(3, accession="", title="Another title", doi=record(3).doi)
    assert seen_before([other], [known(3)]) == {}


def test_without_numbers_title_year_container_and_author_decide():
    bare = {"accession": "", "doi": ""}
    assert seen_before([new(3, **bare)], [known(3, **bare)]) == {"N000003": "R000003"}
    assert seen_before([new(3, year=1900, **bare)], [known(3, **bare)]) == {}


def test_records_without_anything_are_never_seen_before():
    bare = {"accession": "", "doi": "", "title": "", "authors": ()}
    assert seen_before([new(3, **bare)], [known(3, **bare)]) == {}


def test_the_last_of_several_earlier_records_counts():
    later = replace(record(3, year=1999), id="R000009")
    assert seen_before([new(3)], [known(3), later]) == {"N000003": "R000009"}


def test_new_records_are_not_compared_with_each_other():
    assert seen_before([new(3), replace(record(3), id="N2")], []) == {}


def test_case_accents_and_counts_are_no_change():
    old = record(1, title="Émerging clusters", cited_by=3)
    now = record(1, title="emerging CLUSTERS.", cited_by=9, url="https://example.org")
    assert changed_fields(old, now) == ()
    assert changed_fields(old, record(1, title="Emerging clusters", abstract="new")) == (
        "abstract",
    )


def test_a_record_says_itself_that_it_is_retracted():
    assert is_retracted(record(1, title="WITHDRAWN: A case"))
    assert is_retracted(record(1, notes=("Retracted Publication",)))
    assert is_retracted(record(1, extra=(("PT", "Retracted Publication"),)))
    assert not is_retracted(record(1, title="Retraction of funds in clusters"))
    assert not is_retracted(record(1, title="Retraction: A case", type="retraction"))
