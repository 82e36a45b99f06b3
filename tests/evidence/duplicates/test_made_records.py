"""Made-up records of known truth: precision, recall, and what must never be merged."""

import pytest
from benchmarks.evidence_made_records import Scores, made_records, scores

from hanse.evidence.duplicates import find_duplicates

NEVER = {"part", "erratum", "retraction", "edition"}


@pytest.mark.parametrize(("n", "seeds"), [(2_000, range(101, 109)), (20_000, (201,))])
def test_nearly_all_duplicates_are_found_and_nearly_nothing_else(n, seeds):
    found: list[Scores] = []
    for seed in seeds:
        made = made_records(n, seed)
        duplicates = find_duplicates(made.records)
        assert duplicates.verify()
        found.append(scores(made, duplicates.groups))
    assert min(one.precision for one in found) >= 0.998  # one false pair among 1,200 is 0.9992
    assert sum(one.precision for one in found) / len(found) >= 0.999
    assert sum(one.recall for one in found) / len(found) >= 0.97
    assert min(one.recall for one in found) >= 0.96
    assert min(one.b_precision for one in found) >= 0.999
    assert min(one.b_recall for one in found) >= 0.98
    assert not {kind for one in found for kind in one.wrong} & NEVER


def test_working_papers_parts_and_errata_are_linked():
    made = made_records(2_000, 101)
    work = {record.id: one for record, one in zip(made.records, made.work, strict=True)}
    found = {
        tuple(sorted((work[link.first], work[link.second]))): link.link
        for link in find_duplicates(made.records).links
    }
    for how in ("version", "part", "erratum"):
        pairs = [pair for pair, kind in made.kin.items() if kind == how]
        held = [pair for pair in pairs if set(pair) <= set(made.work)]
        assert sum(found.get(pair) == how for pair in held) >= 0.8 * len(held)


def test_scores_are_those_worked_by_hand():
    made = made_records(10, 1, duplicates=0)
    ids = [record.id for record in made.records]
    made = type(made)(made.records, (0, 0, 0, 1, 1, 2, 3, 4, 5, 6), {(0, 1): "near"})
    got = scores(made, [ids[:2], ids[2:5]])
    assert (got.precision, got.recall) == (2 / 4, 2 / 4)
    assert got.b_precision == pytest.approx((2 + (1 + 4) / 3 + 5) / 10)
    assert got.b_recall == pytest.approx((4 / 3 + 1 / 3 + 4 / 2 + 5) / 10)
    assert got.wrong == {"near": 2}
