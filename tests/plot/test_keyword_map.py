import pytest
from tests.plot.drawn_text import cut_off, marks, overlapping, texts, titles

from hanse.errors import InputError
from hanse.plot import MapWord, WordLink, keyword_map
from hanse.plot.keyword_map import EDGE, GROUPS, MOST_WORDS, TREE

WORDS = [MapWord("clusters", 16, 1), MapWord("exports", 9, 1), MapWord("trust", 4, 2, words="2009")]
LINKS = [
    WordLink("clusters", "exports", 1.5),
    WordLink("exports", "trust", 0.5),
    WordLink("clusters", "trust", 0.4),
]


def drawn(words=WORDS, links=LINKS, **more):
    return keyword_map(words, links, **{"title": "Words", **more})


def test_the_words_say_groups_and_strongest_links():
    assert drawn().alt == (
        "Words: 3 words in 2 groups. Group 1: clusters (16) and exports (9). Group 2: trust (4). "
        "Strongest links: clusters with exports (1.50), exports with trust (0.50) and clusters "
        "with trust (0.40)."
    )


def test_the_tree_is_thick_and_other_links_are_thin():
    assert len(marks(drawn(), "line", stroke=TREE)) == 2
    assert len(marks(drawn(), "line", stroke=EDGE)) == 1


def test_the_weakest_links_are_left_out_and_counted():
    words = [MapWord(name, 1) for name in "abcde"]
    pairs = [(i, j) for i in range(5) for j in range(i)]
    links = [WordLink("abcde"[i], "abcde"[j], 0.1 if (i, j) == (1, 0) else i + j) for i, j in pairs]
    picture = drawn(words, links)
    assert "a and b: strength 0.10" not in titles(picture)
    assert len(marks(picture, "line")) == 4 + 5
    assert "Not drawn: 1 weaker link." in texts(picture)


def test_groups_have_a_colour_and_their_number():
    assert len(marks(drawn(), "circle", fill=GROUPS[0][0])) == 2 + 1
    assert texts(drawn()).count("2") == 1 + 1
    assert len(marks(drawn([MapWord("a", 1, 9)], []), "circle", fill="#ffffff")) == 2


def test_the_area_of_a_circle_is_as_the_size():
    radii = [float(one.get("r")) for one in marks(drawn(), "circle", fill=GROUPS[0][0])]
    assert max(radii) == pytest.approx(4 / 3 * sorted(radii)[-2], abs=0.02)


def test_words_and_links_tell_more_where_the_pointer_rests():
    assert "trust: records 4, group 2, 2009" in titles(drawn())
    assert "clusters and exports: strength 1.50" in titles(drawn())


def nasty(n):
    names = [
        f"{'internationalisation of small firms, Промышленное' if at % 2 else 'SMEs'} {at}"
        for at in range(n)
    ]
    words = [MapWord(name, 3.0 ** (at % 4), 1 + at % 8) for at, name in enumerate(names)]
    links = [
        WordLink(names[i], names[j], 1 + (i * 7 + j * 13) % 17)
        for i in range(n)
        for j in range(i)
        if (i + j) % 3
    ]
    return words, links


@pytest.mark.parametrize("n", [1, 2, 12, 30])
@pytest.mark.parametrize("has_links", [True, False])
def test_nothing_overlaps_or_is_cut_off(n, has_links):
    words, links = nasty(n)
    picture = drawn(words, links if has_links else [], most=n, note="n " * 100, title="T " * 90)
    assert overlapping(picture) == []
    assert cut_off(picture) == []


def test_the_largest_map_fits():
    words, links = nasty(MOST_WORDS)
    picture = drawn(words, links, most=MOST_WORDS)
    assert overlapping(picture) == []
    assert cut_off(picture) == []


def test_what_is_not_drawn_is_counted():
    words, links = nasty(20)
    shown = " ".join(texts(drawn(words, links, most=5)))
    assert "Not drawn: 15 words of 20." in shown
    assert drawn(words, links, most=5).alt.endswith("15 not drawn.")


def test_the_same_input_gives_the_same_bytes():
    words, links = nasty(15)
    assert drawn(words, links).svg == drawn(words, links[::-1]).svg


@pytest.mark.parametrize(
    ("words", "links", "more", "said"),
    [
        ([], [], {}, "there are no words. Give at least one."),
        (WORDS, [], {"most": 61}, "most is 61. Give a whole number from 1 to 60."),
        ([WORDS[0], WORDS[0]], [], {}, "the word 'clusters' stands twice"),
        ([MapWord("a", 0)], [], {}, "'a': size is 0"),
        ([MapWord("a", float("nan"))], [], {}, "'a': size is nan"),
        ([MapWord("a", 1, 0)], [], {}, "'a': group is 0"),
        (WORDS, [WordLink("clusters", "trusts", 1)], {}, "no word 'trusts'. Did you mean 'trust'?"),
        (WORDS, [WordLink("trust", "trust", 1)], {}, "a word is linked with itself"),
        (WORDS, [LINKS[0], WordLink("exports", "clusters", 1)], {}, "the pair is given twice"),
        (WORDS, [WordLink("trust", "exports", 0)], {}, "strength is 0"),
    ],
)
def test_what_does_not_fit_is_refused(words, links, more, said):
    with pytest.raises(InputError) as error:
        drawn(words, links, **more)
    assert said in str(error.value)
