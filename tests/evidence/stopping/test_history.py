"""Histories and samples: what counts, what is refused."""

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.evidence.stopping import (
    DrawnSample,
    History,
    SampleSeen,
    draw_sample,
    screening_history,
)

DECIDED = {"A": True, "B": False, "D": False, "C": True}


def refused(*samples, ids="ABCDEF", decided=DECIDED):
    with pytest.raises(InputError) as caught:
        screening_history(ids, decided, samples)
    return str(caught.value)


def test_a_record_out_of_its_turn_counts_when_its_turn_comes():
    sample = DrawnSample(("D", "F", "C", "E"), after=2)
    before = screening_history("ABCDEF", DECIDED, [sample])
    assert before.samples == (SampleSeen("S1", 4, 1, 4, 1, 0),)
    later = screening_history("ABCDEF", {**DECIDED, "F": False}, [sample])
    assert later.samples == (SampleSeen("S1", 4, 1, 4, 3, 1),)


def test_counts_of_a_history():
    history = screening_history("ABCDEF", {"A": True, "B": False, "D": False})
    assert (history.n_records, history.screened, history.found, history.streak) == (6, 3, 1, 2)
    assert History(3, ()).streak == 0
    assert History(3, (False, False)).streak == 2


def test_each_of_two_samples_counts_from_its_own_draw():
    one, two = DrawnSample(("C", "D"), 1), DrawnSample(("F",), 4, "S2")
    history = screening_history("ABCDEF", DECIDED, [one, two])
    assert history.samples == (
        SampleSeen("S1", 5, 1, 2, 2, 1),
        SampleSeen("S2", 2, 2, 1, 0, 0),
    )


def test_a_draw_is_random_whole_and_the_same_for_the_same_seed():
    ids = [f"R{at}" for at in range(50)]
    one = draw_sample(ids, np.random.default_rng(3), after=7, name="S2")
    assert sorted(one.ids) == sorted(ids)
    assert one == draw_sample(ids, np.random.default_rng(3), after=7, name="S2")
    assert (one.after, one.name) == (7, "S2")
    part = draw_sample(ids, np.random.default_rng(3), after=7, n=10)
    assert part.ids == one.ids[:10]


def test_every_record_is_drawn_first_equally_often():
    rng = np.random.default_rng(1)
    first = [draw_sample("ABCDE", rng, after=0, n=1).ids[0] for _ in range(2_000)]
    assert all(abs(first.count(one) - 400) < 80 for one in "ABCDE")


def test_histories_and_samples_come_back_from_files():
    history = screening_history("ABCDEF", DECIDED, [DrawnSample(("D", "F"), 2)])
    assert History.from_dict(history.to_dict()) == history
    sample = DrawnSample(("D", "F"), 2)
    assert DrawnSample.from_dict(sample.to_dict()) == sample


def test_what_cannot_be_is_refused():
    assert refused(decided={"Z": True}) == (
        "screening history: the decided record 'Z' is not among the 6 records. "
        "Give all records of the stage."
    )
    mend = "Draw from the records that are not screened."
    said = refused(DrawnSample(("Z",), 2))
    assert said == f"S1: the drawn record 'Z' is not among the 6 records. {mend}"
    said = refused(DrawnSample(("B",), 2))
    assert said == f"S1: the drawn record 'B' was screened before the draw. {mend}"
    said = refused(DrawnSample(("E", "E"), 2))
    assert said == f"S1: the record 'E' was drawn twice. {mend}"
    assert refused(DrawnSample(("E",), 5, "S3")) == (
        "S3: 5 records were screened before the draw, of 4 records that are screened. "
        "Count the records that were screened before the draw."
    )
    with pytest.raises(InputError) as caught:
        History(1, (True, False))
    assert str(caught.value) == (
        "screening history: 2 records are screened of 1. Count all records of the stage."
    )


def test_draws_that_cannot_be_are_refused():
    rng = np.random.default_rng(1)
    with pytest.raises(InputError) as caught:
        draw_sample("AB", rng, after=0, n=3)
    assert str(caught.value) == "S1: a sample of 3 records from 2 unscreened. Draw 1 to 2."
    with pytest.raises(InputError) as caught:
        draw_sample("", rng, after=4)
    said = "S1: a sample of 0 records from 0 unscreened. Nothing is left to draw."
    assert str(caught.value) == said
