from dataclasses import dataclass
from pathlib import Path

import pytest

from hanse.errors import InputError
from hanse.report import (
    Block,
    Chart,
    ChartColumn,
    Citation,
    Document,
    Paragraph,
    Table,
    TableColumn,
    render_markdown,
)

GOLDEN = Path(__file__).parent / "golden" / "document.md"


def markdown_of(*blocks: Block) -> str:
    return render_markdown(Document("T", "", "en", tuple(blocks))).removeprefix("# T\n\n")


def test_the_document_with_every_block_is_the_golden_one(full_document):
    assert render_markdown(full_document) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A*B + ~C*~D", r"A\*B + \~C\*\~D"),
        ("<script>", "&lt;script&gt;"),
        ("[a](b) _c_ |d|", r"\[a\](b) \_c\_ \|d\|"),
        ("1. first", r"1\. first"),
        ("0.87 is high", "0.87 is high"),
        ("- minus", r"\- minus"),
        ("# head", r"\# head"),
        ("two\n\nlines", "two lines"),
        ("US$5 & US$6", "US&#36;5 &amp; US&#36;6"),
    ],
)
def test_signs_of_markdown_are_shown_as_they_are(text, shown):
    assert markdown_of(Paragraph(text)) == f"{shown}\n"


def test_pipes_and_line_breaks_in_cells_do_not_break_the_table():
    table = Table("T", (TableColumn("A|B"),), (("x|y\nz",),))
    lines = markdown_of(table).splitlines()
    assert lines[2:] == [r"| A\|B |", "| :-- |", r"| x\|y z |"]


def test_code_with_a_pipe_stays_in_its_cell():
    assert markdown_of(Paragraph("`a|b`")) == "<code>a\\|b</code>\n"


def test_core_values_are_bold_in_charts():
    chart = Chart("T", ("A", "B"), (ChartColumn("1", "", ("core:1", "value:0,2")),))
    made = markdown_of(chart)
    assert "| A | **{1}** |" in made
    assert "| B | {0,2} |" in made


def test_addresses_that_are_not_of_the_web_are_not_linked():
    assert markdown_of(Citation("Text", "javascript:x")) == "Text javascript:x\n"


@dataclass(frozen=True)
class Strange(Block, kind="strange-to-markdown"):
    """A block that no renderer knows."""


def test_an_unknown_block_is_named():
    with pytest.raises(InputError, match="does not know Strange blocks"):
        markdown_of(Strange())
