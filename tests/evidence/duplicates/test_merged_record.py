"""One record from several: the best value of each field, where it is from, and nothing lost."""

import pytest
from benchmarks.evidence_made_records import made_records

from hanse.errors import InputError
from hanse.evidence.duplicates import MergedRecord, find_duplicates, merge_records
from hanse.evidence.records import FIELDS, LISTS, BibliographicRecord

ONE = BibliographicRecord(
    id="R1",
    type="other",
    title="EXPORT CLUSTERS IN REGION X",
    authors=("Doe J", "et al."),
    year=2001,
    container="J Ex",
    pages="221",
    keywords=("clusters", "SMEs"),
    issn=("1234-5678",),
    abstract="We study",
    cited_by=3,
    extra=(("XX", "one"),),
)
TWO = BibliographicRecord(
    id="R2",
    type="journal-article",
    title="Export clusters in Region X",
    authors=("Doe, Jane", "Roe, Bo"),
    year=2002,
    container="Journal of Examples",
    pages="221-228",
    doi="10.5555/abc.1",
    keywords=("clusters", "trade"),
    abstract="We study export clusters",
    cited_by=5,
    extra=(("YY", "two"),),
)
THREE = BibliographicRecord(id="R3", title="[Export clusters in Region X]", year=2002, notes=("n",))


def test_each_field_is_taken_from_where_it_is_best():
    made = merge_records([ONE, TWO, THREE])
    assert made.record == BibliographicRecord(
        id="R1",
        type="journal-article",
        title="Export clusters in Region X",
        authors=("Doe, Jane", "Roe, Bo"),
        year=2002,
        container="Journal of Examples",
        pages="221-228",
        doi="10.5555/abc.1",
        keywords=("clusters", "SMEs", "trade"),
        issn=("1234-5678",),
        abstract="We study export clusters",
        notes=("n",),
        cited_by=5,
        extra=(("XX", "one"), ("YY", "two")),
    )
    assert made.provenance["title"] == made.provenance["doi"] == "R2"
    assert made.provenance["keywords"] == "R1, R2"
    assert ("keywords", "trade", "R2") in made.united


def test_what_is_not_taken_stands_in_the_conflicts():
    made = merge_records([ONE, TWO, THREE])
    found = {conflict.field: conflict for conflict in made.conflicts}
    assert found["title"].others == (
        ("R1", "EXPORT CLUSTERS IN REGION X"),
        ("R3", "[Export clusters in Region X]"),
    )
    assert not found["title"].differs
    assert found["year"].differs
    assert found["authors"].others == (("R1", "Doe J; et al."),)


def test_one_record_stays_as_it_is_and_none_is_refused():
    made = merge_records([ONE])
    assert (made.record, made.conflicts) == (ONE, ())
    assert str(made) == "R1: EXPORT CLUSTERS IN REGION X\nno other values"
    with pytest.raises(InputError) as refused:
        merge_records([])
    assert str(refused.value) == "there is no record to merge. Give the records of one group."


def test_no_value_of_any_record_is_lost():
    made = made_records(400, 9, duplicates=0.5)
    by_id = {record.id: record for record in made.records}
    for group in find_duplicates(made.records).groups:
        merged = merge_records([by_id[one] for one in group])
        held = {(c.field, who): value for c in merged.conflicts for who, value in c.others}
        for one in group:
            for field in FIELDS[1:]:
                value = getattr(by_id[one], field)
                taken = getattr(merged.record, field)
                if field in ("issn", "isbn", "keywords", "notes", "extra"):
                    assert set(value) <= set(taken)
                elif value not in ("", (), None) and value != taken:
                    text = "; ".join(value) if field in LISTS else str(value)
                    assert held[field, one] == text


def test_the_order_settles_only_what_the_rules_leave_equal():
    assert merge_records([TWO, ONE, THREE]).record.title == TWO.title
    assert merge_records([THREE, TWO]).record.title == TWO.title
    first = BibliographicRecord(id="R1", url="a")
    assert merge_records([first, BibliographicRecord(id="R2", url="b")]).record.url == "a"


def test_it_comes_back_from_its_dictionary_and_prints_what_was_not_taken():
    made = merge_records([ONE, TWO, THREE])
    assert MergedRecord.from_dict(made.to_dict()) == made
    assert "fields with other values" in str(made)
    frame = made.to_frame()
    assert list(frame.columns) == ["field", "value", "record", "taken"]
    assert (~frame["taken"]).sum() == sum(len(c.others) for c in made.conflicts)
