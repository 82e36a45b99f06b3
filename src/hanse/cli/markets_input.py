"""Options that the commands of ``hanse markets`` share, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hanse.cli.formats import Format, print_answer
from hanse.cli.observe_input import check_file, pairs_of
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.partners.market_path import LeapRule, MarketTable
    from hanse.result import Answer

__all__ = [
    "PLACES",
    "WORDS",
    "All",
    "Complements",
    "Distances",
    "Home",
    "Leap",
    "Map",
    "Rings",
    "columns_of",
    "compared",
    "elsewhere_of",
    "leap_rule",
    "looked_at",
    "number_in",
    "print_found",
    "read_markets",
    "rings_of",
    "world_distances",
    "worth_telling",
]

Home = Annotated[
    str, typer.Argument(metavar="HOME", help="Where you start: a country's name or code.")
]
Complements = Annotated[
    Path | None,
    typer.Option("--complements", metavar="FILE", help="How markets complement you, 0 to 1."),
]
Distances = Annotated[
    Path | None,
    typer.Option("--distances", metavar="FILE", help="Your own distances; else our index."),
]
Leap = Annotated[
    list[str],
    typer.Option("--leap", metavar="NAME=VALUE", help="What is far and a leap; repeat it."),
]
Map = Annotated[
    list[str],
    typer.Option("--map", metavar="TABLE=M.toml", help="Which column is which; repeat it."),
]
Rings = Annotated[
    str, typer.Option("--rings", help="How many; or where each ring ends, parted by commas.")
]
All = Annotated[bool, typer.Option("--all", help="Dependent territories, too.")]

PLACES = {
    "home": "HOME",
    "weights": "--weight",
    "leap rule": "--leap",
    "rings": "--rings",
    "distances": "--distances",
}
"""The place of an error of the library → the option that stands for it."""
WORDS = {"such as [-1, 0]": "such as --rings -1,0"}
"""Words of an advice of the library → those of the commands."""
UNKNOWN = "unknown"
USUAL = ("Encoding is utf-8.", "Columns are separated by comma.")
LISTED = ": to_frame()"


def worth_telling(notes: Sequence[str]) -> tuple[str, ...]:
    """Return the notes on files without those that say that a file is as most are."""
    return tuple(note for note in notes if not note.endswith(USUAL))


def print_found(answer: Answer, form: Format, notes: Sequence[str] = ()) -> None:
    """Print an answer; as text with the option that lists everything, and what else is known."""
    if form is Format.TEXT:
        print("\n".join([str(answer).replace(LISTED, ": --format csv"), *notes]))
    else:
        print_answer(answer, form)


def number_in(option: str, name: str, text: str) -> float:
    """Return the number of a pair."""
    try:
        return float(text)
    except ValueError:
        mend = "Give a number, such as 1 or 0.5."
        raise InputError(f"{name} is '{text}'", where=option, mend=mend) from None


def rings_of(text: str) -> int | tuple[float, ...]:
    """Return how many rings there are, or where each of them but the last ends.

    Examples
    --------
    >>> rings_of("3"), rings_of("-1.5,0"), rings_of("2.5")
    (3, (-1.5, 0.0), (2.5,))
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 and parts[0].isdecimal():
        return int(parts[0])
    try:
        return tuple(float(part) for part in parts)
    except ValueError:
        mend = "Give a whole number from 2, or ascending distances: --rings -1.5,0."
        raise InputError(f"'{text}' are no rings", where="--rings", mend=mend) from None


def leap_rule(given: Sequence[str]) -> LeapRule:
    """Return what is far and what justifies going there all the same."""
    from hanse.partners.market_path import LeapRule

    known = ("far", "ring", "beyond", "ties", "complementarity")
    pairs = pairs_of(given, option="--leap", kind="name", example="ring=3", known=known)
    rule = LeapRule()
    for name, text in pairs.items():
        value: Any = text if name == "far" else number_in("--leap", name, text)
        if name in ("ring", "beyond"):
            if not value.is_integer():
                mend = f"Give a whole number: --leap {name}=3."
                raise InputError(f"{name} is {text}", where="--leap", mend=mend)
            value = int(value)
        rule = replace(rule, **{name: value})
    return rule


def world_distances() -> Any:
    """Return our index of distance between all countries as a long table."""
    from hanse.observatory.distance import default_parts, distance_index

    return distance_index(default_parts()).to_long()


def read_markets(
    home: str,
    files: Mapping[str, Path | None],
    maps: Sequence[str],
    columns: Sequence[str] = (),
) -> MarketTable:
    """Read the files of markets; without one of distances our own index takes its place.

    Parameters
    ----------
    home : str
        A name or a code.
    files : mapping of str to path or None
        ``distances``, ``own``, ``attraction``, ``complements``, ``blocked``.
    maps : sequence of str
        Table and mapping file of each, as ``own=map.toml``.
    columns : sequence of str
        The columns of attraction.
    """
    from hanse.partners.market_path import read_market_table

    given = {name: path for name, path in files.items() if path is not None}
    for path in given.values():
        check_file(path)
    far = given.pop("distances", None)
    known = [*given, *(["distances"] if far is not None else [])]
    mappings = pairs_of(maps, option="--map", kind="table", example="own=map.toml", known=known)
    table = read_market_table(
        world_distances() if far is None else far,
        home=home,
        **given,  # type: ignore[arg-type]
        **({"attraction_columns": tuple(columns)} if columns else {}),  # type: ignore[arg-type]
        mappings=mappings,
        lacking="list",
    )
    return replace(table, notes=worth_telling(table.notes))


def looked_at(table: MarketTable, *, every: bool) -> tuple[str, ...] | None:
    """Return the countries that are no dependent territories and all that a file names.

    None, which stands for all, where all are asked for.
    """
    from hanse.partners.market_path import usual_markets

    if every:
        return None
    return tuple(sorted({*usual_markets(), *table.named} - {table.home}))


def compared(table: MarketTable) -> set[str]:
    """Return the markets that compete for a place: attractive, complementary, or with ties.

    One of which only the distance is known would stand above one that is known to draw little.
    """
    found = {code for column in table.attraction.values() for code in column}
    found |= {one.market for one in table.complements}
    return found | {one.market for one in table.own if one.has_ties(1)}


def columns_of(path: Path | None, asked: str, maps: Sequence[str]) -> dict[str, float]:
    """Return the columns of attraction with their weights; else all but that of the market.

    Raises
    ------
    InputError
        If columns are asked for without a file, the file has no such column, or a weight is none.
    """
    from hanse.tables.mapping import header_of

    parts = [one.strip() for one in asked.split(",") if one.strip()]
    pairs = [part if "=" in part else f"{part}=1" for part in parts]
    if path is None:
        if parts:
            mend = "Name it with --attraction."
            raise InputError("there is no file with these columns", where="--columns", mend=mend)
        return {}
    check_file(path)
    header = list(header_of(path))
    if not parts:
        return {name: 1.0 for name in header if name != "market"}
    known = header
    if any(one.startswith("attraction=") for one in maps):  # its columns have other names there
        known = [one.partition("=")[0].strip() for one in pairs]
    given = pairs_of(
        pairs, option="--columns", kind="column", example="imports=1,growth=0.5", known=known
    )
    return {name: number_in("--columns", name, text) for name, text in given.items()}


def elsewhere_of(text: str, *, has_complements: bool) -> float | None:
    """Return the complementarity of markets that are not listed, None where it is not known.

    A list counts as whole, so that a market on it is never placed below one that is not.
    """
    if text == UNKNOWN or not (text or has_complements):
        return None
    value = number_in("--elsewhere", "complementarity", text) if text else 0.0
    if not 0 <= value <= 1:
        mend = f"Give a number from 0 to 1, or {UNKNOWN}."
        raise InputError(f"{value:g} is no share", where="--elsewhere", mend=mend)
    return value
