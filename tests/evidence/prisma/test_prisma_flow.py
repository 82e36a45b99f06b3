"""A review followed by hand through the boxes."""

import inspect
from dataclasses import replace

import pytest
from tests.evidence.log.made_logs import FT, TA, Writing, r

from hanse.errors import HanseError, InputError
from hanse.evidence.log import ReviewLog
from hanse.evidence.prisma import PrismaFlow, boxes, prisma_flow

WORDS = {"P1": "Not a cluster", "P2": "No firms"}


@pytest.fixture
def w():
    """Return a review with twelve records of Scopus, three of a website, every fate once."""
    w = Writing()
    w("required", stage=TA, value="2")
    w("searched", "AK", other="scopus", value="14", reason="2026-03-01", note="scopus/1")
    w.imported(12)
    w("rejected", other="I01", value="line 90", reason="no title", note="TY  - JOUR")
    w.imported(3, first=13, id="I02", kind="website", source="web")
    w("merged", record=r(2), other=r(1), value="doi", note="1.0")
    w("merged", record=r(13), other=r(1), value="title", note="0.9")
    w("removed", record=r(3), value="automation", reason="language")
    w("removed", record=r(4), value="other", reason="left unscreened")
    both(w, 1, "include")
    both(w, 5, "exclude", reason="P1")
    w.says("AK", 6, "exclude", reason="P1")
    w.says("BL", 6, "exclude", reason="P2")
    w.says("AK", 7, "include")
    w.says("BL", 7, "exclude", reason="P1")
    w.says("AK", 8, "include")
    for one in (9, 10, 11, 14, 15):
        both(w, one, "include")
    w("retrieved", record=r(1), note="1.pdf")
    w.says("AK", 1, "include", FT)
    w("not-retrieved", record=r(9), reason="loan failed")
    w("retrieved", record=r(10), note="10.pdf")
    w.says("AK", 11, "exclude", FT, reason="P2")
    w.says("AK", 14, "include", FT)
    w("linked", "AK", record=r(1), other=r(14), value="version")
    return w


def both(w, record, value, stage=TA, reason=""):
    for person in ("AK", "BL"):
        w.says(person, record, value, stage, reason)


def lines(counts):
    return {one.label: one.n for one in counts}


def test_every_box_by_hand(w):
    flow = prisma_flow(w.log, reasons=WORDS, sources={"scopus": "Scopus"})
    one = flow.databases
    assert lines(one.identified) == {"Scopus": 12}
    assert one.duplicates == 1
    assert lines(one.automation) == {"language": 1}
    assert lines(one.other_reasons) == {"left unscreened": 1}
    assert one.awaiting_screening == 2  # 8 with one decision, 12 with none
    assert one.screened == 7  # 1, 5, 6, 7, 9, 10, 11
    assert lines(one.excluded) == {"Not a cluster": 1, "Reviewers name different reasons": 1}
    assert one.screening_conflicts == 1
    assert one.sought == 4
    assert lines(one.not_retrieved) == {"loan failed": 1}
    assert (one.awaiting_retrieval, one.awaiting_assessment) == (0, 1)
    assert one.assessed == 2
    assert lines(one.excluded_reports) == {"No firms": 1}
    assert (one.assessment_conflicts, one.included) == (0, 1)
    two = flow.other
    assert lines(two.identified) == {"web": 3}
    assert (two.duplicates, two.screened, two.sought, two.included) == (1, 2, 2, 1)
    assert two.awaiting_retrieval == 1
    assert (flow.studies, flow.reports) == (1, 2)
    assert (flow.total_studies, flow.total_reports, flow.previous) == (1, 2, None)
    assert flow.verify()
    assert not flow.is_complete
    assert not one.is_empty


def test_damaged_records_and_hits_are_footnotes(w):
    flow = prisma_flow(w.log, sources={"scopus": "Scopus"})
    assert flow.notes == (
        "1 damaged record could not be read and is counted in no box: Scopus 1.",
        "Scopus showed 14 hits; 12 records and 1 damaged one are here.",
    )
    w("searched", "AK", other="wos", value="1", reason="2026-03-02")
    w("retracted", record=r(2), reason="publisher")
    w("stopped", stage=TA, value="recall", reason="Stop: 95 % found.")
    assert prisma_flow(w.log).notes[2:] == (
        "wos showed 1 hit; 0 records are here.",
        "Screening at title and abstract was stopped by the rule 'recall': 95 % found.",
        "1 included report was retracted: R000001.",
    )


def test_hits_that_are_all_here_are_no_footnote():
    w = Writing()
    w.imported(2)
    assert prisma_flow(w.log).notes == ("No search is logged for scopus.",)
    w("searched", "AK", other="scopus", value="2", reason="2026-03-01")
    assert prisma_flow(w.log).notes == ()
    assert prisma_flow(Writing().log).notes == ()
    w("searched", "AK", other="scopus", value="9", reason="2026-03-02")
    w("searched", "AK", other="scopus", value="1", reason="2026-03-02")  # a slip, mended
    w("rejected", other="I01", value="line 9", reason="cut")
    (note,) = prisma_flow(w.log).notes
    assert note.startswith("1 damaged record")


def test_a_reason_of_several_ids_is_one_reason_in_words():
    w = Writing()
    w.imported(3)
    for one, reason in ((1, "P1; P2"), (2, "P2"), (3, "")):
        w.says("AK", one, "exclude", reason=reason)
    found = lines(prisma_flow(w.log, reasons=WORDS).databases.excluded)
    assert found == {"No firms": 1, "No reason given": 1, "Not a cluster; No firms": 1}
    whole = {"P1; P2": "Neither"}
    assert "Neither" in lines(prisma_flow(w.log, reasons=whole).databases.excluded)


def test_a_settled_reason_is_the_one_that_counts(w):
    w("resolved", "CM", record=r(6), stage=TA, value="exclude", reason="P2")
    assert lines(prisma_flow(w.log, reasons=WORDS).databases.excluded) == {
        "Not a cluster": 1,
        "No firms": 1,
    }


def test_reasons_stand_by_their_numbers(w):
    both(w, 12, "exclude", reason="P9")
    found = prisma_flow(w.log, reasons=WORDS).databases.excluded
    assert [one.label for one in found] == [
        "Not a cluster",
        "P9",
        "Reviewers name different reasons",
    ]


def test_no_number_can_be_passed_in():
    for name, one in inspect.signature(prisma_flow).parameters.items():
        assert "int" not in str(one.annotation).replace("Mapping", ""), name
        assert "float" not in str(one.annotation), name


def test_a_log_that_breaks_a_rule_is_not_counted(w):
    events = list(w.log.events)
    events[5] = replace(events[5], record=r(1))
    with pytest.raises(InputError, match="record R000001 was identified before"):
        prisma_flow(ReviewLog(tuple(events)))


def test_boxes_that_do_not_add_up_are_no_diagram(w, monkeypatch):
    monkeypatch.setattr(boxes, "sought", lambda scope, is_database: 99)
    with pytest.raises(HanseError, match="the boxes do not add up: databases: screened = "):
        prisma_flow(w.log)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("duplicates", "identified and carried over = removed + awaiting screening + screened"),
        ("carried_over", "identified and carried over"),
        ("awaiting_screening", "identified and carried over"),
        ("screened", "screened = excluded + conflicts + sought, but"),
        ("screening_conflicts", "screened = excluded"),
        ("sought", "sought = not retrieved + awaiting + assessed"),
        ("awaiting_retrieval", "sought = not"),
        ("awaiting_assessment", "sought = not"),
        ("assessed", "assessed = excluded + conflicts + included"),
        ("assessment_conflicts", "assessed = "),
        ("included", "new reports = reports included by both columns, but 2 is not 3"),
    ],
)
def test_each_wrong_box_is_told(w, name, words):
    flow = prisma_flow(w.log)
    column = replace(flow.databases, **{name: getattr(flow.databases, name) + 1})
    bad = replace(flow, databases=column)
    assert not bad.verify()
    assert any(words in fault for fault in bad.faults()), bad.faults()


def test_more_studies_than_reports_are_told(w):
    flow = prisma_flow(w.log)
    bad = replace(flow, studies=3, total_studies=3)
    assert "there are more studies than reports, 3 and 2" in bad.faults()
    assert "there are more new studies than new reports, 3 and 2" in bad.faults()
    assert (
        "all studies = earlier ones kept + new, but 3 is not 1"
        in replace(flow, total_studies=3).faults()
    )
    assert (
        "all reports = earlier ones kept + new, but 3 is not 2"
        in replace(flow, total_reports=3).faults()
    )


def test_a_flow_goes_through_a_dictionary_and_a_frame(w):
    flow = prisma_flow(w.log)
    assert PrismaFlow.from_dict(flow.to_dict()) == flow
    frame = flow.to_frame()
    assert list(frame.columns) == ["column", "box", "id", "label", "n"]
    row = frame[(frame.column == "databases") & (frame.box == "Records screened")]
    assert row.n.tolist() == [7]


def test_a_flow_prints_as_a_table(w):
    said = str(prisma_flow(w.log, reasons=WORDS))
    for line in (
        "Databases and registers",
        "  Records identified (n = 12)",
        "    scopus (n = 12)",
        "  Records awaiting screening (n = 2)",
        "    Not a cluster (n = 1)",
        "Other methods",
        "Studies included: 1",
        "Reports included: 2",
    ):
        assert line in said.splitlines()
    assert "Other methods" not in str(prisma_flow(ReviewLog()))


def test_what_nobody_screened_is_told_by_who_ended_the_screening():
    w = Writing()
    w.imported(5)
    why = "not screened: screening was stopped"
    w("removed", record=r(5), value="automation", reason=why)
    w("stopped", stage=TA, value="recall", reason="Stop: 95 % found.")
    w("removed", record=r(1), value="automation", reason=why)
    w("removed", record=r(2), value="automation", reason="language")
    w("resumed", stage=TA, reason="more time")
    w("stopped", stage=TA, value="by hand", reason="no time.")
    w("removed", record=r(3), value="automation", reason=why)
    w("removed", record=r(4), value="automation", reason=why)
    assert lines(prisma_flow(w.log).databases.automation) == {
        boxes.LEFT_BY_HAND: 2,
        boxes.LEFT_BY_RULE: 1,
        "language": 1,
        why: 1,
    }


def test_a_stop_is_a_footnote_of_the_diagram_in_whose_time_it_fell(w):
    w("stopped", stage=TA, value="recall")
    said = "Screening at title and abstract was stopped by the rule 'recall'."
    assert said in prisma_flow(w.log).notes
    update(w)
    assert said in prisma_flow(w.log).notes
    assert not any("stopped" in one for one in prisma_flow(w.log, since="2025").notes)
    w("stopped", stage=FT, value="in a row", reason="Stop: 50 in a row.")
    assert prisma_flow(w.log, since="2025").notes[-1] == (
        "Screening at full text was stopped by the rule 'in a row': 50 in a row."
    )
    w("resumed", stage=FT, reason="more to read")
    assert not any("full text" in one for one in prisma_flow(w.log).notes)


# Updates


def update(w):
    """Publish, then find two new records, one of them known, and settle what was open."""
    w("published", value="2025")
    w("searched", "AK", other="scopus", value="3", reason="2026-03-01", note="scopus/1")
    w.imported(3, first=16, id="I03")
    w("merged", record=r(16), other=r(1), value="doi")
    w("merged", record=r(5), other=r(17), value="title")
    both(w, 18, "include")
    w.says("AK", 18, "include", FT)
    return w


def test_an_update_begins_after_the_version(w):
    flow = prisma_flow(update(w).log, since="2025")
    one = flow.databases
    assert lines(one.identified) == {"scopus": 3}
    assert one.duplicates == 2  # 16 is 1 again; 5 was excluded before, so 17 is a duplicate of it
    assert one.carried_over == 4  # 7 in conflict, 8 and 12 unscreened, 10 not assessed
    assert one.screened == 3  # 7, 10, 18
    assert (one.awaiting_screening, one.screening_conflicts, one.sought) == (2, 1, 2)
    assert (one.awaiting_assessment, one.included) == (1, 1)
    assert flow.other.carried_over == 1  # 15 awaits retrieval
    assert flow.previous.studies == 1
    assert flow.previous.reports == 2
    assert flow.previous.no_longer_included == 0
    assert (flow.studies, flow.reports) == (1, 1)
    assert (flow.total_studies, flow.total_reports) == (2, 3)
    assert flow.notes == ()
    assert prisma_flow(w.log).databases.duplicates == 3


def test_a_new_report_of_an_earlier_study_is_no_new_study(w):
    update(w)("linked", "AK", record=r(18), other=r(14), value="same-study")
    flow = prisma_flow(w.log, since="2025")
    assert (flow.studies, flow.reports, flow.total_studies, flow.total_reports) == (0, 1, 1, 3)


def test_what_is_no_longer_included_is_said(w):
    update(w)("withdrawn", "AK", record=r(14), stage=FT)
    w.says("AK", 14, "exclude", FT, reason="P1")
    flow = prisma_flow(w.log, since="2025")
    assert flow.previous.no_longer_included == 1
    assert (flow.total_studies, flow.total_reports) == (2, 2)
    assert flow.notes == (
        "1 report of version 2025 is no longer included: excluded at assessment 1.",
    )
    assert "no longer included: 1 report" in str(flow)


def test_what_was_excluded_and_comes_back_is_carried_over(w):
    w("published", value="2025")
    before = prisma_flow(w.log, since="2025").databases.carried_over
    w("withdrawn", "AK", record=r(11), stage=FT)
    w("restored", record=r(4))
    w("parted", record=r(2), other=r(1))
    flow = prisma_flow(w.log, since="2025")
    assert flow.databases.carried_over == before + 3
    assert flow.verify()


def test_an_unknown_version_is_named(w):
    with pytest.raises(InputError, match=r"no published version '2024'\. Did you mean '2025'"):
        prisma_flow(update(w).log, since="2024")


def test_an_included_record_goes_before_an_open_one_into_which_it_was_merged(w):
    w("published", value="2025")
    before = prisma_flow(w.log, since="2025")
    w("merged", record=r(1), other=r(12), value="by hand")
    flow = prisma_flow(w.log, since="2025")
    assert w.state.representative(r(1)) == r(12)
    assert flow.previous.no_longer_included == 0
    assert flow.databases.carried_over == before.databases.carried_over
    assert flow.databases.duplicates == before.databases.duplicates + 1
    assert (flow.reports, flow.total_reports) == (0, 2)
