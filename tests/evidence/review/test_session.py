"""Screening record by record."""

import numpy as np
import pytest
from tests.evidence.review.made_review import PROTOCOL, at, made_review

from hanse.errors import InputError
from hanse.evidence.review import (
    Entry,
    ScreeningSession,
    open_review,
    screening_labels,
    text_index,
)


def run(session, say=lambda card: card.merged.record.title.startswith("Exporting"), most=99):
    seen = []
    while len(seen) < most and (card := session.next()) is not None:
        seen.append((card.record, card.how))
        session.decide(card.record, "include" if say(card) else "exclude", how=card.how, at=at(20))
    return seen


def test_every_record_comes_up_once_and_is_saved_at_once(review):
    session = ScreeningSession(review, person="ann")
    seen = run(session, most=5)
    again = open_review(review.folder)
    assert [e.record for e in again.log.events if e.event == "decided"] == [r for r, _ in seen]
    later = run(ScreeningSession(again, person="ann"))
    assert sorted(r for r, _ in [*seen, *later]) == sorted(review.state.standing)


def test_the_order_is_random_until_there_is_something_to_learn_from(review):
    seen = run(ScreeningSession(review, person="ann", seed=3))
    hows = [how for _, how in seen]
    first = hows.index("ranked")
    assert hows == ["random"] * first + ["ranked"] * (len(hows) - first)
    values = [review.records[r].title.startswith("Exporting") for r, _ in seen]
    assert set(values[:first]) == {True, False}
    assert len(set(values[: first - 1])) == 1


def test_by_rank_the_promising_records_come_first(review):
    seen = run(ScreeningSession(review, person="ann"))
    ranked = [review.records[r].title.startswith("Exporting") for r, how in seen if how == "ranked"]
    assert ranked == sorted(ranked, reverse=True)


def test_the_imported_order_is_the_imported_order(review):
    seen = run(ScreeningSession(review, person="ann", order="order"))
    assert [r for r, _ in seen] == list(review.state.standing)
    assert {how for _, how in seen} == {"order"}


def test_the_random_order_hangs_on_the_seed_alone(tmp_path):
    orders = []
    for n, seed in enumerate((1, 1, 2)):
        (tmp_path / str(n)).mkdir()
        review = made_review(tmp_path / str(n) / "review")
        orders.append(run(ScreeningSession(review, person="ann", order="random", seed=seed)))
    assert orders[0] == orders[1] != orders[2]


def test_an_undone_decision_comes_up_again_and_no_further_back(review):
    session = ScreeningSession(review, person="ann")
    (first, _), (second, _) = run(session, most=2)
    assert session.undo(at=at(21)) == second
    assert session.next().record == second
    assert session.undo(at=at(21)) == first
    with pytest.raises(InputError, match="nothing was decided in this session"):
        session.undo(at=at(21))
    assert not review.state.decisions(first, "title-abstract")
    assert len(run(session)) == 13


def test_what_another_reviewer_said_is_not_learnt_from(review):
    run(ScreeningSession(review, person="ben"), most=8)
    assert screening_labels(review, "ann", "title-abstract") == {}
    assert len(screening_labels(review, "ben", "title-abstract")) == 8
    assert ScreeningSession(review, person="ann").next().how == "random"


def test_settled_outcomes_are_learnt_from_in_the_order_of_the_decisions(review):
    for person, value in (("ann", "include"), ("ben", "include"), ("ann", "exclude")):
        record = "R000004" if value == "exclude" else "R000003"
        entry = Entry("decided", record, "hand", "title-abstract", value)
        review.commit([entry], person=person, at=at(20))
    assert screening_labels(review, "cai", "title-abstract") == {"R000003": True}
    assert list(screening_labels(review, "ann", "title-abstract")) == ["R000003", "R000004"]


def test_unsure_is_no_label(review):
    session = ScreeningSession(review, person="ann")
    card = session.next()
    session.decide(card.record, "unsure", how=card.how, at=at(20))
    assert screening_labels(review, "ann", "title-abstract") == {}
    assert session.next().record != card.record


def test_records_of_a_sample_come_first_in_the_order_of_the_draw(review):
    drawn = [str(one) for one in np.random.default_rng(5).permutation(review.state.standing)[:4]]
    entries = [Entry("sampled", one, "S1", stage="title-abstract") for one in drawn]
    review.commit(entries, person="ann", at=at(19))
    seen = run(ScreeningSession(review, person="ann"))
    assert seen[:4] == [(one, "random") for one in drawn]


def test_the_index_is_kept_and_made_anew_where_texts_change(review, tmp_path):
    first = text_index(review)
    path = review.folder / ".index" / "texts.npz"
    written = path.stat().st_mtime_ns
    assert text_index(review).ids == first.ids
    assert path.stat().st_mtime_ns == written
    review.commit([Entry("removed", "R000003", value="other", reason="x")], person="ann", at=at(19))
    assert "R000003" not in text_index(review).places


def test_full_texts_come_where_the_title_was_included(review):
    run(ScreeningSession(review, person="ann"))
    run(ScreeningSession(review, person="ben"))
    session = ScreeningSession(review, person="cai", stage="full-text", order="order")
    card = session.next()
    with pytest.raises(InputError, match="an exclusion at full text needs its criterion"):
        session.decide(card.record, "exclude", how=card.how, at=at(30))
    with pytest.raises(InputError, match=r"there is no criterion 'E3'\. Did you mean 'E2'"):
        session.decide(card.record, "exclude", reason="E3", how=card.how, at=at(30))
    session.decide(card.record, "exclude", reason="E2", how=card.how, at=at(30))
    assert review.state.reasons(card.record, "full-text") == ("E2",)


def test_a_protocol_that_changed_must_be_frozen_first(review):
    path = review.folder / "protocol.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("No industrial", "Not an"), "utf-8")
    with pytest.raises(InputError, match=r"protocol\.toml: it differs from version 1. Freeze it"):
        ScreeningSession(open_review(review.folder), person="ann")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"stage": "fulltext"}, "there is no stage 'fulltext'. Did you mean 'full-text'"),
        ({"order": "rank"}, "there is no order 'rank'. Did you mean 'ranked'"),
    ],
)
def test_wrong_choices_are_named(review, more, message):
    with pytest.raises(InputError) as error:
        ScreeningSession(review, person="ann", **more)
    assert message in str(error.value)


def test_a_review_that_was_never_frozen_cannot_be_screened(tmp_path):
    from hanse.evidence.review import new_review

    folder = new_review(tmp_path / "r", title="T")
    (folder / "protocol.toml").write_text(PROTOCOL, encoding="utf-8")
    with pytest.raises(InputError, match="no version of the protocol is frozen"):
        ScreeningSession(open_review(folder), person="ann")


def test_a_criterion_of_the_other_stage_is_refused(review):
    session = ScreeningSession(review, person="ann")
    card = session.next()
    with pytest.raises(InputError, match=r"protocol\.toml, title-abstract: there is no criterion"):
        session.decide(card.record, "exclude", reason="E2", how=card.how, at=at(20))


def test_telling_words_come_with_a_ranking(review):
    session = ScreeningSession(review, person="ann")
    assert session.terms() == ((), ())
    run(session, most=8)
    speaking_for, against = session.terms()
    assert "exporting" in " ".join(speaking_for)
    assert speaking_for
    assert against
