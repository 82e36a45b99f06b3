"""The gaps of made networks are recovered; the whole proof with 200 seeds is in the bench."""

import numpy as np
import pytest
from benchmarks.actor_recovery import AS_OF, HALF_LIFE, LEAST, draw, recovery, recovery_text

from hanse.actors.gaps import seven_gaps
from hanse.actors.ties import TieRule


def test_the_generator_counts_what_the_rule_says():
    """With every episode logged, our count and the generator's are the same."""
    made = draw(0, share=1.0)
    rule = TieRule()
    assert (rule.half_life, rule.least, made.log.as_of) == (HALF_LIFE, LEAST, AS_OF)
    gaps = seven_gaps(made.log, permutations=0)
    assert [one.ties for one in gaps.figures] == made.truth.tolist()
    reached = [one.firms_reached.value * one.n_firms for one in gaps.figures]
    assert reached == pytest.approx(made.firms_reached.tolist())


@pytest.mark.parametrize("asked", [0, 120])
def test_truth_lies_in_the_intervals_and_plain_counting_misses_it(asked):
    rows = recovery(5, asked=asked)
    assert np.mean([one.hits for one in rows]) >= 0.85
    assert np.mean([one.firms_hits for one in rows]) >= 0.85
    assert np.mean([one.seen for one in rows]) <= 0.15
    for one in rows:
        assert one.seen_error < 0
        assert one.width < 0.5 * one.density
    assert sum(abs(one.error) for one in rows) < 0.5 * sum(abs(one.seen_error) for one in rows)
    assert recovery_text(rows, "5 seeds").count("\n") == 10
