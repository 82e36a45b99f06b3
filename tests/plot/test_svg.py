from xml.etree import ElementTree as ET

from hanse.plot.svg import drawing, element, text, tidied


def test_text_and_attributes_are_escaped():
    made = text('<script>"&', 0, 0) + element("g", id='"><x')
    assert "<script>" not in made
    assert "&quot;&gt;&lt;x" in made


def test_a_drawing_carries_its_words():
    root = ET.fromstring(drawing([], width=10, height=5, title="A <b>", alt='Says "x"'))
    assert root.get("aria-label") == 'Says "x"'
    assert root[0].text == "A <b>"
    assert root[1].text == 'Says "x"'


def test_tidying_cuts_decimals_drops_the_unseen_and_keeps_text():
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g class="x"><g/></g>'
        '<path d="M0.123456,1e-12" fill="red" aria-label="A case"/><path d="M0,0"/>'
        '<text x="1.005">3.14159</text></svg>'
    )
    made = tidied(drawn, title="T", alt="A")
    assert '<path d="M0.12,0" fill="red"><title>A case</title></path>' in made
    assert made.count("<path") == 1
    assert "<g" not in made
    assert ">3.14159<" in made


def test_signs_that_xml_forbids_are_left_out():
    words = "Ly\x00on\x1b"
    svg = drawing([text(words, 0, 0)], width=10, height=5, title=words, alt=words)
    assert [node.text for node in ET.fromstring(svg).iter() if node.text] == ["Lyon"] * 3
