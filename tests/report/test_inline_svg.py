import pytest

from hanse.errors import InputError
from hanse.report.inline_svg import inline_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def clean(inside: str) -> str:
    return inline_svg(f'{HEAD}width="10" height="10">{inside}</svg>', where="f")


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        '<a xlink:href="javascript:alert(1)"><circle r="1"/></a>',
        '<image xlink:href="http://example.org/a.png"/>',
        '<use href="#x"/>',
        "<foreignObject><p>x</p></foreignObject>",
        "<style>@import 'x'</style>",
        '<rect onclick="alert(1)" onload="x"/>',
        '<rect fill="url(http://example.org)" style="background:url(x)"/>',
        "<!-- comment --><?target x?>",
    ],
)
def test_nothing_that_runs_or_refers_comes_through(harm):
    made = clean(harm)
    for sign in ("script", "href", "url(", "onclick", "onload", "import", "<p", "<!--", "<?"):
        assert sign not in made


def test_shapes_text_and_titles_of_marks_come_through():
    made = clean(
        '<g><circle r="2" fill="red"><title>Lyon</title></circle><text>A &lt; B</text></g>'
    )
    assert '<circle r="2" fill="red"><title>Lyon</title></circle><text>A &lt; B</text>' in made


def test_the_title_of_the_whole_drawing_is_left_to_the_page():
    assert "Whole" not in clean("<title>Whole</title><desc>Whole</desc>")


def test_the_shape_is_kept_and_the_size_left_to_the_page():
    made = clean("")
    assert 'viewBox="0 0 10 10"' in made
    assert 'style="max-width:10px"' in made
    assert " width=" not in made


@pytest.mark.parametrize(
    ("svg", "says"),
    [
        ("<svg", "figure f: the drawing is not XML"),
        ("<html/>", "the drawing is <html>, not <svg>"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "a document type is refused"),
    ],
)
def test_what_is_no_drawing_is_refused(svg, says):
    with pytest.raises(InputError, match=says):
        inline_svg(svg, where="f")


def test_patterns_of_the_drawing_come_through_and_others_do_not():
    made = clean(
        '<defs><pattern id="own" patternUnits="userSpaceOnUse"><rect width="4"/></pattern></defs>'
        '<rect fill="url(#own)" x="1"/><rect fill="url(#other)" x="2"/><g id="secret"/>'
    )
    assert '<pattern id="own" patternUnits="userSpaceOnUse"><rect width="4"></rect>' in made
    assert '<rect fill="url(#own)" x="1">' in made
    assert '<rect x="2">' in made
    assert "secret" not in made


def test_the_halo_of_a_label_stays_behind_its_letters():
    assert '<text paint-order="stroke">A</text>' in clean('<text paint-order="stroke">A</text>')
