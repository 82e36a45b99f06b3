"""What a region could become: ``[observatory.trade]`` computed, before any word of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.observatory.relatedness import (
    Candidates,
    Complements,
    RegionTable,
    Relatedness,
    candidates,
    complements,
    relatedness,
)
from hanse.study.observatory_checks import checked_rows, placed
from hanse.study.observatory_settings import TradeSettings
from hanse.study.toml_values import file_of
from hanse.tables.long_table import read_long
from hanse.tables.mapping import header_of

__all__ = ["TradeRun", "run_trade"]

WHERE = "[observatory.trade]"


@dataclass(frozen=True)
class TradeRun:
    """Relatedness of all regions, and what one of them could become and with whom."""

    region: str
    year: str
    related: Relatedness
    candidates: Candidates
    complements: Complements


def run_trade(folder: Path, settings: TradeSettings, *, region: str, year: str) -> TradeRun:
    """Read the table of products and look for what is near a region.

    Parameters
    ----------
    folder : Path
        The study folder.
    settings : TradeSettings
        ``[observatory.trade]``.
    region : str
        Region of the cluster, where the settings name none.
    year : str
        The year that is looked at, where the settings name none and the file has it.

    Raises
    ------
    InputError
        If a file, a name or a value cannot be used, years are mixed, or no region is named.
    """
    chosen = settings.region or region
    if not chosen:
        raise InputError("no region is named", where=WHERE, mend='Write region = "...".')
    table, year = _read(folder, settings, year)
    if chosen not in table.regions:
        raise unknown_name("region", chosen, table.regions, where=f"{WHERE} {settings.file}")
    with placed(WHERE):
        made = relatedness(table, cut=settings.cut, diagonal=settings.diagonal)
    return TradeRun(
        chosen,
        year,
        made,
        candidates(made, chosen, n=settings.candidates),
        complements(made, chosen, n=settings.partners),
    )


def _read(folder: Path, settings: TradeSettings, year: str) -> tuple[RegionTable, str]:
    """Return what regions sell of products in one year, and the year."""
    usual = {"region": "region", "product": "product", "value": "exports"}
    named = {**usual, **settings.columns}
    path = file_of(folder, settings.file, WHERE)
    asked = "year" in settings.columns or bool(settings.year)
    has_year = asked or "year" in header_of(path)  # years that nobody named are not added up
    keys = [named["region"], named["product"], *([named.get("year", "year")] if has_year else [])]
    long = checked_rows(
        read_long(path, keys=keys, values=[named["value"]]),
        year=keys[2] if has_year else None,
        names=keys,
        amounts=[named["value"]],
    )
    if has_year:
        known = long.key(keys[2]).labels
        if not settings.year and year not in known and len(known) > 1:
            raise InputError(
                f"the table mixes {plural(len(known), 'year')}: {join_names(known)}",
                where=f"{WHERE} {settings.file}",
                mend=f'Choose one: year = "{known[-1]}".',
            )
        wanted = settings.year or (year if year in known else known[0])
        long, year = long.only(keys[2], wanted), wanted
    made = RegionTable.from_long(
        long, region=named["region"], product=named["product"], value=named["value"]
    )
    return made, year if has_year else ""
