"""``hanse observe indicators`` and ``mapping``: what a number is, and how a file is read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hanse.cli.formats import Format, as_argument, print_data, print_frame, print_json
from hanse.cli.observe_input import As, Force
from hanse.cli.strategy_files import check_target
from hanse.errors import unknown_name

__all__ = ["indicators", "mapping"]

SCHEMAS = ("firms", "markets", "organisations", "initiatives")
USED = {
    "firms": "{path} --map {map}",
    "markets": "FIRMS --markets {path} --markets-map {map}",
}
"""Kind of table → how `hanse observe degree` takes it with its mapping."""


def indicators(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One indicator; without it, all of them.")
    ] = None,
    level: Annotated[
        str | None, typer.Option("--level", help="Those of one level, such as cluster.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE.toml", help="Your own ones, too.")
    ] = None,
    form: As = Format.TEXT,
) -> None:
    """Print what an indicator is and when it misleads."""
    from hanse.messages import columns_text
    from hanse.observatory.indicators import (
        LEVELS,
        indicator,
        indicators_frame,
        read_indicators,
    )
    from hanse.observatory.indicators import indicators as packaged

    known = read_indicators(file) if file is not None else packaged()
    if level is not None and level not in LEVELS:
        raise unknown_name("level", level, LEVELS, where="--level")
    chosen = [one for one in known.values() if level in (None, one.level)]
    cards = {one.id: one for one in chosen}
    if name is not None:
        cards = {name: indicator(name, catalogue=cards)}
    if form is Format.CSV:
        print_frame(indicators_frame(cards), form)
        return
    if form is Format.JSON:
        print_json(cards)
        return
    if name is not None:
        print(cards[name])
        return
    rows = [[one.id, one.level, one.group, one.unit, one.name] for one in chosen]
    print(columns_text(["id", "level", "group", "unit", "name"], rows, left=[0, 1, 2, 3, 4]))


def mapping(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Your table: CSV, TSV or Excel.")],
    table: Annotated[
        str,
        typer.Option("--for", help="What it holds: firms, markets, organisations, initiatives."),
    ],
    write: Annotated[
        Path | None, typer.Option("--write", metavar="FILE.toml", help="Where to write it.")
    ] = None,
    force: Force = False,
) -> None:
    """Guess which of your columns is which, to correct."""
    from hanse.observatory.internationalisation import schemas
    from hanse.tables import write_text
    from hanse.tables.mapping import header_of, mapping_text

    if table not in SCHEMAS:
        raise unknown_name("table", table, SCHEMAS, where="--for")
    check_target(write, force=force)
    text = mapping_text(getattr(schemas, table.upper()), header_of(path))
    if write is None:
        print_data(text.rstrip())
        return
    write_text(write, text)
    print(f"Wrote {write}: correct it, then")
    if table in USED:
        words = USED[table].format(path=as_argument(path), map=as_argument(write))
        print(f"  hanse observe degree {words}")
    else:
        print(f'  name it in hanse.toml: [observatory.{table}] with map = "{write.name}"')
