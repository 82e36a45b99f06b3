import pytest
from tests.plot.drawn_text import cut_off, marks, overlapping, texts, titles

from hanse.errors import InputError
from hanse.plot.ink import DEVIANT, TEXT
from hanse.plot.market_rings import RingMarket, market_rings

MARKETS = [
    RingMarket("NOR", 1, "insider"),
    RingMarket("FIN", 1, "connected"),
    RingMarket("Germany", 1, "contact"),
    RingMarket("NL", 1, "outsider", is_next=True),
    RingMarket("USA", 2, "contact"),
    RingMarket("CHN", 3, "contact", is_leap=True),
    RingMarket("ATA", 0),
]


def drawn(markets=MARKETS, **more):
    return market_rings(markets, **{"home": "Sweden", "title": "From Sweden", **more})


def test_the_words_say_rings_levels_next_step_and_leaps():
    assert drawn().alt == (
        "From Sweden: 7 markets in 3 rings around Sweden. Insider: Norway. Connected: Finland. "
        "Contact: Germany, United States and China. Next step: Netherlands. Leaps: China."
    )


def test_every_market_says_its_ring_and_level_where_the_pointer_rests():
    said = set(titles(drawn()))
    assert {"Norway: ring 1, insider", "China: ring 3, contact, leap"} <= said
    assert {"Netherlands: ring 1, outsider, next step", "Sweden: home"} <= said
    assert "Antarctica: no distance" not in said  # it is not on the map


def test_each_marked_market_is_named_on_one_of_the_two_maps():
    shown = texts(drawn())
    for name in ("Norway", "Finland", "Germany", "Netherlands", "United States", "China"):
        assert shown.count(name) >= 1
    assert "Around Sweden" in shown


def test_where_nothing_near_is_marked_there_is_one_map():
    assert "Around Sweden" not in texts(drawn([RingMarket("CHN", 3, "contact", is_leap=True)]))


def test_the_insider_is_dark_and_the_leap_is_a_star():
    picture = drawn()
    assert len(marks(picture, "circle", fill=TEXT, r="5")) == 2  # Norway and the key
    outlined = marks(picture, "path", stroke=DEVIANT, stroke_width="2")
    assert len(outlined) == 4  # next step and leap, each with its key


def test_a_lost_and_a_closed_market_have_marks_of_their_own():
    markets = [RingMarket("LVA", 1, "outsider", is_lost=True), RingMarket("RUS", 2, is_closed=True)]
    picture = drawn(markets)
    assert picture.alt.endswith("Entered, no tie is alive: Latvia. Closed: Russia.")
    assert len(marks(picture, "circle", stroke_dasharray="2 2")) == 2  # and the key
    assert {"entered, no tie is alive", "closed", "not looked at"} <= set(texts(picture))


@pytest.mark.parametrize(
    ("markets", "words"),
    [
        ([RingMarket("NOR", 1), RingMarket("Norway", 1)], "Norway is given twice"),
        ([RingMarket("NOR", 7)], "ring of Norway is 7"),
        ([RingMarket("NOR", 1, "insidr")], "Did you mean 'insider'"),
        ([RingMarket("Norwegen", 1)], "there is no country 'Norwegen'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(markets, words):
    with pytest.raises(InputError, match=words):
        drawn(markets)


def test_no_markets_at_all_leave_a_map_with_home():
    assert drawn([]).alt == "From Sweden: 0 markets in 0 rings around Sweden."


def test_no_words_lie_outside_or_on_each_other():
    picture = drawn()
    assert cut_off(picture) == []
    assert overlapping(picture) == []


def test_the_same_input_gives_the_same_bytes():
    assert drawn().svg == drawn().svg
