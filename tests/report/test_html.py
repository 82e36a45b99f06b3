import re
from dataclasses import dataclass
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.report import (
    Block,
    Bullets,
    Cases,
    Chart,
    ChartColumn,
    Citation,
    Details,
    Document,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
    render_html,
)

EVIL = '<script>alert("x")</script>&"\'><img src=x onerror=y>'
VOID = {"meta", "br", "img", "link", "hr", "input"}


class Reader(HTMLParser):
    """Collects tags, attributes and text, and checks that every tag is closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page_of(*blocks: Block) -> str:
    return render_html(Document("Title", "", "en", tuple(blocks)))


@pytest.fixture(scope="module")
def page(full_document) -> str:
    return render_html(full_document)


def test_every_tag_is_closed_and_every_anchor_is_unique(page):
    ids = [attributes["id"] for _, attributes in Reader(page).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_page_needs_nothing_else(page):
    reader = Reader(page)
    assert not reader.all("script")
    assert not reader.all("link")
    assert not reader.all("img")
    assert not reader.all("iframe")
    assert "url(" not in page
    assert "@import" not in page
    assert not [one for _, one in reader.tags if "src" in one]
    links = [one["href"] or "" for one in reader.all("a")]
    outside = [one for one in links if not one.startswith("#")]
    assert outside == ["https://doi.org/10.5465/amj.2011.60263120"]


def test_every_link_of_the_contents_leads_to_a_heading(page):
    reader = Reader(page)
    anchors = {one.get("id") for name, one in reader.tags if re.fullmatch("h[2-5]|main", name)}
    inside = [one["href"][1:] for one in reader.all("a") if one["href"].startswith("#")]
    assert set(inside) <= anchors
    assert "rows" in inside


def test_the_page_says_its_language_and_lets_readers_skip_to_the_content(page):
    reader = Reader(page)
    assert reader.all("html")[0]["lang"] == "en"
    assert reader.all("a")[0] == {"class": "skip", "href": "#content"}


def test_running_text_has_its_styles_and_nothing_else(page):
    assert (
        "<p>Path <strong>ISC*~HC</strong> is <em>strong</em> in <code>CI</code>; "
        "A*B*C &lt; D &amp; E.</p>" in page
    )


def test_tables_have_caption_scopes_and_meanings(page):
    assert "<b>Table 1.</b> Truth table</caption>" in page
    assert '<th scope="col" class="right">n <span class="unit">cases</span></th>' in page
    assert '<th scope="row" class="left">A*~B</th>' in page
    assert "<dt>Row</dt> <dd>number of the row, from <em>1</em></dd>" in page
    assert "Remainders are <strong>not</strong> listed." in page


def test_numbers_stand_right_with_the_column_s_digits(page):
    assert '<td class="right">0.877</td>' in page
    assert '<td class="right">12,345</td>' in page
    assert '<td class="center">1</td>' in page


def test_undefined_cells_are_dashes_that_say_so(page):
    dash = '<td class="right"><span class="undefined" title="not defined"'
    assert page.count(dash) == 2


def test_a_table_without_rows_says_none():
    assert 'colspan="1">none</td>' in page_of(Table("T", (TableColumn("A"),), ()))


def test_figures_have_their_words_and_no_reference(page):
    figure = next(
        one for one in Reader(page).all("div") if one.get("aria-label", "").startswith("Says")
    )
    assert figure["aria-label"] == 'Says "more" <here>'
    assert figure["role"] == "img"
    assert "<b>Figure 1.</b> XY plot. With a <em>caption</em>." in page


def test_charts_say_each_mark_in_words(page):
    labels = [one.get("aria-label") for one in Reader(page).all("span")]
    for words in (
        "core present",
        "core absent",
        "peripheral present",
        "peripheral absent",
        "core value 1 or 2",
        "peripheral value 0",
    ):
        assert words in labels
    assert '<span class="unseen">does not matter</span>' in page


def test_charts_group_their_paths(page):
    assert '<th scope="colgroup" colspan="2" class="center group">Family 1</th>' in page
    assert '<td class="center" colspan="2">0.72</td>' in page
    assert page.index(">1a</th>") < page.index(">1b</th>") < page.index(">2</th>")


def test_cases_are_counted_and_an_empty_group_says_so(page):
    assert 'Typical <span class="count">2</span>' in page
    assert "Ulm &lt;script&gt;" in page
    assert '<dd><span class="empty">none</span></dd>' in page


def test_notices_name_their_kind_in_words(page):
    assert '<div class="notice warning" role="note">' in page
    assert '<strong class="kind">Warning</strong>' in page
    assert '<strong class="kind">Note</strong>' in page


def test_details_are_open_in_print(page):
    assert "<summary>More &lt;inside&gt;</summary>" in page
    assert "details::details-content" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "data:text/html,x"])
def test_addresses_that_are_not_of_the_web_are_not_linked(url):
    page = page_of(Citation("Text", url))
    assert url in page
    assert 'href="#content"' in page
    assert page.count("href=") == 1


def evil_blocks(text: str) -> tuple[Block, ...]:
    """Return every kind of block with the text wherever a text can stand."""
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    column = ChartColumn(text, text, ("core-present",), (0.5,))
    return (
        Heading(1, text, text),
        Paragraph(text),
        Bullets((text,)),
        Table(text, (TableColumn(text, text, "", text),), ((text,),), text),
        Figure(text, drawn, text, text, text),
        Cases(text, ((text, (text,)),)),
        Citation(text, text),
        Notice("warning", text),
        Chart(text, (text,), (column,), (text,), ((text, (text,)),), text),
        Details(text, (Paragraph(text),)),
    )


def test_no_text_can_become_markup():
    reader = Reader(render_html(Document(EVIL, EVIL, EVIL, evil_blocks(EVIL))))
    assert not reader.all("script")
    assert not reader.all("img")
    assert not [one for _, one in reader.tags if any(name.startswith("on") for name in one)]
    assert reader.text.count(EVIL) >= 20


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="<>&\"'/ab*`{}%=", min_size=1, max_size=30))
def test_markup_never_depends_on_texts(text):
    safe = Reader(render_html(Document("t", "t", "en", evil_blocks("t"))))
    made = Reader(render_html(Document(text, text, "en", evil_blocks(text))))
    styles = {"strong", "em", "code"}
    found = [name for name, _ in made.tags if name not in styles]
    assert found == [name for name, _ in safe.tags if name not in styles]


def test_the_same_heading_twice_gets_two_anchors():
    heading = Heading(1, "Rows")
    page = page_of(heading, heading)
    assert 'id="rows"' in page
    assert 'id="rows-2"' in page


def test_three_hundred_cases_and_ten_columns_are_rendered_and_scroll_inside():
    values = np.linspace(0, 1, 10).tolist()
    columns = (TableColumn("Case"), *(TableColumn(f"S{at}") for at in range(10)))
    rows = tuple((f"Case {at}", *values) for at in range(300))
    page = page_of(Table("All", columns, rows))
    assert page.count("<tr>") == 301
    assert 'class="scroll long"' in page


def test_a_document_without_blocks_is_its_title():
    page = page_of()
    assert "<h1>Title</h1>" in page
    assert "<nav" not in page


@dataclass(frozen=True)
class Strange(Block, kind="strange-to-html"):
    """A block that no renderer knows."""


def test_an_unknown_block_is_named():
    with pytest.raises(InputError, match="does not know Strange blocks"):
        page_of(Strange())
