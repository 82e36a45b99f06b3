"""Documents as plain text for a screen, and as a sheet to print."""

import re

import pytest

from hanse.errors import InputError
from hanse.plot.marks import ChartColumn
from hanse.report import blocks as b
from hanse.report.html import render_html
from hanse.report.text import TEXT_BLOCKS, WIDTH, render_text

SVG = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
LONG = (
    "Lock-in is what a cluster suffers when nothing new comes in from outside of its valley. " * 3
)


def shown(*blocks, title="T", subtitle=""):
    """Return the text of the blocks without the title."""
    text = render_text(b.Document(title, subtitle, "en", blocks))
    head = f"{title}\n{'=' * len(title)}\n"
    assert text.startswith(head)
    return text[len(head) :].strip("\n")


def test_title_and_subtitle_stand_at_the_top():
    text = render_text(b.Document("Which way", "As of March", "en", (b.Paragraph("So."),)))
    assert text == "Which way\n=========\n\nAs of March\n\nSo.\n"


@pytest.mark.parametrize(
    ("level", "text"),
    [(1, "Way\n==="), (2, "Way\n---"), (3, "Way:"), (4, "Way:")],
)
def test_headings_are_underlined_or_end_with_a_colon(level, text):
    assert shown(b.Heading(level, "Way")) == text


def test_marks_of_running_text_are_left_out():
    said = r"**Bold**, *italic*, `code`, \*star\* and A*B."
    assert shown(b.Paragraph(said)) == "Bold, italic, code, *star* and A*B."


def test_bullets_are_wrapped_below_their_text():
    lines = shown(b.Bullets(("short", LONG))).splitlines()
    assert lines[0] == "- short"
    assert lines[1].startswith("- Lock-in is")
    assert all(line.startswith("  Lock") or line.startswith("  ") for line in lines[2:])
    assert all(len(line) <= WIDTH for line in lines)
    assert " ".join(line.strip("- ") for line in lines[1:]) == " ".join(LONG.split())


@pytest.mark.parametrize("block", [b.Paragraph(LONG), b.Notice("note", LONG), b.Citation(LONG)])
def test_running_text_is_wrapped_without_breaking_words_at_hyphens(block):
    lines = shown(block).splitlines()
    assert len(lines) > 2
    assert all(len(line) <= WIDTH for line in lines)
    assert not any(line.endswith("-") for line in lines)


def test_a_word_longer_than_a_line_stays_whole():
    word = "x" * (WIDTH + 5)
    assert shown(b.Paragraph(f"a {word} b")) == f"a\n{word}\nb"


def test_a_table_is_a_list_of_its_rows_with_the_head_of_each_cell():
    columns = (b.TableColumn("path"), b.TableColumn("n"), b.TableColumn("PRI", digits=2))
    rows = (("A*B", 3, 0.876), ("*c*", None, float("nan")))
    table = b.Table("Paths", columns, rows, "A *note* below.")
    assert shown(table).splitlines() == [
        "Paths:",
        "- A*B",
        "    n: 3",
        "    PRI: 0.88",
        "- *c*",
        "    n: –",
        "    PRI: –",
        "A note below.",
    ]


def test_cells_are_shown_as_they_are_and_wrapped():
    table = b.Table("T", (b.TableColumn("a"), b.TableColumn("b")), (("**x**", LONG),))
    lines = shown(table).splitlines()
    assert lines[1] == "- **x**"
    assert lines[2].startswith("    b: Lock-in")
    assert all(len(line) <= WIDTH for line in lines)


def test_a_table_without_rows_is_its_title():
    assert shown(b.Table("None", (b.TableColumn("a"),), ())) == "None:"


def test_groups_of_cases_are_listed_with_none_where_there_is_none():
    cases = b.Cases("Towns", (("in", ("Bonn", "Metz")), ("out", ())))
    assert shown(cases) == "Towns:\n- in: Bonn, Metz\n- out: none"


@pytest.mark.parametrize("level", ["note", "warning"])
def test_a_notice_says_that_it_is_one(level):
    assert shown(b.Notice(level, "**Mind** the gap.")) == "Note: Mind the gap."


@pytest.mark.parametrize(
    "block",
    [
        b.Figure("Grid", SVG, "A grid."),
        b.Chart("Paths", ("A",), (ChartColumn("1", "", ("core-present",)),)),
        b.Details("More", (b.Paragraph("inside"),)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_text_cannot_show_leaves_no_gap(block):
    assert shown(b.Paragraph("a"), block, b.Paragraph("b")) == "a\n\nb"


def test_every_kind_of_block_is_known():
    kinds = {one for one in vars(b).values() if isinstance(one, type) and issubclass(one, b.Block)}
    assert set(TEXT_BLOCKS) == kinds - {b.Block}


def test_an_unknown_block_is_told_by_its_name():
    class Song(b.Block):
        pass

    with pytest.raises(InputError) as error:
        render_text(b.Document("T", "", "en", (Song(),)))
    assert str(error.value) == "the text renderer does not know Song blocks"


def test_long_titles_and_heads_are_wrapped_too():
    column = b.TableColumn("a")
    blocks = (
        b.Heading(2, LONG),
        b.Heading(4, LONG),
        b.Table(LONG, (column,), ()),
        b.Cases(LONG, ()),
    )
    text = render_text(b.Document(LONG, LONG, "en", blocks))
    assert all(len(line) <= WIDTH for line in text.splitlines())
    assert text.count(LONG.split(maxsplit=1)[0]) == 6 * 3


def test_a_unit_stands_with_its_head_and_an_address_with_its_source():
    columns = (b.TableColumn("firm"), b.TableColumn("sales", unit="EUR"))
    assert shown(b.Table("T", columns, (("A", 3),))).endswith("    sales (EUR): 3")
    assert shown(b.Citation("A *book*.", "https://a.example/b")) == "A book. https://a.example/b"


# ---- layouts -----------------------------------------------------------------------------------


def page(layout):
    headed = (b.Heading(1, "One"), b.Heading(2, "Two"), b.Paragraph("Text."))
    return render_html(b.Document("T", "", "en", headed, layout=layout))


def test_a_sheet_says_so_on_its_body_and_has_no_list_of_contents():
    html = page("sheet")
    assert '<body class="sheet">' in html
    assert "<nav" not in html
    assert "Text." in html


def test_a_report_has_a_list_of_contents_and_no_layout_on_its_body():
    html = page("report")
    assert "<body>" in html
    assert "<nav" in html


def test_the_headings_of_a_sheet_can_still_be_addressed():
    anchors = re.findall(r"<h[1-6][^>]*id=\"([^\"]+)\"", page("sheet"))
    assert anchors == re.findall(r"<h[1-6][^>]*id=\"([^\"]+)\"", page("report"))
    assert len(anchors) >= 2


def test_the_layout_comes_back_from_its_dictionary():
    made = b.Document("T", "", "en", (), layout="sheet")
    assert b.Document.from_dict(made.to_dict()) == made


def test_an_unknown_layout_is_told_with_the_choices():
    with pytest.raises(InputError) as error:
        b.Document("T", "", "en", (), layout="poster")
    assert str(error.value) == "layout 'poster' is unknown. Say report or sheet."
