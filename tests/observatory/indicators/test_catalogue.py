"""The catalogue of indicators: every field filled, own entries beside it, errors together."""

import math
from pathlib import Path

import pytest

from hanse.errors import InputError
from hanse.observatory.indicators import (
    DIRECTIONS,
    LEVELS,
    Indicator,
    indicator,
    indicators,
    indicators_frame,
    indicators_page,
    read_indicators,
)
from hanse.result import answer_from_dict

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "indicators.md"
TEXTS = ("name", "level", "group", "definition", "formula", "unit", "direction", "source")
OWN = {
    "name": '"Fairs"',
    "level": '"organisation"',
    "group": '"organisation"',
    "definition": '"Fairs abroad with a stand."',
    "formula": '"number of fairs"',
    "unit": '"fairs"',
    "low": "0",
    "high": "inf",
    "direction": '"higher"',
    "source": '"Our own count"',
    "caution": '"A stand is not a sale."',
}


def written(folder, id="fairs", **cells):
    """Write a file of one indicator, with some of its keys changed; None leaves a key out."""
    lines = [f"{key} = {text}" for key, text in {**OWN, **cells}.items() if text is not None]
    path = folder / "own.toml"
    path.write_text("\n".join([f"[{id}]", *lines]), encoding="utf-8")
    return path


def refusal(path):
    with pytest.raises(InputError) as caught:
        read_indicators(path)
    return str(caught.value)


@pytest.mark.parametrize("id", list(indicators()))
def test_no_entry_has_an_empty_field(id):
    entry = indicator(id)
    assert all(getattr(entry, name).strip() for name in (*TEXTS, "caution"))
    assert entry.level in LEVELS
    assert entry.direction in DIRECTIONS
    assert not entry.low > entry.high


@pytest.mark.parametrize("id", list(indicators()))
def test_definitions_and_cautions_are_sentences(id):
    entry = indicator(id)
    assert entry.definition.endswith(".")
    assert entry.caution.endswith(".")
    assert entry.definition[0].isupper()
    assert "  " not in entry.definition + entry.caution + entry.formula


def test_names_are_told_apart_within_a_level():
    named = [(entry.level, entry.name) for entry in indicators().values()]
    assert len(set(named)) == len(named)


def test_every_level_and_direction_is_in_use():
    assert {entry.level for entry in indicators().values()} == set(LEVELS)
    assert {entry.direction for entry in indicators().values()} == set(DIRECTIONS)


def test_a_card_prints_every_field():
    entry = indicator("speed")
    said = " ".join(str(entry).split())
    for name in ("id", "name", "level", "group", "definition", "formula", "source", "caution"):
        assert getattr(entry, name) in said
    assert "years, from 0, lower is more" in said


def test_bounds_are_told_in_words():
    assert indicator("export_share").range == "0 to 1"
    assert indicator("markets").range == "from 0"
    assert indicator("eci").range == "any number"
    low_only = Indicator("x", "X", "firm", "g", "D.", "f", "u", math.nan, 2.0, "none", "s", "C.")
    assert low_only.range == "up to 2"


def test_an_indicator_comes_back_from_its_dictionary():
    for entry in indicators().values():
        assert str(answer_from_dict(entry.to_dict())) == str(entry)


def test_an_unknown_id_is_told_with_the_nearest():
    with pytest.raises(InputError, match=r"'export_shar'\. Did you mean 'export_share'"):
        indicator("export_shar")


def test_the_frame_has_one_row_for_each():
    frame = indicators_frame()
    assert frame["id"].tolist() == list(indicators())
    assert frame.set_index("id").loc["export_share", "high"] == 1.0
    assert not (frame.drop(columns=["low", "high"]) == "").any(axis=None)


def test_own_indicators_stand_after_those_of_the_package(tmp_path):
    found = read_indicators(written(tmp_path))
    assert list(found)[:-1] == list(indicators())
    assert indicator("fairs", catalogue=found).range == "from 0"
    assert "fairs" not in indicators()
    assert "| `fairs` |" in indicators_page(found)
    assert len(indicators_frame(found)) == len(found)


def test_everything_wrong_is_told_together(tmp_path):
    path = written(
        tmp_path, level='"frim"', direction='"up"', source='""', caution=None, low='"a"', lable="1"
    )
    said = refusal(path)
    assert said.startswith("own.toml: 5 problems:")
    assert "own.toml, fairs: there is no key 'lable'" in said
    assert "source, caution are empty. Fill every key" in said
    assert "there is no level 'frim'. Did you mean 'firm'?" in said
    assert "there is no direction 'up'" in said
    assert "low is 'a'. Write a number, or inf." in said


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"name": "3"}, "own.toml, fairs: name is 3. Write text in quotes."),
        ({"low": "2", "high": "1"}, "low is 2 and high is 1. Write the smaller bound as low."),
        ({"low": "nan"}, "low is nan. Write a number, or inf."),
        ({"low": "true"}, "low is True. Write a number, or inf."),
        ({"high": None}, "high is empty. Fill every key; a bound that there is not is inf."),
        ({"id": "Fairs"}, "'Fairs' is no id. Write an id in small letters"),
        ({"id": "rca"}, "'rca' is in the catalogue of hanse. Take another id"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told(tmp_path, cells, said):
    assert said in refusal(written(tmp_path, **cells))


def test_more_than_ten_problems_are_counted(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text("\n".join(f"x{i} = 1" for i in range(12)), encoding="utf-8")
    said = refusal(path)
    assert "own.toml: x0 is 1 and not an indicator. Write a table [x0]." in said
    assert "- and 2 more" in said


def test_files_that_cannot_be_read_are_told(tmp_path):
    assert "own.toml: the file cannot be read" in refusal(tmp_path / "own.toml")
    path = tmp_path / "own.toml"
    path.write_text("[fairs", encoding="utf-8")
    assert "this is not TOML" in refusal(path)
    path.write_bytes(b"name = '\xff'")
    assert "the file is not UTF-8" in refusal(path)


def test_the_page_is_what_the_catalogue_prints():
    assert PAGE.read_text(encoding="utf-8") == indicators_page(), "write indicators_page() there"
