"""What the rules link stands in the log under the name of the link."""

from tests.evidence.review.made_review import at, frozen, record, write_export

from hanse.evidence.review import import_export, merge_duplicates, status_of


def test_two_parts_are_linked_as_parts_and_only_once(tmp_path):
    review = frozen(tmp_path / "review")
    parts = [
        record(
            n, title=f"Exporting clusters of shoes: part {part}", authors=("Berg, A.",), year=2001
        )
        for n, part in enumerate(("I", "II"))
    ]
    export = write_export(tmp_path, "parts.ris", parts)
    import_export(review, export, source="scopus", person="ann", at=at(1))
    found = merge_duplicates(review, at=at(2))
    assert [one.link for one in found.links] == ["part"]
    assert [(one.link, one.person) for one in review.state.links] == [("part", "hanse")]
    assert "part" in set(found.to_frame()["rule"])
    assert not merge_duplicates(review, at=at(3)).links


def test_damaged_records_are_told_beside_the_others(tmp_path):
    review = frozen(tmp_path / "review")
    assert "0 records, 0 damaged records reported besides" in str(status_of(review))
