"""Ending a screening: the rule, the sample, what is left."""

import pytest
from tests.evidence.review.made_review import PROTOCOL, at, frozen, record, write_export

from hanse.errors import InputError
from hanse.evidence.review import (
    Entry,
    ScreeningSession,
    cost_of_next_point,
    draw_random,
    end_screening,
    import_export,
    open_review,
    recall_of_sample,
    resume_screening,
    stage_history,
    stop_check,
)

STAGE = "title-abstract"
ALONE = PROTOCOL.replace("title-abstract = 2", "title-abstract = 1")


def large(tmp_path, n=400, relevant=20):
    """Return a review for one reviewer in which the first records are the relevant ones."""
    review = frozen(tmp_path / "review", ALONE)
    records = [record(2 * i if i < relevant else 2 * i + 1) for i in range(n)]
    path = write_export(tmp_path, "a.ris", records)
    import_export(review, path, source="scopus", person="ann", at=at(1))
    return review


def is_in(review, one):
    return review.records[one].title.startswith("Exporting")


def screen(review, n, order="order"):
    session = ScreeningSession(review, person="ann", order=order)
    for _ in range(n):
        card = session.next()
        value = "include" if is_in(review, card.record) else "exclude"
        session.decide(card.record, value, how=card.how, at=at(20))


def test_the_history_is_what_was_settled_in_its_order(tmp_path):
    review = large(tmp_path, n=30, relevant=3)
    screen(review, 5)
    history = stage_history(review, STAGE)
    assert (history.n_records, history.included) == (30, (True, True, True, False, False))


def test_a_screening_ends_by_its_rule_and_the_rest_is_left_out(tmp_path):
    review = large(tmp_path)
    screen(review, 120)
    assert stop_check(review).next == "sample"
    drawn = draw_random(review, seed=4, person="ann", at=at(21))
    assert sorted(drawn) == sorted(one for one in review.state.standing[120:])
    assert ScreeningSession(review, person="ann").next().record == drawn[0]
    while not (check := stop_check(review)).stop:
        assert check.next == "sample"
        screen(review, check.more or 1, order="ranked")
    check, left = end_screening(review, person="ann", at=at(40))
    assert check.stop
    assert left
    state = open_review(review.folder).state
    assert state.is_stopped(STAGE)
    assert set(state.removed) == set(left)
    assert {one.value for one in state.removed.values()} == {"automation"}
    assert "95 % confidence" in state.stops[-1].statement
    assert len(state.standing) + len(left) == 400
    again = stage_history(review, STAGE)
    assert (again.n_records, again.screened) == (400, 400 - len(left))
    assert stop_check(review).stop


def test_a_second_draw_is_refused(tmp_path):
    review = large(tmp_path, n=60, relevant=5)
    screen(review, 30)
    draw_random(review, seed=1, person="ann", at=at(21))
    with pytest.raises(InputError, match="sample S1 was drawn already"):
        draw_random(review, seed=2, person="ann", at=at(22))


def test_stopping_against_the_rule_needs_a_reason_that_is_kept(tmp_path):
    review = large(tmp_path, n=60, relevant=5)
    screen(review, 20)
    with pytest.raises(InputError, match="the rule does not say stop"):
        end_screening(review, person="ann", at=at(21))
    end_screening(review, because="the money is spent", person="ann", at=at(21))
    stop = review.state.stops[-1]
    assert stop.rule == "by hand"
    assert stop.statement.startswith("the money is spent. The rule said: ")


def test_what_is_begun_has_to_be_finished_first(tmp_path):
    review = large(tmp_path, n=20, relevant=5)
    review.commit([Entry("decided", "R000001", "hand", STAGE, "unsure")], person="ann", at=at(20))
    with pytest.raises(InputError, match="and 1 conflict are open at title-abstract"):
        end_screening(review, because="x", person="ann", at=at(21))


def test_a_stopped_screening_goes_on_and_a_new_round_may_draw_again(tmp_path):
    review = large(tmp_path, n=60, relevant=5)
    screen(review, 30)
    draw_random(review, size=5, seed=1, person="ann", at=at(21))
    _, left = end_screening(review, because="x", person="ann", at=at(22))
    back = resume_screening(review, because="new search", person="ann", at=at(23))
    assert set(back) == set(left)
    assert not review.state.removed
    assert stage_history(review, STAGE).samples == ()
    assert draw_random(review, seed=3, person="ann", at=at(24))
    assert list(review.state.samples) == ["S1", "S2"]
    with pytest.raises(InputError, match="was not stopped"):
        resume_screening(large_other(tmp_path), because="", person="ann", at=at(2))


def large_other(tmp_path):
    (tmp_path / "other").mkdir()
    return large(tmp_path / "other", n=5, relevant=1)


def test_a_sample_says_nothing_of_records_that_came_later(tmp_path):
    review = large(tmp_path, n=60, relevant=5)
    screen(review, 30)
    draw_random(review, seed=1, person="ann", at=at(21))
    path = write_export(tmp_path, "b.ris", [record(2 * i + 1) for i in range(200, 210)])
    import_export(review, path, source="lists", person="ann", at=at(22))
    history = stage_history(review, STAGE)
    assert (history.n_records, history.samples[0].pool) == (60, 30)


def test_the_interval_of_a_sample_needs_a_size_set_beforehand(tmp_path):
    review = large(tmp_path, n=60, relevant=5)
    screen(review, 30)
    assert recall_of_sample(review) is None
    draw_random(review, size=10, seed=1, person="ann", at=at(21))
    screen(review, 9, order="ranked")
    assert recall_of_sample(review) is None
    screen(review, 1, order="ranked")
    found = recall_of_sample(review)
    assert (found.n_found, found.n_unscreened, found.sample_size) == (5, 30, 10)
    assert found.found_in_sample == 0


def test_with_two_reviewers_only_settled_records_count(tmp_path):
    review = frozen(tmp_path / "review")
    path = write_export(tmp_path, "a.ris", [record(i) for i in range(6)])
    import_export(review, path, source="scopus", person="ann", at=at(1))
    screen(review, 4)
    assert stage_history(review, STAGE).screened == 0
    assert stage_history(review, STAGE, person="ann").included == (True, False, True, False)


def test_the_next_point_has_a_price(tmp_path):
    review = large(tmp_path, n=200, relevant=20)
    screen(review, 60)
    assert str(cost_of_next_point(review))


def test_a_sample_that_ended_too_early_is_drawn_on_as_one_random_order(tmp_path):
    review = large(tmp_path, n=120, relevant=8)
    screen(review, 60)
    first = draw_random(review, size=5, seed=1, person="ann", at=at(21))
    screen(review, 5, order="ranked")
    assert not stop_check(review).stop
    more = draw_random(review, seed=1, person="ann", at=at(22))
    assert list(review.state.samples) == ["S1"]
    assert not set(first) & set(more)
    (sample,) = stage_history(review, STAGE).samples
    assert (sample.pool, sample.drawn, sample.screened) == (60, 60, 5)
    assert len(more) == 55


def test_stopping_twice_is_refused_and_several_rounds_say_what_they_cost(tmp_path):
    review = large(tmp_path, n=60, relevant=5)
    screen(review, 30)
    draw_random(review, size=5, seed=1, person="ann", at=at(21))
    end_screening(review, because="x", person="ann", at=at(22))
    with pytest.raises(InputError, match="was stopped already"):
        end_screening(review, because="x", person="ann", at=at(23))
    resume_screening(review, because="new search", person="ann", at=at(23))
    draw_random(review, seed=3, person="ann", at=at(24))
    assert "2 samples were drawn at this stage" in stop_check(review).assumes
    assert "up to 10 %" in stop_check(review).assumes
