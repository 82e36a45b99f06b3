"""Files of a market table, and the errors of all of them together."""

import pytest
from tests.partners.market_path.made_markets import SIX, frame, made

from hanse.errors import InputError
from hanse.partners.market_path import (
    Complement,
    OwnMarket,
    market_path,
    market_table,
    read_market_table,
)

DISTANCES = "origin,destination,distance\n" + "".join(
    f"SWE,{code},{far}\n" for code, far in SIX.items()
)


def files(folder, **texts):
    paths = {}
    for name, text in {"distances": DISTANCES, **texts}.items():
        paths[name] = folder / f"{name}.csv"
        paths[name].write_text(text, encoding="utf-8")
    return paths


def read(folder, *, lacking="refuse", mappings=None, columns=("attraction",), **texts):
    paths = files(folder, **texts)
    return read_market_table(
        paths.pop("distances"),
        home="Sweden",
        attraction_columns=columns,
        mappings=mappings,
        lacking=lacking,
        **paths,
    )


def test_files_give_the_same_table_as_records(tmp_path):
    table = read(
        tmp_path,
        own="market,wave,tie,ties,relationships,level\nNorway,1,cluster in Oslo,2,1,connected\n"
        "China,,sister city Zhuhai; Changfeng Alliance,,,\n",
        attraction="market,size,growth\nNO,4,1\nDK,3,2\nDE,9,\nCN,9,5\n",
        complements="market,value,hotspot\nChile,0.6,copper\n",
        blocked="market,reason\nPoland,a decision\n",
        columns=("size", "growth"),
    )
    own = [
        OwnMarket("NOR", 1, 0, "cluster in Oslo", 2, 1, "connected"),
        OwnMarket("CHN", tie="sister city Zhuhai; Changfeng Alliance"),
    ]
    same = made(
        own=own,
        attraction={
            "size": {"NOR": 4, "DNK": 3, "DEU": 9, "CHN": 9},
            "growth": {"NOR": 1, "DNK": 2, "CHN": 5},
        },
        complements=[Complement("CHL", 0.6, "copper")],
        blocked={"POL": "a decision"},
    )
    assert str(market_path(table)).startswith(str(market_path(same)))
    assert table.to_frame().equals(same.to_frame())


def test_users_own_headers_come_in_by_a_mapping(tmp_path):
    columns = {"market": "Land", "wave": "Welle"}
    table = read(
        tmp_path,
        own="Land;Welle\nNorwegen;1\n".replace("Norwegen", "Norway"),
        mappings={"own": {"columns": columns}},
    )
    assert [(one.market, one.wave) for one in table.own] == [("NOR", 1)]


def test_what_is_wrong_with_all_files_is_told_together(tmp_path):
    with pytest.raises(InputError) as error:
        read(
            tmp_path,
            own="market,wave,ties\nNorwey,1,1\nSWE,1,0\nDNK,1,0\nDNK,2,0\n",
            complements="market,value\nCHL,1.4\n",
            blocked="market,reason\nJapan,a decision\n",
        )
    assert str(error.value) == (
        "markets: 3 problems:\n"
        "  - own.csv, row 2, column market: there is no country 'Norwey'. Did you mean Norway "
        "(NOR)? Give an English name or a code of ISO 3166-1, such as SWE, SE or 752.\n"
        '  - complements.csv, row 2, column value: 1.4 is above 1. Write unit = "%" in the '
        "mapping if the column holds percentages.\n"
        "  - blocked.csv, row 2, column market: no distance from SWE to JPN. Add it to the "
        'distances, or choose lacking="list".'
    )


@pytest.mark.parametrize(
    ("own", "text"),
    [
        (
            "market,wave\nSweden,1\n",
            "own.csv, row 2, column market: home is among the markets. Take the row out.",
        ),
        (
            "market,wave\nNOR,1\nNorway,2\n",
            "own.csv: the same market twice: rows 2 and 3 (NOR). Leave one row for each, or name "
            "the key that tells them apart.",
        ),
        (
            "market,wave\nNOR,0\n",
            "own.csv, row 2, column wave: 0 is below 1. Correct the cells, or leave them empty if "
            "the value is not known.",
        ),
        (
            "market,wave\nNOR,1.5\n",
            "own.csv, row 2, column market: wave 1.5 is no whole number from 1. Give whole "
            "numbers from 1, or leave it empty.",
        ),
        (
            "market,ties\nNOR,-1\n",
            "own.csv, row 2, column ties: -1 is negative. Correct the cells, or leave them empty "
            "if the value is not known.",
        ),
        (
            "market,ties,tie\nNOR,0,sister city\n",
            "own.csv, row 2, column market: 0 ties, but there is 'sister city'. Correct the "
            "number, or leave it empty.",
        ),
        (
            "market,level\nNOR,insidr\n",
            "own.csv, row 2, column market: there is no level 'insidr'. Did you mean 'insider'? "
            "There are: outsider, contact, connected, insider.",
        ),
        (
            "market,wave,year\nNOR,1,1999\nDNK,,2001\n",
            "own.csv, row 3, column market: entered in 2001, but in no wave. Give every entered "
            "market a wave, or none.",
        ),
    ],
)
def test_errors_of_own_markets_name_the_cell(tmp_path, own, text):
    with pytest.raises(InputError) as error:
        read(tmp_path, own=own)
    assert str(error.value) == text


def test_records_are_checked_as_files_are():
    with pytest.raises(InputError) as error:
        market_table(
            frame(SIX),
            home="SWE",
            own=[OwnMarket("NOR", wave=-1, ties=-2), OwnMarket("Norway")],
            complements=[Complement("CHL", -0.1)],
            blocked={"POL": " "},
        )
    assert str(error.value) == (
        "markets: 5 problems:\n"
        "  - own markets, NOR: NOR stands twice. Leave one row for each market.\n"
        "  - own markets, NOR: wave -1 is no whole number from 1. Give whole numbers from 1, or "
        "leave it empty where the market is not entered.\n"
        "  - own markets, NOR: ties is -2. Give a number from 0.\n"
        "  - complementarity, CHL: complementarity -0.1 is not between 0 and 1. Correct it, or "
        "take the row out.\n"
        "  - blocked markets, POL: no reason. Say why the market is closed."
    )


def test_a_home_without_distances_and_an_unknown_table_are_errors(tmp_path):
    with pytest.raises(InputError, match=r"distances: there is no origin 'NOR'. There are: SWE."):
        market_table(frame(SIX), home="Norway")
    with pytest.raises(InputError, match=r"mappings: there is no table 'owns'. Did you mean 'own'"):
        read(tmp_path, mappings={"owns": {}})
    with pytest.raises(InputError, match="lacking: there is no way 'drop'"):
        read(tmp_path, lacking="drop")


def test_a_table_of_attraction_may_name_markets_without_a_distance(tmp_path):
    table = read(tmp_path, attraction="market,attraction\nNOR,1\nDNK,2\nJPN,3\n")
    assert market_path(table).without_distance == ("JPN",)


def test_distances_that_cannot_be_read_are_told_with_the_rest(tmp_path):
    with pytest.raises(InputError) as error:
        read(tmp_path, distances="origin,distance\nSWE,1\n", own="market,wave\nNowhere,1\n")
    assert "2 problems" in str(error.value)
    assert "destination" in str(error.value)
