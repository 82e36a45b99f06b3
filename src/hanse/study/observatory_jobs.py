"""What regions are specialised in: ``[observatory.jobs]`` computed, before any word of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.observatory.specialisation import (
    Concentration,
    Growth,
    Layout,
    LocationQuotients,
    Productivity,
    RegionalTable,
    ShiftShare,
    Stars,
    ellison_glaeser,
    gini,
    growth,
    herfindahl,
    location_quotients,
    productivity,
    regional_table,
    shift_share,
    star_rule,
    stars,
)
from hanse.observatory.suppression import SuppressionRule
from hanse.study.observatory_checks import checked_rows, placed
from hanse.study.observatory_settings import JobsSettings
from hanse.study.toml_values import file_of
from hanse.tables.long_table import LongTable, read_long
from hanse.tables.mapping import header_of

__all__ = ["JobsRun", "run_jobs"]

WHERE = "[observatory.jobs]"
STARS_NEED = ("growth", "productivity")
VALUES = ("measure", "establishments", "largest", "output")


@dataclass(frozen=True)
class JobsRun:
    """All answers on the industries of regions; None where the file has no column for one.

    Attributes
    ----------
    region : str
        The region that the report is about.
    focus : str
        The industry or cluster of industries that it is about.
    years : tuple of str
        First and last year; one where the file has one.
    """

    region: str
    focus: str
    years: tuple[str, ...]
    quotients: LocationQuotients
    stars: Stars
    growth: Growth | None
    shift: ShiftShare | None
    productivity: Productivity | None
    by_region: Concentration
    inequality: Concentration
    agglomeration: Concentration | None

    @property
    def table(self) -> RegionalTable:
        """The regions and industries of the last year."""
        return self.quotients.table


def run_jobs(
    folder: Path, settings: JobsSettings, *, region: str, year: str, rule: SuppressionRule
) -> JobsRun:
    """Read the table of industries and measure the regions in them.

    Parameters
    ----------
    folder : Path
        The study folder.
    settings : JobsSettings
        ``[observatory.jobs]``.
    region : str
        Region of the cluster, where the settings name none.
    year : str
        The year that is looked at; empty takes the last.
    rule : SuppressionRule
        When a cell is hidden.

    Raises
    ------
    InputError
        If a file, a name or a value cannot be used, or no region is named.
    """
    long = _read(folder, settings)
    chosen = settings.region or region
    if not chosen:
        raise InputError("no region is named", where=WHERE, mend='Write region = "...".')
    years = _years(long, settings, year)
    tables = {one: _table(long, settings, one, rule) for one in years}
    last = tables[years[-1]]
    if chosen not in last.regions:
        raise unknown_name("region", chosen, last.regions, where=f"{WHERE} {settings.file}")
    at = last.region(chosen)
    with placed(WHERE):
        found = location_quotients(last, k=settings.k)
    grown = shift = None
    if len(years) > 1:
        grown = growth(tables[years[0]], last, differing="leave out")
        shift = shift_share(tables[years[0]], last, differing="leave out")
    output = None
    if "output" in settings.columns:
        made = _table(long, settings, years[-1], rule, measure="output")
        output = productivity(made, last)
    gamma = ellison_glaeser(last) if last.has_establishments and _all_totals(last) else None
    return JobsRun(
        region=chosen,
        focus=_focus(settings, found, at),
        years=years,
        quotients=found,
        stars=_stars(found, settings, grown, output),
        growth=grown,
        shift=shift,
        productivity=output,
        by_region=herfindahl(last),
        inequality=gini(last),
        agglomeration=gamma,
    )


def _named(settings: JobsSettings) -> dict[str, str]:
    """Return our column → theirs, without those that the file does not have."""
    usual = {"region": "region", "industry": "industry", "year": "year", "measure": "employment"}
    return {ours: theirs for ours, theirs in {**usual, **settings.columns}.items() if theirs}


def _read(folder: Path, settings: JobsSettings) -> LongTable:
    """Return the long table, with their names, so that errors say them."""
    named = _named(settings)
    path = file_of(folder, settings.file, WHERE)
    keys = [named[ours] for ours in ("region", "industry", "year") if ours in named]
    if "year" not in settings.columns and named["year"] not in (header := header_of(path)):
        raise InputError(
            f"there is no column '{named['year']}'. There are: {', '.join(header)}",
            where=f"{WHERE} {settings.file}",
            mend='Write columns.year = "..." with its name, columns.year = "" if there is none.',
        )
    long = read_long(path, keys=keys, values=[named[ours] for ours in VALUES if ours in named])
    amounts = [named[ours] for ours in VALUES if ours in named and ours != "output"]
    return checked_rows(long, year=named.get("year"), names=keys, amounts=amounts)


def _years(long: LongTable, settings: JobsSettings, year: str) -> tuple[str, ...]:
    """Return the first and the last year that are looked at."""
    key = _named(settings).get("year")
    if key is None:
        return ("",)
    known = long.key(key).labels
    last = year if year in known else known[-1]
    first = settings.growth_from or known[0]
    if first not in known:
        raise unknown_name("year", first, known, where=f"{WHERE} growth_from")
    if settings.growth_from and first >= last:
        raise InputError(
            f"growth_from is {first}, and the year that is looked at is {last}",
            where=WHERE,
            mend=f"Choose an earlier year, or leave it out: there are {join_names(known)}.",
        )
    return (last,) if first >= last else (first, last)


def _table(
    long: LongTable,
    settings: JobsSettings,
    year: str,
    rule: SuppressionRule,
    *,
    measure: str = "measure",
) -> RegionalTable:
    """Return regions and industries, or clusters of industries, in one year."""
    named, level = _named(settings), settings.level
    codes = long.key(named["industry"]).labels
    if settings.total and settings.total not in codes:
        raise unknown_name("code", settings.total, codes, where=f"{WHERE} total, {settings.file}")
    layout = Layout(
        region=named["region"],
        industry=named["industry"],
        measure=named[measure],
        establishments=named.get("establishments", ""),
        largest=named.get("largest", ""),
        year_key=named.get("year", "year"),
        year=year,
        level=int(level) if level is not None and level.isdigit() else level,
        total=settings.total,
    )
    with placed(WHERE):
        return regional_table(long, layout, clusters=settings.clusters or None, rule=rule)


def _all_totals(table: RegionalTable) -> bool:
    """Return whether the total of every region is known."""
    return not bool(np.isnan(table.region_totals).any())


def _focus(settings: JobsSettings, found: LocationQuotients, at: int) -> str:
    """Return the industry that the report is about: as named, the first, or the top."""
    names = found.table.industries
    if settings.focus:
        if settings.focus not in names:
            raise unknown_name("cluster", settings.focus, names, where=f"{WHERE} focus")
        return settings.focus
    if settings.clusters:
        return settings.clusters[0].name
    row = np.where(np.isnan(found.lq[at]), -np.inf, found.lq[at])
    return names[int(np.argmax(row))]


def _stars(
    found: LocationQuotients,
    settings: JobsSettings,
    grown: Growth | None,
    output: Productivity | None,
) -> Stars:
    """Return the stars by the rule, with growth and productivity where the file gives them."""
    with placed(f"{WHERE} stars"):
        rule = star_rule(settings.stars)
    given = {"growth": grown is not None, "productivity": output is not None}
    lacking = [
        one.indicator
        for one in rule.cuts
        if one.indicator in STARS_NEED and not given[one.indicator]
    ]
    if lacking:
        raise InputError(
            f"the stars '{settings.stars}' ask for {join_names(lacking)}",
            where=WHERE,
            mend="Name the columns that give it (several years; output), or take other stars.",
        )
    shape = found.lq.shape
    return stars(
        found,
        rule,
        growth=_placed(grown, found) if grown is not None else None,
        productivity=output.relative
        if output is not None and output.relative.shape == shape
        else None,
    )


def _placed(grown: Growth, found: LocationQuotients) -> np.ndarray:
    """Return the annual growth in the places of the quotients, NaN where a year lacks the cell."""
    made = np.full(found.lq.shape, np.nan)
    rows = np.array([found.table.region(name) for name in grown.last.regions])
    columns = found.table.columns(grown.last.industries)
    made[np.ix_(rows, columns)] = grown.annual
    return made
