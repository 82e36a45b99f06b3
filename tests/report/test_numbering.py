from hanse.report import Details, Heading, Paragraph
from hanse.report.numbering import Numbering, headings


def test_tables_and_figures_are_counted_apart():
    numbering = Numbering()
    assert [numbering.next(one) for one in ("Table", "Figure", "Table")] == [
        "Table 1",
        "Figure 1",
        "Table 2",
    ]


def test_equal_headings_get_different_anchors():
    numbering = Numbering()
    assert [numbering.anchor("Rows") for _ in range(3)] == ["rows", "rows-2", "rows-3"]


def test_headings_inside_details_are_found():
    blocks = (Heading(1, "A"), Details("d", (Paragraph("p"), Heading(2, "B"))), Heading(1, "C"))
    assert [one.text for one in headings(blocks)] == ["A", "B", "C"]
