import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plot.drawn_text import boxes, cut_off, marks, overlapping, root, texts

from hanse.evidence.prisma import PrismaColumn, PrismaCount, PrismaFlow, PrismaPrevious
from hanse.evidence.prisma.boxes import LEFT_BY_RULE
from hanse.plot.prisma_flow import prisma_flow


def counts(*pairs):
    return tuple(PrismaCount(f"C{at}", words, n) for at, (words, n) in enumerate(pairs, start=1))


EMPTY = PrismaColumn("other", (), 0, 0, (), (), 0, 0, (), 0, 0, (), 0, 0, 0, (), 0, 0)
DATABASES = PrismaColumn(
    name="databases",
    identified=counts(("Scopus", 1200), ("Web of Science", 300)),
    carried_over=0,
    duplicates=200,
    automation=counts(("Language", 40)),
    other_reasons=counts(("Left unscreened", 60)),
    awaiting_screening=50,
    screened=1150,
    excluded=counts(("Not a cluster", 700), ("No firms", 300)),
    screening_conflicts=30,
    sought=120,
    not_retrieved=counts(("Loan failed", 10)),
    awaiting_retrieval=5,
    awaiting_assessment=6,
    assessed=99,
    excluded_reports=counts(("Not empirical", 60)),
    assessment_conflicts=4,
    included=35,
)
OTHER = replace(EMPTY, identified=counts(("Websites", 20)), screened=20, excluded=counts(("", 20)))
FLOW = PrismaFlow(DATABASES, EMPTY, None, 30, 35, 30, 35, ("A footnote.",))
UPDATE = PrismaFlow(DATABASES, OTHER, PrismaPrevious("2024", 8, 10, 2, 7), 30, 35, 37, 43)


def chart(flow=FLOW, **more):
    return prisma_flow(flow, **{"title": "Clusters abroad", **more})


def test_the_made_numbers_add_up():
    assert FLOW.faults() == UPDATE.faults() == ()


def test_every_number_of_the_flow_is_drawn():
    said = texts(chart())
    for line in (
        "Records identified (n = 1,500)",
        "Scopus (n = 1,200)",
        "Web of Science (n = 300)",
        "Duplicate records (n = 200)",
        "Marked as ineligible by automation tools (n = 40)",
        "Language (n = 40)",
        "For other reasons (n = 60)",
        "Records screened (n = 1,150)",
        "Records excluded (n = 1,000)",
        "Not a cluster (n = 700)",
        "Awaiting screening (n = 50)",
        "Reports sought for retrieval (n = 120)",
        "Reports not retrieved (n = 10)",
        "Awaiting retrieval (n = 5)",
        "Reports excluded (n = 60)",
        "Awaiting assessment (n = 6)",
        "Studies included in review (n = 30)",
        "Reports of included studies (n = 35)",
        "A footnote.",
    ):
        assert line in said
    assert [line for line in said if line.startswith("Conflicts open")] == [
        "Conflicts open (n = 30)",
        "Conflicts open (n = 4)",
    ]


def test_what_is_not_settled_has_a_dashed_frame_and_a_finished_review_has_none():
    assert len(marks(chart(), "rect", stroke_dasharray="5 3")) == 4
    done = replace(
        DATABASES,
        awaiting_screening=0,
        screening_conflicts=0,
        awaiting_retrieval=0,
        awaiting_assessment=0,
        assessment_conflicts=0,
    )
    drawn = chart(replace(FLOW, databases=done))
    assert marks(drawn, "rect", stroke_dasharray="5 3") == []
    assert "Not settled" not in drawn.alt


def dashed(drawn):
    """Return head, words and top of each dashed box, from above."""
    found = []
    for one in marks(drawn, "rect", stroke_dasharray="5 3"):
        x, y, width, height = (float(one.get(key)) for key in ("x", "y", "width", "height"))
        said = [b[0] for b in boxes(drawn) if x <= b[1] <= x + width and y <= b[2] <= y + height]
        found.append((y, y + height, said))
    return sorted(found)


def top_of(drawn, words):
    return next(box[2] for box in boxes(drawn) if box[0].startswith(words))


def bottom_of_main(drawn, words):
    top = top_of(drawn, words)
    return next(b for _, t, _, b in frames(drawn) if t <= top <= b)


WAITING = (
    ("Records identified", ["Awaiting screening (n = 50)"], "Records screened"),
    ("Records screened", ["Conflicts open (n = 30)"], "Reports sought"),
    (
        "Reports sought",
        ["Awaiting retrieval (n = 5)", "Awaiting assessment (n = 6)"],
        "Reports assessed",
    ),
    ("Reports assessed", ["Conflicts open (n = 4)"], "Studies included in"),
)


@pytest.mark.parametrize("n_sources", [2, 20])
def test_what_waits_hangs_on_the_arrow_to_the_box_that_it_has_not_reached(n_sources):
    sources = counts(*((f"Source {at}", 1500 // n_sources) for at in range(n_sources)))
    drawn = chart(replace(FLOW, databases=replace(DATABASES, identified=sources)))
    for (_, bottom, said), (above, words, below) in zip(dashed(drawn), WAITING, strict=True):
        assert said == ["Not settled yet", *words]
        assert bottom_of_main(drawn, above) < bottom < top_of(drawn, below)


def test_each_way_to_a_dashed_box_leaves_the_arrow_between_two_main_boxes():
    drawn = chart()
    tips = [one.get("d") for one in marks(drawn, "path", fill="none")]
    ways = [[tuple(map(float, p.split(","))) for p in re.split("[ML]", d) if p] for d in tips]
    middle = next(way[0][0] for way in ways if way[0][0] == way[-1][0])
    levels = sorted(way[0][1] for way in ways if way[0][0] == middle and way[0][1] == way[-1][1])
    for level, (top, bottom, _), (above, _, below) in zip(
        levels, dashed(drawn), WAITING, strict=True
    ):
        assert top < level < bottom
        assert bottom_of_main(drawn, above) < level < top_of(drawn, below)


def test_what_a_stopping_rule_left_is_not_called_ineligible():
    rule = PrismaCount("not screened: stopped", LEFT_BY_RULE, 30)
    said = texts(chart(replace(FLOW, databases=replace(DATABASES, automation=(rule,)))))
    assert "ended the screening (n = 30)" in " ".join(said)
    assert not any("ineligible" in one for one in said)
    bare = PrismaCount("not screened: late", "not screened: late", 30)
    said = texts(chart(replace(FLOW, databases=replace(DATABASES, automation=(bare,)))))
    assert "Not screened: late (n = 30)" in said
    both = (rule, PrismaCount("y", "Language", 10))
    said = texts(chart(replace(FLOW, databases=replace(DATABASES, automation=both))))
    assert "Marked as ineligible by automation tools (n = 10)" in said
    assert "ended the screening (n = 30)" in " ".join(said)


def test_a_column_without_records_is_left_out():
    assert "Identification of studies via other methods" not in texts(chart())
    assert "Identification of studies via other methods" in texts(chart(UPDATE))
    alone = chart(replace(FLOW, databases=replace(EMPTY, name="databases"), other=OTHER))
    assert "Identification of studies via databases and registers" not in texts(alone)
    nothing = chart(replace(FLOW, databases=replace(EMPTY, name="databases"), other=EMPTY))
    assert "Records identified (n = 0)" in texts(nothing)


def test_an_update_shows_the_version_before_and_the_total():
    said = texts(chart(UPDATE))
    assert "Studies included in version 2024 of the review (n = 8)" in said
    assert "Of these no longer included (n = 2)" in said
    assert "New studies included in review (n = 30)" in said
    assert "All studies included in review (n = 37)" in said
    assert "Reports of all included studies (n = 43)" in said
    assert "Earlier" in said
    assert "Earlier" not in texts(chart())


def test_the_words_say_the_diagram():
    assert chart().alt == (
        "Clusters abroad. Databases and registers: 1,500 records identified, 300 removed before "
        "screening, 1,150 screened, 1,000 excluded; 120 reports sought, 10 not retrieved, 99 "
        "assessed, 60 excluded, 35 included. Not settled yet: 50 records awaiting screening, 30 "
        "conflicts open at screening, 5 reports awaiting retrieval, 6 reports awaiting assessment, "
        "4 conflicts open at assessment. The review includes 30 studies in 35 reports."
    )
    assert "Version 2024 included 8 studies." in chart(UPDATE).alt


def test_the_same_input_gives_the_same_bytes():
    assert chart(UPDATE).svg == chart(UPDATE).svg


def test_one_reason_without_words_has_no_line_of_its_own():
    bare = replace(DATABASES, excluded=(PrismaCount("", "No reason given", 1000),))
    assert "No reason given (n = 1,000)" not in texts(chart(replace(FLOW, databases=bare)))
    mixed = replace(
        DATABASES, excluded=(PrismaCount("", "No reason given", 3), *counts(("X", 997)))
    )
    assert "No reason given (n = 3)" in texts(chart(replace(FLOW, databases=mixed)))


def frames(drawn):
    """Return the boxes as left, top, right, bottom."""
    found = marks(drawn, "rect", fill="#ffffff")[1:]
    places = [tuple(float(one.get(key)) for key in ("x", "y", "width", "height")) for one in found]
    return [(x, y, x + width, y + height) for x, y, width, height in places]


words = st.text("abcdefg hijk-/", min_size=1, max_size=150).filter(lambda one: one.strip())


@settings(max_examples=25, deadline=None)
@given(st.lists(words, min_size=1, max_size=12), st.booleans(), st.integers(1, 10**6))
def test_words_stay_in_their_boxes_and_boxes_off_each_other(names, is_update, n):
    reasons = tuple(PrismaCount(f"C{at}", name, n) for at, name in enumerate(names))
    column = replace(DATABASES, excluded=reasons, excluded_reports=reasons, identified=reasons)
    flow = replace(UPDATE if is_update else FLOW, databases=column)
    drawn = chart(flow)
    assert cut_off(drawn) == []
    assert overlapping(drawn) == []
    assert float(root(drawn).get("width")) <= 900
    placed = frames(drawn)
    for at, one in enumerate(placed):
        for other in placed[at + 1 :]:
            is_beside = one[2] <= other[0] or other[2] <= one[0]
            assert is_beside or one[3] <= other[1] or other[3] <= one[1]
    inside = [box for box in boxes(drawn) if "(n = " in box[0]]
    for _, left, top, right, bottom in inside:
        assert any(
            x1 <= left and y1 <= top and right <= x2 + 0.5 and bottom <= y2
            for x1, y1, x2, y2 in placed
        )


def test_the_number_of_a_line_stays_in_one_piece():
    column = replace(DATABASES, identified=counts(("Web of Science Core Collection of all", 4321)))
    for line in texts(chart(replace(FLOW, databases=column))):
        assert line.count("(") == line.count(")")


@pytest.mark.parametrize("title", ["", "T\x00\n two "])
def test_odd_titles_are_drawn(title):
    assert "\x00" not in chart(title=title, note="n\x01").svg
