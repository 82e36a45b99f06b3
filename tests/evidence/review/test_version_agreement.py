"""Agreement under each version of the protocol, and whether the files are those of the log."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from tests.study.small_evidence import write_small

from hanse.errors import InputError
from hanse.evidence.review import agreement_at, open_review
from hanse.evidence.review.soundness import check_review, frozen_versions, reading_differences
from hanse.evidence.review.version_agreement import agreement_by_version


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    return open_review(write_small(tmp_path_factory.mktemp("versions") / "review"))


def test_records_fall_to_the_version_that_held_when_they_were_decided(review):
    found = agreement_by_version(review, "title-abstract")
    assert [one.version for one in found.rows] == [1, 2]
    assert [one.agreement.n_units for one in found.rows] == [6, 5]
    assert [round(one.agreement.observed, 3) for one in found.rows] == [0.833, 1.0]
    whole = agreement_at(review, "title-abstract")
    assert sum(one.agreement.n_units for one in found.rows) == whole.n_units
    parts = [set(one.agreement.differing) for one in found.rows]
    assert set().union(*parts) == set(whole.differing) == {"R000002"}


def test_it_prints_a_line_for_each_version_and_gives_a_frame(review):
    found = agreement_by_version(review, "title-abstract")
    assert str(found).splitlines()[1].split() == ["1", "6", "0.833"]
    frame = found.to_frame()
    assert frame["version"].tolist() == [1, 2]
    assert frame["shared"].tolist() == [6, 5]


def test_one_reviewer_alone_has_no_agreement(review):
    found = agreement_by_version(review, "full-text")
    assert [one.version for one in found.rows] == [2]
    assert math.isnan(found.rows[0].agreement.observed)
    assert str(found).endswith("–")


def test_a_sound_review_passes_and_its_versions_are_read(review):
    versions = frozen_versions(review)
    assert list(versions) == [1, 2]
    assert versions[1].criteria[0].text == "No industrial cluster"
    check_review(review, versions)
    assert list(reading_differences(review)) == []


def test_a_person_that_only_an_earlier_version_has_is_known(review):
    versions = frozen_versions(review)
    other = open_review(review.folder)
    people = tuple(one for one in review.protocol.people if one.id != "ann")
    other.protocol = replace(review.protocol, people=people)
    check_review(other, {1: versions[1]})
    with pytest.raises(InputError, match=r"events.csv, line 2, column person: there is no person"):
        check_review(other, {})
